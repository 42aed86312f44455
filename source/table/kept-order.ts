// Keeps the order of rows from one snapshot to the next, and sorts again only where it may have changed.

import type { Column, Moment, Sort } from './column.ts';
import { type RowOrder, sortRows } from './sort-rows.ts';

/** The number of rows from which it pays to start a sort with the former order, which is nearly right. */
const many = 500;

/** Rows in their former order, new ones at the end: sorting what is nearly in order is quick. */
const asBefore = <Row>(
	rows: readonly Row[],
	before: readonly Row[],
	keyOf: (row: Row) => string,
): readonly Row[] => {
	const now = new Map(rows.map((row) => [keyOf(row), row]));
	const placed: Row[] = [];
	for (const old of before) {
		const key = keyOf(old);
		const row = now.get(key);
		if (row === undefined) continue;
		placed.push(row);
		now.delete(key);
	}
	placed.push(...now.values());
	// Where two rows share a key, one of them is missing in `placed`.
	return placed.length === rows.length ? placed : rows;
};

/** The order of rows, with the key that names a row from one snapshot to the next. */
type KeyedOrder<Row> = RowOrder<Row> & { keyOf: (row: Row) => string };

/** Sorts as `sortRows` does; the same rows by a column that does not look at the clock are sorted once. */
export const keptOrder = <Row, Facts>(
	columns: readonly Column<Row, Facts>[],
	order: KeyedOrder<Row>,
): ((rows: readonly Row[], sort: Sort, totals: boolean, now: number, facts: Facts) => readonly Row[]) => {
	type Held = { rows: readonly Row[]; sort: Sort; totals: boolean; facts: Facts; now?: number };
	let held: (Held & { sorted: readonly Row[] }) | undefined;
	return (rows, sort, totals, now, facts) => {
		if (
			held?.rows === rows &&
			held.sort === sort &&
			held.totals === totals &&
			held.facts === facts &&
			(held.now === undefined || held.now === now)
		)
			return held.sorted;
		const clock = { isRead: false };
		const moment: Moment = {
			totals,
			get now() {
				clock.isRead = true;
				return now;
			},
		};
		const from = held?.sort === sort && rows.length >= many ? asBefore(rows, held.sorted, order.keyOf) : rows;
		const sorted = sortRows(from, columns, sort, moment, order, facts);
		held = { rows, sort, totals, facts, sorted, ...(clock.isRead && { now }) };
		return sorted;
	};
};
