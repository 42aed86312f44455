// The worst of what checks have found of a list, for its row on the main screen of account mode.

import type { FailingObject } from '../model/health/finding.ts';
import type { AreaFacts } from './list-facts.ts';

/** `LABELS: 99% full`, and how bad it is; the first of those that are equally bad. Nothing where nothing is wrong. */
export const worstFound = (
	failing: readonly Pick<FailingObject, 'name' | 'troubles'>[],
): Pick<AreaFacts, 'worst' | 'rank'> => {
	const found = failing.flatMap(({ name, troubles }) => troubles.map((trouble) => ({ name, ...trouble })));
	const severe = found.find(({ severity }) => severity === 'critical');
	const worst = severe ?? found[0];
	return worst === undefined
		? {}
		: { worst: `${worst.name}: ${worst.text}`, rank: severe === undefined ? 1 : 2 };
};
