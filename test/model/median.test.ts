// The middle of some figures.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median } from '../../source/model/median.ts';

test('as many figures are below the middle as above it, or one fewer, and none has no middle', () => {
	expect(median([])).toBeUndefined();
	expect(median([100, 9, 10])).toBe(10);
	expect(median([8, 9, 100, 10])).toBe(9);
	fc.assert(
		fc.property(fc.array(fc.nat(), { minLength: 1 }), (values) => {
			const middle = median(values) ?? expect.fail('no middle');
			expect(values).toContain(middle);
			expect(values.filter((each) => each < middle).length).toBeLessThanOrEqual((values.length - 1) / 2);
			expect(values.filter((each) => each > middle).length).toBeLessThanOrEqual(values.length / 2);
		}),
	);
});
