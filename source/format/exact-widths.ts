// Works out how wide the columns of a table must be for every digit of their figures.

import type { Column, Look } from '../table/column.ts';
import { width } from './text.ts';
import { unitCell } from './unit-cell.ts';

/** More cells than any figure takes. */
const widest = 99;

/** Rounds a width up to whole groups of three digits, so that a column changes it only with every thousandfold. */
const roomFor = (text: string): number => {
	const digits = /^[\d,]*/.exec(text)?.[0].length ?? 0;
	return width(text) - digits + 4 * Math.ceil((digits + 1) / 4) - 1;
};

/** Cells that columns of exact figures take, by their id, for these rows. */
export const exactWidths = <Row, Facts>(
	rows: readonly Row[],
	columns: readonly Column<Row, Facts>[],
	look: Look<Facts>,
): ReadonlyMap<string, number> =>
	new Map(
		columns
			.filter(({ isExact }) => isExact)
			.map((column) => [
				column.id,
				rows.reduce((most, row) => {
					const { text } =
						column.cell?.(row, widest, look) ?? unitCell(column.value(row, look), column.unit, widest, look);
					return Math.max(most, roomFor(text));
				}, 0),
			]),
	);
