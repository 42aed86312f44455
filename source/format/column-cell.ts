// Draws one cell of any table: the value of a column for a row, in exactly the width of the column.

import type { Column, Look } from '../table/column.ts';
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
