// When figures will be known that need two samples: with the next answer, or never where what is looked at is over.

import type { Look } from '../table/column.ts';

/** The sentence about `what`, such as `Its rates are`. */
export const ratesKnown = (what: string, { past }: Pick<Look, 'past'>): string => {
	if (past === 'archive') return `${what} not known: an archive is one sample.`;
	return past === 'recording'
		? `${what} not known: nothing older was kept to compare it with.`
		: `${what} known with the next answer.`;
};
