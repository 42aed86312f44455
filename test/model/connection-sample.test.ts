// What is kept of connections that are too many to list: counters of all, rows of those that matter.

import { describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../source/model/connection.ts';
import { ConnectionBook } from '../../source/model/connection-book.ts';
import { ConnectionSample, type Met, mostKnown } from '../../source/model/connection-sample.ts';
import { CounterTable } from '../../source/model/counter-table.ts';

const id = 'N1';
const server = { id, name: 'n1' };
const second = 1000;

/** A connection as a page has it. */
const met = (cid: number, at: number, inMsgs: number, over: Partial<Connection> = {}): Met => {
	const row: Connection = {
		...{ server, cid, at, kind: 'client', inMsgs, outMsgs: 0, inBytes: inMsgs * 10, outBytes: 0 },
		...over,
	};
	return { ...row, read: () => row };
};

const page = (rows: readonly Met[], how: 'sweep' | 'lead' | 'pin' = 'sweep') => ({
	...{ serverId: id, rows, how, heardAt: 0 },
});

describe('what was measured of a server', () => {
	test('is forgotten of those that a whole sweep has not met', () => {
		const table = new CounterTable();
		for (const cid of [1, 2, 3]) table.put(cid, { at: 0, inMsgs: cid }, undefined, true);
		expect(table.endSweep()).toEqual([]);
		table.put(1, { at: 5, inMsgs: 9 }, { inMsgs: 4, window: 5 }, true);
		// Asked for by name, which is not what the sweep has met.
		table.put(2, { at: 5, inMsgs: 9 }, { inMsgs: 3, window: 5 }, false);
		table.put(4, { at: 6, inMsgs: 0 }, undefined, false);
		expect(table.rates()).toEqual({ in: 7, out: 0 });
		expect(table.endSweep()).toEqual([2, 3]);
		expect(table.find(1)).toMatchObject({ at: 5, inMsgs: 9, outMsgs: undefined });
		expect([table.find(2), table.size, table.rates().in]).toEqual([undefined, 2, 4]);
	});

	test('keeps many, and takes the places of those that went for new ones', () => {
		const table = new CounterTable();
		for (let cid = 1; cid <= 5000; cid++) table.put(cid, { at: cid, outMsgs: cid }, undefined, true);
		for (let cid = 1; cid <= 2500; cid++) table.delete(cid);
		for (let cid = 6001; cid <= 8500; cid++) table.put(cid, { at: cid, outMsgs: cid }, undefined, true);
		expect(table.size).toBe(5000);
		for (const cid of [2501, 5000, 6001, 8500])
			expect(table.find(cid)).toMatchObject({ at: cid, outMsgs: cid });
	});
});

test('a rate is a mean from one meeting to the next, with or without a row', () => {
	const sample = new ConnectionSample(new ConnectionBook());
	sample.took(page([met(1, 0, 100)]));
	sample.took(page([met(1, 20 * second, 2100)]));
	expect(sample.book.row(id, 1)?.rates).toMatchObject({ inMsgs: 100, window: 20 * second });
	expect(sample.rates([id])).toEqual({ in: 100, out: 0 });
});

test('two answers at the same moment are one', () => {
	const sample = new ConnectionSample(new ConnectionBook());
	sample.took(page([met(1, 0, 0)]));
	sample.took(page([met(1, 2 * second, 200)], 'lead'));
	sample.took(page([met(1, 2 * second + 300, 200)]));
	expect(sample.rates([id])).toEqual({ in: 100, out: 0 });
	expect(sample.book.row(id, 1)?.rates?.inMsgs).toBe(100);
});

test('with more connections than there are rows those of the least load have none, and are measured all the same', () => {
	const count = mostKnown + 3000;
	const sample = new ConnectionSample(new ConnectionBook());
	const all = (at: number): Met[] =>
		Array.from({ length: count }, (_, index) => met(index + 1, at, ((index + 1) * at) / second));
	for (const at of [0, 10 * second, 20 * second]) {
		sample.begin(new Set([id]));
		sample.took(page(all(at)));
		sample.swept(id);
		sample.end(undefined);
	}
	expect(sample.book.size).toBe(mostKnown);
	expect(sample.size).toBe(count);
	expect(sample.rates([id]).in).toBe((count * (count + 1)) / 2);
	expect(sample.book.row(id, count)?.rates?.inMsgs).toBe(count);
	expect(sample.book.row(id, 5)).toBeUndefined();
});

test('a row stays, whatever its load, while it is in trouble, leads, or is under the cursor', () => {
	const sample = new ConnectionSample(new ConnectionBook());
	const all = (at: number): Met[] =>
		Array.from({ length: mostKnown + 500 }, (_, index) => met(index + 1, at, index < 10 ? 0 : at));
	const slow = met(1, 0, 0, { pending: 40 * 2 ** 20 });
	for (const at of [0, 10 * second]) {
		sample.begin(new Set([id]));
		sample.took({ ...page([slow, ...all(at).slice(1)]), maxPending: 64 * 2 ** 20 });
		sample.took(page([met(2, at + 2 * second, 0)], 'lead'));
		sample.end('N1 3');
	}
	const kept = [1, 2, 3, 4].map((cid) => sample.book.row(id, cid) !== undefined);
	expect(kept).toEqual([true, true, true, false]);
});

test('those are asked for by name that no page had: the highest rates, what is in trouble, and the one under the cursor', () => {
	const sample = new ConnectionSample(new ConnectionBook());
	const all = (at: number): Met[] =>
		Array.from({ length: 200 }, (_, index) => met(index + 1, at, index * at));
	for (const at of [0, 10 * second]) {
		sample.begin(new Set([id]));
		sample.took(page(all(at)));
	}
	expect(sample.pins('N1 7')).toEqual([]);
	sample.begin(new Set([id]));
	sample.took(page([met(200, 12 * second, 199 * 12 * second)], 'lead'));
	const pins = sample.pins('N1 7').map(({ cid }) => cid);
	expect(pins).toHaveLength(32);
	expect(pins).toContain(199);
	expect(pins).toContain(7);
	expect(pins).not.toContain(200);
});

test('one that has gone has no row and no part in the traffic', () => {
	const sample = new ConnectionSample(new ConnectionBook());
	for (const at of [0, 2 * second]) sample.took(page([met(1, at, at)]));
	sample.gone({ serverId: id, cid: 1 });
	expect([sample.size, sample.book.size, sample.rates([id]).in]).toEqual([0, 0, 0]);
	sample.took(page([met(1, 0, 0), met(2, 0, 0)]));
	sample.swept(id);
	sample.took(page([met(2, 5 * second, 0)]));
	sample.swept(id);
	expect([sample.book.row(id, 1), sample.size]).toEqual([undefined, 1]);
});

test('rows from before the sampling whose connection has ended are gone when a sweep has met all others', () => {
	const book = new ConnectionBook();
	const rows = [1, 2, 3].map((cid) => met(cid, 0, 0).read());
	book.answered({ serverId: id, rows, isWhole: true, heardAt: 0 });
	book.answered({ serverId: 'N2', rows: [met(1, 0, 0).read()], isWhole: true, heardAt: 0 });
	const sample = new ConnectionSample(book);
	sample.begin(new Set([id, 'N2']));
	sample.took({ ...page([met(1, 5 * second, 0)]), heardAt: 5 * second });
	sample.took({ ...page([met(2, 7 * second, 0)]), heardAt: 7 * second });
	// Connected while the sweep went on, and asked for alone.
	book.answered({ serverId: id, rows: [met(4, 8000, 0).read()], isWhole: false, heardAt: 8 * second });
	sample.swept(id);
	expect([1, 2, 3, 4].map((cid) => book.row(id, cid) !== undefined)).toEqual([true, true, false, true]);
	expect(book.row('N2', 1)).toBeDefined();
});

test('a server that answers again makes the rows fit to be asked for by name, and to stay', () => {
	const sample = new ConnectionSample(new ConnectionBook());
	const all = (at: number): Met[] =>
		Array.from({ length: mostKnown + 500 }, (_, index) => met(index + 1, at, index * at));
	for (const at of [0, 10 * second]) {
		sample.begin(new Set([id]));
		sample.took(page(all(at)));
		sample.end(undefined);
	}
	const loudest = mostKnown + 500;
	sample.book.silent(id, 0);
	sample.begin(new Set([id]));
	expect(sample.pins(undefined)).toEqual([]);
	sample.book.heard(id);
	expect(sample.pins(undefined)).toContainEqual({ serverId: id, cid: loudest });
	// A page of the sweep brings more rows than there is room for.
	sample.took(page(all(12 * second).slice(0, 400)));
	sample.end(undefined);
	expect(sample.book.row(id, loudest)).toMatchObject({ rates: { window: 10 * second } });
	expect(sample.book.row(id, loudest)?.isOld).toBeUndefined();
});

test('whether there is room for more rows is counted once a page, not for each of its rows', () => {
	const book = new ConnectionBook();
	const sample = new ConnectionSample(book);
	const size = vi.spyOn(book, 'size', 'get');
	sample.took(page(Array.from({ length: 2048 }, (_, index) => met(index + 1, 0, 0))));
	expect(size.mock.calls.length).toBeLessThanOrEqual(1);
});
