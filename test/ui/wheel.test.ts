// The wheel over a list, in whatever state list and view are.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialUi, listOf, withList } from '../../source/ui/ui-state.ts';
import { scrollList } from '../../source/ui/wheel.ts';
import { logSlice } from '../../source/views/log-slice.ts';
import { tableSlice } from '../../source/views/table-slice.ts';

const lists = [{ id: 'a', sort: { column: 'name', descending: false } }];

const cases = fc.record({
	count: fc.integer({ min: 0, max: 400 }),
	rows: fc.integer({ min: 1, max: 58 }),
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	from: fc.double({ min: 0, max: 1, noNaN: true }),
	chosen: fc.boolean(),
	by: fc.constantFrom(-3, 3),
});

const keysOf = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index + 1));

test('the wheel moves the view of a table by its rows or to its end, and the cursor is in it', () => {
	fc.assert(
		fc.property(cases, ({ count, rows, at, from, chosen, by }) => {
			const keys = keysOf(count);
			const position = chosen && count > 0 ? Math.floor(at * (count - 1)) : undefined;
			const ui = withList(initialUi(lists), 'a', {
				cursor: position === undefined ? undefined : keys[position],
			});
			const { start: first } = tableSlice(count, rows, position, Math.floor(from * count));
			const after = scrollList(ui, 'a', 'table', { keys, first, rows }, by);
			const wanted = Math.max(0, Math.min(first + by, Math.max(0, count - rows)));
			expect(after?.first ?? first).toBe(wanted);
			if (after === undefined) return;
			const { cursor = '', placed } = listOf(after.ui, 'a');
			const now = keys.indexOf(cursor);
			expect(tableSlice(count, rows, now, now - (placed?.row ?? 0)).start).toBe(wanted);
		}),
	);
});

test('the wheel moves the view of a log by its rows, and at the end of it the log is followed', () => {
	fc.assert(
		fc.property(cases, ({ count, rows, at, from, chosen, by }) => {
			const keys = keysOf(count);
			const cursor = chosen && count > 0 ? keys[Math.floor(at * (count - 1))] : undefined;
			const ui = withList(initialUi(lists), 'a', { cursor });
			const row = Math.floor(from * rows);
			const { start: first } = logSlice(
				keys,
				rows,
				cursor,
				cursor === undefined ? undefined : { seq: Number(cursor), row },
			);
			const after = scrollList(ui, 'a', 'log', { keys, first, rows }, by);
			const last = Math.max(0, count - rows);
			const wanted = Math.max(Math.min(first, 0), Math.min(first + by, last));
			if (after === undefined) {
				expect(wanted).toBe(first);
				return;
			}
			expect(after.first).toBe(wanted);
			const { cursor: now, placed } = listOf(after.ui, 'a');
			expect(now === undefined).toBe(by > 0 && wanted === last);
			const anchor = now === undefined ? undefined : { seq: Number(now), row: placed?.row ?? 0 };
			expect(logSlice(keys, rows, now, anchor).start).toBe(wanted);
		}),
	);
});

test('the wheel turned up never moves a log down that has blank rows above its first line', () => {
	const ui = withList(initialUi(lists), 'a', { cursor: '1' });
	expect(scrollList(ui, 'a', 'log', { keys: keysOf(5), first: -3, rows: 4 }, -3)).toBeUndefined();
	expect(scrollList(ui, 'a', 'log', { keys: keysOf(9), first: -3, rows: 4 }, 3)?.first).toBe(0);
});
