// Quotes and escapes text that strangers wrote, so that it cannot imitate a field or a separator of natstop's lines.

import type { Glyphs } from '../theme.ts';

/** The longest part of a name that a line shows, in characters; a public key fits. The detail shows the whole name. */
const longestShown = 64;

/** Blanks, and the Braille sign that looks like one. */
const blanks = /[\s\u2800]+/g;

/** Characters that close a quotation or look so, and the backslash. */
const ends =
	/["\\\u02ba\u02dd\u02ee\u05f4\u201c-\u201f\u2033\u2036\u275d\u275e\u2e42\u3003\u301d-\u301f\uff02]/g;

/** The separator of fields, and characters that look like it. */
const dots = /(?<= )[\u00b7\u16eb\u2022\u2027\u2219\u22c5\u2e31\u2e33\u30fb\ua78f\uff65](?= )/g;

/** The same for the ASCII set, where the separator is a hyphen and many dashes are drawn as one. */
const hyphens = /(?<= )[-\u00b7\u2013](?= )/g;

/** Text that needs no quotes: most names of users, accounts and servers, and addresses. */
const plainWord = /^[\w.@/$:%-]+$/;

/** Text on one line without runs of blanks: with many blanks a part could wrap, and look like a line of its own. */
export const folded = (text: string): string => text.replace(blanks, ' ').trim();

/** Cuts text to a number of characters, never inside one. */
const cut = (text: string, longest: number): string => {
	const characters = text.length > longest ? [...text] : [];
	return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
};

const escaped = (text: string, ascii: boolean): string => {
	const safe = text.replace(ends, '\\$&').replace(dots, '\\$&');
	return ascii ? safe.replace(hyphens, '\\$&') : safe;
};

/**
 * A name that a client chose, always in double quotes. Runs of blanks become one, characters that could end the
 * quotation or imitate a separator get a backslash, and a name of more than `longest` characters is cut.
 */
export const quoted = (
	text: string,
	{ ascii }: Pick<Glyphs, 'ascii'>,
	longest: number = longestShown,
): string => `"${escaped(cut(folded(text), longest), ascii)}"`;

/** A name as it is where it is one plain word; quoted where it is not. */
export const word = (text: string, glyphs: Pick<Glyphs, 'ascii'>, longest: number = longestShown): string =>
	plainWord.test(text) ? cut(text, longest) : quoted(text, glyphs, longest);
