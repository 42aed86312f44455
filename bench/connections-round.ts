// What a sweep through twenty thousand connections takes, and its parts, against the least that can be done with the same bytes.

import { gunzipSync } from 'node:zlib';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { ConnectionBook } from '../source/model/connection-book.ts';
import { ConnectionSample } from '../source/model/connection-sample.ts';
import type { ServerRow } from '../source/model/fleet.ts';
import { readConnzPage } from '../source/nats/decode-connz.ts';
import { gatherServers } from '../source/nats/gather-servers.ts';
import { Governor } from '../source/nats/governor.ts';
import { pageSize } from '../source/nats/page-cursor.ts';
import { parseFields, textOf } from '../source/nats/read.ts';
import { serverSubject } from '../source/nats/subjects.ts';
import { wireOf } from '../source/nats/wire.ts';
import { connections } from '../source/screens/connections/connections.ts';
import { Sampler } from '../source/screens/connections/sampled.ts';
import type { ConnectionsSnapshot } from '../source/screens/connections/snapshot.ts';
import { remember } from '../source/screens/polled-source.ts';
import type { Watching } from '../source/screens/source.ts';
import { type Bench, startLarge } from './system.ts';
import { interleaved, type Line } from './table.ts';

const asks = { timeout: 60_000 };

/** One page as it comes over the wire. */
const packedPage = async (nc: NatsConnection, id: string): Promise<Uint8Array> => {
	const packed = headers();
	packed.set('Accept-Encoding', 'gzip');
	const body = JSON.stringify({ sort: 'cid', limit: pageSize });
	return (await nc.request(serverSubject(id, 'CONNZ'), body, { ...asks, headers: packed })).data;
};

/** Rounds without a pause, until every connection was asked for; `ended` sweeps came before. */
const sweep = async (
	nc: NatsConnection,
	rows: readonly ServerRow[],
	sampler: Sampler,
	ended: number,
): Promise<number> => {
	const servers = rows.map(({ info: { id, name } }) => ({ id, name }));
	const { signal } = new AbortController();
	for (;;) {
		const { sampled } = await sampler.round({
			...{ wire: wireOf(nc), tokens: { users: 'tokens' }, scope: {}, rows, servers, timeout: 60_000 },
			...{ maxPending: new Map(), round: { signal, spend: () => {} }, onPage: () => {} },
		});
		if (sampled.sweeps > ended) return sampled.sweeps;
	}
};

/** The screen on a snapshot that never changes: what it takes to filter and sort it for a frame. */
const select = (snapshot: ConnectionsSnapshot, column: string): number => {
	const never = { subscribe: () => () => {} };
	const watching = {
		servers: { ...never, get: () => undefined },
		events: { ...never, get: () => undefined },
		...{
			wire: () => undefined,
			interval: () => 60_000,
			timeout: 1,
			governor: new Governor(),
			wantName: () => {},
		},
	} as unknown as Watching;
	remember(watching, 'connections', snapshot);
	const source = connections.open(watching);
	const choices = { totals: false, exact: false, keys: false };
	const state = { sort: { column, descending: true }, filter: '', wide: false, offset: 0, off: [] };
	const from = performance.now();
	const view = source.get().list(state, { now: Date.now(), totals: false }, choices);
	const ms = performance.now() - from;
	source.close?.();
	return view.keys.length === snapshot.rows.length ? ms : Number.NaN;
};

export const roundLines = async (bench: Bench, count: number): Promise<Line[]> => {
	const system = await startLarge({ ...bench, servers: 20, clusters: 2 }, 0, { connections: count });
	try {
		const nc = await system.client();
		const { fleet } = await gatherServers(wireOf(nc), { timeout: 10_000 });
		const rows = fleet.rows.filter(({ statsz }) => (statsz?.connections ?? 0) > 10);
		const sampler = new Sampler(new ConnectionBook());
		const bare = async (): Promise<number> => {
			const from = performance.now();
			const waiting = rows.map(({ info }) => info.id);
			const work = async (): Promise<void> => {
				for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await packedPage(nc, id);
			};
			await Promise.all(Array.from({ length: 8 }, work));
			return performance.now() - from;
		};
		let ended = 0;
		const whole = async (): Promise<number> => {
			const from = performance.now();
			ended = await sweep(nc, rows, sampler, ended);
			return performance.now() - from;
		};
		const times = Math.ceil(8 * bench.scale);
		await interleaved({ whole, bare }, 1);
		const ms = await interleaved({ whole, bare }, times);
		const page = gunzipSync(await packedPage(nc, rows[0]?.info.id ?? ''));
		const sample = new ConnectionSample(new ConnectionBook());
		const decoding = await interleaved(
			{
				read: async () => {
					const from = performance.now();
					const fields = parseFields(page, 2 ** 24);
					const { rows: read = [] } = (fields && readConnzPage(fields, false)) ?? {};
					sample.took({ serverId: 'N', rows: read, how: 'sweep', heardAt: Date.now() });
					return performance.now() - from;
				},
				parse: async () => {
					const from = performance.now();
					JSON.parse(textOf(page));
					return performance.now() - from;
				},
			},
			Math.ceil(20 * bench.scale),
		);
		const known: ConnectionsSnapshot = {
			...{ rows: sampler.book.rows(), total: count, asked: 20, answered: 20, unheard: [], isCut: false },
			...{ accountNames: new Map(), at: Date.now() },
		};
		const figures = Float64Array.from(known.rows, ({ rates }) => rates?.inBytes ?? 0);
		const selecting = await interleaved(
			{
				list: async () => select(known, 'trouble'),
				sort: async () => {
					const from = performance.now();
					Float64Array.from(figures).sort();
					return performance.now() - from;
				},
			},
			Math.ceil(20 * bench.scale),
		);
		return [
			{
				...{ measure: `connections: a sweep through ${count} on 20 servers`, unit: 'ms' },
				...{ natstop: ms.whole, baseline: ms.bare, against: 'a bare client receiving as many pages' },
			},
			{
				...{ measure: 'connections: a page of a sweep, read and measured', unit: 'ms' },
				...{ natstop: decoding.read, baseline: decoding.parse, against: 'JSON.parse of the same' },
				target: { of: 'ratio', at: 'most', limit: 3 },
			},
			{
				...{ measure: `connections: ${known.rows.length} rows sorted for a frame`, unit: 'ms' },
				...{ natstop: selecting.list, baseline: selecting.sort, against: 'as many numbers sorted' },
			},
		];
	} finally {
		await system.stop();
	}
};
