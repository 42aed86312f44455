// Fits a value and its mark into a cell of fixed width: the value is shortened before the mark is.

import type { Health } from '../model/health.ts';
import { markOf } from '../model/health.ts';
import type { Content } from '../table/column.ts';
import type { Glyphs } from '../theme.ts';
import { fit, width } from './text.ts';

/**
 * A value and its mark: the value is given the cells that the mark leaves, and is cut where it takes more. A mark is
 * never cut, so that an error never reads as a warning.
 */
export const marked = (
	write: (columns: number) => string,
	columns: number,
	mark: string,
	glyphs: Pick<Glyphs, 'ellipsis'>,
): string => {
	const room = Math.max(0, columns - width(mark));
	const text = write(room);
	return (width(text) <= room ? text : fit(text, room, glyphs)) + mark;
};

/** As `marked`, with the mark and the colour of a judged value. */
export const judged = (
	write: (columns: number) => string,
	columns: number,
	health: Health,
	glyphs: Pick<Glyphs, 'ellipsis'>,
): Content => ({ text: marked(write, columns, markOf(health), glyphs), token: health });

/** The first text that fits into the columns; the last text when none does. */
export const firstFitting = (texts: readonly string[], columns: number): string =>
	texts.find((text) => width(text) <= columns) ?? texts.at(-1) ?? '';
