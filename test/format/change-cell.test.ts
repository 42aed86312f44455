import { expect, test } from 'vitest';
import { changeCell, changedText } from '../../source/format/change-cell.ts';
import {
	byteSizes,
	counts,
	shares,
	shortSpans,
	timeSpans,
	versions,
} from '../../source/table/filter-quantity.ts';
import { createTheme } from '../../source/theme.ts';

const lookOf = (ascii: boolean) => {
	const theme = createTheme('mono', ascii);
	return { theme, glyphs: theme.glyphs, now: 0, totals: false, exact: false };
};
const look = lookOf(false);

test('a figure tells how much it has risen or fallen, by its sign and not by its colour alone', () => {
	expect(changeCell({ now: 1212, was: 1200 }, counts, 6, look)?.text).toBe('▲12');
	expect(changeCell({ now: 1200, was: 1212 }, counts, 6, look)?.text).toBe('▼12');
	expect(changeCell({ now: 1212, was: 1200 }, counts, 6, lookOf(true))?.text).toBe('+12');
	expect(changeCell({ now: 3 * 2 ** 20, was: 2 ** 20 }, byteSizes, 6, look)?.text).toBe('▲2.0M');
	expect(changeCell({ now: 0.71, was: 0.63 }, shares, 6, look)?.text).toBe('▲8%');
	expect(changeCell({ now: 12, was: 2 }, shortSpans, 6, look)?.text).toBe('▲10ms');
});

test('what is as it was is told apart from what nobody knows', () => {
	expect(changeCell({ now: 7, was: 7 }, counts, 6, look)?.text).toBe('=');
	expect(changeCell({ now: undefined, was: 7 }, counts, 6, look)?.text).toBe('–');
	expect(changeCell({ now: 7, was: undefined }, counts, 6, look)?.text).toBe('–');
});

test('ages, which rise by themselves, stay ages', () => {
	expect(changeCell({ now: 2000, was: 1000 }, timeSpans, 6, look)).toBeUndefined();
});

test('a text that was another one is marked', () => {
	expect(changedText('n2', { now: 'n2', was: 'n1' }, undefined)).toBe('*n2');
	expect(changedText('n2', { now: 'n2', was: 'n2' }, undefined)).toBe('n2');
	expect(changedText('2.12.2', { now: 2_012_002, was: 2_012_001 }, versions)).toBe('*2.12.2');
	expect(changedText('▁▂▃', { now: 3, was: 1 }, counts)).toBe('▁▂▃');
});
