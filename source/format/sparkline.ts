// Small pictures of numbers: one or two rows of blocks, and bars.

import type { Glyphs } from '../theme.ts';

export type Range = { min: number; max: number };

/** The newest `columns` values, gaps in front where there are fewer. */
const newest = (values: readonly number[], columns: number): number[] => {
	const shown = columns > 0 ? values.slice(-columns) : [];
	return [...new Array<number>(Math.max(0, columns) - shown.length).fill(Number.NaN), ...shown];
};

/** From 0 to the greatest value, unless told. */
const scaleOf = (values: readonly number[], range: Range | undefined): Range => {
	if (range) return range;
	let max = 0;
	for (const value of values) if (Number.isFinite(value) && value > max) max = value;
	return { min: 0, max };
};

/** How many of `steps` a value fills, at least one; undefined for a gap. */
const level = (value: number, { min, max }: Range, steps: number): number | undefined => {
	if (!Number.isFinite(value)) return undefined;
	const ratio = max > min ? (value - min) / (max - min) : 0;
	return Math.min(steps, Math.max(1, Math.ceil(ratio * steps)));
};

/**
 * One row, one value a cell, newest at the right; NaN is a blank. The scale starts at 0 unless a range is given, so a
 * flat zero is the lowest block.
 */
export const sparkline = (
	values: readonly number[],
	columns: number,
	glyphs: Pick<Glyphs, 'spark'>,
	range?: Range,
): string => {
	const shown = newest(values, columns);
	const scale = scaleOf(shown, range);
	return shown
		.map((value) => {
			const filled = level(value, scale, glyphs.spark.length);
			return filled === undefined ? ' ' : (glyphs.spark[filled - 1] ?? ' ');
		})
		.join('');
};

/** As `sparkline`, two rows high: the upper row first. */
export const sparkline2 = (
	values: readonly number[],
	columns: number,
	glyphs: Pick<Glyphs, 'spark'>,
	range?: Range,
): [upper: string, lower: string] => {
	const shown = newest(values, columns);
	const scale = scaleOf(shown, range);
	const steps = glyphs.spark.length;
	let upper = '';
	let lower = '';
	for (const value of shown) {
		const filled = level(value, scale, steps * 2) ?? 0;
		upper += glyphs.spark[filled - steps - 1] ?? ' ';
		lower += glyphs.spark[Math.min(filled, steps) - 1] ?? ' ';
	}
	return [upper, lower];
};

/**
 * Fewer values that tell the same story: the mean of each group of equal size, counted back from the newest, so that a
 * long history fits a short sparkline. A group of gaps is a gap. At most `columns` values.
 */
export const condense = (values: readonly number[], columns: number): number[] => {
	if (columns <= 0) return [];
	const size = Math.ceil(values.length / columns);
	if (size <= 1) return [...values];
	const means: number[] = [];
	for (let end = values.length; end > 0; end -= size) {
		const group = values.slice(Math.max(0, end - size), end).filter((value) => Number.isFinite(value));
		means.push(group.reduce((sum, value) => sum + value, 0) / group.length);
	}
	return means.reverse();
};

/** A share of 0 to 1 as a bar; more than nothing shows at least one cell, unknown shows blanks. */
export const bar = (
	ratio: number | undefined,
	columns: number,
	glyphs: Pick<Glyphs, 'barFull' | 'barEmpty'>,
): string => {
	if (columns <= 0) return '';
	if (ratio === undefined || Number.isNaN(ratio)) return ' '.repeat(columns);
	const filled = Math.min(columns, Math.max(ratio > 0 ? 1 : 0, Math.round(ratio * columns)));
	return glyphs.barFull.repeat(filled) + glyphs.barEmpty.repeat(columns - filled);
};
