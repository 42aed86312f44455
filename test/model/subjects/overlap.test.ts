// Whether two subjects have a message in common.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasWildcard, OverlapIndex, overlaps } from '../../../source/model/subjects/overlap.ts';

test.each([
	['orders.>', 'orders.new', true],
	['orders.>', 'orders', false],
	['orders.*', 'orders.new', true],
	['orders.*', 'orders.new.eu', false],
	['*.new', 'orders.*', true],
	['>', 'orders.new', true],
	['orders.new', 'orders.new', true],
	['orders.new', 'orders.old', false],
	['a.*.c', '*.b.>', true],
	['a.b*', 'a.bc', false],
	['a.>', 'b.>', false],
])('%s and %s have a message in common: %j', (a, b, expected) => {
	expect(overlaps(a, b)).toBe(expected);
	expect(overlaps(b, a)).toBe(expected);
});

test('only a whole token is a wildcard', () => {
	expect(['a.*', '*', '>', 'a.>', '*.b'].map(hasWildcard)).toEqual([true, true, true, true, true]);
	expect(['a', 'a.b*', 'a.>b', '>.a', 'a>'].map(hasWildcard)).toEqual([false, false, false, false, false]);
});

describe('an index', () => {
	const token = fc.constantFrom('a', 'b', 'c', '*', '>');
	const subject = fc.array(token, { minLength: 1, maxLength: 4 }).map((tokens) => tokens.join('.'));
	test('finds what comparing each finds', () => {
		fc.assert(
			fc.property(fc.array(subject, { maxLength: 12 }), subject, (all, wanted) => {
				const index = new OverlapIndex(all.map((each, place) => [each, place]));
				const expected = all.flatMap((each, place) => (overlaps(each, wanted) ? [place] : []));
				expect([...index.find(wanted)].sort((x, y) => x - y)).toEqual(expected);
			}),
		);
	});
});
