// Lays parts of the help out as painted lines: two columns where they fit, words wrapped under each other.

import { fit, joinSides, width, wrapText } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import type { HelpPart } from './help-parts.ts';

/** Cells between two columns. */
const gap = 3;

/** From this width on words have room beside each other in two columns. */
const twoFrom = 108;

/** The longest mark, in cells, that has its words on the same line. */
const mostMark = 18;

/** The cells for the marks of a part; a wider mark has a line of its own. */
const markWidth = (entries: HelpPart['entries']): number =>
	Math.max(0, ...entries.map(([mark]) => width(mark)).filter((cells) => cells <= mostMark));

/** Titles and entries of one column, words behind `marks` cells or those each part needs, each line `columns` wide, a blank line between two parts. */
const paintParts = (
	parts: readonly HelpPart[],
	columns: number,
	{ paint, glyphs }: Theme,
	marks?: number,
): string[] => {
	const blank = ' '.repeat(columns);
	const entryLines = ([mark, words]: HelpPart['entries'][number], markColumns: number): string[] => {
		const room = columns - 4 - markColumns;
		const wrapped = wrapText(words, Math.max(8, room));
		const [first = '', ...more] = width(mark) > markColumns ? ['', ...wrapped] : wrapped;
		const indent = ' '.repeat(4 + markColumns);
		const head =
			width(mark) > markColumns
				? `  ${paint('key', fit(mark, columns - 2, glyphs))}`
				: `  ${paint('key', fit(mark, markColumns, glyphs))}  ${fit(first, room, glyphs)}`;
		return [head, ...more.map((line) => indent + fit(line, room, glyphs))];
	};
	return parts.flatMap(({ title, entries }, index) => [
		...(index === 0 ? [] : [blank]),
		paint('title', fit(title, columns, glyphs)),
		...entries.flatMap((entry) => entryLines(entry, marks ?? markWidth(entries))),
	]);
};

/** Two columns beside each other. */
const beside = (left: readonly string[], right: readonly string[], columns: number): string[] =>
	Array.from(
		{ length: Math.max(left.length, right.length) },
		(_, row) =>
			joinSides(left[row] ?? '', '', columns) + ' '.repeat(gap) + joinSides(right[row] ?? '', '', columns),
	);

/** The cells that one column of short words needs. */
const natural = (parts: readonly HelpPart[]): number => {
	const entries = parts.flatMap((part) => part.entries);
	const marks = Math.max(0, ...entries.map(([mark]) => width(mark)));
	const words = Math.max(0, ...entries.map(([, text]) => width(text)));
	return 4 + marks + words;
};

const heightOf = (parts: readonly HelpPart[]): number =>
	parts.reduce((sum, { entries }) => sum + entries.length + 2, 0);

/** The split of short parts whose taller side is least; among equals the one that keeps the order best. */
const split = (parts: readonly HelpPart[]): [HelpPart[], HelpPart[]] => {
	let best: [HelpPart[], HelpPart[]] = [[...parts], []];
	for (let choice = 2 ** parts.length - 1; choice >= 0; choice--) {
		const isLeft = (_: HelpPart, index: number) =>
			Math.floor(choice / 2 ** (parts.length - 1 - index)) % 2 === 1;
		const left = parts.filter(isLeft);
		const right = parts.filter((part, index) => !isLeft(part, index));
		if (Math.max(heightOf(left), heightOf(right)) < Math.max(heightOf(best[0]), heightOf(best[1])))
			best = [left, right];
	}
	return best;
};

const marksOf = (parts: readonly HelpPart[]): number => markWidth(parts.flatMap(({ entries }) => entries));

/** Lays out keys, which are short: two columns where both fit. */
export const keyLines = (parts: readonly HelpPart[], columns: number, theme: Theme): string[] => {
	const [left, right] = split(parts);
	if (right.length === 0 || natural(left) + gap + natural(right) > columns)
		return paintParts(parts, columns, theme, marksOf(parts));
	const half = Math.floor((columns - gap) / 2);
	const own = natural(left) <= half && natural(right) <= half ? half : undefined;
	const [a, b] = [own ?? natural(left), own ?? natural(right)];
	const [leftLines, rightLines] = [
		paintParts(left, a, theme, marksOf(left)),
		paintParts(right, b, theme, marksOf(right)),
	];
	return Array.from(
		{ length: Math.max(leftLines.length, rightLines.length) },
		(_, row) => `${leftLines[row] ?? ' '.repeat(a)}${' '.repeat(gap)}${rightLines[row] ?? ''}`,
	);
};

/** Lays out words that wrap: one column, or two in reading order where the screen is wide. */
export const wordLines = (parts: readonly HelpPart[], columns: number, theme: Theme): string[] => {
	if (columns < twoFrom) return paintParts(parts, columns, theme);
	const half = Math.floor((columns - gap) / 2);
	const heights = parts.map((part) => paintParts([part], half, theme).length + 1);
	const all = heights.reduce((sum, height) => sum + height, 0);
	let [at, before] = [0, 0];
	while (at < parts.length && before + (heights[at] ?? 0) / 2 <= all / 2) before += heights[at++] ?? 0;
	return beside(paintParts(parts.slice(0, at), half, theme), paintParts(parts.slice(at), half, theme), half);
};
