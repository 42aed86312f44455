// The last row of the viewer: what is being typed, what happened last, or the keys of the view.

import { type Piece, pieceRow } from '../../format/pieces.ts';
import { fit, width } from '../../format/text.ts';
import { keyLabel } from '../../keys/keymap.ts';
import type { Theme } from '../../theme.ts';
import { viewerKeys } from '../../ui/profile/key-table.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';

type Hint = { keys: string; text: string; rank: number };

const hintsOf = ({ view, base, sum }: ViewerState, { glyphs }: Theme): Hint[] =>
	viewerKeys.flatMap(({ keys, hint, where, several }) =>
		hint === undefined ||
		(several === true && sum === undefined) ||
		(where !== undefined && !where.includes(view))
			? []
			: [
					{
						keys: keys
							.slice(0, 2)
							.map((key) => keyLabel(key, glyphs))
							.join(''),
						text: hint.text === 'diff' && base !== undefined ? 'no diff' : hint.text,
						rank: hint.rank,
					},
				],
	);

/** Leaves out the hints of the lowest rank until the rest fits. */
const fitting = (hints: readonly Hint[], columns: number): Hint[] => {
	const kept = [...hints];
	const used = (): number => kept.reduce((sum, { keys, text }) => sum + width(keys) + text.length + 3, 0);
	while (kept.length > 1 && used() > columns) {
		const least = Math.min(...kept.map(({ rank }) => rank));
		kept.splice(
			kept.findLastIndex(({ rank }) => rank === least),
			1,
		);
	}
	return kept;
};

/** The row, exactly `columns` wide. */
export const viewerFooter = (state: ViewerState, columns: number, theme: Theme): string => {
	const { prompt, said } = state;
	if (prompt !== undefined) {
		const caret = theme.glyphs.ascii ? '_' : '▏';
		return fit(` ${prompt.what} ${prompt.text}${caret}`, columns, theme.glyphs);
	}
	if (said !== undefined) return theme.paint('info', fit(` ${said}`, columns, theme.glyphs));
	const pieces = fitting(hintsOf(state, theme), columns).flatMap(({ keys, text }, index): Piece[] => [
		index === 0 ? ' ' : '  ',
		{ text: keys, token: 'key' },
		` ${text}`,
	]);
	return pieceRow(pieces, columns, theme);
};
