// One row of the server table: cursor, state and cells as one string with few colours.

import { type Cell, type CellContext, cellText } from '../format/server-cell.ts';
import type { Column } from '../model/columns.ts';
import type { ServerRow } from '../model/fleet.ts';
import { leadWidth } from '../model/table.ts';
import type { Theme, Token } from '../theme.ts';
import { stateToken } from './state-mark.ts';

/** Ink's cost is painted cells times colours: no row has more than this. */
const mostSpans = 4;

/** What may keep its colour when there are too many: the worst first. */
const weight: Partial<Record<Token, number>> = { crit: 4, warn: 3, info: 2, ok: 1 };

const shows = (theme: Theme, token: Token | undefined): token is Token =>
	token !== undefined && theme.paint(token, 'x') !== 'x';

/** Puts cells together, one space between; neighbours of one colour share it. */
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
const limitSpans = (spans: readonly Cell[]): Cell[] => {
	const coloured = spans
		.map((span, index) => ({ index, weight: span.token ? (weight[span.token] ?? 0) : -1 }))
		.filter((span) => span.weight >= 0)
		.sort((a, b) => b.weight - a.weight)
		.slice(0, mostSpans);
	const kept = new Set(coloured.map((span) => span.index));
	return spans.map((span, index) => (kept.has(index) ? span : { text: span.text }));
};

export type ServerRowLook = { selected: boolean; focused: boolean; columns: number; theme: Theme };

/** `> ● east-1 L   east       147 …`, exactly as wide as the pane; the selected row of a focused table is inverse. */
export const serverRow = (
	row: ServerRow,
	shown: readonly Column[],
	context: CellContext,
	{ selected, focused, columns, theme }: ServerRowLook,
): string => {
	const cells = shown.map((column) => cellText(row, column, context));
	const used = shown.reduce((sum, column) => sum + column.width + 1, leadWidth - 1);
	const rest = ' '.repeat(Math.max(0, columns - used));
	const lead: Cell[] = [
		{ text: selected ? '>' : ' ' },
		{ text: theme.glyphs[row.state], token: stateToken(row.state) },
	];
	if (selected && focused) {
		return theme.paint('select', [...lead, ...cells].map((cell) => cell.text).join(' ') + rest);
	}
	const spans = limitSpans(spansOf([...lead, ...cells], theme));
	return spans.map(({ text, token }) => (token ? theme.paint(token, text) : text)).join('') + rest;
};
