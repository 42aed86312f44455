// Sorts the list that keys act on.

import { type ColumnHead, columnNamed, sortBy } from '../table/column.ts';
import type { Facts } from './facts.ts';
import { activeList, listOf, type UiState, withList } from './ui-state.ts';

/** Sorts a list by a column, in the direction that this column starts with. */
export const sortList = (
	ui: UiState,
	list: string,
	columns: readonly ColumnHead[],
	column: string,
): UiState => {
	const found = columnNamed(columns, column);
	return found === undefined ? ui : withList(ui, list, { sort: sortBy(found) });
};

/** Reverses the sort of a list. */
export const reverseSort = (ui: UiState, list: string): UiState => {
	const { sort } = listOf(ui, list);
	return withList(ui, list, { sort: { ...sort, descending: !sort.descending } });
};

/** Sorts a list by a column; reverses the sort where the list is sorted by this column already. */
export const sortOrReverse: typeof sortList = (ui, list, columns, column) =>
	listOf(ui, list).sort.column === column ? reverseSort(ui, list) : sortList(ui, list, columns, column);

/** Sorts by the column beside the present sort column, and around. */
export const nextSort = (ui: UiState, { list: { columns } }: Facts, by: -1 | 1): UiState => {
	const id = activeList(ui);
	const now = columns.findIndex((column) => column.id === listOf(ui, id).sort.column);
	const column = columns[(now + by + columns.length) % columns.length];
	return column === undefined ? ui : sortList(ui, id, columns, column.id);
};
