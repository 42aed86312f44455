// The box of a dialog as rows of exact width: heavy lines, a title, and the keys in the last line.

import { joinSides, squeeze, width } from '../format/text.ts';
import type { Glyphs, Theme } from '../theme.ts';

/** The width of a box that wants `wanted` columns: never wider than the screen minus 2. */
export const dialogColumns = (columns: number, wanted = 64): number => Math.min(wanted, columns - 2);

/** The cells of a line inside a box of this width, less a border and a blank on each side. */
export const dialogInside = (columns: number): number => columns - 4;

/**
 * A box as rows of exactly `columns` cells. Lines may be painted and must fit `dialogInside(columns)`. With `rows`, the
 * height of the screen, blank lines leave first, then what stands before the last line. `right` stands at the right of
 * the title where there is room.
 */
export const boxRows = (
	title: string,
	lines: readonly string[],
	columns: number,
	theme: Theme,
	rows = Number.POSITIVE_INFINITY,
	right = '',
): string[] => {
	const { paint, glyphs } = theme;
	const inside = dialogInside(columns);
	const edge = paint('focus', glyphs.side);
	const head = joinSides(` ${title} `, '', Math.min(inside, width(title) + 2));
	const room = columns - 3 - width(head);
	const note = right === '' || width(right) + 4 > room ? '' : ` ${right} `;
	const end = note === '' ? '' : paint('title', note) + paint('focus', glyphs.heavy);
	const rule = glyphs.heavy.repeat(room - (note === '' ? 0 : width(note) + 1));
	const top = paint('focus', rule) + end + paint('focus', glyphs.topRight);
	return [
		paint('focus', glyphs.topLeft + glyphs.heavy) + paint('title', head) + top,
		...squeeze(lines, rows - 2).map((line) => `${edge} ${joinSides(line, '', inside)} ${edge}`),
		paint('focus', glyphs.bottomLeft + glyphs.heavy.repeat(columns - 2) + glyphs.bottomRight),
	];
};

type Key = readonly [key: string, label: string];

/** The blanks between two hints, and between a key and its words, from roomy to tight. */
const keyGaps = [
	['     ', '  '],
	['   ', ' '],
] as const;

/** Keys and what they do, as the last lines of a box: `  y  copy error     r  retry     Esc  close`. */
export const dialogKeys = (keys: readonly Key[], columns: number, theme: Theme): string[] => {
	for (const [between, gap] of keyGaps) {
		const hints = keys.map(([key, label]) => `${theme.paint('key', key)}${gap}${label}`);
		const line = `  ${hints.join(between)}`;
		if (width(line) <= columns) return [line];
	}
	const half = Math.ceil(keys.length / 2);
	return [
		...dialogKeys(keys.slice(0, half), columns, theme),
		...dialogKeys(keys.slice(half), columns, theme),
	];
};

/** The range of lines in view: `1-22 of 96, ↓ scrolls`; empty where all are. */
export const placeText = (start: number, shown: number, all: number, glyphs: Glyphs): string => {
	if (shown >= all) return '';
	const [below, above] = [start + shown < all, start > 0];
	const ways = [above ? glyphs.arrowUp : '', below ? glyphs.arrowDown : ''].filter((way) => way !== '');
	return `${start + 1}${glyphs.range}${start + shown} of ${all}, ${ways.join(' ')} ${ways.length > 1 ? 'scroll' : 'scrolls'}`;
};
