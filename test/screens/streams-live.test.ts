// Streams of real servers: what natstop shows is what their leaders say, and a stream that nobody leads is on top.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import type { Stream } from '../../source/model/jetstream/stream.ts';
import { askAssetGroups } from '../../source/screens/raft/ask-assets.ts';
import type { Source } from '../../source/screens/source.ts';
import type { StreamsSnapshot } from '../../source/screens/streams/snapshot.ts';
import { openStreams } from '../../source/screens/streams/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

type Info = {
	state: { messages: number; bytes: number; first_seq: number; last_seq: number };
	cluster: { leader?: string; replicas?: { name: string }[] };
};

const streamOf = (name: string, over: Record<string, unknown> = {}) => ({
	...{ name, subjects: [`${name.toLowerCase()}.>`], storage: 'file', num_replicas: 3 },
	...over,
});

describe.each(await versions())('on three nats-servers $version', ({ version, binary, since }) => {
	let cluster: ConfigTestCluster;
	let app: NatsConnection;
	let seen: Watch;
	let source: Source<StreamsSnapshot>;
	const create = (config: ReturnType<typeof streamOf>) =>
		jetStreamRequest(app, `$JS.API.STREAM.CREATE.${config.name}`, config);
	const info = async (name: string) =>
		(await jetStreamRequest(app, `$JS.API.STREAM.INFO.${name}`, {})) as unknown as Info;
	const stream = (name: string): Stream | undefined =>
		source.get().streams.find((one) => one.stream === name);
	/** The first picture of a stream that fits, of those that follow. */
	const until = (name: string, what: string, fits: (stream: Stream) => boolean): Promise<Stream> =>
		waitFor(
			() => {
				const found = stream(name);
				return found && fits(found) ? found : undefined;
			},
			{ what: `${name} to be ${what}`, timeout: 90_000 },
		);
	const publish = async (subject: string, count: number, size = 100): Promise<void> => {
		for (let each = 0; each < count; each++)
			await app.request(subject, new Uint8Array(size), { timeout: 20_000 });
	};

	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', accounts: ['APP'] });
		app = await cluster.appClient({
			servers: [...cluster.urls],
			maxReconnectAttempts: -1,
			reconnectTimeWait: 100,
		});
		await create(streamOf('ORDERS'));
		await create(streamOf('FULL', { max_msgs: 50, discard: 'new' }));
		await create(streamOf('LOGS', { num_replicas: 1 }));
		await jetStreamRequest(app, '$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.billing', {
			...{ stream_name: 'ORDERS', config: { durable_name: 'billing', ack_policy: 'explicit' } },
		});
		seen = watch({ servers: [...cluster.urls], ...cluster.logins.sys });
		await Promise.all(
			cluster.servers.map(({ name }) => seen.until(name, 'heard', ({ state }) => state === 'ok')),
		);
		source = openStreams(seen.monitor.watching);
	});

	afterAll(async () => {
		source?.close?.();
		await seen?.stop();
		await cluster?.stop();
	});

	test('a stream is as its leader says, and every replica is up to date', async () => {
		await publish('orders.new', 200);
		const { state, cluster: group } = await info('ORDERS');
		const found = await until(
			'ORDERS',
			'at its end',
			(one) => one.state.lastSeq === state.last_seq && one.config !== undefined,
		);
		expect(found).toMatchObject({
			...{ account: 'APP', leader: group.leader, wanted: 3, current: 3, isOld: false, troubles: [] },
			state: { messages: state.messages, bytes: state.bytes, firstSeq: state.first_seq, subjects: 1 },
			config: { subjects: ['orders.>'], storage: 'file' },
		});
		expect(found.replicas.map(({ name }) => name).sort()).toEqual(
			[group.leader, ...(group.replicas ?? []).map(({ name }) => name)].sort(),
		);
	});

	test('each server tells of the raft groups of its streams and consumers, and names who leads, since nats-server 2.10.26', async () => {
		const { watching } = seen.monitor;
		const wire = watching.wire();
		if (wire === undefined) throw new Error('no link');
		const told = await Promise.all(
			watching.servers.get().fleet.rows.map(({ info }) => askAssetGroups(info, { wire, timeout: 10_000 })),
		);
		if (!since('2.10.26')) {
			for (const { failed, rows } of told)
				expect([failed, rows]).toEqual([`Raft groups need nats-server 2.10.26; this is ${version}.`, []]);
			return;
		}
		const { leader } = (await info('ORDERS')).cluster;
		for (const { rows } of told) {
			const names = rows.map(({ name, kind }) => `${kind} ${name}`);
			expect(names).toEqual(
				expect.arrayContaining(['stream APP/ORDERS', 'stream APP/FULL', 'consumer APP/ORDERS/billing']),
			);
			const group = rows.find(({ name }) => name === 'APP/ORDERS');
			expect(group).toMatchObject({ leader, stream: 'ORDERS', troubles: [] });
		}
		const led = told
			.flatMap(({ rows }) => rows)
			.filter(({ view, stream }) => view.state === 'leader' && stream === 'ORDERS');
		expect(led.map(({ name }) => name).sort()).toEqual(['APP/ORDERS', 'APP/ORDERS/billing']);
		expect(led.every(({ lag, seen }) => lag !== undefined && seen !== undefined)).toBe(true);
	});

	test('a single copy has no lag, and is led by the server that has it', async () => {
		const { cluster: group } = await info('LOGS');
		const found = await until('LOGS', 'configured', ({ config }) => config !== undefined);
		expect(found).toMatchObject({
			leader: group.leader,
			wanted: 1,
			current: 1,
			replicas: [{ name: group.leader }],
		});
		expect(found.lag).toBe(undefined);
	});

	test('one that refuses messages is critical while it is full, and well once it is purged', async () => {
		await publish('full.x', 50);
		const full = await until('FULL', 'full', ({ troubles }) => troubles.length > 0);
		expect(full.troubles[0]).toMatchObject({ check: 'stream-full', severity: 'critical' });
		await jetStreamRequest(app, '$JS.API.STREAM.PURGE.FULL', {});
		await until('FULL', 'empty', ({ troubles }) => troubles.length === 0);
	});

	test('one that is deleted leaves, and made again it is another one', async () => {
		const before = await until('FULL', 'known', ({ created }) => created !== undefined);
		await jetStreamRequest(app, '$JS.API.STREAM.DELETE.FULL', {});
		await waitFor(() => stream('FULL') === undefined, { what: 'FULL to leave' });
		await create(streamOf('FULL'));
		const after = await until('FULL', 'there again', ({ config }) => config !== undefined);
		expect(after.created).toBeGreaterThan(before.created ?? 0);
		expect(after.state.messages).toBe(0);
	});

	test('one that loses two of three replicas stays with its last copy, first of all, until they are back', async () => {
		const leader = (await info('ORDERS')).cluster.leader;
		const kept = cluster.servers.find(({ name }) => name !== leader && name !== stream('LOGS')?.leader);
		const gone = cluster.servers.filter((server) => server !== kept);
		await Promise.all(gone.map((server) => server.kill9()));
		const lost = await until('ORDERS', 'without a leader', ({ troubles }) => troubles[0]?.check === 'quorum');
		expect(lost).toMatchObject({
			...{ wanted: 3, current: 1, state: { messages: 200 }, toldBy: { server: kept?.name, isLeader: false } },
			troubles: [{ severity: 'critical', text: 'no leader: 1 of 3 replicas here, needs 2' }],
		});
		expect(lost.lag).toBe(undefined);
		// Who comes only now is told how it is configured as well, and whom of its consumers nobody leads.
		const late = watch({ servers: [kept?.url ?? ''], ...cluster.logins.sys });
		const began = performance.now();
		const lateSource = openStreams(late.monitor.watching);
		try {
			const { orphans } = await waitFor(
				() => {
					const snapshot = lateSource.get();
					const one = snapshot.streams.find(({ stream: name }) => name === 'ORDERS');
					lateSource.look?.({ sort: { column: 'trouble', descending: true }, cursor: one?.key });
					// The copy that is left still names a leader of its consumer for a while.
					const isTold = (snapshot.orphans?.without.length ?? 0) > 0;
					return one?.leader === undefined && one?.config?.replicas === 3 && isTold && snapshot;
				},
				{ what: 'a late look at it', timeout: 90_000 },
			);
			expect(orphans).toMatchObject({ all: 1, without: ['billing'] });
		} finally {
			lateSource.close?.();
			await late.stop();
		}
		console.log(`configuration and consumers of ORDERS after ${Math.round(performance.now() - began)} ms`);
		const first = [...source.get().streams].sort((a, b) => b.rank - a.rank)[0];
		expect(first?.troubles[0]?.check).toBe('quorum');
		// The only copy of this one was on a server that is gone, and nobody else knows it.
		expect(await until('LOGS', 'old', ({ isOld }) => isOld)).toMatchObject({
			rank: 0,
			state: { messages: 0 },
		});
		const rounds = new Set<number | undefined>();
		await waitFor(
			() => {
				expect(stream('ORDERS')?.troubles[0]?.check).toBe('quorum');
				// What its leader told of its configuration stays.
				expect(stream('ORDERS')?.config).toMatchObject({ replicas: 3, subjects: ['orders.>'] });
				rounds.add(source.get().round.at);
				return rounds.size > 4;
			},
			{ what: 'four more rounds' },
		);
		await Promise.all(gone.map((server) => server.start()));
		await until(
			'ORDERS',
			'well',
			({ toldBy, current, troubles }) => toldBy.isLeader && current === 3 && troubles.length === 0,
		);
		await until('LOGS', 'back', ({ isOld }) => !isOld);
	});
});
