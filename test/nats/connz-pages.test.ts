// Pages of connections from a server whose clients come and go between them, and from one that lies.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection } from '../../source/model/connection.ts';
import { type AskPage, collectPages, mostRows } from '../../source/nats/connz-pages.ts';
import { PageCursor } from '../../source/nats/page-cursor.ts';

const server = { id: 'N1', name: 'n1' };

const row = (cid: number): Connection => ({ server, cid, at: 0, kind: 'client' });

/** A server with these cids; `between` changes them after each page. */
const pagesOf =
	(
		cids: number[],
		between: (cids: number[], page: number) => void,
		told = (total: number) => total,
	): AskPage =>
	async (offset, limit) => {
		const rows = cids.slice(offset, offset + limit).map(row);
		const total = told(cids.length);
		between(cids, Math.floor(offset / limit));
		return { ok: true, value: { server, at: 0, total, rows, received: rows.length, hasTokens: false } };
	};

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test('whoever was connected all the while is in the pages, however many come and go between them', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 3000 }),
			fc.integer({ min: 130, max: 700 }),
			fc.array(fc.record({ close: fc.nat(900), at: fc.nat(3000), open: fc.nat(40) }), { maxLength: 12 }),
			async (count, limit, changes) => {
				const cids = numbers(count);
				const left = new Set<number>();
				let next = count + 1;
				const ask = pagesOf(cids, (now) => {
					const change = changes.shift();
					if (change === undefined) return;
					for (const cid of now.splice(Math.min(change.at, now.length), change.close)) left.add(cid);
					for (let i = 0; i < change.open; i++) now.push(next++);
				});
				const { rows, isCut } = await collectPages(ask, limit);
				expect(isCut).toBe(undefined);
				expect(numbers(count).filter((cid) => !left.has(cid) && !rows.has(cid))).toEqual([]);
			},
		),
		{ numRuns: 200 },
	);
});

test('two pages that bring nothing new do not end it where it went back for those that have moved', () => {
	const cursor = new PageCursor(250);
	const take = (first: number, last: number, total: number): boolean => {
		const rows = Array.from({ length: 250 }, (_, index) => ({ cid: Math.min(first + index, last) }));
		return cursor.take({ rows: [...rows.slice(0, -1), { cid: last }], received: 250, total });
	};
	const taken = [
		[1, 250, 2998],
		[187, 436, 2380],
		[373, 622, 1706],
		[559, 808, 1706],
		[745, 994, 1635],
		// Very many have closed: back for them, through pages that are known.
		[1244, 1493, 1333],
		[732, 981, 1342],
		[1666, 3079, 699],
		[406, 655, 729],
	].map(([first = 0, last = 0, total = 0]) => take(first, last, total));
	expect(taken).toEqual([true, true, true, true, true, false, true, false, true]);
	expect(cursor.state).toBe('open');
});

test('a quiet server is read to its end, whatever the size of its pages', async () => {
	for (const [count, limit] of [
		[0, 10],
		[1, 10],
		[10, 10],
		[11, 10],
		[4096, 4096],
		[11_772, 4096],
	] as const) {
		const { rows, isCut, total } = await collectPages(
			pagesOf(numbers(count), () => {}),
			limit,
		);
		expect([rows.size, isCut, total]).toEqual([count, undefined, count]);
	}
});

test('pages that never end are ended, and said to be cut', async () => {
	let asked = 0;
	const same = pagesOf(
		numbers(100),
		() => {},
		() => 2 ** 60,
	);
	const { rows, isCut } = await collectPages((_, limit) => {
		asked++;
		return same(0, limit);
	}, 50);
	expect([rows.size, isCut]).toEqual([50, true]);
	expect(asked).toBeLessThan(5);
});

test('a server with more and more connections is read up to the most that are kept', async () => {
	let asked = 0;
	const { rows, isCut } = await collectPages(async (offset, limit) => {
		asked++;
		const rows = numbers(limit).map((n) => row(offset + n));
		return { ok: true, value: { server, at: 0, total: 2 ** 53, rows, received: limit, hasTokens: false } };
	});
	expect(isCut).toBe(true);
	expect(rows.size).toBeLessThan(mostRows + 4096);
	expect(asked).toBeLessThan(30);
});

test('a total that is less than what was sent ends nothing while pages are full', async () => {
	const { rows, isCut } = await collectPages(
		pagesOf(
			numbers(95),
			() => {},
			() => 3,
		),
		20,
	);
	expect([rows.size, isCut]).toEqual([95, undefined]);
});

test('rows that come twice are one, and a page of nothing else ends it', async () => {
	const twice = [1, 1, 2, 2, 3, 3];
	const { rows } = await collectPages(
		pagesOf(twice, () => {}),
		4,
	);
	expect([...rows.keys()]).toEqual([1, 2, 3]);
});

test('a server that answers some pages and dies has told what it told, and why there is no more', async () => {
	const cids = numbers(100);
	const ask = pagesOf(cids, () => {});
	let left = 2;
	const { rows, failure } = await collectPages(
		async (offset, limit) =>
			left-- > 0 ? ask(offset, limit) : { ok: false, failure: { kind: 'timeout', ms: 2000 } },
		20,
	);
	expect(rows.size).toBe(30);
	expect(failure).toEqual({ kind: 'timeout', ms: 2000 });
});
