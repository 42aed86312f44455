// The choices for lists that flags and configuration make before any key.

import { columnNamed, sortBy } from '../table/column.ts';
import type { ListState } from '../table/list-state.ts';
import type { Screen } from './screen.ts';

export type GivenList = { columns?: readonly string[]; filter?: string; sort?: string; reverse?: boolean };

/** The choices of a list, where any were given. A column that does not exist is left out. */
export const givenList = (
	{ columns, sort: usual }: Pick<Screen, 'columns' | 'sort'>,
	{ filter = '', sort, reverse = false, columns: chosen }: GivenList,
): Partial<ListState> => {
	const own = { filter, ...(chosen && { chosen }) };
	if (sort === undefined) {
		return { ...own, sort: { column: usual.column, descending: usual.descending !== reverse } };
	}
	const column = columnNamed(columns, sort);
	return { ...own, ...(column && { sort: sortBy(column, reverse) }) };
};

/** The choices of every list that has some. */
export const givenLists = (
	screens: readonly Screen[],
	given: Readonly<Record<string, GivenList>>,
): Readonly<Record<string, Partial<ListState>>> =>
	Object.fromEntries(
		screens.flatMap((screen) => {
			const own = given[screen.id];
			return own === undefined ? [] : [[screen.id, givenList(screen, own)]];
		}),
	);

/**
 * What is wrong with them, in one sentence, or nothing. `place` is where they stand in the configuration file; absent
 * where flags may have given them.
 */
export const listError = (
	{ columns, filterError }: Pick<Screen, 'columns' | 'filterError'>,
	{ filter = '', sort, columns: chosen = [] }: GivenList,
	place?: string,
): string | undefined => {
	const inFile = (name: string): string => `${name} in the configuration file`;
	const named = (name: string): string => (place === undefined ? `--${name}` : inFile(`${place}.${name}`));
	const error = filterError(filter);
	if (error !== undefined) return `${named('filter')}: ${error}`;
	const noColumn = (setting: string, name: string): string =>
		`${setting}: no column ${JSON.stringify(name)}; there are ${columns.map(({ id }) => id).join(', ')}`;
	if (sort !== undefined && columnNamed(columns, sort) === undefined) return noColumn(named('sort'), sort);
	const unknown = chosen.find((name) => columnNamed(columns, name) === undefined);
	return unknown === undefined
		? undefined
		: noColumn(inFile(place === undefined ? 'columns' : `${place}.columns`), unknown);
};
