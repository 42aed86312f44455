// What flags and configuration choose for lists, before anybody presses a key.

import { columnNamed, sortBy } from '../table/column.ts';
import type { ListState } from '../table/list-state.ts';
import type { Screen } from './screen.ts';

export type GivenList = { filter?: string; sort?: string; reverse?: boolean };

/** The choices of a list, where any were given. A column that does not exist is left out. */
export const givenList = (
	{ columns, sort: usual }: Pick<Screen, 'columns' | 'sort'>,
	{ filter = '', sort, reverse = false }: GivenList,
): Partial<ListState> => {
	const column = columnNamed(columns, sort ?? usual.column);
	return { filter, ...(column && { sort: sortBy(column, reverse) }) };
};
