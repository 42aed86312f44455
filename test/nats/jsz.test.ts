// Streams, consumers and raft groups asked of real servers: every kind of round, every version.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import type { ConsumerCopy, StreamCopy } from '../../source/model/jetstream/told.ts';
import type { AskedServer } from '../../source/nats/connections-round.ts';
import { decodeServer } from '../../source/nats/decode.ts';
import { type GatherJszOptions, gatherJsz, type JszMemory } from '../../source/nats/gather-jsz.ts';
import { askIpQueuesz } from '../../source/nats/ipqueuesz.ts';
import type { JszAnswer } from '../../source/nats/jsz.ts';
import { askRaftz, metaGroup } from '../../source/nats/raftz.ts';
import { readFields } from '../../source/nats/read.ts';
import { subjects } from '../../source/nats/subjects.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const timeout = 20_000;

/** By whoever leads it. */
const isLeaders = ({ group, server }: StreamCopy | ConsumerCopy): boolean => group?.leader === server.name;

describe.each(await versions())('on three nats-servers $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	let wire: Wire;
	let app: NatsConnection;
	let servers: AskedServer[];

	const ask = async (options: Partial<GatherJszOptions>) => {
		const answers: JszAnswer[] = [];
		let bytes = 0;
		const round = await gatherJsz(wire, {
			...{ kind: 'light', servers, timeout, ...options },
			onAnswer: (answer) => answers.push(answer),
			spend: (cost) => {
				bytes += cost.bytes;
			},
		});
		return {
			...{ round, answers, bytes },
			streams: answers.flatMap((answer) => answer.streams),
			consumers: answers.flatMap((answer) => answer.consumers),
		};
	};

	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', binary, accounts: ['APP', 'BATCH', 'IOT'] });
		const system = await cluster.systemClient();
		wire = wireOf(system);
		app = await cluster.appClient();
		const create = (config: { name: string }) =>
			jetStreamRequest(app, `$JS.API.STREAM.CREATE.${config.name}`, config);
		await create({ name: 'ORDERS', subjects: ['orders.>'], num_replicas: 3, max_bytes: 1_000_000 } as {
			name: string;
		});
		await create({ name: 'CARTS', subjects: ['carts.>'], storage: 'memory' } as { name: string });
		await jetStreamRequest(app, '$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.audit', {
			stream_name: 'ORDERS',
			config: { durable_name: 'audit', ack_policy: 'explicit', max_ack_pending: 50 },
		});
		for (let count = 0; count < 7; count++) await app.request('orders.new', 'x', { timeout });
		const found = new Map<string, AskedServer>();
		await waitFor(
			async () => {
				await wire.gather(subjects.ping, undefined, {
					maxWait: timeout,
					expected: new Set(found.keys()),
					onAnswer({ fields }) {
						const info = decodeServer(readFields(fields, 'server'));
						if (info) found.set(info.id, { id: info.id, name: info.name, version: info.version });
						return info?.id;
					},
				});
				return found.size === 3;
			},
			{ what: 'three servers' },
		);
		servers = [...found.values()];
		await waitFor(
			async () => {
				const { consumers, streams } = await ask({ kind: 'consumers' });
				return (
					consumers.find(isLeaders)?.pending === 7 &&
					streams.filter(({ state }) => state.lastSeq === 7).length === 3
				);
			},
			{ what: 'all copies with all messages' },
		);
	});
	afterAll(() => cluster?.stop());

	test('each stream is told by its leader, with how far the others are, in a round of leaders', async () => {
		const { round, streams } = await ask({ kind: 'leaders' });
		expect(round).toMatchObject({ silent: [], refused: [] });
		expect(round.answered.size).toBe(3);
		const led = streams.filter(isLeaders);
		expect(led.map(({ stream }) => stream).sort()).toEqual(['CARTS', 'ORDERS']);
		if (since('2.10.19')) expect(streams).toHaveLength(2);
		const orders = led.find(({ stream }) => stream === 'ORDERS');
		expect(orders).toMatchObject({
			account: 'APP',
			state: { messages: 7, lastSeq: 7, subjects: 1, consumers: 1 },
		});
		expect(orders?.group?.peers).toHaveLength(2);
		for (const peer of orders?.group?.peers ?? [])
			expect(peer).toMatchObject({ lag: 0, offline: false, current: true });
		const carts = led.find(({ stream }) => stream === 'CARTS');
		expect(carts?.group?.peers).toEqual([]);
		expect(carts?.group?.raftGroup).toBeUndefined();
		expect(carts?.config).toBeUndefined();
	});

	test('every copy is told in a round of copies, and with its configuration where that is asked for', async () => {
		const { streams } = await ask({ kind: 'copies' });
		const copies = streams.filter(({ stream }) => stream === 'ORDERS');
		expect(new Set(copies.map(({ server }) => server.name)).size).toBe(3);
		expect(copies.map(({ state }) => state.lastSeq)).toEqual([7, 7, 7]);
		const configs = (await ask({ kind: 'configs' })).streams.filter(isLeaders);
		expect(configs.find(({ stream }) => stream === 'ORDERS')?.config).toMatchObject({
			...{ subjects: ['orders.>'], replicas: 3, maxBytes: 1_000_000, storage: 'file' },
		});
	});

	test('a consumer is told by its own leader, whoever leads its stream', async () => {
		const { consumers } = await ask({ kind: 'consumer-configs' });
		expect(consumers.map(({ consumer }) => consumer)).toEqual(['audit', 'audit', 'audit']);
		expect(consumers.filter(isLeaders)).toMatchObject([
			{
				stream: 'ORDERS',
				pending: 7,
				ackPending: 0,
				isPaused: false,
				config: { type: 'pull', maxAckPending: 50 },
			},
		]);
	});

	test('all servers at once say the same as one after the other, packed', async () => {
		const names = ({ streams, consumers }: Awaited<ReturnType<typeof ask>>): string[] =>
			[...streams, ...consumers]
				.map((copy) => `${copy.server.name} ${copy.stream} ${'consumer' in copy}`)
				.sort();
		const memory: JszMemory = {};
		const first = await ask({ kind: 'consumers', memory });
		expect(memory.bytes).toBe(first.bytes);
		const second = await ask({ kind: 'consumers', memory });
		expect(second.round.answered.size).toBe(3);
		expect(names(second)).toEqual(names(first));
		// Unpacked an answer is 1.5 KB and more.
		expect(second.bytes).toBeLessThan(3 * 1500);
	});

	test('accounts come in pages of any size, and each stream once', async () => {
		const whole = await ask({ kind: 'copies' });
		const pages = await ask({ kind: 'copies', limit: 2 });
		const once = await ask({ kind: 'copies', limit: 2, memory: { bytes: 1 } });
		for (const { answers, streams } of [pages, once]) {
			expect(answers).toHaveLength(3);
			expect(streams.map(({ stream }) => stream).sort()).toEqual(
				whole.streams.map(({ stream }) => stream).sort(),
			);
		}
	});

	test('only an account is asked for, and one that has nothing anywhere is an answer all the same', async () => {
		for (const memory of [undefined, { bytes: 1 }]) {
			const { streams } = await ask({ kind: 'copies', account: 'APP', memory });
			expect(new Set(streams.map(({ stream }) => stream))).toEqual(new Set(['ORDERS', 'CARTS']));
			const none = await ask({ kind: 'copies', account: 'NOBODY', memory });
			expect(none.round).toMatchObject({ silent: [], refused: [] });
			expect(none.round.answered.size).toBe(3);
			expect(none.streams).toEqual([]);
		}
	});

	test('figures alone say what each server has, and what it leads where it counts that', async () => {
		const { answers } = await ask({});
		const sum = (figure: (answer: JszAnswer) => number | undefined): number =>
			answers.reduce((total, answer) => total + (figure(answer) ?? 0), 0);
		expect(sum(({ totals }) => totals.streams)).toBe(4);
		expect(sum(({ totals }) => totals.consumers)).toBe(3);
		const counts = answers.every(({ totals }) => totals.streamsLed !== undefined);
		expect(counts).toBe(since('2.11.11', '2.12.1'));
		if (counts) expect(sum(({ totals }) => totals.streamsLed)).toBe(2);
	});

	test('a server that is not there is silent, and the others are heard', async () => {
		const gone = { id: `N${'A'.repeat(55)}`, name: 'gone' };
		// Others may be late themselves.
		await waitFor(
			async () => {
				const { round, answers } = await ask({ servers: [...servers, gone], timeout: 5000 });
				expect(round.silent).toEqual(['gone']);
				expect(answers).toHaveLength(3);
				return true;
			},
			{ what: 'the answers of the others' },
		);
		expect((await ask({ servers: [gone], timeout: 5000 })).round).toMatchObject({
			nobody: true,
			silent: ['gone'],
		});
	});

	test('the meta group is told by all its members, and a group of an account by its name', async () => {
		if (!since('2.10.26')) {
			const result = await askRaftz(wire, servers[0]?.id ?? '', {}, { timeout });
			expect(result).toEqual({ ok: false, failure: { kind: 'no-responders' } });
			return;
		}
		const views = await Promise.all(
			servers.map(async ({ id }) => {
				const result = await askRaftz(wire, id, {}, { timeout });
				return result.ok ? result.value : [];
			}),
		);
		expect(views.flat().map(({ group, size }) => `${group} ${size}`)).toEqual(
			Array(3).fill(`${metaGroup} 3`),
		);
		expect(views.flat().filter(({ state }) => state === 'leader')).toHaveLength(1);
		const { streams } = await ask({ kind: 'everything', account: 'APP' });
		const group = streams.find(({ stream }) => stream === 'ORDERS')?.group?.raftGroup ?? '';
		expect(group).toMatch(/^S-R3/);
		const one = await askRaftz(wire, servers[0]?.id ?? '', { account: 'APP', group }, { timeout });
		expect(one).toMatchObject({ ok: true, value: [{ account: 'APP', group, size: 3 }] });
		const none = await askRaftz(wire, servers[0]?.id ?? '', { account: 'NOBODY' }, { timeout });
		expect(none).toEqual({ ok: true, value: [] });
		const queues = await askIpQueuesz(wire, servers[0]?.id ?? '', { timeout });
		expect(queues.ok && queues.value.length).toBeGreaterThan(0);
	});
});
