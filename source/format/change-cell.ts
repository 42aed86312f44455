// The cell of a column while a list is compared with a marked moment: how much a figure has changed, and in which direction.

import type { ColumnHead, Content, Look } from '../table/column.ts';
import { percents, shares, shortSpans, timeSpans, type Unit, versions } from '../table/filter-quantity.ts';
import { unitCell } from './unit-cell.ts';

/** A value now and at the marked moment. */
export type Change = { now: number | string | undefined; was: number | string | undefined };

/** Ages of things rise by themselves: how much says nothing. */
const risesAlone = (unit: Unit | undefined): boolean => unit === timeSpans;

/** True for a column of figures, which tell how much they have changed. */
export const tellsChange = ({ unit, align }: Pick<ColumnHead, 'unit' | 'align'>): boolean =>
	unit !== undefined && align === 'right' && !risesAlone(unit);

/** The change in at most `width` cells; nothing for a cell that is as ever. */
export const changeCell = (
	{ now, was }: Change,
	unit: Unit | undefined,
	width: number,
	look: Look,
): Content | undefined => {
	const { glyphs } = look;
	if (unit === undefined || typeof now === 'string' || typeof was === 'string') return undefined;
	if (risesAlone(unit)) return undefined;
	if (now === undefined || was === undefined) return { text: glyphs.none, token: 'muted' };
	const same: Content = { text: '=', token: 'muted' };
	if (now === was) return same;
	const by = Math.abs(now - was);
	const { text } =
		unit === shares
			? { text: `${unitCell(by * 100, percents, width - 2, look).text}%` }
			: unitCell(by, unit, width - 1, look);
	// Less than what the column can tell is no change.
	if (/^0\D*$/.test(text) || (unit === shortSpans && by < 1 && text.length >= width)) return same;
	return { text: `${now > was ? glyphs.rise : glyphs.fall}${text}`, token: 'info' };
};

/** A text in at most `width` cells, marked where it was another one. */
export const changedText = (text: string, { now, was }: Change, unit: Unit | undefined): string => {
	const isText = unit === undefined ? typeof now === 'string' : unit === versions;
	return isText && was !== undefined && now !== was ? `*${text}` : text;
};
