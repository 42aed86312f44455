// The filter language of a list: its columns, under every name they sort by, and fields that are no columns.

import type { Column } from './column.ts';
import type { Unit } from './filter-quantity.ts';
import type { Language, Field as QueryField } from './filter-query.ts';

/** A field to filter by that is no column. `Facts` are those that the screen works out once for all rows. */
export type Field<Row, Facts> = {
	/** The first name is the one shown in errors and help. */
	names: readonly string[];
	texts?: (row: Row, facts: Facts, now: number) => readonly (string | undefined)[];
	/** All texts of the field, where they are known: a filter for another text is refused. */
	known?: readonly string[];
	number?: { unit: Unit; value: (row: Row, now: number) => number | undefined };
};

/** A row as a filter sees it. */
export type Subject<Row, Facts> = { row: Row; now: number; facts: Facts };

const ofColumn = <Row, Facts>({
	id,
	title,
	aliases = [],
	value,
	unit,
	texts,
	known,
}: Column<Row, Facts>): QueryField<Subject<Row, Facts>> => {
	const names = [...new Set([id, title.toLowerCase(), ...aliases])];
	const number =
		unit === undefined
			? undefined
			: {
					unit,
					value: ({ row, now, facts }: Subject<Row, Facts>): number | undefined => {
						const found = value(row, { now, totals: false }, facts);
						return typeof found === 'number' ? found : undefined;
					},
				};
	const asText = ({ row, now, facts }: Subject<Row, Facts>): readonly (string | undefined)[] => {
		if (texts) return texts(row, facts);
		const found = value(row, { now, totals: false }, facts);
		return [found === undefined ? undefined : String(found)];
	};
	return {
		names,
		...(texts || unit === undefined ? { texts: asText } : {}),
		...(known && { known }),
		...(number ? { number } : {}),
	};
};

/** The filter language of a list. */
export const listLanguage = <Row, Facts>(
	columns: readonly Column<Row, Facts>[],
	fields: readonly Field<Row, Facts>[],
	anywhere: (row: Row, facts: Facts) => readonly (string | undefined)[],
): Language<Subject<Row, Facts>> => ({
	anywhere: ({ row, facts }) => anywhere(row, facts),
	fields: [
		...columns.map(ofColumn),
		...fields.map(
			({ names, texts, known, number }): QueryField<Subject<Row, Facts>> => ({
				names,
				...(known && { known }),
				...(texts && { texts: ({ row, facts, now }: Subject<Row, Facts>) => texts(row, facts, now) }),
				...(number && {
					number: {
						unit: number.unit,
						value: ({ row, now }: Subject<Row, Facts>) => number.value(row, now),
					},
				}),
			}),
		),
	],
});
