// Columns that lists of links have in common: names, texts, and figures with their marks.

import { judged } from '../../format/cell.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { unitCell } from '../../format/unit-cell.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import type { Column, Look } from '../../table/column.ts';
import type { RowLook } from '../row-look.ts';

type Head = 'id' | 'title' | 'about' | 'priority' | 'json';

/** What is wrong with a row, the worst first. */
type Troubled = { troubles: readonly Trouble[] };

/** A text, cut in the middle where it is too long. */
export const textColumn = <Row, Facts>(
	column: Pick<Column<Row, Facts>, Head | 'width'> & Partial<Column<Row, Facts>>,
	value: (row: Row) => string | undefined,
): Column<Row, Facts> => ({
	...{ align: 'left', value },
	cell: (row, width, { glyphs }) => ({ text: fitMiddle(value(row) ?? glyphs.none, width, glyphs) }),
	...column,
});

/** A name, whose column is as wide as the longest one. */
export const nameColumn = <Row, Facts>(
	column: Pick<Column<Row, Facts>, Head | 'width' | 'most'> & Partial<Column<Row, Facts>>,
	value: (row: Row) => string | undefined,
): Column<Row, Facts> => ({
	...textColumn(column, value),
	nameWidth: (row) => cellsOf(value(row) ?? ''),
	lit: 'always',
});

/** A figure of now; one that a check finds bad has its mark. */
export const figureColumn = <Row extends Troubled, Facts>(
	column: Pick<Column<Row, Facts>, Head | 'unit'> & Partial<Column<Row, Facts>>,
	value: (row: Row) => number | undefined,
): Column<Row, Facts> => ({
	...{ width: 6, align: 'right', descending: true, ofNow: true, isExact: true, value },
	cell: (row, columns, look) =>
		judged(
			(room) => unitCell(value(row), column.unit, room, look).text,
			columns,
			healthInColumn(row.troubles, column.id),
			look.glyphs,
		),
	lit: 'marked',
	...column,
});

/** A rate, which needs two samples. */
export const rateColumn = <Row extends Troubled, Facts>(
	column: Pick<Column<Row, Facts>, Head | 'unit'> & Partial<Column<Row, Facts>>,
	value: (row: Row) => number | undefined,
): Column<Row, Facts> => figureColumn({ ...column, needsTwoSamples: true, width: 7 }, value);

/** Trouble first, and what goes on within it: more than any link moves in a second. */
const rankStep = 2 ** 46;

/** The column of what is wrong, by which rows are sorted. */
export const troubleColumn = <Row extends Troubled & { rank: number }, Facts>(
	priority: number,
	load: (row: Row) => number | undefined,
): Column<Row, Facts> => ({
	...{ id: 'trouble', title: 'TROUBLE', width: 24, priority, align: 'left', descending: true },
	about: 'what is wrong, the worst of it; sorts by that, then by bytes a second',
	...{ isLead: true, lit: 'marked', json: 'trouble', printed: false },
	value: (row) => row.rank * rankStep + Math.min(load(row) ?? 0, rankStep - 1),
	texts: ({ troubles }) => troubles.flatMap(({ check, text }) => [check, text]),
	cell: ({ troubles: [worst] }) => ({ text: worst?.text ?? '', token: healthOf(worst?.severity) }),
});

/** What is wrong, in JSON. */
export const troubleJson = (troubles: readonly Trouble[]) =>
	troubles.length === 0
		? undefined
		: troubles.map(({ check, severity, text }) => ({ check, severity, text }));

/** What stands before a row: the worst that is wrong with it. */
export const linkRowLook = (
	{ troubles: [worst], isOld }: Troubled & { isOld?: boolean },
	{ glyphs }: Look,
): RowLook => {
	if (isOld) return { glyph: glyphs.unknown, token: 'warn', faded: true };
	if (worst === undefined) return { glyph: ' ', faded: false };
	return worst.severity === 'critical'
		? { glyph: glyphs.down, token: 'crit', faded: false }
		: { glyph: '!', token: 'warn', faded: false };
};
