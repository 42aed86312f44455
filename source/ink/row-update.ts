// The fewest bytes that turn one painted row on the screen into another.

import { type Cells, readCells } from './cells.ts';

/** Unchanged cells between two changes that are painted again, as moving over them costs as much. */
const shortGap = 5;

type Span = { from: number; to: number };

/** Where two rows differ, `length` cells long; what one of them lacks is blank. */
const differences = (old: Cells, fresh: Cells, length: number): Span[] => {
	const spans: Span[] = [];
	let last: Span | undefined;
	for (let i = 0; i < length; i++) {
		if (
			(old.texts[i] ?? ' ') === (fresh.texts[i] ?? ' ') &&
			(old.styles[i] ?? '') === (fresh.styles[i] ?? '')
		)
			continue;
		if (last && i - last.to < shortGap) last.to = i + 1;
		else {
			last = { from: i, to: i + 1 };
			spans.push(last);
		}
	}
	// A terminal may see the width of a wide character otherwise: all after it is painted, as it stands.
	const first = spans[0];
	if (first === undefined || !(old.wide || fresh.wide)) return spans;
	let { from } = first;
	while (from > 0 && (fresh.texts[from] === '' || old.texts[from] === '')) from--;
	return [{ from, to: length }];
};

/** Cells as text, each run in its style; the style is ended where it began. */
const paint = ({ texts, styles }: Cells, { from, to }: Span): string => {
	let text = '';
	let style = '';
	for (let i = from; i < to; i++) {
		const own = styles[i] ?? '';
		if (own !== style) {
			text += style === '' ? own : `\x1b[m${own}`;
			style = own;
		}
		text += texts[i] ?? ' ';
	}
	return style === '' ? text : `${text}\x1b[m`;
};

/** Moves to a cell, both counted from 0. */
export const moveTo = (row: number, column: number): string => `\x1b[${row + 1};${column + 1}H`;

const whole = (row: number, text: string): string => `${moveTo(row, 0)}\x1b[K${text}`;

/** Repaints row number `row`, which shows `old`, so that it shows `fresh`. Both close what they open. */
export const rowUpdate = (row: number, old: string, fresh: string): string => {
	const [before, after] = [readCells(old), readCells(fresh)];
	if (before === undefined || after === undefined) return whole(row, fresh);
	const length = after.texts.length;
	const spans = differences(before, after, Math.max(before.texts.length, length));
	let text = '';
	let isBlankAfter = false;
	for (const span of spans) {
		text += text === '' ? moveTo(row, span.from) : `\x1b[${span.from + 1}G`;
		// What is left of a longer row goes with one sequence.
		isBlankAfter = span.to > length + shortGap || (span.to > length && before.wide);
		text += isBlankAfter
			? `${paint(after, { from: span.from, to: Math.max(span.from, length) })}\x1b[K`
			: paint(after, span);
		if (isBlankAfter) break;
	}
	const all = whole(row, fresh);
	return text.length < all.length ? text : all;
};
