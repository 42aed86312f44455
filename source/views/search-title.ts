// The words about a search in the title of a list.

import { fit, width } from '../format/text.ts';
import type { ListView } from '../screens/screen.ts';
import type { ListState } from '../table/list-state.ts';
import type { Glyphs } from '../theme.ts';

/** The most cells for the searched words; the count of what was found matters more. */
const mostWords = 24;

/** `   "east" 3 of 14` where the cursor stands on the third that was found; empty where nothing is searched for. */
export const searchTitle = (
	{ search }: ListState,
	{ found, keys }: ListView,
	cursor: string | undefined,
	glyphs: Glyphs,
): string => {
	if (search === undefined || found === undefined) return '';
	const words = fit(search, Math.min(mostWords, width(search)), glyphs);
	const at = cursor === undefined ? -1 : found.indexOf(keys.indexOf(cursor));
	const which = at < 0 ? glyphs.none : String(at + 1);
	return `   "${words}" ${found.length === 0 ? 'not found' : `${which} of ${found.length}`}`;
};
