// The row of tabs under a screen's title: the screens of its number key, or the tabs of the open object.

import { stripVTControlCharacters } from 'node:util';
import { type Piece, pieceRow, pieceWidth } from '../format/pieces.ts';
import { roomyColumns } from '../format/screen-sizes.ts';
import { width as cellsOf } from '../format/text.ts';
import { honestyEnd, type ListHonesty } from '../screens/honesty.ts';
import type { Theme } from '../theme.ts';

export type Tabs = {
	/** `short` is the title where there is little room. */
	all: readonly { id: string; title: string; short?: string }[];
	/** Id of the open tab. */
	tab: string;
};

/** ` [Open] Closed                                    7 of 8 answered`, exactly `width` wide. */
export const tabsRow = (
	{ all, tab }: Tabs,
	honesty: ListHonesty | undefined,
	width: number,
	theme: Theme,
): string => {
	// Why there is nothing new is said before the names of the other tabs, and these before all else.
	const isGrave = honesty?.parts[0]?.token === 'crit';
	const named = (isShort: boolean): Piece[] =>
		all.map(({ id, title: whole, short = whole }) => {
			const title = isShort ? short : whole;
			if (id === tab) return { text: ` [${title}]`, token: 'title' };
			return isGrave ? { text: `  ${title} `, keep: 1 } : `  ${title} `;
		});
	const right = honesty === undefined ? [] : honestyEnd(honesty, width >= roomyColumns);
	const whole = named(false);
	const names = pieceWidth(whole) + pieceWidth(right) + 1 > width ? named(true) : whole;
	const gap = Math.max(1, width - pieceWidth(names) - pieceWidth(right) - 1);
	return pieceRow([...names, ' '.repeat(gap), ...right], width, theme);
};

/** The tab at a cell of a drawn row of tabs; none beside the tabs, or where `drawn` is no row of these tabs. */
export const tabAt = ({ all, tab }: Tabs, drawn: string, x: number): string | undefined => {
	const text = stripVTControlCharacters(drawn);
	// An object that draws its own tabs may write their names in another case.
	const plain = text.toLowerCase();
	const open = all.find(({ id }) => id === tab);
	const isWhole = open !== undefined && plain.includes(`[${open.title.toLowerCase()}`);
	const shown = ({ title, short = title }: Tabs['all'][number]): string =>
		(isWhole ? title : short).toLowerCase();
	if (open === undefined || !plain.includes(`[${shown(open)}`)) return undefined;
	let from = 0;
	const starts = all.map((one) => {
		const title = shown(one);
		const at = plain.indexOf(title, from);
		if (at >= 0) from = at + title.length;
		return at;
	});
	const found = starts.findIndex((start, index) => {
		if (start < 0) return false;
		const next = starts.slice(index + 1).find((other) => other >= 0) ?? text.length;
		const [name = ''] = /^.+?(?=\]| {2}|$)/.exec(text.slice(start, next).trimEnd()) ?? [];
		const [left, right] = [text.slice(0, start), text.slice(0, start + name.length)].map(cellsOf);
		// The cells before and after a name are for its brackets.
		return x >= (left ?? 0) - 1 && x <= (right ?? 0);
	});
	return all[found]?.id;
};
