// When a consumer is in trouble, and what is said about it.

import { describe, expect, test } from 'vitest';
import { consumerWord } from '../../../source/model/checks/consumer-checks.ts';
import { ConsumerBook } from '../../../source/model/jetstream/consumer-book.ts';
import type { ConsumerConfig, ConsumerCopy } from '../../../source/model/jetstream/told.ts';
import { configOf, singleOf, start, toldBy } from '../../fixtures/consumer-copies.ts';

type Told = Partial<ConsumerCopy>;

/** A consumer told by its leader every ten seconds; gives it as it is after each round. */
const watched = (config: Partial<ConsumerConfig>, rounds: readonly Told[]) => {
	const book = new ConsumerBook();
	return rounds.map((over, index) => {
		const at = index * 10_000;
		const copy = singleOf('e1', at, { config: configOf(config), ...over });
		book.hear(toldBy('e1', at, [copy]));
		const [row] = book.endRound({ at: start + at });
		if (row === undefined) throw new Error('it is not there');
		return row;
	});
};

/** The same told so many times. */
const still = (times: number, over: Told): Told[] => Array<Told>(times).fill(over);

const troublesOf = (config: Partial<ConsumerConfig>, rounds: readonly Told[]) =>
	watched(config, rounds).map(({ troubles }) => troubles.map(({ severity, text }) => `${severity}: ${text}`));

const place = (consumerSeq: number, lastActive?: number) => ({
	consumerSeq,
	streamSeq: consumerSeq,
	lastActive,
});

describe('a consumer with all acks open', () => {
	const full = { ackPending: 1000, pending: 1_200_000, waiting: 0 };

	test('is critical once none came for a minute, and says so', () => {
		const all = troublesOf({}, still(8, full));
		expect(all.slice(0, 6)).toEqual(Array(6).fill([]));
		expect(all[6]).toEqual([
			'critical: all 1,000 acks are open and none came for 1m, 1,200,000 messages wait, nobody asks for more: its clients hang or are gone',
		]);
	});

	test('is so at once where its leader knows since when', () => {
		const minutesAgo = start - 240_000;
		const told = { ...full, delivered: place(1000, minutesAgo), ackFloor: place(0, minutesAgo) };
		expect(troublesOf({}, [told])[0]?.[0]).toContain('none came for 4m');
		const [row] = watched({}, [told]);
		expect(row && consumerWord(row)).toEqual({ word: 'acks full', since: minutesAgo });
	});

	test('is not while acks come, even if the oldest message is never acknowledged', () => {
		const acked = (index: number): Told => ({
			...full,
			delivered: place(5000 + index * 100),
			ackFloor: place(7, start + index * 10_000 - 1000),
		});
		const all = troublesOf(
			{},
			Array.from({ length: 12 }, (_, index) => acked(index)),
		);
		expect(all.flat()).toEqual([]);
	});

	test('is not for being at its only ack after an hour of rest', () => {
		const hourAgo = start - 3_600_000;
		const told = {
			...{ ackPending: 1, pending: 3, waiting: 1 },
			...{ delivered: place(10, start - 2000), ackFloor: place(9, hourAgo) },
		};
		expect(troublesOf({ maxAckPending: 1 }, [told]).flat()).toEqual([]);
	});

	test('stays in trouble while the same messages are delivered again and again', () => {
		const again = (index: number): Told => ({
			...full,
			...{ pending: 5, ackFloor: place(0), redelivered: 1000 },
			delivered: { consumerSeq: 1000 * (1 + index), streamSeq: 1000, lastActive: start + index * 10_000 },
		});
		const all = troublesOf(
			{},
			Array.from({ length: 9 }, (_, index) => again(index)),
		);
		expect(all[8]?.[0]).toMatch(/^critical: all 1,000 acks are open/);
	});

	test('without a limit of open acks is never full', () => {
		expect(troublesOf({ maxAckPending: undefined }, still(9, { ...full, waiting: 1 })).flat()).toEqual([]);
	});
});

describe('a pull consumer for which messages wait', () => {
	const waits = { ackPending: 0, pending: 41, waiting: 0, delivered: place(0), ackFloor: place(0) };

	test('warns once nobody has asked for them for a minute', () => {
		const all = troublesOf({}, still(8, waits));
		expect(all.slice(0, 6)).toEqual(Array(6).fill([]));
		expect(all[6]).toEqual([
			'warn: 41 messages wait, and nobody has asked for them for 1m: no client reads it',
		]);
	});

	test('does not while somebody asks now and then, or takes some', () => {
		const asked = [...still(5, waits), { ...waits, waiting: 1 }, ...still(5, waits)];
		expect(troublesOf({}, asked).flat()).toEqual([]);
		const taken = Array.from({ length: 12 }, (_, index) => ({ ...waits, delivered: place(index >> 2) }));
		expect(troublesOf({}, taken).flat()).toEqual([]);
	});

	test('warns at once where the newest message of its stream came minutes ago', () => {
		const book = new ConsumerBook();
		const told = toldBy('e1', 0, [singleOf('e1', 0, { ...waits, config: configOf() })]);
		const streams = [{ account: 'APP', stream: 'ORDERS', state: { lastTime: start - 180_000 } }];
		book.hear({ ...told, streams });
		expect(book.endRound({ at: start })[0]?.troubles[0]?.text).toContain('nobody has asked for them for 3m');
	});

	test('is judged as nothing while it is not known whether it pulls', () => {
		const book = new ConsumerBook();
		for (let at = 0; at <= 90_000; at += 10_000) {
			book.hear(toldBy('e1', at, [singleOf('e1', at, waits)]));
			expect(book.endRound({ at: start + at })[0]?.troubles).toEqual([]);
		}
	});
});

describe('a push consumer', () => {
	const push = { type: 'push', deliverSubject: 'deliver.here' } as const;

	test('warns at once where messages wait and nobody listens', () => {
		const [row] = watched(push, [{ pending: 1, isBound: false }]);
		expect(row?.troubles).toMatchObject([
			{
				...{ check: 'unbound', severity: 'warn', column: 'pending' },
				text: '1 message waits, and nobody listens on deliver.here: no client is subscribed to it',
			},
		]);
		expect(row && consumerWord(row)?.word).toBe('unbound');
	});

	test('does not where nothing waits, or a client listens', () => {
		expect(troublesOf(push, [{ pending: 0, isBound: false }]).flat()).toEqual([]);
		expect(troublesOf(push, still(9, { pending: 9, isBound: true })).flat()).toEqual([]);
	});
});

test('a consumer that is paused is in no trouble, and says that it is', () => {
	const rounds = still(9, { isPaused: true, pauseLeft: 60_000, pending: 9, waiting: 0, ackPending: 1000 });
	const rows = watched({}, rounds);
	expect(rows.flatMap(({ troubles }) => troubles)).toEqual([]);
	expect(rows[8] && consumerWord(rows[8])).toEqual({ word: 'paused' });
});

describe('a consumer that delivers again', () => {
	const moved = (index: number, again: number): Told => ({
		...{ pending: 5, waiting: 1, ackPending: 10, redelivered: 3 },
		ackFloor: place(100 + index * 100),
		delivered: { consumerSeq: 100 + index * (100 + again), streamSeq: 100 + index * 100 },
	});

	test('warns where it is more than a tenth of what was delivered in five minutes', () => {
		const all = troublesOf(
			{},
			Array.from({ length: 8 }, (_, index) => moved(index, 30)),
		);
		expect(all.slice(0, 6)).toEqual(Array(6).fill([]));
		expect(all[7]).toEqual([
			'warn: 23% of what was delivered in 1m came again: clients refuse messages, or take longer than the ack wait of 30s',
		]);
	});

	test('does not below that, nor for a handful of messages', () => {
		expect(
			troublesOf(
				{},
				Array.from({ length: 40 }, (_, index) => moved(index, 8)),
			).flat(),
		).toEqual([]);
		const few = Array.from(
			{ length: 12 },
			(_, index): Told => ({
				...{ pending: 0, waiting: 1, redelivered: 1, ackFloor: place(3) },
				delivered: { consumerSeq: 3 + Math.floor(index / 3), streamSeq: 3 },
			}),
		);
		expect(troublesOf({}, few).flat()).toEqual([]);
	});

	test('forgets what is longer ago than five minutes', () => {
		const rounds = Array.from({ length: 45 }, (_, index) => moved(index, index < 5 ? 500 : 0));
		const settled = rounds.map((told, index) => ({
			...told,
			...(index >= 5 && {
				delivered: { consumerSeq: 100 + 5 * 600 + (index - 5) * 100, streamSeq: 100 + index * 100 },
			}),
		}));
		const all = troublesOf({}, settled);
		expect(all[8]).not.toEqual([]);
		expect(all[44]).toEqual([]);
	});
});

describe('limits in the metadata of a consumer', () => {
	const limited = (pairs: Record<string, string>, isOn = 'true') => ({
		metadata: new Map(
			Object.entries({ enabled: isOn, ...pairs }).map(([key, value]) => [`io.nats.monitor.${key}`, value]),
		),
	});

	test.each([
		['outstanding-ack-critical', '10', '10 acks are open'],
		['unprocessed-critical', '5', '5 messages wait'],
		['waiting-critical', '4', '4 pull requests wait'],
		['redelivery-critical', '2', '2 messages were delivered again'],
	])('are reached as the official tools say: %s at %s is critical', (key, limit, words) => {
		const told = { redelivered: 2 };
		const [row] = watched(limited({ [key]: limit }), [told]);
		expect(row?.troubles).toMatchObject([{ check: 'monitor', severity: 'critical' }]);
		expect(row?.troubles[0]?.text).toBe(`${words}, its monitor metadata allow less than ${limit}`);
		expect(watched(limited({ [key]: '1000' }), [told])[0]?.troubles).toEqual([]);
	});

	test('of time count from the last delivery and the last ack, and from never', () => {
		const ago = { delivered: place(100, start - 90_000) };
		const [row] = watched(limited({ 'last-delivery-critical': '1m' }), [ago]);
		expect(row?.troubles[0]?.text).toBe(
			'nothing was delivered for 1m, its monitor metadata allow less than 1m',
		);
		expect(watched(limited({ 'last-delivery-critical': '2m' }), [ago])[0]?.troubles).toEqual([]);
		const never = { ackFloor: place(0), ackPending: 0 };
		const [unacked] = watched(limited({ 'last-ack-critical': '1d' }), [never]);
		expect(unacked?.troubles[0]?.text).toContain('nothing was ever acknowledged');
	});

	test('want a client pinned in each group where they say so, as the official tools do', () => {
		const wanted = { ...limited({ pinned: 'true' }), priorityPolicy: 'pinned_client', priorityGroups: 2 };
		expect(watched(wanted, [{ pinned: 1 }])[0]?.troubles).toMatchObject([
			{
				...{ check: 'monitor', severity: 'critical' },
				text: 'a client is pinned in 1 of 2 groups, its monitor metadata want one in each group',
			},
		]);
		expect(watched(wanted, [{ pinned: 2 }])[0]?.troubles).toEqual([]);
		const [plain] = watched(limited({ pinned: 'true' }), [{}]);
		expect(plain?.troubles[0]?.text).toBe('it pins no clients, its monitor metadata want one in each group');
		expect(watched(limited({ pinned: 'false' }), [{}])[0]?.troubles).toEqual([]);
	});

	test.each([['0'], ['-1'], ['many'], ['']])('that are no limits are none: %j', (limit) => {
		const config = limited({ 'unprocessed-critical': limit, 'last-ack-critical': limit });
		expect(watched(config, [{}])[0]?.troubles).toEqual([]);
	});

	test('hold only where they are switched on', () => {
		for (const isOn of ['false', '0', 'perhaps'])
			expect(watched(limited({ 'unprocessed-critical': '1' }, isOn), [{}])[0]?.troubles).toEqual([]);
	});
});
