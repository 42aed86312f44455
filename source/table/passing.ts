// Finds the rows that pass a filter within a limited time, whatever the filter and the names are.

import type { Work } from './filter-work.ts';

/** Milliseconds that one frame may spend on a filter; the next frame goes on with the rest. */
const filterTime = 50;

/** The rows that pass, in their former order; `unfinished` where the time was over before the last row. */
export type Passing<T> = { passed: readonly T[]; unfinished: boolean };

/** Tests every row, from the end, where a log has the newest. `work` limits the expressions of the filter. */
export const passing = <T>(
	all: readonly T[],
	work: Work | undefined,
	test: (each: T) => boolean,
): Passing<T> => {
	work?.begin(filterTime);
	const passed: T[] = [];
	for (let index = all.length - 1; index >= 0; index--) {
		const each = all[index];
		if (each !== undefined && test(each)) passed.push(each);
	}
	return { passed: passed.reverse(), unfinished: work?.unfinished ?? false };
};
