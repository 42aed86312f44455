// The suggestions in rows above the `:` line; the one that Tab takes is marked.

import { Box } from 'ink';
import { fit, width } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import type { Suggestion } from '../ui/suggestions.ts';
import { Rows } from './rows.tsx';

/** The most suggestions: nobody reads more before the next letter. */
const mostRows = 8;

/** The most cells of a row: wider ones are hard to read. */
const mostColumns = 78;

/** `taken` is the line after Tab. As many as leave half of the screen, the nearest at the bottom, next to what is typed. */
export const suggestionRows = (
	found: readonly Suggestion[],
	taken: string,
	{ columns, rows }: { columns: number; rows: number },
	theme: Theme,
): string[] => {
	const { glyphs, paint } = theme;
	const room = Math.min(mostRows, Math.floor(rows / 2) - 2);
	const shown = found.length > room ? found.slice(0, room - 1) : found;
	const inside = Math.min(mostColumns, columns) - 3;
	const words = Math.min(Math.floor(inside / 2), Math.max(0, ...shown.map(({ word }) => width(word))));
	const row = (text: string, token: 'select' | 'text' | 'muted'): string =>
		`${paint('focus', glyphs.side)} ${paint(token, fit(text, inside, glyphs))} `;
	const left = found.length - shown.length;
	return [
		...(left > 0 ? [row(`${left} more: type on`, 'muted')] : []),
		...shown
			.map(({ word, about, line }) =>
				row(`${fit(word, words, glyphs)}   ${about}`, line === taken ? 'select' : 'text'),
			)
			.reverse(),
	];
};

type Props = { found: readonly Suggestion[]; taken: string; columns: number; rows: number; theme: Theme };

/** Its parent is as big as the screen. */
export const SuggestionsOver = ({ found, taken, columns, rows, theme }: Props) => {
	const lines = suggestionRows(found, taken, { columns, rows }, theme);
	if (lines.length === 0) return null;
	return (
		<Box
			position="absolute"
			top={rows - 1 - lines.length}
			left={0}
			width={width(lines[0] ?? '')}
			height={lines.length}
		>
			<Rows lines={lines} />
		</Box>
	);
};
