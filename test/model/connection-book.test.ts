// Connections from one round to the next: rates, trouble, and servers that do not answer.

import { beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../source/model/connection.ts';
import { ConnectionBook } from '../../source/model/connection-book.ts';
import type { ConnectionRow } from '../../source/model/connection-row.ts';

const server = { id: 'N1', name: 'n1' };
const mib = 1024 * 1024;

let book: ConnectionBook;
beforeEach(() => {
	book = new ConnectionBook();
});

/** One answer of the server at a second of its clock. */
const answer = (second: number, rows: readonly Partial<Connection>[], isWhole = true): void =>
	book.answered({
		serverId: server.id,
		rows: rows.map((row) => ({ server, cid: 1, at: second * 1000, kind: 'client', ...row })),
		...{ isWhole, heardAt: second * 1000, maxPending: 64 * mib },
	});

/** The same in three rounds: as many as it takes to judge. */
const thrice = (second: number, ...rows: readonly Partial<Connection>[]): void => {
	for (const round of [0, 1, 2]) answer(second + 2 * round, rows);
};

const row = (cid = 1): ConnectionRow => {
	const found = book.rows().find(({ last }) => last.cid === cid);
	if (found === undefined) throw new Error(`no cid ${cid}`);
	return found;
};

const troubles = (cid = 1): string[] => row(cid).troubles.map(({ severity, text }) => `${severity} ${text}`);

test('a rate is the difference by the clock of the server, and unknown before the second answer', () => {
	answer(10, [{ inMsgs: 100, outMsgs: 7, inBytes: 1000, outBytes: 70 }]);
	expect(row().rates).toBe(undefined);
	answer(12.5, [{ inMsgs: 2600, outMsgs: 7, inBytes: 251_000, outBytes: 70 }]);
	expect(row().rates).toMatchObject({
		inMsgs: 1000,
		inBytes: 100_000,
		outMsgs: 0,
		outBytes: 0,
		window: 2500,
	});
});

test('a counter that goes back has no rate, and an answer that is no later changes none', () => {
	answer(10, [{ inMsgs: 100 }]);
	answer(12, [{ inMsgs: 50 }]);
	expect(row().rates?.inMsgs).toBe(undefined);
	answer(14, [{ inMsgs: 250 }]);
	answer(14, [{ inMsgs: 250 }]);
	expect(row().rates?.inMsgs).toBe(100);
});

test('what waits is trouble from a tenth of its limit on, and critical from a half on', () => {
	thrice(1, { pending: 6 * mib });
	expect(troubles()).toEqual([]);
	thrice(10, { pending: 7 * mib });
	expect(troubles()).toEqual(['warn pending 10% of its limit']);
	thrice(20, { pending: 33 * mib });
	expect(troubles()).toEqual(['critical pending 51% of its limit']);
});

test('what waits and grows for three rounds is trouble from a megabyte on', () => {
	for (const [round, pending] of [1, 1.2, 1.4, 1.6].entries())
		answer(round * 2, [{ pending: pending * mib }]);
	expect(troubles()).toEqual(['warn pending grows']);
	thrice(10, { pending: 1.5 * mib });
	expect(troubles()).toEqual([]);
	for (const [round, pending] of [1, 2, 3, 4, 5].entries()) answer(20 + round * 2, [{ cid: 2, pending }]);
	expect(troubles(2)).toEqual([]);
});

test('a row has its trouble and its rank until the third good round', () => {
	thrice(1, { pending: 40 * mib });
	const bad = row().rank;
	expect(bad).toBeGreaterThan(0);
	const found = [10, 12, 14, 16].map((second) => {
		answer(second, [{ pending: 0 }]);
		return [row().rank, troubles().length];
	});
	expect(found).toEqual([
		[bad, 1],
		[bad, 1],
		[0, 0],
		[0, 0],
	]);
});

test('who is asked for once is judged by that answer', () => {
	book = new ConnectionBook({ atOnce: true });
	answer(1, [{ pending: 40 * mib }]);
	expect(troubles()).toEqual(['critical pending 62% of its limit']);
});

test('a client that is made to wait in three rounds in a row is stalled', () => {
	for (const [round, stalls] of [0, 5, 9, 30].entries()) answer(round * 2, [{ stalls }]);
	expect(troubles()).toEqual(['warn stalled']);
	thrice(10, { stalls: 30 });
	expect(troubles()).toEqual([]);
});

test('a way is slow where it is over 50 ms and four times the middle of its server', () => {
	const others = [2, 3, 4, 5].map((cid) => ({ cid, rtt: 2 }));
	thrice(1, { rtt: 412 }, ...others);
	expect(troubles()).toEqual(['warn slow way']);
	thrice(10, { rtt: 49 }, ...others);
	expect(troubles()).toEqual([]);
	thrice(20, { rtt: 80 }, ...others.map((each) => ({ ...each, rtt: 30 })));
	expect(troubles()).toEqual([]);
});

test('who is not in a whole answer has gone, and who is not in a part of one is still there', () => {
	answer(1, [{ cid: 1 }, { cid: 2 }]);
	answer(3, [{ cid: 1 }], false);
	expect(book.rows().map(({ last }) => last.cid)).toEqual([1, 2]);
	answer(5, [{ cid: 1 }]);
	expect(book.rows().map(({ last }) => last.cid)).toEqual([1]);
});

test('rows of a server that does not answer are old, and kept for ten minutes', () => {
	answer(1, [{ inMsgs: 5 }]);
	book.silent(server.id, 4000);
	expect(row().isOld).toBe(true);
	expect(row().last.inMsgs).toBe(5);
	book.silent(server.id, 602_000);
	expect(book.rows()).toEqual([]);
	answer(700, [{}]);
	expect(row().isOld).toBe(undefined);
});

test('who a client is stays known when later answers do not say it', () => {
	book.learn(server.id, 1, { account: 'APP', user: 'alice' });
	answer(1, [{}]);
	expect(row().identity).toEqual({ account: 'APP', user: 'alice' });
	answer(3, [{}]);
	expect(row().identity?.user).toBe('alice');
});

test('of very many connections no history is kept', () => {
	for (const second of [1, 3])
		answer(
			second,
			Array.from({ length: 20_000 }, (_, index) => ({ cid: index + 1, rtt: 2 })),
		);
	expect(row(1).history.tail('rtt', 5)).toEqual([]);
	for (const second of [5, 7]) answer(second, [{ cid: 1, rtt: 3 }]);
	expect(row(1).history.tail('rtt', 5)).toEqual([3, 3]);
});
