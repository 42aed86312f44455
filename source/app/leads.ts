// Where number keys lead from a row: each to the list of its number that the row narrows.

import type { Screen } from '../screens/screen.ts';
import type { Place } from '../ui/ui-state.ts';

/** By the id of the screen that a number key shows: the list it opens, which may be another of its tabs, and the scope. */
export const leadsOf = (
	scopes: Readonly<Record<string, string>>,
	screens: readonly Screen[],
): Readonly<Record<string, Place>> => {
	const leads: Record<string, Place> = {};
	for (const [id, scope] of Object.entries(scopes)) {
		const key = screens.find((screen) => screen.id === id)?.key;
		const first = screens.find((screen) => screen.key === key)?.id ?? id;
		if (!Object.hasOwn(leads, first) || id === first) leads[first] = { screen: id, scope };
	}
	return leads;
};
