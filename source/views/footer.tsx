// The last row of the screen: the keys that work here, or the open prompt.

import { offWords } from '../format/actions-off.ts';
import { type Piece, pieceRow, pieceWidth } from '../format/pieces.ts';
import { roomyColumns, wideColumns } from '../format/screen-sizes.ts';
import { width } from '../format/text.ts';
import type { Action, Context } from '../keys/actions.ts';
import { firstKeys, type KeyHint } from '../keys/key-hints.ts';
import type { ActionsOff } from '../model/action.ts';
import type { Theme } from '../theme.ts';
import type { Prompt } from '../ui/ui-state.ts';
import { type RankedHint, rankedHints } from './footer-hints.ts';
import { promptRow } from './prompt.ts';
import { Rows } from './rows.tsx';

export type FooterProps = {
	/** The actions, with the keys that the configuration gives them. */
	actions: readonly Action[];
	context: Context;
	/** Why nothing can be asked of servers now; absent where it can. */
	off?: ActionsOff;
	/** True where an earlier moment is looked at. */
	isBack?: boolean;
	/** True where it is the only one there is. */
	isStill?: boolean;
	/** How many servers are marked. */
	marked?: number;
	prompt?: Prompt;
	columns: number;
	theme: Theme;
};

/** One hint: its keys, its words, and its rank. */
type Cell = { keys: string; words: string; rank: number; off: boolean };

/** The short words of a hint; in a wide row the long ones, where they only add to the short: `reload config`. */
const wordsOf = ({ label, hint }: KeyHint, wide: boolean): string =>
	hint === undefined || (wide && label.startsWith(hint) && !/[,/]/.test(label)) ? label : hint;

/** The text of a hint: `?help` and `Tab pane` in a narrow row, `? help` and `Tab next pane` in a wide one. */
const cellOf = ({ hint, rank }: RankedHint, { columns, theme }: FooterProps): Cell => {
	const roomy = columns >= roomyColumns;
	const keys = firstKeys(hint, theme.glyphs).join(roomy ? ' ' : '');
	const glued = !roomy && /^[^A-Za-z0-9^]+$/.test(keys);
	const words = wordsOf(hint, columns >= wideColumns);
	return { keys, words: glued ? words : ` ${words}`, rank, off: false };
};

/** The keys that ask something of a server, as one hint that says why they are off; read-only mode leaves profiles on. */
const offCell = (hints: readonly KeyHint[], off: ActionsOff, theme: Theme): Cell => ({
	keys: hints.flatMap((hint) => firstKeys(hint, theme.glyphs)).join(' '),
	words: ` off: ${offWords[off]}`,
	rank: Number.POSITIVE_INFINITY,
	off: true,
});

/** Leaves out the hints of the lowest rank until the rest fits; the rightmost among equals. */
const fitting = (cells: readonly Cell[], columns: number, gap: number): Cell[] => {
	const kept = [...cells];
	const used = () =>
		1 + kept.reduce((sum, { keys, words }) => sum + width(keys) + width(words) + gap, 0) - gap;
	while (kept.length > 1 && used() > columns) {
		const least = Math.min(...kept.map(({ rank }) => rank));
		kept.splice(
			kept.findLastIndex(({ rank }) => rank === least),
			1,
		);
	}
	return kept;
};

const hintRow = (props: FooterProps): string => {
	const { columns, theme, off, marked = 0, isBack = false, isStill = false } = props;
	const ranked = rankedHints(
		props.actions,
		props.context,
		isStill ? 'still' : isBack ? 'back' : marked > 0 ? 'marks' : undefined,
	);
	const isMarking = !isBack && marked > 0 && (props.context === 'servers' || props.context === 'detail');
	const count: Piece[] = isMarking ? [{ text: ` ${marked} marked:`, token: 'info' }] : [];
	const isOff = ({ acts, ids }: KeyHint): boolean =>
		acts && (off !== 'read-only' || !ids.includes('server.profile'));
	const acting = ranked.map(({ hint }) => hint).filter(isOff);
	const cells = ranked.flatMap((each): Cell[] => {
		if (!off || !isOff(each.hint)) return [cellOf(each, props)];
		return each.hint === acting[0] ? [offCell(acting, off, theme)] : [];
	});
	const gap = columns >= wideColumns ? '   ' : '  ';
	const pieces = fitting(cells, columns - pieceWidth(count), gap.length).flatMap(
		({ keys, words, off }, index): Piece[] => [
			index === 0 && !isMarking ? ' ' : gap,
			{ text: keys, token: off ? 'muted' : 'key' },
			off ? { text: words, token: 'warn' } : words,
		],
	);
	return pieceRow([...count, ...pieces], columns, theme);
};

/** One row of exactly `columns`: the prompt where one is open, else the keys. */
export const footerRow = (props: FooterProps): string => {
	const { prompt, columns, theme } = props;
	return prompt ? promptRow(prompt, columns, theme) : hintRow(props);
};

export const Footer = (props: FooterProps) => <Rows lines={[footerRow(props)]} />;
