// The row of tabs under a screen's title: those of its number, or of the object that is open.

import { type Piece, pieceRow, pieceWidth } from '../format/pieces.ts';
import { roomyColumns } from '../format/screen-sizes.ts';
import { honestyEnd, type ListHonesty } from '../screens/honesty.ts';
import type { Theme } from '../theme.ts';

export type Tabs = {
	all: readonly { id: string; title: string }[];
	/** Id of the one that is open. */
	tab: string;
};

/** ` [Open] Closed                                    7 of 8 answered`, exactly `width` wide. */
export const tabsRow = (
	{ all, tab }: Tabs,
	honesty: ListHonesty | undefined,
	width: number,
	theme: Theme,
): string => {
	const names = all.map(
		({ id, title }): Piece => (id === tab ? { text: ` [${title}]`, token: 'title' } : `  ${title} `),
	);
	const right = honesty === undefined ? [] : honestyEnd(honesty, width >= roomyColumns);
	const gap = Math.max(1, width - pieceWidth(names) - pieceWidth(right) - 1);
	return pieceRow([...names, ' '.repeat(gap), ...right], width, theme);
};
