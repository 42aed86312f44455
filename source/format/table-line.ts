// One line of a table: cursor, state and cells as one string with few colours.

import { leadWidth } from '../table/choose-columns.ts';
import type { Theme, Token } from '../theme.ts';

/** A cell that already has its exact width. */
export type Cell = { text: string; token?: Token };

/** The most colours in a row, as Ink's cost is painted cells times colours. */
const mostSpans = 4;

/** The colours in the order in which they are kept when there are too many, the worst first. */
const weight: Partial<Record<Token, number>> = { crit: 4, warn: 3, info: 2, ok: 1 };

/** The colours of problems, which stay in the selected line, too. */
const isWrong = (token: Token | undefined): boolean => token === 'crit' || token === 'warn';

const shows = (theme: Theme, token: Token | undefined): token is Token =>
	token !== undefined && theme.paint(token, 'x') !== 'x';

/** Joins cells, one space between; neighbours of one colour share its escape sequences. */
const spansOf = (cells: readonly Cell[], theme: Theme): Cell[] => {
	const spans: Cell[] = [];
	for (const { text, token } of cells) {
		const shown = shows(theme, token) ? token : undefined;
		const last = spans.at(-1);
		if (last && last.token === shown) last.text += ` ${text}`;
		else if (last?.token === undefined && last) {
			last.text += ' ';
			spans.push({ text, token: shown });
		} else spans.push({ text: last ? ` ${text}` : text, token: shown });
	}
	return spans;
};

/** Gives up the colours that matter least until few enough are left. */
const limitSpans = (spans: readonly Cell[], most: number): Cell[] => {
	const coloured = spans
		.map((span, index) => ({ index, weight: span.token ? (weight[span.token] ?? 0) : -1 }))
		.filter((span) => span.weight >= 0)
		.sort((a, b) => b.weight - a.weight)
		.slice(0, most);
	const kept = new Set(coloured.map((span) => span.index));
	return spans.map((span, index) => (kept.has(index) ? span : { text: span.text }));
};

export type TableLineLook = {
	selected: boolean;
	focused: boolean;
	/** True for a row that a person marked. */
	marked?: boolean;
	width: number;
	/** Cells the columns take, the space between two of them included. */
	used: number;
	theme: Theme;
};

/**
 * `> ● east-1 L   east       147 …`, exactly as wide as told. The selected line of a focused table is inverse, and of its
 * colours it keeps those of what is wrong. The mark stands between the cursor and the glyph.
 */
export const tableLine = (
	cells: readonly Cell[],
	{ glyph, token }: { glyph: string; token?: Token },
	{ selected, focused, marked = false, width, used, theme }: TableLineLook,
): string => {
	const all: Cell[] = [{ text: selected ? '>' : ' ' }, { text: glyph, token }, ...cells];
	const rest = ' '.repeat(Math.max(0, width - used - leadWidth + 1));
	// The blank behind the cursor, which the first span always ends with or holds.
	const withMark = ([first = { text: '' }, ...others]: readonly Cell[]): readonly Cell[] =>
		marked
			? [{ ...first, text: first.text.slice(0, 1) + theme.glyphs.marked + first.text.slice(2) }, ...others]
			: [first, ...others];
	const line = (shown: readonly Cell[], most: number): string =>
		withMark(limitSpans(spansOf(shown, theme), most))
			.map(({ text, token: paint }) => (paint ? theme.paint(paint, text) : text))
			.join('') + rest;
	if (!selected || !focused) return line(all, mostSpans);
	const wrong = all.map((cell) => (isWrong(cell.token) ? cell : { text: cell.text }));
	return theme.paint('select', line(wrong, mostSpans - 1));
};
