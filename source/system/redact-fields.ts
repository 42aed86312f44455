// Takes credentials out of JSON that stands in a text, in a string of another JSON too; the rest stays as it was written.

import { secretFieldNames } from './redact.ts';

/** The name of a credential and what comes before its value. JSON in a string has a backslash before each quote. */
const secretName = new RegExp(String.raw`(?<!\\)(\\*)"(?:${secretFieldNames.join('|')})(\\*)"\s*:\s*`, 'gi');

/** Quotes with their backslashes, and brackets. */
const marks = /(\\*)"|[[\]{}]/g;

/** Where a string ends whose first character is at `from`; the end of the text where that is cut. */
const endOfString = (text: string, from: number, escapes: number): number => {
	marks.lastIndex = from;
	for (let found = marks.exec(text); found; found = marks.exec(text)) {
		const [, before] = found;
		// Those of deeper strings have more, and a backslash at the end of this one has as many again.
		if (before !== undefined && before.length % (2 * (escapes + 1)) === escapes) return marks.lastIndex;
	}
	return text.length;
};

/** Where a list or an object ends whose bracket is at `from`. */
const endOfBrackets = (text: string, from: number, escapes: number): number => {
	let depth = 0;
	let at = from;
	do {
		marks.lastIndex = at;
		const found = marks.exec(text);
		if (found === null) return text.length;
		const [mark, before] = found;
		at = marks.lastIndex;
		if (before !== undefined) at = endOfString(text, at, escapes);
		else depth += mark === '[' || mark === '{' ? 1 : -1;
	} while (depth > 0);
	return at;
};

/** Where a value ends that begins at `from`, as JSON whose quotes have so many backslashes. */
const endOfValue = (text: string, from: number, escapes: number): number => {
	const quote = `${'\\'.repeat(escapes)}"`;
	if (text.startsWith(quote, from)) return endOfString(text, from + quote.length, escapes);
	if (text[from] === '[' || text[from] === '{') return endOfBrackets(text, from, escapes);
	const length = text.slice(from).search(/[\s,}\]]/);
	return length < 0 ? text.length : from + length;
};

/** Text in which the values of credentials are `[removed]`, whatever they are, as `redactPayload` does with what is parsed. */
export const redactFields = (text: string): string => {
	let result = '';
	let done = 0;
	secretName.lastIndex = 0;
	for (let found = secretName.exec(text); found; found = secretName.exec(text)) {
		const [all, { length: escapes } = '', after = ''] = found;
		if (after.length !== escapes) continue;
		const from = found.index + all.length;
		const quote = `${'\\'.repeat(escapes)}"`;
		result += `${text.slice(done, from)}${quote}[removed]${quote}`;
		done = endOfValue(text, from, escapes);
		secretName.lastIndex = done;
	}
	return result + text.slice(done);
};
