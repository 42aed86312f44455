// Writes the head of a column: its title, with the sign of sorting where the table is sorted by it.

import { leadWidth } from '../table/choose-columns.ts';
import type { ColumnHead, Sort } from '../table/column.ts';
import type { Glyphs } from '../theme.ts';
import { tellsChange } from './change-cell.ts';
import { fit } from './text.ts';

/** Exactly as wide as the column. `isCompared` where figures tell how much they have changed. */
export const headText = (
	column: Pick<ColumnHead, 'id' | 'title' | 'totalsTitle' | 'width' | 'align' | 'unit'>,
	sort: Sort,
	{ glyphs, totals }: { glyphs: Glyphs; totals: boolean },
	isCompared = false,
): string => {
	const plain = (totals && column.totalsTitle) || column.title;
	const title = isCompared && tellsChange(column) ? (glyphs.changed + plain).slice(0, column.width) : plain;
	if (column.id !== sort.column) return fit(title, column.width, glyphs, column.align);
	const sign = sort.descending ? glyphs.sortDown : glyphs.sortUp;
	return fit(title.slice(0, column.width - sign.length) + sign, column.width, glyphs, column.align);
};

/** The head over cursor and glyph: ` !▼ ` where the rows are sorted by their glyph, else blank. */
export const leadText = (
	columns: readonly Pick<ColumnHead, 'id' | 'isLead'>[],
	{ column, descending }: Sort,
	{ glyphs }: { glyphs: Glyphs },
): string => {
	const isLead = columns.some(({ id, isLead: lead }) => id === column && lead);
	return (isLead ? ` !${descending ? glyphs.sortDown : glyphs.sortUp}` : '').padEnd(leadWidth);
};
