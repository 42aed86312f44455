// Sparklines and bars.

import { describe, expect, test } from 'vitest';
import {
	bar,
	condense,
	ownScale,
	rangedSpark,
	sparkline,
	sparkline2,
} from '../../source/format/sparkline.ts';
import { width } from '../../source/format/text.ts';
import { createTheme } from '../../source/theme.ts';

const sets = [createTheme('mono', false).glyphs, createTheme('mono', true).glyphs];
const [glyphs] = sets as [(typeof sets)[0]];
const series = [
	[],
	[0],
	[Number.NaN],
	[1, 2, 3],
	[-5, 5, Number.POSITIVE_INFINITY],
	[1e300, 0, 2 ** 64],
	Array.from({ length: 300 }, (_, index) => index),
];

test('any values give exactly the asked width, in both glyph sets', () => {
	for (const set of sets)
		for (const values of series)
			for (let columns = 0; columns < 40; columns++) {
				expect(width(sparkline(values, columns, set))).toBe(columns);
				expect(width(sparkline(values, columns, set, { min: 2, max: 2 }))).toBe(columns);
				for (const row of sparkline2(values, columns, set)) expect(width(row)).toBe(columns);
			}
	for (const set of sets)
		for (const ratio of [undefined, Number.NaN, -1, 0, 0.001, 0.5, 1, 7, Number.POSITIVE_INFINITY])
			for (let columns = 0; columns < 20; columns++) expect(width(bar(ratio, columns, set))).toBe(columns);
});

describe('sparkline', () => {
	test('stands at the right, newest last, oldest dropped', () => {
		expect(sparkline([1, 8], 4, glyphs)).toBe('  ▁█');
		expect(sparkline([8, 1, 8], 2, glyphs)).toBe('▁█');
	});

	test('shows a missing sample as a blank', () => {
		expect(sparkline([4, Number.NaN, 8], 3, glyphs)).toBe('▄ █');
	});

	test('shows a flat zero as the lowest block', () => {
		expect(sparkline([0, 0, 0], 3, glyphs)).toBe('▁▁▁');
	});

	test('keeps to a given range', () => {
		expect(sparkline([100, 200, 900], 3, glyphs, { min: 0, max: 400 })).toBe('▂▄█');
	});

	test('draws with ASCII alone when asked', () => {
		expect(sparkline([0, 4, 8], 3, sets[1] ?? glyphs)).toBe('.=#');
	});

	test('has twice the steps on two rows', () => {
		expect(sparkline2([0, 1, 2, 3, 4], 5, glyphs)).toEqual(['   ▄█', '▁▄███']);
	});
});

describe('condense', () => {
	test('keeps a short history as it is', () => {
		expect(condense([1, 2, 3], 3)).toEqual([1, 2, 3]);
	});

	test('gives the mean of groups counted from the newest', () => {
		expect(condense([9, 1, 3, 2, 4], 3)).toEqual([9, 2, 3]);
	});

	test('leaves gaps out of a mean, and keeps a group of gaps a gap', () => {
		expect(condense([Number.NaN, Number.NaN, Number.NaN, 4], 2)).toEqual([Number.NaN, 4]);
	});
});

describe('bar', () => {
	test('fills by the nearest cell', () => {
		expect(bar(0.28, 10, glyphs)).toBe('███░░░░░░░');
		expect(bar(0.62, 20, glyphs)).toBe('████████████░░░░░░░░');
	});

	test('shows a trace of anything above nothing', () => {
		expect(bar(0.001, 4, glyphs)).toBe('█░░░');
		expect(bar(0, 4, glyphs)).toBe('░░░░');
	});

	test('is blank when the share is unknown', () => {
		expect(bar(undefined, 4, glyphs)).toBe('    ');
	});
});

test('a spark that stands alone runs from its least to its greatest value, and one that is flat is no wall', () => {
	const write = (value: number): string => `${Math.round(value / 10)}`;
	const scale = (values: readonly number[]) => ownScale(values, write, { range: '-' });
	expect(scale([Number.NaN, 120, 480])).toEqual({ range: { min: 120, max: 480 }, text: '12-48' });
	expect(scale([120, 121])).toEqual({ range: { min: 120, max: 120 }, text: '' });
	expect(scale([Number.NaN])).toEqual({ text: '' });
	const { range } = scale([120, 121]);
	expect(sparkline([120, 121], 2, { spark: ['.', '#'] }, range)).toBe('..');
});

test('a spark with its range is as wide as asked, runs over its own scale, and what stands still is no wall of blocks', () => {
	for (const set of sets)
		for (const values of series)
			for (let columns = 0; columns < 40; columns++) {
				const parts = rangedSpark((cells) => (cells > 0 ? values.slice(-cells) : []), columns, String, set);
				expect(width(parts.join(''))).toBe(columns);
			}
	const of = (values: number[], columns: number) =>
		rangedSpark((cells) => values.slice(-cells), columns, String, glyphs).join('');
	expect(of([900, 950, 1000], 12)).toBe(' ▁▄█ 900–1000'.slice(1));
	expect(of([900, 900, 900], 3)).toBe('▁▁▁');
});
