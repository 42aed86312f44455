// Regular expressions of a filter: an engine whose cost grows only linearly with the text, and limits on size and time.

import { RE2JS, RE2JSException } from 're2js';
import { FilterError, type Work } from './filter-work.ts';

/** The longest text an expression is tried on, in characters: the cost grows with each of them. */
const longestTested = 256;

/** The longest expression, in characters: the time to compile grows with it. */
const longestExpression = 256;

/** Most steps of a compiled expression, repetitions written out; each costs at every character of a text. */
const mostSteps = 500;

/** Texts whose answer is remembered: most stand in many lines, or are asked about again in the next picture. */
const mostRemembered = 32_768;

/** Syntax that the engine does not support; its own error would only say that the syntax is wrong. */
const missing: readonly (readonly [pattern: RegExp, what: string])[] = [
	[/\(\?<?[=!]/, 'lookaround, as in (?=a),'],
	[/\\[1-9]|\\k</, String.raw`a backreference, as \1,`],
	[/\(\?>|[*+?}]\+/, 'a possessive repeat, as a++,'],
];

/** The source without what is escaped and without sets of characters, where a sign means itself. */
const bare = (source: string): string =>
	source.replace(/\\[^1-9k]/g, '').replace(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, 'x');

const compiled = (source: string): RE2JS => {
	if (source.length > longestExpression) {
		throw new FilterError(`regex: longer than ${longestExpression} characters`);
	}
	try {
		const regex = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
		if (regex.programSize() <= mostSteps) return regex;
	} catch (error) {
		if (!(error instanceof RE2JSException)) throw error;
		const [, what] = missing.find(([pattern]) => pattern.test(bare(source))) ?? [];
		if (what !== undefined) throw new FilterError(`regex: ${what} is not supported`);
		const reason = error.message.replace(/^error parsing regexp: /, '').replace('`(?i)', '`');
		throw new FilterError(`regex: ${reason}`);
	}
	throw new FilterError('regex: too large; counts multiply, (a{20}){20} is 400 times a');
};

/** A part of a text, from one position to before another. */
export type Span = readonly [from: number, to: number];

/** The most matching parts that are given of one text. */
const mostSpans = 16;

/** The parts of a text that an expression matches; none where there was no time. */
export const expressionSpans = (source: string, work: Work): ((text: string) => readonly Span[]) => {
	let regex: RE2JS | undefined;
	const remembered = new Map<string, readonly Span[]>();
	return (text) => {
		const start = text.slice(0, longestTested);
		const known = remembered.get(start);
		if (known !== undefined) return known;
		if (!work.goesOn()) return [];
		regex ??= compiled(source);
		const matcher = regex.matcher(start);
		const spans: Span[] = [];
		while (spans.length < mostSpans && matcher.find()) {
			if (matcher.end() > matcher.start()) spans.push([matcher.start(), matcher.end()]);
		}
		if (remembered.size >= mostRemembered) remembered.clear();
		remembered.set(start, spans);
		return spans;
	};
};

/**
 * Compiles an expression; case does not matter. The test answers undefined for a text that there was no time for.
 * Throws a FilterError where it cannot be compiled.
 */
export const expression = (source: string, work: Work): ((text: string) => boolean | undefined) => {
	const regex = compiled(source);
	const remembered = new Map<string, boolean>();
	return (text) => {
		const start = text.slice(0, longestTested);
		const known = remembered.get(start);
		if (known !== undefined) return known;
		if (!work.goesOn()) return undefined;
		const found = regex.test(start);
		if (remembered.size >= mostRemembered) remembered.clear();
		remembered.set(start, found);
		return found;
	};
};
