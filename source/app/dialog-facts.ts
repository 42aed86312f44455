// The facts of dialogs: the state of a reload, a kick or a profile, and the list that keys act on.

import type { DialogFacts } from '../dialogs/dialog.ts';
import { activeList, listOf, paneLists, type UiState } from '../ui/ui-state.ts';
import type { Selection } from './selection.ts';

/** Adds the facts of the active list and its filters to those that do not depend on a list. */
export const dialogFactsOf = (
	state: UiState,
	{ facts, shownColumns }: Pick<Selection, 'facts' | 'shownColumns'>,
	others: Omit<DialogFacts, 'list' | 'eventsOff'>,
): DialogFacts => {
	const { sort, chosen = [] } = listOf(state, activeList(state));
	return {
		...others,
		list: { columns: facts.list.columns, sort, chosen, shown: shownColumns() },
		eventsOff: listOf(state, paneLists.events).off,
	};
};
