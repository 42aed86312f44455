// The default cell of a column: a number by its unit, a text cut in the middle.

import type { Content, Look } from '../table/column.ts';
import { byteSizes, counts, percents, shortSpans, timeSpans, type Unit } from '../table/filter-quantity.ts';
import { bytesIn, countIn } from './number.ts';
import { fitMiddle } from './text.ts';
import { age, rtt } from './time.ts';

type Write = (value: number | undefined, width: number, look: Look) => string;

const writers = new Map<Unit, Write>([
	[counts, (value, width, { glyphs, exact }) => countIn(value, width, glyphs, exact)],
	[percents, (value, width, { glyphs }) => countIn(value, width, glyphs)],
	[byteSizes, (value, width, { glyphs, exact }) => bytesIn(value, width, glyphs, exact)],
	[timeSpans, (value, _, { glyphs }) => age(value, glyphs)],
	[shortSpans, (value, _, { glyphs }) => rtt(value, glyphs)],
]);

/** A value in at most `width` cells; `–` where it is unknown. */
export const unitCell = (
	value: number | string | undefined,
	unit: Unit | undefined,
	width: number,
	look: Look,
): Content => {
	const write = unit && writers.get(unit);
	if (write && typeof value !== 'string') return { text: write(value, width, look) };
	return { text: fitMiddle(value === undefined ? look.glyphs.none : String(value), width, look.glyphs) };
};
