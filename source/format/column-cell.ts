// Draws one cell of any table: the value of a column for a row, in exactly the width of the column.

import type { Column, Look } from '../table/column.ts';
import { changeCell, changedText } from './change-cell.ts';
import type { Cell } from './table-line.ts';
import { fit } from './text.ts';
import { unitCell } from './unit-cell.ts';

/** A cell in exactly `width`. In a row whose values are old (`faded`) it is muted, but where the column stays lit. */
export const columnCell = <Row, Facts>(
	row: Row,
	column: Column<Row, Facts>,
	width: number,
	look: Look<Facts>,
	faded = false,
): Cell => {
	const { text, token } =
		column.cell?.(row, width, look) ?? unitCell(column.value(row, look), column.unit, width, look);
	const lit = column.lit === 'always' || (column.lit === 'marked' && token !== undefined);
	return { text: fit(text, width, look.glyphs, column.align), token: faded && !lit ? 'muted' : token };
};

/**
 * The same where the list is compared with a marked moment: a figure tells how much it has changed since, a text is marked
 * where it was another one. `before` gives the values of then, or is a word for a row that was not there at both times.
 */
export const changedColumnCell = <Row, Facts>(
	row: Row,
	column: Column<Row, Facts>,
	width: number,
	look: Look<Facts>,
	before: string | ((id: string) => number | string | undefined),
): Cell => {
	const now = column.value(row, look);
	const plain = columnCell(row, column, width, look, before === 'gone');
	if (typeof before === 'string') {
		const isFigure = column.unit !== undefined && column.align === 'right';
		return isFigure ? { text: fit(before, width, look.glyphs, 'right'), token: 'info' } : plain;
	}
	const change = { now, was: before(column.id) };
	const cell = column.align === 'right' ? changeCell(change, column.unit, width, look) : undefined;
	if (cell) return { ...cell, text: fit(cell.text, width, look.glyphs, column.align) };
	const text = changedText(plain.text.trim(), change, column.unit);
	return text === plain.text.trim()
		? plain
		: { text: fit(text, width, look.glyphs, column.align), token: 'info' };
};
