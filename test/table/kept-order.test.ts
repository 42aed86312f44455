// Rows keep their order from one snapshot to the next, and are sorted again only where something has changed.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Column } from '../../source/table/column.ts';
import { keptOrder } from '../../source/table/kept-order.ts';
import { sortRows } from '../../source/table/sort-rows.ts';

type Row = { key: string; load?: number; start: number };

const columns: readonly Column<Row, object>[] = [
	{
		...{ id: 'load', title: 'LOAD', about: '', width: 5, priority: 1, align: 'right', json: 'load' },
		value: ({ load }) => load,
	},
	{
		...{ id: 'age', title: 'AGE', about: '', width: 5, priority: 2, align: 'right', json: 'age' },
		value: ({ start }, { now }) => now - start,
	},
];
const order = { keyOf: ({ key }: Row) => key, namesOf: ({ key }: Row) => [key] };
const facts = {};

const rowsOf = (loads: readonly (number | undefined)[]): Row[] =>
	loads.map((load, index) => ({ key: `n${index}`, load, start: index }));

test('it is the order that sorting anew would give, whatever came, went and changed', () => {
	const load = fc.option(fc.nat(5), { nil: undefined });
	const some = fc.array(load, { minLength: 500, maxLength: 700 });
	fc.assert(
		fc.property(some, some, fc.boolean(), (before, after, descending) => {
			const sort = { column: 'load', descending };
			const kept = keptOrder(columns, order);
			kept(rowsOf(before), sort, false, 0, facts);
			const rows = rowsOf(after);
			expect(kept(rows, sort, false, 1, facts)).toEqual(
				sortRows(rows, columns, sort, { totals: false, now: 1 }, order, facts),
			);
		}),
		{ numRuns: 30 },
	);
});

test('the same rows are sorted once, unless the column looks at the clock', () => {
	const rows = rowsOf([3, 1, 2]);
	for (const [column, isAgain] of [
		['load', false],
		['age', true],
	] as const) {
		const sort = { column, descending: true };
		const kept = keptOrder(columns, order);
		const first = kept(rows, sort, false, 10, facts);
		expect(kept(rows, sort, false, 10, facts)).toBe(first);
		expect(kept(rows, sort, false, 11, facts) === first).toBe(!isAgain);
		expect(kept(rows, { column, descending: false }, false, 11, facts)).not.toBe(first);
	}
});

test('rows of the same name are all there', () => {
	const rows = rowsOf(Array.from({ length: 600 }, () => 1)).map((row) => ({ ...row, key: 'same' }));
	const kept = keptOrder(columns, order);
	const sort = { column: 'load', descending: true };
	kept(rows, sort, false, 0, facts);
	expect(kept([...rows], sort, false, 0, facts)).toHaveLength(600);
});
