// What strangers wrote, as it stands in a line of natstop's: it can fake neither a field nor the sign between two.

import type { Glyphs } from '../theme.ts';

/** Longest text shown of one name, in characters: a public key and more. The detail has all of it. */
const longestShown = 64;

/** Blanks, and the one sign that is drawn as a blank. */
const blanks = /[\s\u2800]+/g;

/** What closes a quotation or seems to, and what escapes. */
const ends =
	/["\\\u02ba\u02dd\u02ee\u05f4\u201c-\u201f\u2033\u2036\u275d\u275e\u2e42\u3003\u301d-\u301f\uff02]/g;

/** What stands between two fields, and what looks like it. */
const dots = /(?<= )[\u00b7\u16eb\u2022\u2027\u2219\u22c5\u2e31\u2e33\u30fb\ua78f\uff65](?= )/g;

/** The same where only ASCII is drawn: there the sign is a hyphen, and other signs become one. */
const hyphens = /(?<= )[-\u00b7\u2013](?= )/g;

/** What needs no quotes: names of users, accounts and servers as most of them are, and addresses. */
const plainWord = /^[\w.@/$:%-]+$/;

/** Text on one line without runs of blanks, so that nothing can be moved to where it seems to stand alone. */
export const folded = (text: string): string => text.replace(blanks, ' ').trim();

/** Cuts at whole characters; a line is read, the detail is copied from. */
const cut = (text: string, longest: number): string => {
	const characters = text.length > longest ? [...text] : [];
	return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
};

const escaped = (text: string, ascii: boolean): string => {
	const safe = text.replace(ends, '\\$&').replace(dots, '\\$&');
	return ascii ? safe.replace(hyphens, '\\$&') : safe;
};

/**
 * A name that somebody gave himself, always in double quotes: blanks are folded, what could end the quotation or pass
 * for the sign between two fields has a backslash before it, and what is longer than `longest` characters is cut.
 */
export const quoted = (
	text: string,
	{ ascii }: Pick<Glyphs, 'ascii'>,
	longest: number = longestShown,
): string => `"${escaped(cut(folded(text), longest), ascii)}"`;

/** A name as it is where it is one plain word; quoted where it is not. */
export const word = (text: string, glyphs: Pick<Glyphs, 'ascii'>, longest: number = longestShown): string =>
	plainWord.test(text) ? cut(text, longest) : quoted(text, glyphs, longest);
