// Which columns of the server table are on screen, and in which order its rows stand.

import {
	columns as allColumns,
	type Column,
	type ColumnId,
	columnNamed,
	nameMax,
	nameMin,
	type SortContext,
} from './columns.ts';
import type { ServerRow } from './fleet.ts';
import { compareNames } from './name-order.ts';
import { isOld } from './server-facts.ts';

/** Cells before the first column: cursor, state, and the space after it. */
export const leadWidth = 4;

export type ColumnWish = {
	/** All columns by scrolling sideways, instead of those that matter most. */
	wide: boolean;
	/** In wide mode, the first column after NAME. */
	offset: number;
	/** Ids or aliases from the config; they decide order and who leaves. */
	chosen?: readonly string[];
	/** Cells the longest name takes; NAME grows no further. */
	nameWidth?: number;
	/** Columns whose figures need more than their usual width. */
	widths?: ReadonlyMap<ColumnId, number>;
	/** ASCII sparks say little: under 120 columns the trend is left out. */
	ascii?: boolean;
};

/** Columns in reading order and in the order they are kept; NAME is neither: it is always there. */
const candidates = (columns: number, wish: ColumnWish): { reading: Column[]; keeping: Column[] } => {
	const others = allColumns
		.filter(({ id }) => id !== 'name' && !(id === 'trend' && wish.ascii && columns < 120))
		.map((column) => ({ ...column, width: Math.max(column.width, wish.widths?.get(column.id) ?? 0) }));
	const ids = new Set((wish.chosen ?? []).map((name) => columnNamed(name)?.id));
	const chosen = [...ids]
		.map((id) => others.find((column) => column.id === id))
		.filter((column) => column !== undefined);
	if (chosen.length === 0) {
		return { reading: others, keeping: others.toSorted((a, b) => a.priority - b.priority) };
	}
	const rest = wish.wide ? others.filter((column) => !chosen.includes(column)) : [];
	return { reading: [...chosen, ...rest], keeping: chosen };
};

/** How many columns, from the first, fit beside NAME at its least. */
const fitting = (columns: readonly Column[], cells: number): number => {
	let left = cells - leadWidth - nameMin;
	let taken = 0;
	for (const column of columns) {
		left -= column.width + 1;
		if (left < 0) break;
		taken++;
	}
	return taken;
};

/** The furthest sensible `offset` in wide mode: where the last column has come into view. */
export const lastOffset = (columns: number, wish: ColumnWish): number => {
	const { reading } = candidates(columns, wish);
	return reading.length - Math.max(1, fitting(reading.toReversed(), columns));
};

const unpinned = (columns: number, wish: ColumnWish): Column[] => {
	const { reading, keeping } = candidates(columns, wish);
	if (!wish.wide) {
		const kept = new Set(keeping.slice(0, fitting(keeping, columns)));
		return reading.filter((column) => kept.has(column));
	}
	const offset = Math.max(0, Math.min(wish.offset, lastOffset(columns, wish)));
	const shown = reading.slice(offset);
	return shown.slice(0, fitting(shown, columns));
};

/**
 * The columns for a table this many cells wide, in the order they are drawn, NAME first. NAME takes what is left over,
 * as far as the longest name needs it.
 */
export const chooseColumns = (columns: number, wish: ColumnWish): Column[] => {
	const others = unpinned(columns, wish);
	const used = others.reduce((sum, column) => sum + column.width + 1, leadWidth);
	const wanted = Math.max(nameMin, Math.min(nameMax, wish.nameWidth ?? nameMax));
	const name = allColumns.filter((column) => column.id === 'name');
	return [
		...name.map((column) => ({ ...column, width: Math.max(nameMin, Math.min(wanted, columns - used)) })),
		...others,
	];
};

const compare = (a: number | string, b: number | string): number =>
	typeof a === 'number' && typeof b === 'number' ? a - b : compareNames(String(a), String(b));

/**
 * Rows in a new order. Unknown values stand last both ways, and so do figures that were true some time ago; equal ones
 * stand by name. A column that does not exist
 * sorts by name.
 */
export const sortRows = (
	rows: readonly ServerRow[],
	sort: { column: string; descending: boolean },
	context: SortContext,
): ServerRow[] => {
	const column = columnNamed(sort.column) ?? columnNamed('name');
	return rows
		.map((row) => ({
			row,
			value: column?.ofNow && isGone(row) ? undefined : known(column?.value(row, context)),
		}))
		.sort((a, b) => {
			if (a.value !== undefined && b.value !== undefined) {
				const order = compare(a.value, b.value);
				if (order !== 0) return sort.descending ? -order : order;
			} else if (a.value !== b.value) {
				return a.value === undefined ? 1 : -1;
			}
			return compareNames(a.row.info.name, b.row.info.name) || compareNames(a.row.key, b.row.key);
		})
		.map(({ row }) => row);
};

/** Figures of such a row do not compare with those of now. While nobody at all is heard, all are of one moment. */
const isGone = (row: ServerRow): boolean => row.state !== 'unknown' && isOld(row);

const known = (value: number | string | undefined): number | string | undefined =>
	typeof value === 'number' && Number.isNaN(value) ? undefined : value;
