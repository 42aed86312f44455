// Draws the rows of a list: their cells, and whole lines with what a search found.

import { changedColumnCell, columnCell } from '../format/column-cell.ts';
import { markParts, paintMarks } from '../format/highlight.ts';
import { type Cell, tableLine } from '../format/table-line.ts';
import type { Column } from '../table/column.ts';
import type { Mark } from '../table/filter-query.ts';
import { cellFinder, lineFinder } from '../table/finding.ts';
import type { Before } from './compared.ts';
import type { RowLook } from './row-look.ts';
import type { LineLook, ScreenLook, ScreenSpec } from './screen.ts';

const noLook: RowLook = { glyph: ' ', faded: false };

type RowDrawing<Row, Facts> = {
	/** Cells of some columns, each in its width; `before` is what the row was at the marked moment. */
	cells: (
		row: Row,
		shown: LineLook['columns'],
		look: ScreenLook<Facts>,
		how?: { faded: boolean; before?: Before },
	) => Cell[];
	/** `marks` are the parts of the row's texts that a search found. */
	line: (row: Row, how: LineLook, look: ScreenLook<Facts>, marks: readonly Mark[] | undefined) => string;
};

/** How the rows of a screen are drawn. */
export const rowDrawing = <Row, Facts extends object>(
	spec: Pick<ScreenSpec<Row, never, Facts>, 'line' | 'rowLook'>,
	columnById: ReadonlyMap<string, Column<Row, Facts>>,
): RowDrawing<Row, Facts> => {
	const cells = (
		row: Row,
		shown: LineLook['columns'],
		look: ScreenLook<Facts>,
		{ faded, before }: { faded: boolean; before?: Before } = { faded: false },
	) =>
		shown.map(({ id: columnId, width }, index) => {
			const column = columnById.get(columnId);
			if (column === undefined) return { text: ' '.repeat(width) };
			return before === undefined || index === 0
				? columnCell(row, column, width, look, faded)
				: changedColumnCell(row, column, width, look, before);
		});

	const line = (
		row: Row,
		how: LineLook,
		look: ScreenLook<Facts>,
		marks: readonly Mark[] | undefined,
	): string => {
		if (spec.line) {
			const text = spec.line(row, how.width, look, how);
			return marks ? paintMarks(markParts(text, lineFinder(marks)), look.theme) : text;
		}
		const own = spec.rowLook?.(row, look) ?? noLook;
		const rowLook = how.old ? { ...own, faded: true } : own;
		const used = how.columns.reduce((sum, column) => sum + column.width + 1, 0);
		const plain = cells(row, how.columns, look, { faded: rowLook.faded, before: how.before });
		const marked = marks
			? plain.map((cell, index) => {
					const column = columnById.get(how.columns[index]?.id ?? '');
					const isText = column?.unit === undefined || column.texts !== undefined;
					return { ...cell, text: markParts(cell.text, cellFinder(marks, { id: column?.id ?? '', isText })) };
				})
			: plain;
		const text = tableLine(marked, rowLook, { ...how, used, theme: look.theme });
		return marks ? paintMarks(text, look.theme) : text;
	};

	return { cells, line };
};
