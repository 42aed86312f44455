// Texts of a profile by their number in its table.

import { broken } from './broken-profile.ts';

/** Makes a text safe to draw, at most `longest` characters of it. */
export type Clean = (text: string, longest?: number) => string;

/** A text by its number; throws a `BrokenProfile` where there is none of that number. */
export type TextOf = (index: number | bigint) => string;

/** Names of generic functions of Go are long; a longer one is an attack. */
const longestName = 8192;

/** Texts of a table, each one cleaned once, when it is first asked for. */
export const textsOf = (table: readonly string[], clean: Clean): TextOf => {
	const texts: (string | undefined)[] = [];
	return (index) => {
		const at = Number(index);
		const known = texts[at];
		if (known !== undefined) return known;
		const raw = table[at];
		if (raw === undefined) {
			// A profile without a single text is still one without names.
			if (at === 0) return '';
			return broken(`it names text ${at} of ${table.length}`);
		}
		const text = clean(raw, longestName);
		texts[at] = text;
		return text;
	};
};
