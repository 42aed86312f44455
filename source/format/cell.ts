// A value with its mark in a cell of fixed width: the value gives way before the mark does.

import type { Health } from '../model/health.ts';
import { markOf } from '../model/health.ts';
import type { Token } from '../theme.ts';
import { width } from './text.ts';

/** Text of a cell before it is fitted to its width, and what it means. */
export type Content = { text: string; token?: Token };

/**
 * The first way of writing a value that leaves room for its mark; with no room for both, a shorter mark, then none:
 * the colour still tells.
 */
export const marked = (write: (columns: number) => string, columns: number, health: Health): Content => {
	const full = markOf(health);
	for (const mark of new Set([full, full.slice(0, 1)])) {
		const text = write(columns - mark.length) + mark;
		if (width(text) <= columns) return { text, token: health };
	}
	return { text: write(columns), token: health };
};

/** The first of several ways of writing something that fits; the last one when none does. */
export const firstFitting = (texts: readonly string[], columns: number): string =>
	texts.find((text) => width(text) <= columns) ?? texts.at(-1) ?? '';
