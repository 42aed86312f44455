// The dialog that chooses columns: its keys, and what a list makes of them.

import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { ColumnsDialog } from '../../source/dialogs/columns.ts';
import type { DialogFacts } from '../../source/dialogs/dialog.ts';
import { dialogBox, dialogKey } from '../../source/dialogs/registry.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { createTheme } from '../../source/theme.ts';
import { expectApp, sizes } from '../helpers/app-screen.tsx';
import { dialogFacts } from '../helpers/dialogs.tsx';
import { shownOf } from '../helpers/drawn.tsx';

const shown = ['name', 'cluster', 'cpu', 'mem', 'conns'];
const listWith = (chosen: readonly string[]): DialogFacts['list'] => ({
	columns: serverColumns,
	sort: { column: 'cpu', descending: true },
	chosen,
	shown,
});

/** What is chosen after some keys, each on what the last one left. */
const after = (keys: readonly string[], chosen: readonly string[] = []): readonly string[] => {
	let dialog: ColumnsDialog = { name: 'columns', cursor: 0 };
	let now = chosen;
	for (const key of keys) {
		const step = dialogKey(dialog, key, dialogFacts({ list: listWith(now) }));
		if (step.effect?.do === 'columns') now = step.effect.columns;
		if (step.dialog?.name !== 'columns') throw new Error(`${key} closes the dialog`);
		dialog = step.dialog;
	}
	return now;
};

test('a column is switched off, and those that were on screen stay as they were', () => {
	expect(after(['j', 'j', 'j', 'space'])).toEqual(['name', 'cluster', 'cpu', 'conns']);
});

test('a column that was off is switched on where it stands in the list', () => {
	expect(after(['j', 'j', 'j', 'j', 'j', 'space'])).toEqual([...shown, 'trouble']);
});

test('a column moves, and takes the cursor along', () => {
	expect(after(['j', 'J'])).toEqual(['name', 'cpu', 'cluster', 'mem', 'conns']);
	expect(after(['j', 'J', 'J', 'K'])).toEqual(['name', 'cpu', 'cluster', 'mem', 'conns']);
});

test('the first column is pinned, and one beside it stays', () => {
	expect(after(['space'])).toEqual([]);
	expect(after(['j', 'K'])).toEqual([]);
	expect(after(['j', 'space'], ['name', 'cpu'])).toEqual(['name', 'cpu']);
});

test('columns follow from the room there is again', () => {
	expect(after(['j', 'space', 'a'])).toEqual([]);
});

test.each(['escape', 'q', 'enter', 'C'])('%s closes the choice of columns', (key) => {
	expect(dialogKey({ name: 'columns', cursor: 0 }, key, dialogFacts())).toEqual({});
});

test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
	'columns are chosen from a list that says what each means, at $columns x $rows, ascii $ascii',
	(size) => expectApp('columns', { size }, ['C', 'j', 'j', 'J', 'k', 'k', 'k', 'j', 'space']),
);

test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
	'the table shows what was chosen, in that order, at $columns x $rows, ascii $ascii',
	(size) => expectApp('columns-chosen', { size }, ['C', 'j', 'J', 'k', 'space', 'enter']),
);

test('columns of the configuration are where the choice begins', () => {
	const { selection } = shownOf({
		size: { columns: 120, rows: 40 },
		config: { screens: { servers: { columns: ['mem', 'rtt'] } } },
	});
	expect(selection.shownColumns()).toEqual(['name', 'mem', 'rtt']);
});

test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
	'what the column under the cursor means is whole, and how many there are is said, at $columns x $rows, ascii $ascii',
	({ columns, rows, ascii }) => {
		for (const [cursor, { about }] of serverColumns.entries()) {
			const screen = { columns, rows, theme: createTheme('mono', ascii) };
			const order = serverColumns.map(({ id }) => id);
			const box = dialogBox({ name: 'columns', cursor, order }, dialogFacts({ list: listWith([]), screen }));
			const text = box.map((row) => stripVTControlCharacters(row).slice(2, -2).trim()).join(' ');
			expect(text).toContain(about);
			expect(box.length).toBeLessThanOrEqual(rows);
			if (rows < serverColumns.length) expect(text).toMatch(/ of \d+, \S+( \S+)? scrolls?/);
		}
	},
);
