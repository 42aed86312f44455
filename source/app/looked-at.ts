// Tells the source of the active list which rows a person looks at: the sort, and the row under the cursor.

import type { LookedAt } from '../screens/source.ts';
import { activeList, listOf, narrowed, shotName, type UiState } from '../ui/ui-state.ts';
import type { Selection } from './selection.ts';

/** The name of that list's snapshot, with its sort and the key under the cursor. */
export const lookedAt = (ui: UiState, { active, item }: Selection): [name: string, at: LookedAt] => {
	const id = activeList(ui);
	const { sort } = active?.state ?? listOf(ui, id);
	return [shotName({ screen: id, of: narrowed(ui, id).of }), { sort, cursor: item?.key }];
};
