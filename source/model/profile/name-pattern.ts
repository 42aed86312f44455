// Searches names of functions by a regular expression, in Go's syntax and in time that grows with the name only.

import { RE2JS, RE2JSException } from 're2js';

/** A test of names, or the sentence about an expression that does not parse. */
export const namePattern = (
	text: string,
	{ ignoreCase = false }: { ignoreCase?: boolean } = {},
): ((name: string) => boolean) | string => {
	try {
		const pattern = RE2JS.compile(text, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
		const known = new Map<string, boolean>();
		return (name) => {
			const answer = known.get(name) ?? pattern.matcher(name).find();
			known.set(name, answer);
			return answer;
		};
	} catch (error) {
		if (!(error instanceof RE2JSException)) throw error;
		return `${JSON.stringify(text)} is no regular expression: ${error.message}`;
	}
};
