// Finds the part of a filter that servers can apply themselves, so that they send only matching rows.

import type { FieldTerm } from '../table/filter-query.ts';
import type { Asked } from './source.ts';

/** What parts several values of one field in `Asked`; no name of anything holds a line end. */
const separator = '\n';

/** The values of a field in `Asked`, any of which is meant. */
export const askedValues = (text: string): readonly string[] => text.split(separator);

/**
 * The terms `name=value` of a filter whose names servers choose by. Where two of one name differ no row matches; the first is
 * asked. A term with several values is asked only of the fields in `many`, and else left to the rows.
 */
export const askedOf = (
	terms: readonly FieldTerm[],
	names: readonly string[] = [],
	many: readonly string[] = [],
): Asked => {
	const asked: Record<string, string> = {};
	for (const { name, operator, value, anyOf } of terms) {
		if (operator !== '=' || !names.includes(name)) continue;
		if (anyOf === undefined) asked[name] ??= value;
		else if (many.includes(name)) asked[name] ??= anyOf.join(separator);
	}
	return asked;
};
