// Finds the part of a filter that servers can apply themselves, so that they send only matching rows.

import type { FieldTerm } from '../table/filter-query.ts';
import type { Asked } from './source.ts';

/** The terms `name=value` of a filter whose names servers choose by. Where two of one name differ no row matches; the first is asked. */
export const askedOf = (terms: readonly FieldTerm[], names: readonly string[] = []): Asked => {
	const asked: Record<string, string> = {};
	for (const { name, operator, value } of terms) {
		if (operator === '=' && names.includes(name)) asked[name] ??= value;
	}
	return asked;
};
