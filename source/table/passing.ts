// The rows that pass a filter, in a time that no filter and no name can stretch.

import type { Work } from './filter-work.ts';

/** How long a frame may look for what passes, milliseconds; what it did not come to is for the next one. */
const filterTime = 50;

/** What passes, in its old order; `unfinished` where the time was over before all was looked at. */
export type Passing<T> = { passed: readonly T[]; unfinished: boolean };

/** Tests every row, the end first: there the news is. `work` is what the expressions of the filter may cost. */
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
