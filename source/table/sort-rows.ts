// Rows of any table in the order of one column.

import { type Column, columnNamed, type Moment, type Sort, sortBy } from './column.ts';
import { compareNames } from './name-order.ts';

const compare = (a: number | string, b: number | string): number =>
	typeof a === 'number' && typeof b === 'number' ? a - b : compareNames(String(a), String(b));

const known = (value: number | string | undefined): number | string | undefined =>
	typeof value === 'number' && Number.isNaN(value) ? undefined : value;

/** The order of rows beside the sort column. */
export type RowOrder<Row> = {
	/** Names that decide between equal rows; the first that differs counts. */
	namesOf: (row: Row) => readonly string[];
	/** True where the figures of a row are old. */
	isPast?: (row: Row) => boolean;
};

type Sorted<Row> = { row: Row; value: number | string | undefined; names?: readonly string[] };

/**
 * Rows in a new order. Unknown values stand last both ways, and so do figures that were true some time ago; equal ones
 * stand by the column that decides between them, then by name. A column that does not exist sorts by the first one.
 */
export const sortRows = <Row, Facts>(
	rows: readonly Row[],
	columns: readonly Column<Row, Facts>[],
	sort: Sort,
	moment: Moment,
	order: RowOrder<Row>,
	facts?: Facts,
): Row[] => {
	const { namesOf, isPast = () => false } = order;
	const column = columnNamed(columns, sort.column) ?? columns[0];
	const ties = columnNamed(columns, sort.ties ?? column?.ties ?? '');
	const before =
		ties &&
		sortRows(rows, columns, sortBy(ties, sort.descending !== column?.descending), moment, order, facts);
	return (before ?? rows)
		.map(
			(row): Sorted<Row> => ({
				row,
				value: column?.ofNow && isPast(row) ? undefined : known(column?.value(row, moment, facts)),
			}),
		)
		.sort((a, b) => {
			if (a.value !== undefined && b.value !== undefined) {
				const order = compare(a.value, b.value);
				if (order !== 0) return sort.descending ? -order : order;
			} else if (a.value !== b.value) {
				return a.value === undefined ? 1 : -1;
			}
			if (before !== undefined) return 0;
			// Remembered: among thousands of equal rows, each is compared a dozen times.
			a.names ??= namesOf(a.row);
			b.names ??= namesOf(b.row);
			const [names, others] = [a.names, b.names];
			for (const [index, name] of names.entries()) {
				const order = compareNames(name, others[index] ?? '');
				if (order !== 0) return order;
			}
			return 0;
		})
		.map(({ row }) => row);
};
