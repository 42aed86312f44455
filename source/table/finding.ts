// What is searched for in a list: which rows have it, and which parts of their texts are it.

import type { Mark } from './filter-query.ts';

type Span = readonly [from: number, to: number];

/** The parts of a line of a log that a query is about: of a log the fields share one line. */
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
