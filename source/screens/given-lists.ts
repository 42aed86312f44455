// What flags and configuration choose for lists, before anybody presses a key.

import { columnNamed, sortBy } from '../table/column.ts';
import type { ListState } from '../table/list-state.ts';
import type { Screen } from './screen.ts';

export type GivenList = { columns?: readonly string[]; filter?: string; sort?: string; reverse?: boolean };

/** The choices of a list, where any were given. A column that does not exist is left out. */
export const givenList = (
	{ columns, sort: usual }: Pick<Screen, 'columns' | 'sort'>,
	{ filter = '', sort, reverse = false }: GivenList,
): Partial<ListState> => {
	const column = columnNamed(columns, sort ?? usual.column);
	return { filter, ...(column && { sort: sortBy(column, reverse) }) };
};

/** What is wrong with them, in one sentence, or nothing. */
export const listError = (
	{ columns, filterError }: Pick<Screen, 'columns' | 'filterError'>,
	{ filter = '', sort, columns: chosen = [] }: GivenList,
): string | undefined => {
	const error = filterError(filter);
	if (error !== undefined) return `--filter: ${error}`;
	const noColumn = (setting: string, name: string): string =>
		`${setting}: no column ${JSON.stringify(name)}; there are ${columns.map(({ id }) => id).join(', ')}`;
	if (sort !== undefined && columnNamed(columns, sort) === undefined) return noColumn('--sort', sort);
	const unknown = chosen.find((name) => columnNamed(columns, name) === undefined);
	return unknown === undefined ? undefined : noColumn('columns in the configuration file', unknown);
};
