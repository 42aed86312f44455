// Counts, bytes and shares as short text.

import { describe, expect, test } from 'vitest';
import { bytes, bytesIn, count, countIn, cpu, percent, signed } from '../../source/format/number.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('mono', false);
const { glyphs: ascii } = createTheme('mono', true);

describe('count', () => {
	test.each([
		[0, '0'],
		[0.04, '0'],
		[0.4, '0.4'],
		[9.96, '10'],
		[2410, '2,410'],
		[9999, '9,999'],
		[9999.6, '10.0K'],
		[88_123, '88.1K'],
		[99_951, '100K'],
		[241_000, '241K'],
		[999_499, '999K'],
		[999_950, '1.0M'],
		[1_000_000, '1.0M'],
		[2 ** 64, '18.4E'],
		[-5, '-5'],
		[-0.01, '0'],
		[-12_345, '-12.3K'],
	])('a count of %d reads %s', (n, text) => {
		expect(count(n, glyphs)).toBe(text);
	});

	test('shows the sign for unknown when there is no number', () => {
		for (const n of [undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
			expect(count(n, glyphs)).toBe('–');
			expect(bytes(n, ascii)).toBe('-');
			expect(cpu(n, ascii)).toBe('-');
			expect(signed(n, ascii)).toBe('-');
		}
	});

	test('shows every digit when exact', () => {
		expect(count(1_234_567, glyphs, true)).toBe('1,234,567');
		expect(bytes(4_187_593_113, glyphs, true)).toBe('4,187,593,113B');
	});

	test('takes at most five cells at any size up to 2^80', () => {
		for (let n = 1; n < 2 ** 80; n *= 1.007) {
			expect(count(n, glyphs).length).toBeLessThanOrEqual(5);
			expect(bytes(n, glyphs).length).toBeLessThanOrEqual(5);
			expect(count(n, glyphs)).not.toMatch(/^1000[KMGTPEZY]/);
			expect(bytes(n, glyphs)).not.toMatch(/^1000[BKMGTPEZY]/);
		}
	});
});

describe('bytes', () => {
	test.each([
		[0, '0B'],
		[512, '512B'],
		[1000, '1.0K'],
		[3.9 * 2 ** 30, '3.9G'],
		[410 * 2 ** 20, '410M'],
		[78.3 * 2 ** 20, '78.3M'],
		[999.6 * 2 ** 20, '1.0G'],
		[2 ** 64, '16.0E'],
		[-2048, '-2.0K'],
	])('as bytes, %d reads %s', (n, text) => {
		expect(bytes(n, glyphs)).toBe(text);
	});
});

describe('countIn', () => {
	test('falls back to the short form where exact does not fit', () => {
		expect(countIn(1_234_567, 9, glyphs, true)).toBe('1,234,567');
		expect(countIn(1_234_567, 8, glyphs, true)).toBe('1.2M');
		expect(bytesIn(4_187_593_113, 7, glyphs, true)).toBe('3.9G');
	});

	test('drops the decimal or the comma before it overflows', () => {
		expect(countIn(88_123, 4, glyphs)).toBe('88K');
		expect(countIn(2410, 4, glyphs)).toBe('2410');
		expect(countIn(2410, 3, glyphs)).toBe('2K');
	});

	test('fits four cells at any size up to 2^80', () => {
		for (let n = 1; n < 2 ** 80; n *= 1.01) {
			expect(countIn(n, 4, glyphs, true).length).toBeLessThanOrEqual(4);
			expect(bytesIn(n, 4, glyphs, true).length).toBeLessThanOrEqual(4);
		}
	});
});

test('a share of an unknown or empty whole is unknown', () => {
	expect(percent(71, 100, glyphs)).toBe('71%');
	expect(percent(71, 0, glyphs)).toBe('–');
	expect(percent(undefined, 100, glyphs)).toBe('–');
	expect(percent(71, undefined, glyphs)).toBe('–');
});

test('CPU keeps a decimal only below ten', () => {
	expect(['0.4', '9', '147']).toEqual([cpu(0.4, glyphs), cpu(9, glyphs), cpu(146.8, glyphs)]);
});

test('a change carries its sign', () => {
	expect([signed(3, glyphs), signed(-12, glyphs), signed(0, glyphs)]).toEqual(['+3', '-12', '0']);
});
