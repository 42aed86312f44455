// What dialogs are drawn from and press on: the state of what was asked for, and the list that keys act on.

import type { DialogFacts } from '../dialogs/dialog.ts';
import { activeList, listOf, paneLists, type UiState } from '../ui/ui-state.ts';
import type { Selection } from './selection.ts';

/** The facts of a state, with those that are not of lists. */
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
