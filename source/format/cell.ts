// Fits a value and its mark into a cell of fixed width: the value is shortened before the mark is.

import type { Health } from '../model/health.ts';
import { markOf } from '../model/health.ts';
import type { Token } from '../theme.ts';
import { width } from './text.ts';

/** The text of a cell before it is fitted to the width, and the token of its colour. */
export type Content = { text: string; token?: Token };

/**
 * Writes a value with its mark. `write` gives the value for a number of columns. The mark is shortened, then left out,
 * where both do not fit; the colour still shows the health.
 */
export const marked = (write: (columns: number) => string, columns: number, health: Health): Content => {
	const full = markOf(health);
	for (const mark of new Set([full, full.slice(0, 1)])) {
		const text = write(columns - mark.length) + mark;
		if (width(text) <= columns) return { text, token: health };
	}
	return { text: write(columns), token: health };
};

/** The first text that fits into the columns; the last text when none does. */
export const firstFitting = (texts: readonly string[], columns: number): string =>
	texts.find((text) => width(text) <= columns) ?? texts.at(-1) ?? '';
