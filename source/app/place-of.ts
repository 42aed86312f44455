// Finds the place on screen that a row leads to: a list, or an object of it.

import type { Target } from '../screens/list-facts.ts';
import type { Screen } from '../screens/screen.ts';
import type { Facts } from '../ui/facts.ts';

/** The object is opened on its first tab, where its list has tabs; else the cursor goes to its row. */
export const placeOf = (
	{ screen, scope, key }: Target,
	list: Screen | undefined,
): NonNullable<Facts['list']['opens']> => {
	const place = { screen, ...(scope !== undefined && { scope }), ...(key !== undefined && { cursor: key }) };
	const [tab] = list?.tabs ?? [];
	if (key === undefined || tab === undefined) return place;
	return { ...place, open: { key, tab: tab.id, raw: false, scroll: 0 } };
};
