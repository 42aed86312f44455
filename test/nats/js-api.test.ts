// What JetStream answers an account, read, and how its questions are kept few.

import { describe, expect, test } from 'vitest';
import { AskPace, mostAtOnce, mostPerSecond } from '../../source/nats/ask-pace.ts';
import { nextOffset } from '../../source/nats/js-api.ts';
import { askLastMessage, mostShown, readLastMessage } from '../../source/nats/js-last-message.ts';
import { consumerOfInfo, readMissing, streamOfInfo } from '../../source/nats/js-read.ts';
import { offlineWhy } from '../../source/nats/requests.ts';
import { listStreams } from '../../source/screens/own-jetstream/list-streams.ts';
import { askerOf, newOwnMemory } from '../../source/screens/own-jetstream/own-memory.ts';
import { permittedStreams } from '../../source/screens/own-jetstream/own-session.ts';
import { silentWire } from '../helpers/silent-wire.ts';

const context = { account: 'APP', receivedAt: 1_800_000_000_000, alone: { id: 'NID', name: 's1' } };

/** As nats-server 2.10.27 answers STREAM.LIST, one of its streams. */
const clustered = {
	config: { name: 'ORDERS', subjects: ['orders.>'], num_replicas: 3, max_bytes: -1, discard: 'old' },
	created: '2026-11-28T17:44:45.491Z',
	state: { messages: 3, bytes: 129, first_seq: 1, last_seq: 3, num_subjects: 3, consumer_count: 2 },
	cluster: {
		name: 'east',
		raft_group: 'S-R3F-abc',
		leader: 'n1',
		replicas: [
			{ name: 'n2', current: true, active: 400_000_000 },
			{ name: 'n3', current: false, active: 9_000_000_000, lag: 12 },
		],
	},
	ts: '2026-11-28T17:44:46.000Z',
};

describe('a stream as JetStream tells it', () => {
	test('is told by its leader, whoever answers, by the clock of that server', () => {
		expect(streamOfInfo(clustered, context)).toMatchObject({
			...{ stream: 'ORDERS', account: 'APP', server: { name: 'n1', cluster: 'east' } },
			now: Date.parse('2026-11-28T17:44:46.000Z'),
			group: { leader: 'n1', raftGroup: 'S-R3F-abc' },
			state: { messages: 3, lastSeq: 3, consumers: 2 },
		});
	});

	test('of a server without a cluster is told by the server that we are connected to', () => {
		const { cluster: _, ts: __, ...alone } = clustered;
		const copy = streamOfInfo(alone, context);
		expect(copy).toMatchObject({ server: { id: 'NID', name: 's1' }, group: undefined });
		expect(copy?.now).toBeUndefined();
	});

	test('without a name, or without a configuration, is none', () => {
		expect(streamOfInfo({ ...clustered, config: { name: '' } }, context)).toBeUndefined();
		expect(streamOfInfo({ ...clustered, config: 7 }, context)).toBeUndefined();
		expect(consumerOfInfo({ name: 'billing' }, context)).toBeUndefined();
	});

	test('has a consumer whose figures are absent where they are hostile', () => {
		const info = { stream_name: 'ORDERS', name: 'a\u001b[2J', num_pending: -1, num_ack_pending: 2 ** 63 };
		expect(consumerOfInfo({ ...info, delivered: [], cluster: 'x' }, context)).toMatchObject({
			...{ consumer: 'a·[2J', pending: undefined, ackPending: undefined, delivered: {} },
		});
	});
});

test('names without an answer are read with the reason of those that are offline, and nothing else', () => {
	const told = readMissing({ missing: ['A', 7, '', 'B\u0007'], offline: { C: 'unsupported', D: 9 } });
	expect([...told]).toEqual([
		['A', undefined],
		['B·', undefined],
		['C', 'unsupported'],
		['D', undefined],
	]);
	expect(readMissing({ missing: 'x', offline: [] }).size).toBe(0);
});

test('pages overlap, so that a stream that goes away meanwhile hides no other', () => {
	expect([nextOffset(0, 256), nextOffset(0, 257), nextOffset(248, 600)]).toEqual([undefined, 248, 496]);
});

test('streams that permissions name literally are known by name, and patterns are none', () => {
	const allow = [
		'$JS.API.STREAM.INFO.ORDERS',
		'$JS.API.STREAM.INFO.*',
		'$JS.API.>',
		'x.$JS.API.STREAM.INFO.A',
	];
	const user = { user: 'a', account: 'APP', from: 'server', permissions: { publish: { allow } } } as const;
	const account = { name: () => 'APP', user: () => user, mention: () => undefined };
	expect(permittedStreams({ account })).toEqual(['ORDERS']);
	expect(permittedStreams({})).toEqual([]);
});

describe('questions to JetStream', () => {
	test('are so many a second and so many at once, and what a person waits for goes first', async () => {
		const pace = new AskPace(false, () => 0);
		const begun: string[] = [];
		const ends: (() => void)[] = [];
		const ask = (name: string, isUrgent = false): Promise<void> =>
			pace.run(() => {
				begun.push(name);
				return new Promise<void>((end) => ends.push(end));
			}, isUrgent);
		for (let count = 0; count < 30; count++) void ask(`list ${count}`);
		void ask('key', true);
		await Promise.resolve();
		expect(begun).toHaveLength(mostAtOnce - 1);
		expect(begun.at(-1)).toBe('key');
		while (begun.length < mostPerSecond) {
			for (const end of ends.splice(0)) end();
			await new Promise(setImmediate);
		}
		for (const end of ends.splice(0)) end();
		await new Promise(setImmediate);
		expect(begun).toHaveLength(mostPerSecond);
	});
});

describe('the last message of a subject', () => {
	const answerOf = (data: Buffer, hdrs?: string) => ({
		message: {
			...{ subject: 'orders.eu', seq: 7, time: '2026-11-28T17:44:46Z', data: data.toString('base64') },
			...(hdrs !== undefined && { hdrs: Buffer.from(hdrs).toString('base64') }),
		},
	});

	test('moves no cursor and shows no secret', () => {
		const text = `a\u001b[2Jb\nnats://u:p@host eyJhbGciOi.eyJqdGkiOi.c2ln`;
		const message = readLastMessage(answerOf(Buffer.from(text), 'NATS/1.0\r\nNats-Msg-Id: 7\u0007\r\n\r\n'));
		expect(message).toMatchObject({
			...{ seq: 7, size: Buffer.byteLength(text), isCut: false, headers: ['Nats-Msg-Id: 7·'] },
			text: 'a·[2Jb\nnats://[credentials]@host [jwt]',
		});
	});

	test('shows no credential of a JSON text, nor of one in a string of it', () => {
		const inner = JSON.stringify({ jwt: 'a"b\\', n: { Password: ['p', '}'] }, more: 1 });
		const text = JSON.stringify({ inner, token: 7, deeper: JSON.stringify({ inner }), user: 'ada' });
		const removed = JSON.stringify({ jwt: '[removed]', n: { Password: '[removed]' }, more: 1 });
		expect(readLastMessage(answerOf(Buffer.from(text)))?.text).toBe(
			JSON.stringify({
				...{ inner: removed, token: '[removed]', deeper: JSON.stringify({ inner: removed }), user: 'ada' },
			}),
		);
	});

	test('shows no part of a secret at its cut', () => {
		const seed = `SU${'A'.repeat(56)}`;
		for (const length of [0, 900, 5000]) {
			const text = `${'x'.repeat(mostShown - 20)}${seed}${' y'.repeat(length / 2)}`;
			const message = readLastMessage(answerOf(Buffer.from(text)));
			expect(message?.text).not.toContain('SUA');
			expect(message?.isCut).toBe(length > 0);
		}
	});

	test('is cut between two characters, and is hexadecimal where it is no text', () => {
		const long = readLastMessage(answerOf(Buffer.from(`a${'é'.repeat(3000)}`)));
		expect(long).toMatchObject({ isCut: true, size: 6001 });
		expect(Buffer.byteLength(long?.text ?? '')).toBe(mostShown - 1);
		expect(readLastMessage(answerOf(Buffer.from([0xff, 0x00])))?.text).toBe('ff 00');
		expect(readLastMessage({})).toBeUndefined();
	});

	test('is one question, and says why there is none', async () => {
		const asked: unknown[] = [];
		const answer = await askLastMessage(
			{
				ask: (...question) => {
					asked.push(question.slice(0, 2));
					const failure = {
						kind: 'refused',
						code: 404,
						description: 'no message found',
						apiCode: 10_037,
					} as const;
					return Promise.resolve({ ok: false, failure });
				},
			},
			{ stream: 'ORDERS', subject: 'orders.eu', name: 'orders.eu' },
		);
		expect(asked).toEqual([['$JS.API.STREAM.MSG.GET.ORDERS', { last_by_subj: 'orders.eu' }]]);
		expect(answer).toEqual({ step: 'none', words: 'it has no message any more' });
	});
});

describe('a list of streams while a server is known to be gone', () => {
	/** As nats-server 2.10.27 answers minutes after a server with the only copy of R1A has died. */
	const answer = {
		...{ total: 2, offset: 0, limit: 256, missing: ['R1A'] },
		streams: [
			{ ...clustered, cluster: { ...clustered.cluster, leader: 'n2' } },
			{
				config: { name: 'R1A', subjects: ['r1a.>'], num_replicas: 1 },
				created: '2026-11-28T18:12:44.032Z',
				state: { messages: 0, bytes: 0, first_seq: 0, last_seq: 0, consumer_count: 0 },
				cluster: {
					name: 'east',
					raft_group: 'S-R1F-x',
					replicas: [{ name: 'n1', offline: true, active: 0 }],
				},
			},
		],
	};

	test('has no figures of a stream that it lists with zeros and without a leader', async () => {
		const memory = newOwnMemory('APP', {});
		const wire = {
			...silentWire,
			server: () => ({ id: 'NID', name: 'n2', version: '2.10.27', maxPayload: 1 }),
			ask: () =>
				Promise.resolve({ ok: true as const, value: { fields: answer, ms: 1, readMs: 0, bytes: 10 } }),
		};
		await listStreams({ asker: askerOf(wire, memory), memory });
		expect(memory.facts.missing).toEqual(['R1A']);
		const row = memory.streams.streams('APP', wire.now()).find(({ stream }) => stream === 'R1A');
		expect(row).toMatchObject({
			...{ state: {}, wanted: 1, config: { subjects: ['r1a.>'] }, troubles: [{ check: 'no-answer' }] },
			replicas: [{ name: 'n1', state: 'offline' }],
		});
	});

	test('is told of one that is asked for by its name with the words of the server, where it has some', () => {
		const refused = (apiCode: number, description: string) =>
			offlineWhy({ kind: 'refused', code: 500, description, apiCode });
		expect(refused(10_118, 'stream is offline')).toEqual({});
		expect(refused(10_194, 'stream is offline: unsupported - required API level: 9')).toEqual({
			why: 'stream is offline: unsupported - required API level: 9',
		});
		expect(refused(10_059, 'stream not found')).toBeUndefined();
	});
});
