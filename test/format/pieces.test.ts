// Rows put together from pieces.

import { describe, expect, test } from 'vitest';
import { paneTitle } from '../../source/format/pane-title.ts';
import { dropPieces, pieceRow } from '../../source/format/pieces.ts';
import { createTheme } from '../../source/theme.ts';
import { tableSlice } from '../../source/views/table-slice.ts';

const theme = { ...createTheme('mono', false), paint: (_: unknown, text: string) => text };

describe('a row of pieces', () => {
	const pieces = ['  one', { text: '  two', keep: 1 }, { text: '  three', keep: 2 }];

	test('is padded where it fits', () => {
		expect(pieceRow(pieces, 20, theme)).toBe('  one  two  three   ');
	});

	test('gives up double spaces from the left before it gives up a piece', () => {
		expect(pieceRow(pieces, 16, theme)).toBe(' one  two  three');
		expect(pieceRow(pieces, 14, theme)).toBe(' one two three');
	});

	test('leaves out what matters least, then cuts what stays', () => {
		expect(pieceRow(pieces, 11, theme)).toBe(' one three ');
		expect(pieceRow(pieces, 4, theme)).toBe(' one');
		expect(pieceRow(pieces, 3, theme)).toBe(' o…');
	});

	test('keeps its columns when pieces leave before spaces do', () => {
		expect(pieceRow(dropPieces(pieces, 13), 13, theme)).toBe('  one  three ');
	});
});

describe('the title of a pane', () => {
	const title = { title: '1 Servers', columns: 40, theme };

	test('is a heavy line when it has the focus and a light one when not', () => {
		expect(paneTitle({ ...title, right: '8  sort', focused: true })).toBe(
			'━━ 1 Servers ━━━━━━━━━━━━━━━━ 8  sort ━━',
		);
		expect(paneTitle({ ...title, focused: false })).toBe('── 1 Servers ───────────────────────────');
	});

	test('is cut where its state takes the room', () => {
		const cut = paneTitle({ ...title, title: 'a very long title', right: 'x'.repeat(24), focused: false });
		expect(cut).toBe('── a very… ─ xxxxxxxxxxxxxxxxxxxxxxxx ──');
	});
});

describe('the part of a table in view', () => {
	test('stays where it is while the cursor is in it', () => {
		expect(tableSlice(20, 5, 7, 4)).toEqual({ start: 4, end: 9 });
	});

	test('follows the cursor over either edge by as little as it must', () => {
		expect(tableSlice(20, 5, 9, 4)).toEqual({ start: 5, end: 10 });
		expect(tableSlice(20, 5, 3, 4)).toEqual({ start: 3, end: 8 });
	});

	test('leaves no line blank after rows have gone', () => {
		expect(tableSlice(6, 5, 5, 10)).toEqual({ start: 1, end: 6 });
		expect(tableSlice(3, 5, 0, 2)).toEqual({ start: 0, end: 3 });
	});

	test('begins at the top without a cursor', () => {
		expect(tableSlice(20, 5, undefined, 9)).toEqual({ start: 0, end: 5 });
	});
});
