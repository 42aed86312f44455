// What a round of streams and one of consumers take until all of it is read, against the least that can be done with the same bytes.

import { gunzipSync } from 'node:zlib';
import { headers } from '@nats-io/transport-node';
import { gatherJsz } from '../source/nats/gather-jsz.ts';
import { gatherServers } from '../source/nats/gather-servers.ts';
import { type JszKind, jszBodies } from '../source/nats/jsz.ts';
import { readJsz } from '../source/nats/jsz-read.ts';
import { parseFields, textOf } from '../source/nats/read.ts';
import { serverSubject } from '../source/nats/subjects.ts';
import { wireOf } from '../source/nats/wire.ts';
import type { Bench, System } from './system.ts';
import { interleaved, type Line } from './table.ts';

const timeout = 60_000;

/** Far more than any answer has, unpacked. */
const longest = 2 ** 26;

const elapsed = async (act: () => unknown): Promise<number> => {
	const from = performance.now();
	await act();
	return performance.now() - from;
};

/** The rounds that a screen asks again and again. */
const kinds: readonly { kind: JszKind; what: string }[] = [
	{ kind: 'leaders', what: 'streams of their leaders' },
	{ kind: 'copies', what: 'all copies of streams' },
	{ kind: 'consumers', what: 'all copies of consumers' },
];

export const jetStreamLines = async (bench: Bench, system: System): Promise<Line[]> => {
	const nc = await system.client();
	const wire = wireOf(nc);
	const { fleet } = await gatherServers(wire, { timeout: 10_000 });
	const servers = fleet.rows
		.filter(({ info }) => info.jetstream)
		.map(({ info: { id, name } }) => ({ id, name }));
	const packed = headers();
	packed.set('Accept-Encoding', 'gzip');
	const lines: Line[] = [];
	for (const { kind, what } of kinds) {
		const body = JSON.stringify(jszBodies[kind]);
		const answerOf = async ({ id }: { id: string }): Promise<Uint8Array> =>
			(await nc.request(serverSubject(id, 'JSZ'), body, { timeout, headers: packed })).data;
		let [bytes, rows] = [0, 0];
		const whole = () =>
			elapsed(async () => {
				rows = 0;
				await gatherJsz(wire, {
					...{ kind, servers, timeout },
					onAnswer: ({ streams, consumers }) => {
						rows += kind === 'consumers' ? consumers.length : streams.length;
					},
				});
			});
		const bare = () =>
			elapsed(async () => {
				bytes = 0;
				for (const server of servers) bytes += (await answerOf(server)).length;
			});
		const times = Math.ceil(5 * bench.scale);
		const ms = await interleaved({ whole, bare }, times);
		const [first] = servers;
		const answer = first === undefined ? new Uint8Array() : gunzipSync(await answerOf(first));
		const reading = await interleaved(
			{
				read: () =>
					elapsed(() => {
						const fields = parseFields(answer, longest);
						return fields && readJsz(fields, Date.now());
					}),
				parse: () => elapsed(() => JSON.parse(textOf(answer))),
			},
			Math.ceil(20 * bench.scale),
		);
		const note = `${rows} rows, ${Math.round(bytes / 1024)} KiB packed`;
		lines.push(
			{
				...{ measure: `jetstream: a round of ${what}`, unit: 'ms', note },
				...{ natstop: ms.whole, baseline: ms.bare, against: 'a bare client receiving the same' },
			},
			{
				...{ measure: `jetstream: one answer with ${what}, read`, unit: 'ms' },
				...{ natstop: reading.read, baseline: reading.parse, against: 'JSON.parse of the same' },
				target: { of: 'ratio', at: 'most', limit: 3 },
			},
		);
	}
	return lines;
};
