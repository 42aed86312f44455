// What is read of JSZ, RAFTZ and IPQUEUESZ: true figures, and nothing of what cannot be.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readIpQueuesz } from '../../source/nats/ipqueuesz.ts';
import { joinPages, readJsz } from '../../source/nats/jsz-read.ts';
import { readRaftz } from '../../source/nats/raftz.ts';
import { type Fields, parseFields } from '../../source/nats/read.ts';

const at = Date.UTC(2026, 10, 27);

const capture = (name: string): Fields =>
	parseFields(readFileSync(`test/fixtures/captures/2.15.3/reply-${name}.json`)) ?? {};

const read = (name: string) => {
	const answer = readJsz(capture(name), at);
	if (answer === undefined) throw new Error(`${name} cannot be read`);
	return answer;
};

const server = { id: 'NA', name: 'n1', cluster: 'east', ver: '2.15.3' };

/** An answer of n1 with these streams of APP. */
const answerOf = (streams: unknown, data: Fields = {}) => {
	const details = [{ name: 'APP', id: 'APP', stream_detail: streams }];
	const answer = readJsz({ server, data: { server_id: 'NA', account_details: details, ...data } }, at);
	if (answer === undefined) throw new Error('it cannot be read');
	return answer;
};

describe('of a real server', () => {
	test('streams and consumers are read with who leads them and how far each is', () => {
		const { streams, consumers, totals, isOff, isCut, server: teller } = read('JSZ-everything');
		expect(teller).toMatchObject({ name: 'e3', cluster: 'east', version: '2.15.3' });
		expect({ isOff, isCut }).toEqual({ isOff: false, isCut: false });
		expect(totals).toMatchObject({
			streams: 52,
			consumers: 104,
			streamsLed: 16,
			consumersLed: 49,
			accounts: 2,
		});
		expect(streams.length).toBeGreaterThan(3);
		const single = streams.find(({ group }) => group?.raftGroup === undefined);
		expect(single).toMatchObject({ stream: 'A014', account: 'APP', group: { leader: 'e3', peers: [] } });
		expect(single?.state).toMatchObject({
			messages: 5,
			bytes: 610,
			lastSeq: 5,
			subjects: 1,
			deleted: 0,
			consumers: 2,
		});
		expect(single?.config).toMatchObject({
			...{ subjects: ['A.14.>'], retention: 'limits', discard: 'old', replicas: 1, maxBytes: 1048576 },
			...{ maxAge: 86_400_000, maxMessages: undefined, maxConsumers: undefined },
		});
		expect(single?.config?.all.get('consumer_limits')).toBeUndefined();
		expect(single?.config?.all.get('duplicate_window')).toBe('120000000000');
		const follower = streams.find(({ group }) => group?.leader !== 'e3');
		expect(follower?.group?.raftGroup).toMatch(/^S-R3M-/);
		const consumer = consumers.find(({ stream, consumer: name }) => stream === 'A014' && name === 'c0');
		expect(consumer).toMatchObject({
			...{ pending: 5, ackPending: 0, redelivered: 0, waiting: 0, isPaused: false },
			config: { type: 'pull', isDurable: true, ackWait: 30_000, maxAckPending: 1000, maxDeliver: undefined },
		});
		expect(consumer?.isBound).toBeUndefined();
		expect(consumer?.group?.raftGroup).toBeUndefined();
	});

	test('figures alone say how many streams it leads, and that JetStream is off', () => {
		expect(read('JSZ-light').totals).toMatchObject({
			streams: 52,
			streamsLed: 24,
			consumersLed: 33,
			messages: 260,
		});
		expect(read('JSZ-off')).toMatchObject({ isOff: true, streams: [], server: { name: 'w1' } });
	});

	test('the leader of the meta group says how far each peer is, and when it was heard', () => {
		const [view, ...others] = readRaftz(capture('RAFTZ'), at) ?? [];
		expect(others).toEqual([]);
		expect(view).toMatchObject({
			...{
				account: 'SYS',
				group: '_meta_',
				state: 'leader',
				size: 3,
				quorum: 2,
				committed: 183,
				applied: 183,
			},
			...{ term: 2, logMessages: 181, queued: 0, isCatchingUp: false },
		});
		expect(view?.leader).toBe(view?.id);
		expect(view?.peers).toHaveLength(2);
		expect(view?.peers[0]).toMatchObject({ name: 'e3', isKnown: true, replicated: 183 });
		expect(view?.peers[0]?.seen).toBeCloseTo(580.97, 1);
	});

	test('groups of an account are named, and a follower has not heard of all', () => {
		const views = readRaftz(capture('RAFTZ-app'), at) ?? [];
		expect(views.map(({ account }) => account)).toEqual(['APP', 'APP', 'APP']);
		expect(views[0]).toMatchObject({ state: 'follower', group: expect.stringMatching(/^C-R3M-/) });
		expect(views[0]?.peers.map(({ seen }) => seen === undefined)).toEqual([true, false]);
	});

	test('queues in which something waits come with how much', () => {
		expect(readIpQueuesz(capture('IPQUEUESZ'))).toEqual([{ name: 'System recvQ', pending: 0, busy: 1 }]);
	});
});

describe('figures of a copy that cannot be', () => {
	test('negative lag, no limits and zero times are unknown, and 2^63 and more is unlimited', () => {
		const { streams } = answerOf([
			{
				...{ name: 'S', created: '0001-01-01T00:00:00Z' },
				state: {
					messages: 2 ** 64,
					bytes: -1,
					first_seq: '7',
					last_seq: Number.POSITIVE_INFINITY,
					first_ts: 'never',
				},
				config: {
					max_bytes: 2 ** 64 - 1,
					max_msgs: -1,
					max_age: 0,
					num_replicas: 'x',
					metadata: { a: 5, b: 'c' },
				},
				cluster: { leader: 'n1', replicas: [{ name: 'n2', lag: -5, active: -1, current: 'yes' }, null, 7] },
				mirror: { name: 'M', lag: -1, active: -1, error: { description: 'stream not found' } },
			},
		]);
		expect(streams[0]).toMatchObject({
			...{ stream: 'S', created: undefined },
			state: {
				messages: undefined,
				bytes: undefined,
				firstSeq: undefined,
				lastSeq: undefined,
				firstTime: undefined,
			},
			config: { maxBytes: undefined, maxMessages: undefined, maxAge: undefined, replicas: undefined },
			group: { peers: [{ name: 'n2', lag: undefined, active: undefined, current: false, isPending: false }] },
			mirror: { name: 'M', lag: undefined, active: undefined, error: 'stream not found' },
		});
		expect(streams[0]?.config?.metadata).toEqual(new Map([['b', 'c']]));
	});

	test('a leader that lists itself, and a peer that stands there twice, are not peers of their own', () => {
		const cluster = (leader: string) => ({
			leader,
			replicas: [{ name: 'n2', lag: 3 }, { name: 'n1' }, { name: 'n2', lag: 9 }],
		});
		const { streams } = answerOf([
			{ name: 'LED', cluster: cluster('n1') },
			{ name: 'FOLLOWED', cluster: cluster('n2') },
		]);
		const peers = streams.map(({ group }) => group?.peers.map(({ name, lag }) => `${name} ${lag}`));
		expect(peers).toEqual([['n2 3'], ['n2 3', 'n1 0']]);
	});

	test('a stream, a consumer and an account that come twice count once, and those without a name not at all', () => {
		const stream = { name: 'S', consumer_detail: [{ name: 'c' }, { name: 'c' }, {}, { name: '' }] };
		const { streams, consumers } = answerOf([stream, stream, {}, { name: 5 }, null, 'S']);
		expect(streams.map((copy) => copy.stream)).toEqual(['S']);
		expect(consumers.map(({ consumer }) => consumer)).toEqual(['c']);
	});

	test('names with spaces, dots and line ends are told apart, and move no cursor', () => {
		const names = ['a b', 'a.b', 'a\nb', 'a\u001b[2Jb', 'a b'];
		const { streams } = answerOf(names.map((name) => ({ name })));
		expect(streams.map(({ stream }) => stream)).toEqual(['a b', 'a.b', 'a·b', 'a·[2Jb']);
	});

	test('more streams than are read are left out, and it is said that they are', () => {
		const { streams, isCut } = answerOf(Array.from({ length: 12_000 }, (_, at) => ({ name: `S${at}` })));
		expect(streams.length).toBe(10_000);
		expect(isCut).toBe(true);
	});

	test('an answer without a server or without data is none, and wrong types are an answer without streams', () => {
		expect(readJsz({ data: {} }, at)).toBeUndefined();
		expect(readJsz({ server, data: null }, at)).toBeUndefined();
		expect(answerOf('S').streams).toEqual([]);
		expect(answerOf({ name: 'S' }, { streams: '7', disabled: 'no' })).toMatchObject({
			...{ isOff: false, totals: { streams: undefined } },
		});
	});
});

test('a stream without a message has no first one, and no gaps; how many subjects is unknown where it is not told', () => {
	const zero = { messages: 0, bytes: 0, first_seq: 8, last_seq: 7, first_ts: '1970-01-01T00:00:00Z' };
	const [empty, full] = answerOf([
		{ name: 'EMPTY', state: zero },
		{ name: 'FULL', state: { messages: 3, first_seq: 1, last_seq: 9 } },
	]).streams;
	expect(empty?.state).toMatchObject({ subjects: 0, deleted: 0, firstTime: undefined });
	expect(full?.state).toMatchObject({ subjects: undefined, deleted: undefined });
});

test('two pages of one server are one answer, in which the later says how what stands in both is', () => {
	const page = (messages: number, ...names: string[]) => ({
		...answerOf(names.map((name) => ({ name, state: { messages } }))),
		accounts: names,
	});
	const { streams } = joinPages(page(1, 'A', 'B'), page(2, 'B', 'C'));
	expect(streams.map(({ stream, state }) => `${stream} ${state.messages}`)).toEqual(['A 1', 'B 2', 'C 2']);
});

test('the answer of an account itself is read as that of its server', () => {
	const answer = readJsz(
		{ server, data: { name: 'app', id: 'AKEY', memory: 0, storage: 5, stream_detail: [{ name: 'S' }] } },
		at,
	);
	expect(answer).toMatchObject({
		totals: {},
		streams: [{ account: 'AKEY', accountName: 'app', stream: 'S' }],
	});
});

test('a configuration is a table of dotted names, without secrets and without an end', () => {
	const [copy] = answerOf([
		{
			name: 'S',
			config: {
				placement: { cluster: 'east', tags: ['a', 'b'] },
				sources: [{ name: 'X' }],
				token: 'T',
				deep: null,
			},
		},
	]).streams;
	expect([...(copy?.config?.all ?? [])]).toEqual([
		['placement.cluster', 'east'],
		['placement.tags', 'a, b'],
		['sources.0.name', 'X'],
	]);
});
