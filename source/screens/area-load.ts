// How much all rows of a list do together, for its row on the main screen of account mode.

import type { AreaFacts } from './list-facts.ts';

/** The sum of a rate of all rows that are of now; unknown where none of them has one yet. */
export const areaLoad = <Row extends { isOld?: boolean }>(
	rows: readonly Row[],
	rate: (row: Row) => number | undefined,
): Pick<AreaFacts, 'load'> => {
	let load: number | undefined;
	for (const row of rows) {
		const value = row.isOld ? undefined : rate(row);
		if (value !== undefined) load = (load ?? 0) + value;
	}
	return load === undefined ? {} : { load };
};
