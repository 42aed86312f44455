// Names stand in the order that Intl gives them, also where it is not asked.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNames, nameKey } from '../../source/table/name-order.ts';

const collator = new Intl.Collator('en', { numeric: true });

test('numbers stand by their value', () => {
	const names = ['east-10', 'east-2', 'east-1', 'East-3', 'east', 'west-1', 'east-02', 'éast-1'];
	expect(names.toSorted(compareNames)).toEqual(names.toSorted(collator.compare));
});

test('any two names stand as Intl has it', () => {
	const name = fc.string({ unit: fc.constantFrom(...'ab01290-_. éB٣'), maxLength: 12 });
	const start = fc.string({ unit: fc.constantFrom(...'az09-.é٣'), maxLength: 4 });
	fc.assert(
		fc.property(start, name, name, (shared, a, b) => {
			const expected = Math.sign(collator.compare(shared + a, shared + b));
			expect(Math.sign(compareNames(shared + a, shared + b))).toBe(expected);
		}),
		{ numRuns: 20_000 },
	);
});

test('the keys of two names stand as Intl has the names, wherever they differ', () => {
	const name = fc.string({ unit: fc.constantFrom(...'abABzZ01290-_./:>*$@+=~#, é'), maxLength: 12 });
	const start = fc.string({ unit: fc.constantFrom(...'azAZ09-./'), maxLength: 4 });
	let compared = 0;
	fc.assert(
		fc.property(start, name, name, (shared, a, b) => {
			const [first, second] = [nameKey(shared + a), nameKey(shared + b)];
			if (first === undefined || second === undefined || first === second) return;
			compared++;
			const expected = Math.sign(collator.compare(shared + a, shared + b));
			expect(first < second ? -1 : 1).toBe(expected);
		}),
		{ numRuns: 20_000 },
	);
	expect(compared).toBeGreaterThan(5000);
});

test('a name that is empty, very long or not of plain characters has no key', () => {
	expect(['', 'a'.repeat(121), 'éast-1', 'a\u0000'].map(nameKey)).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
	]);
});
