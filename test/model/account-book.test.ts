// What becomes of the answers about accounts from round to round.

import { describe, expect, test } from 'vitest';
import type { AccountAnswer, AccountCount } from '../../source/model/account.ts';
import { AccountBook } from '../../source/model/account-book.ts';
import type { EventLogSnapshot } from '../../source/model/event-log.ts';
import { logOf } from '../helpers/drawn.tsx';

const start = 1_800_000_000_000;
const interval = 2000;

const countOf = (over: Partial<AccountCount> = {}): AccountCount => ({
	...{ account: 'APP', connections: 1, leafnodes: 0, slowConsumers: 0, sentIsRouted: false },
	...{ received: { msgs: 0, bytes: 0 }, sent: { msgs: 0, bytes: 0 } },
	...over,
});

const answerOf = (name: string, at: number, counts: readonly AccountCount[], skew = 0): AccountAnswer => ({
	server: { id: `N${name}`, name, version: '2.15.1' },
	...{ now: start + at + skew, receivedAt: start + at, counts },
});

/** Rounds of a book, each with the answers it gets. */
const rounds = (log: EventLogSnapshot = logOf([], { connects: new Map() })) => {
	const book = new AccountBook();
	return {
		book,
		round(at: number, ...answers: AccountAnswer[]) {
			for (const answer of answers) book.hear(answer, interval);
			const accounts = book.endRound({ at: start + at, interval, log });
			return { accounts, app: accounts.find(({ account }) => account === 'APP') };
		},
	};
};

const received = (msgs: number) => ({ received: { msgs, bytes: msgs * 100 } });

describe('the rates of an account', () => {
	test('are by the clock of each server, and the sum over all of them', () => {
		const { round } = rounds();
		// The clock of n2 is an hour ahead, and its second answer was counted a second later than it came.
		const first = round(0, answerOf('n1', 0, [countOf()]), answerOf('n2', 0, [countOf()], 3_600_000));
		expect(first.app?.rates).toBe(undefined);
		const { app } = round(
			2000,
			answerOf('n1', 2000, [countOf(received(1000))]),
			answerOf('n2', 2000, [countOf(received(3000))], 3_601_000),
		);
		expect(app?.rates?.in).toEqual({ msgs: 1500, bytes: 150_000 });
		expect(app?.ratesArePartial).toBe(false);
	});

	test('are a part of it while one of its servers has none yet', () => {
		const { round } = rounds();
		round(0, answerOf('n1', 0, [countOf()]));
		const { app } = round(
			2000,
			answerOf('n1', 2000, [countOf(received(100))]),
			answerOf('n2', 2000, [countOf(received(9))]),
		);
		expect(app?.rates?.in?.msgs).toBe(50);
		expect(app?.ratesArePartial).toBe(true);
	});

	test('are unknown where a counter fell, and after a long time without an answer', () => {
		const { round } = rounds();
		round(0, answerOf('n1', 0, [countOf(received(500))]));
		expect(round(2000, answerOf('n1', 2000, [countOf(received(100))])).app?.rates?.in).toBe(undefined);
		expect(round(60_000, answerOf('n1', 60_000, [countOf(received(900))])).app?.rates).toBe(undefined);
	});

	test('do not change by an answer that comes late, after a newer one', () => {
		const { round, book } = rounds();
		round(0, answerOf('n1', 0, [countOf()]));
		round(2000, answerOf('n1', 2000, [countOf(received(100))]));
		book.hear(answerOf('n1', 1000, [countOf(received(90))]), interval);
		expect(round(2100).app?.rates?.in?.msgs).toBe(50);
		expect(round(2100).app?.received?.msgs).toBe(100);
	});
});

describe('a server that does not answer', () => {
	test('counts for two rounds more, and then no longer', () => {
		const { round } = rounds();
		const [n1, n2] = [answerOf('n1', 0, [countOf()]), answerOf('n2', 0, [countOf({ connections: 4 })])];
		expect(round(0, n1, n2).app?.connections).toBe(5);
		expect(round(2000, n1).app?.connections).toBe(5);
		expect(round(4000, n1).app?.connections).toBe(5);
		expect(round(6000, n1).app?.connections).toBe(1);
	});

	test('leaves an account that only it told of as it was, and old', () => {
		const { round } = rounds();
		round(0, answerOf('n1', 0, [countOf({ connections: 4 })]));
		round(2000);
		expect(round(4000).app?.isOld).toBe(false);
		const { app } = round(6000);
		expect(app).toMatchObject({ isOld: true, connections: 4, troubles: [] });
		expect(app?.rates).toBe(undefined);
		expect(round(700_000).app).toBe(undefined);
	});

	test('counts nobody once it is gone', () => {
		const { round, book } = rounds();
		round(0, answerOf('n1', 0, [countOf({ connections: 4 })]), answerOf('n2', 0, [countOf()]));
		book.forget('Nn1');
		expect(round(2000, answerOf('n2', 2000, [countOf()])).app?.connections).toBe(1);
	});
});

describe('accounts after their details were asked for', () => {
	test('are the very same where nothing has become known, and only those others where something has', () => {
		const { book, round } = rounds();
		book.details.tookList(['APP', 'DEV'], start);
		const { accounts } = round(0, answerOf('n1', 0, [countOf(), countOf({ account: 'OPS' })]));
		const end = { at: start + 100, interval, log: logOf([], { connects: new Map() }) };
		expect(book.again(end)).toBe(accounts);
		book.details.tookUse({ account: 'APP', storage: 5, receivedAt: start });
		const after = book.again(end);
		expect(after.map((account, index) => account === accounts[index])).toEqual([false, true, true]);
		expect(after[0]).toMatchObject({ ...accounts[0], jetstream: [{ storage: 5 }] });
	});

	test('that no server has loaded are not made anew in each round', () => {
		const { book, round } = rounds();
		book.details.tookList(['DEV'], start);
		const dev = () => round(0).accounts.find(({ account }) => account === 'DEV');
		const first = dev();
		expect(first).toMatchObject({ isLoaded: false, receivedAt: start });
		expect(dev()).toBe(first);
		book.details.tookList(['DEV'], start + 9);
		expect(dev()?.receivedAt).toBe(start + 9);
	});
});

test('an account that a server has unloaded is not one of its accounts any more', () => {
	const { round } = rounds();
	round(0, answerOf('n1', 0, [countOf(), countOf({ account: 'OPS' })]));
	expect(round(2000, answerOf('n1', 2000, [countOf()])).accounts.map(({ account }) => account)).toEqual([
		'APP',
	]);
});

describe('what is wrong with an account', () => {
	test('is that slow consumers came within a minute, on which server', () => {
		const { round } = rounds();
		round(0, answerOf('n1', 0, [countOf({ slowConsumers: 11 })]), answerOf('n2', 0, [countOf()]));
		const { app } = round(
			2000,
			answerOf('n1', 2000, [countOf({ slowConsumers: 14 })]),
			answerOf('n2', 2000, [countOf()]),
		);
		expect(app?.slowConsumers).toBe(14);
		expect(app?.troubles).toEqual([
			{ check: 'slow', severity: 'warn', column: 'slow', text: '3 more slow consumers on n1' },
		]);
		const later = round(63_000, answerOf('n1', 63_000, [countOf({ slowConsumers: 14 })]));
		expect(later.app?.troubles).toEqual([]);
	});

	test('keeps its rank for three rounds after it ends', () => {
		const { round } = rounds();
		round(0, answerOf('n1', 0, [countOf()]));
		const rank = round(2000, answerOf('n1', 2000, [countOf({ slowConsumers: 1 })])).app?.rank;
		expect(rank).toBeGreaterThan(0);
		const well = (at: number) => round(at, answerOf('n1', at, [countOf({ slowConsumers: 1 })])).app;
		const kept = well(70_000);
		expect(kept?.troubles).toEqual([]);
		expect(kept?.rank).toBeGreaterThan(0);
		expect(kept?.rank).toBeLessThan(rank ?? 0);
		expect(well(72_000)?.rank).toBe(kept?.rank);
		expect(well(74_000)?.rank).toBe(0);
	});

	test('is that many more clients connect than usual; where nobody knows what is usual, that many do', () => {
		const churned = (minute: number, usual?: number) => {
			const log = logOf([], {
				connects: new Map([['APP', { minute, ...(usual !== undefined && { usual }) }]]),
			});
			const { round } = rounds(log);
			const found = [0, 2000, 4000].map((at) => round(at, answerOf('n1', at, [countOf()])).app?.troubles[0]);
			// A figure is judged by three rounds.
			expect(found.slice(0, 2)).toEqual([undefined, undefined]);
			return found[2];
		};
		expect(churned(120)).toBe(undefined);
		expect(churned(180)?.text).toBe('180 clients connected within a minute');
		expect(churned(180, 12)?.text).toBe('180 clients connected within a minute, 12 usually do');
		expect(churned(180, 70)).toBe(undefined);
		expect(churned(5000, 70)?.severity).toBe('critical');
	});
});

test('who connects is unknown where events of it are denied, and of the global account before 2.12', () => {
	const churnOf = (log: EventLogSnapshot, account: string, version: string) => {
		const answer = answerOf('n1', 0, [countOf({ account })]);
		return rounds(log).round(0, { ...answer, server: { ...answer.server, version } }).accounts[0]?.churn;
	};
	const heard = logOf([], { connects: new Map([['$G', { minute: 3 }]]) });
	expect(churnOf(logOf([]), 'APP', '2.15.1')).toBe(undefined);
	expect(churnOf(heard, 'APP', '2.9.10')).toBe(0);
	expect(churnOf(heard, '$G', '2.15.1')).toBe(3);
	expect(churnOf(heard, '$G', '2.10.27')).toBe(undefined);
});
