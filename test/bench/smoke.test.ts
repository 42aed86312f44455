// The benchmarks work: each measure gives its figures on a small system in a short time. Not how fast it is.

import { afterAll, describe, expect, test } from 'vitest';
import { measures } from '../../bench/measures.ts';
import type { Bench } from '../../bench/system.ts';
import { isMet, type Line, tableText } from '../../bench/table.ts';

const bench: Bench = {
	natstop: [process.execPath, 'dist/cli.mjs'],
	...{ servers: 20, clusters: 2, scale: 0.02, say: () => {} },
};

describe('the bench', () => {
	const lines: Line[] = [];
	afterAll(() => {
		expect(tableText(lines).split('\n')).toHaveLength(lines.length + 1);
	});

	test.each(Object.entries(measures))('measures %s and what it is set against', async (_name, measure) => {
		const measured = await measure(bench);
		lines.push(...measured);
		expect(measured.length).toBeGreaterThan(0);
		for (const { natstop, against } of measured) {
			expect(natstop).toBeGreaterThanOrEqual(0);
			expect(against).not.toBe('');
		}
	});
});

describe('a target', () => {
	const line: Line = { measure: 'm', natstop: 3, baseline: 2, against: 'b', unit: 'ms' };

	test('is of the ratio or of the value, and unknown without a baseline', () => {
		expect(isMet({ ...line, target: { of: 'ratio', at: 'most', limit: 1.5 } })).toBe(true);
		expect(isMet({ ...line, target: { of: 'ratio', at: 'least', limit: 1.6 } })).toBe(false);
		expect(isMet({ ...line, target: { of: 'value', at: 'most', limit: 2 } })).toBe(false);
		expect(
			isMet({ ...line, baseline: undefined, target: { of: 'ratio', at: 'most', limit: 1 } }),
		).toBeUndefined();
		expect(isMet(line)).toBeUndefined();
	});
});
