// Rows of any table in the order of one column.

import { type Column, columnNamed, type Moment, type Sort, sortBy } from './column.ts';
import { compareNames, nameKey } from './name-order.ts';

/** The key is made when it is first compared. */
class Name {
	#key?: string;
	#hasKey = false;

	constructor(readonly name: string) {}

	get key(): string | undefined {
		if (!this.#hasKey) this.#key = nameKey(this.name);
		this.#hasKey = true;
		return this.#key;
	}
}

const named = (name: string): Name => new Name(name);

const compareNamed = (a: Name, b: Name): number => {
	const [own, others] = [a.key, b.key];
	if (own !== undefined && others !== undefined && own !== others) return own < others ? -1 : 1;
	return compareNames(a.name, b.name);
};

const asName = (value: number | Name): Name => (typeof value === 'number' ? named(String(value)) : value);

const compare = (a: number | Name, b: number | Name): number =>
	typeof a === 'number' && typeof b === 'number' ? a - b : compareNamed(asName(a), asName(b));

const known = (value: number | string | undefined): number | Name | undefined => {
	if (typeof value === 'string') return named(value);
	return value !== undefined && Number.isNaN(value) ? undefined : value;
};

const unnamed = named('');

/** The order of rows beside the sort column. */
export type RowOrder<Row> = {
	/** Names that decide between equal rows; the first that differs counts. */
	namesOf: (row: Row) => readonly string[];
	/** True where the figures of a row are old. */
	isPast?: (row: Row) => boolean;
	/** The place of the block that a row belongs to: rows of one stand together, whatever they are sorted by. */
	blockOf?: (row: Row) => number;
};

type Value = number | Name | undefined;

/** A column that rows stand by, and its direction. */
type Key<Row, Facts> = { column: Column<Row, Facts> | undefined; descending: boolean };

/** The column that is sorted by, then those that decide between equal rows. */
const keysOf = <Row, Facts>(columns: readonly Column<Row, Facts>[], sort: Sort): Key<Row, Facts>[] => {
	const column = columnNamed(columns, sort.column) ?? columns[0];
	const ties = columnNamed(columns, sort.ties ?? column?.ties ?? '');
	const others = ties ? keysOf(columns, sortBy(ties, sort.descending !== column?.descending)) : [];
	return [{ column, descending: sort.descending }, ...others];
};

/** Unknown values stand last both ways. */
const compareValues = (a: Value, b: Value, descending: boolean): number => {
	if (a === b) return 0;
	if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
	const order = compare(a, b);
	return descending ? -order : order;
};

/**
 * Rows in a new order. Unknown values stand last both ways, and so do figures that were true some time ago; equal ones
 * stand by the columns that decide between them, then by name. A column that does not exist sorts by the first one.
 */
export const sortRows = <Row, Facts>(
	rows: readonly Row[],
	columns: readonly Column<Row, Facts>[],
	sort: Sort,
	moment: Moment,
	order: RowOrder<Row>,
	facts?: Facts,
): Row[] => {
	const { namesOf, isPast = () => false, blockOf } = order;
	const blocks = blockOf && rows.map(blockOf);
	const keys = keysOf(columns, sort).map(({ column, descending }) => ({
		descending,
		values: rows.map((row) =>
			column?.ofNow && isPast(row) ? undefined : known(column?.value(row, moment, facts)),
		),
	}));
	// Remembered: among thousands of equal rows, each is compared a dozen times.
	const names: (readonly Name[] | undefined)[] = [];
	const namesAt = (place: number): readonly Name[] => {
		names[place] ??= namesOf(rows[place] as Row).map(named);
		return names[place];
	};
	const compareRows = (a: number, b: number): number => {
		const apart = blocks ? (blocks[a] ?? 0) - (blocks[b] ?? 0) : 0;
		if (apart !== 0) return apart;
		for (const { values, descending } of keys) {
			const order = compareValues(values[a], values[b], descending);
			if (order !== 0) return order;
		}
		const [own, others] = [namesAt(a), namesAt(b)];
		for (const [index, name] of own.entries()) {
			const order = compareNamed(name, others[index] ?? unnamed);
			if (order !== 0) return order;
		}
		return 0;
	};
	const places = rows.map((_, place) => place).sort(compareRows);
	return places.map((place) => rows[place] as Row);
};
