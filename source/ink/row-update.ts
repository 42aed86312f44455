// Finds a short sequence of bytes that turns one painted row on the screen into another.

import { type Cells, readCells } from './cells.ts';

/** Gaps of fewer unchanged cells are painted again, as moving the cursor over them takes as many bytes. */
const shortGap = 5;

type Span = { from: number; to: number };

/** The spans where two rows differ, within `length` cells; a missing cell counts as blank. */
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
	// Terminals disagree about the width of some characters: after a wide one the whole rest of the row is painted.
	const first = spans[0];
	if (first === undefined || !(old.wide || fresh.wide)) return spans;
	let { from } = first;
	while (from > 0 && (fresh.texts[from] === '' || old.texts[from] === '')) from--;
	return [{ from, to: length }];
};

/** The text of a span with its styles; the last style is ended. */
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

/** Moves the cursor to a cell; row and column are counted from 0. */
export const moveTo = (row: number, column: number): string => `\x1b[${row + 1};${column + 1}H`;

const whole = (row: number, text: string): string => `${moveTo(row, 0)}\x1b[K${text}`;

/** The bytes that turn `old`, in row number `row`, into `fresh`. Both texts end every style that they begin. */
export const rowUpdate = (row: number, old: string, fresh: string): string => {
	const [before, after] = [readCells(old), readCells(fresh)];
	if (before === undefined || after === undefined) return whole(row, fresh);
	const length = after.texts.length;
	const spans = differences(before, after, Math.max(before.texts.length, length));
	let text = '';
	let isBlankAfter = false;
	for (const span of spans) {
		text += text === '' ? moveTo(row, span.from) : `\x1b[${span.from + 1}G`;
		// One sequence clears the rest of a row that was longer.
		isBlankAfter = span.to > length + shortGap || (span.to > length && before.wide);
		text += isBlankAfter
			? `${paint(after, { from: span.from, to: Math.max(span.from, length) })}\x1b[K`
			: paint(after, span);
		if (isBlankAfter) break;
	}
	const all = whole(row, fresh);
	return text.length < all.length ? text : all;
};
