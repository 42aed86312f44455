// The lines of a text profile, one at a time and within limits: the text may be of anybody.

import { broken } from './broken-profile.ts';

/** The most lines, and the longest one that is read, characters; the rest of a longer one is left out. */
const mostLines = 8_000_000;
const longestLine = 64 * 1024;

/** Gives the lines of a text without their ends. Throws a `BrokenProfile` where there are too many. */
export function* linesOf(text: string): Generator<string> {
	let from = 0;
	for (let count = 0; from < text.length; count++) {
		if (count === mostLines) broken(`it has more than ${mostLines} lines`);
		const found = text.indexOf('\n', from);
		const end = found < 0 ? text.length : found;
		const line = text.slice(from, Math.min(end, from + longestLine));
		yield line.endsWith('\r') ? line.slice(0, -1) : line;
		from = end + 1;
	}
}

/** A text in quotes as Go writes it, without them. */
const unquoted = (quoted: string): string => {
	try {
		const text: unknown = JSON.parse(quoted);
		return typeof text === 'string' ? text : quoted;
	} catch {
		// Go escapes some characters in ways of its own; they stay as they are.
		return quoted.slice(1, -1);
	}
};

const pairs = /("(?:[^"\\]|\\.)*"): ?("(?:[^"\\]|\\.)*")/g;

/** Labels as Go writes them: `{"account":"APP", "stream":"ORDERS"}`. */
export const labelsIn = (text: string): { key: string; value: string }[] =>
	Array.from(text.matchAll(pairs), ([, key = '', value = '']) => ({
		key: unquoted(key),
		value: unquoted(value),
	}));
