// Searches a list: finds the rows that match, and the parts of their texts to mark.

import type { Mark } from './filter-query.ts';

type Span = readonly [from: number, to: number];

/** The parts of a log's line that a query matches; all fields of a log share the line. */
export const lineFinder =
	(marks: readonly Mark[]) =>
	(text: string): readonly Span[] =>
		marks.flatMap(({ find }) => find?.(text) ?? []);

const spanOf = (text: string): Span => {
	const from = text.length - text.trimStart().length;
	return [from, Math.max(from, text.trimEnd().length)];
};

/**
 * The parts of a cell: of what is asked about its column, else of words that stand anywhere, as far as it is a text. Of a
 * number that compares it is all of the cell.
 */
export const cellFinder =
	(marks: readonly Mark[], column: { id: string; isText: boolean }) =>
	(text: string): readonly Span[] =>
		marks.flatMap(({ names, find }) => {
			if (names ? !names.includes(column.id) : !column.isText) return [];
			return find ? find(text) : [spanOf(text)];
		});
