// What somebody looks at in the list that keys act on, for its source: by what it is sorted, and the row under the cursor.

import type { LookedAt } from '../screens/source.ts';
import { activeList, listOf, narrowed, shotName, type UiState } from '../ui/ui-state.ts';
import type { Selection } from './selection.ts';

/** The name of the snapshot of that list, and what is looked at in it. */
export const lookedAt = (ui: UiState, { active, item }: Selection): [name: string, at: LookedAt] => {
	const id = activeList(ui);
	const { sort } = active?.state ?? listOf(ui, id);
	return [shotName({ screen: id, of: narrowed(ui, id).of }), { sort, cursor: item?.key }];
};
