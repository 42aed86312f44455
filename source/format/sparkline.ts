// Draws sparklines of one or two rows, and bars.

import type { Glyphs } from '../theme.ts';
import { fit, width } from './text.ts';

export type Range = { min: number; max: number };

/** The newest `columns` values, gaps in front where there are fewer. */
const newest = (values: readonly number[], columns: number): number[] => {
	const shown = columns > 0 ? values.slice(-columns) : [];
	return [...new Array<number>(Math.max(0, columns) - shown.length).fill(Number.NaN), ...shown];
};

/** The scale of a sparkline: from 0 to the greatest value unless a range is given. */
const scaleOf = (values: readonly number[], range: Range | undefined): Range => {
	if (range) return range;
	let max = 0;
	for (const value of values) if (Number.isFinite(value) && value > max) max = value;
	return { min: 0, max };
};

/** The height of a value in steps, at least one; undefined for a gap. */
const level = (value: number, { min, max }: Range, steps: number): number | undefined => {
	if (!Number.isFinite(value)) return undefined;
	const ratio = max > min ? (value - min) / (max - min) : 0;
	return Math.min(steps, Math.max(1, Math.ceil(ratio * steps)));
};

/**
 * A sparkline of one row: one value a cell, the newest at the right. NaN is a blank. The scale starts at 0 unless a range
 * is given, and 0 is drawn as the lowest block.
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

/**
 * The scale of a spark that stands alone: its own least and greatest value, and both in words. Where these read alike it
 * is one value, so that no difference is drawn that nobody can read.
 */
export const ownScale = (
	values: readonly number[],
	write: (value: number) => string,
	glyphs: Pick<Glyphs, 'range'>,
): { range?: Range; text: string } => {
	const known = values.filter((value) => Number.isFinite(value));
	if (known.length === 0) return { text: '' };
	const [min, max] = [Math.min(...known), Math.max(...known)];
	const [least, greatest] = [write(min), write(max)];
	return least === greatest
		? { range: { min, max: min }, text: '' }
		: { range: { min, max }, text: `${least}${glyphs.range}${greatest}` };
};

/**
 * A spark on its own scale and, behind a blank, its least and its greatest value: together exactly `columns` wide. The
 * words need no more cells than they have, the spark takes the rest; `past` gives the values of so many cells.
 */
export const rangedSpark = (
	past: (cells: number) => readonly number[],
	columns: number,
	write: (value: number) => string,
	glyphs: Pick<Glyphs, 'range' | 'spark' | 'ellipsis'>,
): [spark: string, words: string] => {
	const words = (values: readonly number[]): string => {
		const { text } = ownScale(values, write, glyphs);
		return text === '' ? '' : ` ${text}`;
	};
	const wordCells = Math.min(columns, width(words(past(columns))));
	const cells = Math.max(0, columns - wordCells);
	const values = past(cells);
	const { range } = ownScale(values, write, glyphs);
	return [sparkline(values, cells, glyphs, range), fit(words(values), wordCells, glyphs)];
};

/** A sparkline of two rows; gives the upper row first. */
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
 * Condenses a long history to at most `columns` values: the means of groups of equal size, counted back from the newest.
 * A group of gaps is a gap.
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

/** A share of 0 to 1 as a bar. A share above 0 fills at least one cell; an unknown share is blank. */
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
