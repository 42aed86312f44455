// Pads, cuts and wraps text to an exact display width, never inside a character.

import stringWidth from 'string-width';
import type { Glyphs } from '../theme.ts';

/**
 * Characters that take one cell and never join with a neighbour: ASCII, Latin, dashes and bullets, arrows, box drawing,
 * blocks, shapes, natstop's cross. Nearly every text of the screen has only these and needs no segmenter.
 */
const plain = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25fc\u2717]*$/;

const segmenter = new Intl.Segmenter();

/** True where every character takes one cell and never joins with a neighbour; true for ''. */
export const isPlain = (text: string): boolean => plain.test(text);

const colours = /\x1b\[[\d;]*m/g;

/** Display width in cells. Colour escapes count nothing. */
export const width = (text: string): number => {
	if (plain.test(text)) return text.length;
	const bare = text.replace(colours, '');
	// The first call of string-width compiles an expression of all emoji, which takes 35 ms.
	return plain.test(bare) ? bare.length : stringWidth(bare);
};

/** The longest start of a text that takes at most `columns` cells. */
const head = (text: string, columns: number): string => {
	if (plain.test(text)) return text.slice(0, Math.max(0, columns));
	let used = 0;
	let end = 0;
	for (const { segment, index } of segmenter.segment(text)) {
		used += width(segment);
		if (used > columns) break;
		end = index + segment.length;
	}
	return text.slice(0, end);
};

/** The longest end of a text that takes at most `columns` cells. */
const tail = (text: string, columns: number): string => {
	if (plain.test(text)) return columns > 0 ? text.slice(-columns) : '';
	let over = width(text) - columns;
	if (over <= 0) return text;
	for (const { segment, index } of segmenter.segment(text)) {
		over -= width(segment);
		if (over <= 0) return text.slice(index + segment.length);
	}
	return '';
};

const pad = (text: string, columns: number, align: 'left' | 'right'): string => {
	const blank = ' '.repeat(Math.max(0, columns - width(text)));
	return align === 'left' ? text + blank : blank + text;
};

/**
 * Plain text in exactly `columns` cells: padded, or cut at the end with an ellipsis. A double-width character that
 * would stand on the edge is left out and its cell padded.
 */
export const fit = (
	text: string,
	columns: number,
	glyphs: Pick<Glyphs, 'ellipsis'>,
	align: 'left' | 'right' = 'left',
): string => {
	if (columns <= 0) return '';
	if (width(text) <= columns) return pad(text, columns, align);
	return pad(head(text, columns - 1) + glyphs.ellipsis, columns, align);
};

/** Like `fit`, but cut in the middle: the last four cells stay, as ids often differ at the end. */
export const fitMiddle = (text: string, columns: number, glyphs: Pick<Glyphs, 'ellipsis'>): string => {
	if (columns <= 0) return '';
	if (width(text) <= columns) return pad(text, columns, 'left');
	const end = Math.min(4, Math.floor((columns - 1) / 2));
	return pad(head(text, columns - 1 - end) + glyphs.ellipsis + tail(text, end), columns, 'left');
};

/** The short form of an id: `NB4X…QK2D`. A short id stays whole. */
export const shortId = (id: string, glyphs: Pick<Glyphs, 'ellipsis'>): string =>
	fitMiddle(id, Math.min(9, width(id)), glyphs);

/** Lines of at most `columns` cells, broken at spaces and line breaks; a word longer than a line is broken too. */
export const wrapText = (text: string, columns: number): string[] => {
	const limit = Math.max(1, columns);
	const lines: string[] = [];
	for (const paragraph of text.split(/\r?\n/)) {
		let line = '';
		for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
			if (line !== '' && width(line) + 1 + width(word) <= limit) {
				line += ` ${word}`;
				continue;
			}
			if (line !== '') lines.push(line);
			line = word;
			if (width(line) <= limit) continue;
			const parts = limit === 1 ? [...line] : cutText(line, limit);
			lines.push(...parts.slice(0, -1));
			line = parts.at(-1) ?? '';
		}
		lines.push(line);
	}
	return lines;
};

/** Splits a text into pieces of at most `columns` cells and keeps every blank; gives at least one piece. */
export const cutText = (text: string, columns: number): string[] => {
	const limit = Math.max(2, columns);
	const pieces: string[] = [];
	let piece = '';
	let used = 0;
	for (const part of plain.test(text) ? chunks(text, limit) : segmenter.segment(text)) {
		const cells = width(part.segment);
		if (used + cells > limit) {
			pieces.push(piece);
			piece = '';
			used = 0;
		}
		piece += part.segment;
		used += cells;
	}
	return [...pieces, piece];
};

/**
 * A line for a terminal of so many columns, with what is fixed in it and a text: what is wider goes on below, under the
 * text or, where little room is left there, `indent` cells in, so that no part of it can pass for a line of its own.
 */
export const hanging = (fixed: string, text: string, columns: number, indent: number): string => {
	const whole = fixed + text;
	if (width(whole) <= columns) return whole;
	const under = width(fixed);
	if (2 * under <= columns) return fixed + wrapText(text, columns - under).join(`\n${' '.repeat(under)}`);
	return wrapText(whole, columns - indent).join(`\n${' '.repeat(indent)}`);
};

/** Splits a text of single cells into parts of equal width. */
const chunks = (text: string, size: number): { segment: string }[] =>
	Array.from({ length: Math.ceil(text.length / size) }, (_, index) => ({
		segment: text.slice(index * size, (index + 1) * size),
	}));

/**
 * Two texts on one row of exactly `columns` cells, with `fill` (one cell) repeated between them. Where they do not fit,
 * the right one is left out, then the left one is cut; a left text that can be cut must have no colour escapes.
 */
export const joinSides = (left: string, right: string, columns: number, fill = ' '): string => {
	const used = width(left);
	const gap = columns - used - width(right);
	if (gap >= 0) return left + fill.repeat(gap) + right;
	const rest = columns - used;
	if (rest >= 0) return left + fill.repeat(rest);
	const cut = head(left, columns);
	return cut + fill.repeat(Math.max(0, columns - width(cut)));
};

/** Replaces every cell that is not ASCII with `?`, for terminals that show only ASCII. Colour escapes stay. */
export const toAscii = (text: string): string =>
	/^[\x00-\x7f]*$/.test(text)
		? text
		: Array.from(segmenter.segment(text), ({ segment }) =>
				/^[\x00-\x7f]+$/.test(segment) ? segment : '?'.repeat(width(segment)),
			).join('');

/** Draws a table of box characters with ASCII characters, for terminals that show only those. */
export const tableInAscii = (table: string): string =>
	toAscii(
		table
			.replaceAll('─', '-')
			.replaceAll('│', '|')
			.replace(/[┌┬┐├┼┤└┴┘]/g, '+'),
	);

/** Takes blank lines away, the last ones first, until no more than `rows` are left; the last line, the keys, stays. */
export const squeeze = (lines: readonly string[], rows: number): string[] => {
	const kept = [...lines];
	for (let index = kept.length - 1; index > 0 && kept.length > rows; index--) {
		if (kept[index] === '') kept.splice(index, 1);
	}
	return kept.length > rows ? [...kept.slice(0, Math.max(0, rows - 1)), ...kept.slice(-1)] : kept;
};
