// What becomes of the answers about consumers from round to round.

import { describe, expect, test } from 'vitest';
import { ConsumerBook, type ConsumersTold } from '../../../source/model/jetstream/consumer-book.ts';
import type { ConsumerCopy } from '../../../source/model/jetstream/told.ts';
import { copyOf, singleOf, start, toldBy, toldByAll } from '../../fixtures/consumer-copies.ts';

/** Rounds of a book, each with the answers it gets. */
const rounds = () => {
	const book = new ConsumerBook();
	const round = (at: number, told: readonly ConsumersTold[], down: readonly string[] = []) => {
		for (const one of told) book.hear(one);
		return book.endRound({ at: start + at, gone: new Map(down.map((name) => [name, 'down'])) });
	};
	return { book, round };
};

const first = (at: number, told: readonly ConsumersTold[], gone?: readonly string[]) =>
	rounds().round(at, told, gone)[0];

describe('a consumer is believed from its own leader', () => {
	test('and what followers say of pending and waiting is never shown', () => {
		expect(first(0, toldByAll(0, 'e2'))).toMatchObject({
			...{ leader: 'e2', pending: 5, ackPending: 10, waiting: 4 },
			toldBy: { server: 'e2', isLeader: true },
		});
	});

	test('which is unknown, and not the 0 of a follower, before its leader has told of it', () => {
		const [e1] = toldByAll(0, 'e2');
		const row = first(0, e1 ? [e1] : []);
		expect(row).toMatchObject({ leader: 'e2', toldBy: { server: 'e1', isLeader: false } });
		expect(row?.pending).toBe(undefined);
		expect(row?.waiting).toBe(undefined);
		expect(row?.delivered.consumerSeq).toBe(100);
	});

	test('the later one where two say that they lead it', () => {
		const older = copyOf('e1', 0, { leader: 'e1', pending: 1 });
		const newer = copyOf('e2', 0, { leader: 'e2', pending: 2 });
		const lead = (copy: ConsumerCopy, leaderSince: number): ConsumerCopy => ({
			...copy,
			group: { peers: [], ...copy.group, leaderSince },
		});
		const told = [toldBy('e1', 0, [lead(older, start - 9000)]), toldBy('e2', 0, [lead(newer, start - 1000)])];
		expect(first(0, told)?.pending).toBe(2);
		expect(first(0, told.toReversed())?.pending).toBe(2);
	});

	test('on servers that name no raft group as well', () => {
		const bare = toldByAll(0, 'e3').map((told) => ({
			...told,
			consumers: told.consumers.map((copy) => ({
				...copy,
				group: copy.group && { ...copy.group, raftGroup: undefined },
			})),
		}));
		expect(first(0, bare)).toMatchObject({ leader: 'e3', pending: 5, current: 3, wanted: 3 });
	});

	test('and a server that follows does not pass for the leader of a single copy', () => {
		const follower = copyOf('e1', 0, { leader: 'e2', peers: [] });
		expect(first(0, [toldBy('e1', 0, [follower])])?.pending).toBe(undefined);
	});
});

describe('a consumer without a leader', () => {
	const lost = () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2'));
		return round(10_000, toldByAll(10_000, undefined))[0];
	};

	test('stays, with what its leader said last and when', () => {
		expect(lost()).toMatchObject({
			...{ pending: 5, waiting: 4, leaderlessSince: start + 10_000, current: 3 },
			toldBy: { server: 'e2', isLeader: true, at: start },
		});
		expect(lost()?.leader).toBe(undefined);
	});

	test('is in trouble once it has none for five seconds, and not before', () => {
		const { round, book } = rounds();
		round(0, toldByAll(0, 'e2'));
		expect(round(10_000, toldByAll(10_000, undefined))[0]?.troubles).toEqual([]);
		expect(book.hasNewLeaderless).toBe(true);
		const [row] = round(15_000, toldByAll(15_000, undefined));
		expect(row?.troubles).toMatchObject([{ check: 'quorum', severity: 'critical', column: 'leader' }]);
		expect(row?.troubles[0]?.text).toContain('no leader for 5s, 3 of 3 replicas answer');
		expect(book.hasNewLeaderless).toBe(false);
		expect(round(25_000, toldByAll(25_000, 'e1'))[0]?.troubles).toEqual([]);
	});

	test('has none by the word of followers where the server that they name is down', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2'));
		const told = toldByAll(10_000, 'e2').filter(({ server }) => server.name !== 'e2');
		const [row] = round(10_000, told, ['e2']);
		expect(row?.leader).toBe(undefined);
		expect(row?.pending).toBe(5);
		expect(row?.replicas.find(({ name }) => name === 'e2')?.state).toBe('silent');
	});

	test('has one by the word of followers where that one is only slow to answer us', () => {
		const { round, book } = rounds();
		round(0, toldByAll(0, 'e2'));
		for (const told of toldByAll(10_000, 'e2')) if (told.server.name !== 'e2') book.hear(told);
		const [row] = book.endRound({ at: start + 10_000, gone: new Map([['e2', 'stale']]) });
		expect(row).toMatchObject({ leader: 'e2', pending: 5, troubles: [], toldBy: { at: start } });
	});

	test('keeps its sequences, on which its replicas agree', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2'));
		const told = toldByAll(10_000, undefined).map((one) => ({
			...one,
			consumers: one.consumers.map((copy) => ({ ...copy, delivered: { consumerSeq: 120, streamSeq: 120 } })),
		}));
		expect(round(10_000, told)[0]?.delivered.consumerSeq).toBe(120);
	});
});

describe('a server that does not answer', () => {
	test('is waited for some rounds before what it told is old', () => {
		const { round } = rounds();
		const single = toldBy('e3', 0, [singleOf('e3', 0)]);
		round(0, [single]);
		expect(round(10_000, [])[0]?.isOld).toBe(false);
		expect(round(20_000, [])[0]?.isOld).toBe(false);
		expect(round(30_000, [])[0]).toMatchObject({ isOld: true, pending: 5, troubles: [] });
	});

	test('keeps its single copies as unknown rows for ten minutes, as nobody else knows them', () => {
		const { round } = rounds();
		round(0, [toldBy('e3', 0, [singleOf('e3', 0)]), toldBy('e1', 0, [])]);
		for (let at = 10_000; at <= 600_000; at += 10_000)
			expect(round(at, [toldBy('e1', at, [])], ['e3'])[0]).toMatchObject({ isOld: true, leader: 'e3' });
		expect(round(610_000, [toldBy('e1', 610_000, [])], ['e3'])).toEqual([]);
	});

	test('does not keep a consumer that was deleted where others answer that had it', () => {
		const { round } = rounds();
		round(0, toldByAll(0, 'e2'));
		const told = [toldBy('e1', 10_000, []), toldBy('e2', 10_000, [])];
		expect(round(10_000, told, ['e3'])).toEqual([]);
	});

	test('is another process under its name when it starts again, and tells of its copies bit by bit', () => {
		const { round } = rounds();
		round(0, [toldBy('e3', 0, [singleOf('e3', 0), singleOf('e3', 0, { consumer: 'tax' })])]);
		const server = { id: 'NEW', name: 'e3' };
		const again = { ...singleOf('e3', 10_000), server };
		const rows = round(10_000, [toldBy('e3', 10_000, [again], { server })]);
		expect(rows.map(({ consumer, isOld }) => [consumer, isOld]).sort()).toEqual([
			['etl', false],
			['tax', true],
		]);
		const later = { ...again, receivedAt: start + 41_000 };
		expect(round(41_000, [toldBy('e3', 41_000, [later], { server })])).toHaveLength(1);
	});
});
