// `is:bad`, `is:new`, `is:unknown` and `is:marked`: words that a filter of any list asks for in the same way.

import type { Column } from '../table/column.ts';
import type { Field } from '../table/list-language.ts';

/** Age up to which a row is new, milliseconds. */
const newFor = 5 * 60_000;

/** What a list knows of its rows, as in the contract of a screen. */
export type IsNeeds<Row, Facts> = {
	columns: readonly Column<Row, Facts>[];
	rank?: (row: Row, facts: Facts) => number;
	isPast?: (row: Row) => boolean;
	isMarked?: (row: Row, facts: Facts) => boolean;
};

/** The field with the words that a list can answer; nothing where it can answer none. */
export const isField = <Row, Facts>({
	columns,
	rank,
	isPast,
	isMarked,
}: IsNeeds<Row, Facts>): Field<Row, Facts> | undefined => {
	// The age of a row stands in that column, whatever the list.
	const up = columns.find(({ id }) => id === 'up');
	const isNew = (row: Row, facts: Facts, now: number): boolean => {
		const age = up?.value(row, { now, totals: false }, facts);
		return typeof age === 'number' && age <= newFor;
	};
	const words: readonly (readonly [string, (row: Row, facts: Facts, now: number) => boolean])[] = [
		...(isMarked ? [['marked', isMarked] as const] : []),
		...(rank ? [['bad', (row: Row, facts: Facts) => rank(row, facts) > 0] as const] : []),
		...(up ? [['new', isNew] as const] : []),
		...(isPast ? [['unknown', isPast] as const] : []),
	];
	if (words.length === 0) return undefined;
	return {
		names: ['is'],
		texts: (row, facts, now) => words.flatMap(([word, holds]) => (holds(row, facts, now) ? [word] : [])),
		known: words.map(([word]) => word),
	};
};

/** The fields of a list, with `is` where it is a list of things that are and has none of its own. */
export const withIsField = <Row, Facts>(
	needs: IsNeeds<Row, Facts> & { list: string; fields?: readonly Field<Row, Facts>[] },
): readonly Field<Row, Facts>[] => {
	const { fields = [], list } = needs;
	if (list === 'log' || fields.some(({ names }) => names.includes('is'))) return fields;
	const own = isField(needs);
	return own === undefined ? fields : [...fields, own];
};
