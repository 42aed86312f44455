// Regular expressions of filters on names that strangers choose: no text makes one take for ever.

import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { expression } from '../../source/table/filter-expression.ts';
import { Work } from '../../source/table/filter-work.ts';

const errorOf = (source: string): string => {
	try {
		expression(source, new Work());
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
	return 'none';
};

/** How often a test reads a character of a text of this many: counted, as a clock depends on the machine. */
const readsOf = (source: string, piece: string, length: number): number => {
	const matches = expression(source, new Work());
	const read = vi.spyOn(String.prototype, 'charCodeAt');
	try {
		matches(
			piece
				.repeat(length)
				.slice(0, length - 1)
				.concat('?'),
		);
		return read.mock.calls.length;
	} finally {
		read.mockRestore();
	}
};

describe('an expression that would freeze the program', () => {
	test.each([
		['((a+))+$', 'a'],
		['(svc|svc-a|-a)+$', 'svc-a'],
		['a.*a.*a.*a.*a.*z', 'a'],
		['(a?){40}a{40}!', 'a'],
		['(a+)+$', 'a'],
		['(.*a){20}b', 'a'],
		['(a|a)*b', 'a'],
		['(x+x+)+y', 'x'],
	])('/%s/ reads a text of twice the length twice as often', (source, piece) => {
		const long = readsOf(source, piece, 256);
		const short = readsOf(source, piece, 128);
		expect(short).toBeGreaterThan(0);
		// Linear is twice; an engine with backtracking would not come to the end of the short one.
		expect(long).toBeLessThanOrEqual(2.5 * short);
		expect(long).toBeLessThan(256 * 500);
	});

	test('has a bound on how large its counts make it', () => {
		const tooLarge = 'regex: too large; counts multiply, (a{20}){20} is 400 times a';
		expect(errorOf('(a{30}){30}')).toBe(tooLarge);
		expect(errorOf('a{1000}')).toBe(tooLarge);
		expect(errorOf('(.*){400}')).toBe(tooLarge);
		expect(errorOf('(a?){40}a{40}!')).toBe('none');
		expect(errorOf('((((a{10}){10}){10}){10}){10}')).toBe('regex: invalid repeat count: `{10}`');
		expect(errorOf('a{1001}')).toBe('regex: invalid repeat count: `{1001}`');
		expect(errorOf('('.repeat(2000))).toBe('regex: longer than 256 characters');
		expect(errorOf('(.{9}){9}'.repeat(28))).toBe(tooLarge);
	});
});

test.each([
	['(a)\\1', String.raw`regex: a backreference, as \1, is not supported`],
	['(?<x>a)\\k<x>', String.raw`regex: a backreference, as \1, is not supported`],
	['a(?=b)', 'regex: lookaround, as in (?=a), is not supported'],
	['a(?!b)', 'regex: lookaround, as in (?=a), is not supported'],
	['(?<=a)b', 'regex: lookaround, as in (?=a), is not supported'],
	['(?<!a)b', 'regex: lookaround, as in (?=a), is not supported'],
	['a++b', 'regex: a possessive repeat, as a++, is not supported'],
	['[', 'regex: missing closing ]: `[`'],
	['(', 'regex: missing closing ): `(`'],
	['a)', 'regex: unexpected ): `a)`'],
	['*a', 'regex: missing argument to repetition operator: `*`'],
	['[(?=]\\((?', 'regex: invalid or unsupported Perl syntax: `(?`'],
])('what the engine cannot do is one clear sentence: /%s/', (source, sentence) => {
	expect(errorOf(source)).toBe(sentence);
});

test('what can be written both ways matches what JavaScript matches', () => {
	const piece = fc.constantFrom(
		...String.raw`a b svc - . \. [a-c] [^a] \d \w \b ^ $ (a|b) (?:b) x é`.split(' '),
	);
	const repeat = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '*?');
	const source = fc
		.array(fc.tuple(piece, repeat), { maxLength: 6 })
		.map((parts) => parts.map(([what, times]) => (/^[\^$]$|\\b/.test(what) ? what : what + times)).join(''));
	const text = fc.array(fc.constantFrom('a', 'b', 'SVC', '-', '.', 'x', '7', 'É', ' ', '_'), {
		maxLength: 8,
	});
	fc.assert(
		fc.property(source, text, (from, parts) => {
			const subject = parts.join('');
			const ours = expression(from, new Work())(subject);
			expect(ours, `/${from}/ on ${subject}`).toBe(new RegExp(from, 'iu').test(subject));
		}),
		{ numRuns: 400 },
	);
});

describe('the time a filter may take', () => {
	test('leaves what it does not come to for later, and does not do twice what it did', () => {
		let now = 0;
		const work = new Work(() => now++);
		const matches = expression('b$', work);
		const texts = ['ab', 'b', 'a', 'bb'];
		const answers = (): (boolean | undefined)[] => texts.map((text) => matches(text));
		work.begin(3);
		expect(answers()).toEqual([true, true, undefined, undefined]);
		expect(work.unfinished).toBe(true);
		work.begin(3);
		expect(answers()).toEqual([true, true, false, true]);
		expect(work.unfinished).toBe(false);
	});

	test('has no end where nobody set one', () => {
		const work = new Work(() => Number.MAX_VALUE);
		expect(expression('a', work)('a')).toBe(true);
		expect(work.unfinished).toBe(false);
	});
});
