// The box that lies over a screen: heavy lines, a title, rows of exact width, and the place in the middle.

import { Box } from 'ink';
import { joinSides, width } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import { Rows } from './rows.tsx';

/** The width of a box that wants `wanted` columns: never wider than the screen minus 2. */
export const dialogColumns = (columns: number, wanted = 64): number => Math.min(wanted, columns - 2);

/** What a box of this width has room for in a line: a border and a blank on each side. */
export const dialogInside = (columns: number): number => columns - 4;

/** Takes blank lines away, the last ones first, until no more than `rows` are left; the last line, the keys, stays. */
export const squeeze = (lines: readonly string[], rows: number): string[] => {
	const kept = [...lines];
	for (let index = kept.length - 1; index > 0 && kept.length > rows; index--) {
		if (kept[index] === '') kept.splice(index, 1);
	}
	return kept.length > rows ? [...kept.slice(0, Math.max(0, rows - 1)), ...kept.slice(-1)] : kept;
};

/**
 * A box as rows of exactly `columns` cells. Lines may be painted and must fit `dialogInside(columns)`. With `rows`, the
 * height of the screen, blank lines leave first, then what stands before the last line.
 */
export const dialogRows = (
	title: string,
	lines: readonly string[],
	columns: number,
	theme: Theme,
	rows = Number.POSITIVE_INFINITY,
): string[] => {
	const { paint, glyphs } = theme;
	const inside = dialogInside(columns);
	const edge = paint('focus', glyphs.side);
	const head = joinSides(` ${title} `, '', Math.min(inside, width(title) + 2));
	const top = paint('focus', glyphs.heavy.repeat(columns - 3 - width(head)) + glyphs.topRight);
	return [
		paint('focus', glyphs.topLeft + glyphs.heavy) + paint('title', head) + top,
		...squeeze(lines, rows - 2).map((line) => `${edge} ${joinSides(line, '', inside)} ${edge}`),
		paint('focus', glyphs.bottomLeft + glyphs.heavy.repeat(columns - 2) + glyphs.bottomRight),
	];
};

type Key = readonly [key: string, label: string];

/** From roomy to tight: what stands between two hints, and between a key and its words. */
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

/** Lays rows of equal width over the middle of a screen of `columns` by `rows`. Its parent is as big as the screen. */
export const Overlay = ({
	lines,
	columns,
	rows,
}: {
	lines: readonly string[];
	columns: number;
	rows: number;
}) => {
	const boxColumns = width(lines[0] ?? '');
	return (
		<Box
			position="absolute"
			top={Math.max(0, Math.floor((rows - lines.length) / 2))}
			left={Math.max(0, Math.floor((columns - boxColumns) / 2))}
			width={boxColumns}
			height={lines.length}
		>
			<Rows lines={lines} />
		</Box>
	);
};
