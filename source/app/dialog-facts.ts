// The facts of dialogs: the state of a reload, a kick or a profile, and the list that keys act on.

import type { Config } from '../config/config.ts';
import type { DialogFacts } from '../dialogs/dialog.ts';
import type { Actions } from '../hooks/use-actions.ts';
import type { LoggedEvent } from '../model/event.ts';
import { rollEvents } from '../model/roll-events.ts';
import { activeList, listOf, paneLists, type UiState } from '../ui/ui-state.ts';
import type { AppProps } from './app-props.ts';
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

/** The facts of what is done to servers and connections; `events` are all of the log. */
export const actionFacts = (
	{ reload, rolling, act, profile, profiles }: Actions,
	events: readonly LoggedEvent[],
	{ subjects, scpHost }: Pick<AppProps, 'subjects' | 'scpHost'>,
	{ dir: directory }: Pick<Config, 'dir'>,
): Pick<DialogFacts, 'reload' | 'rolling' | 'act' | 'profile' | 'profiles'> => ({
	reload: { state: reload.state, subject: subjects.reload },
	rolling: { roll: rolling.roll, events: () => rollEvents(rolling.roll, events) },
	act: { state: act.state, own: act.own },
	profile: { state: profile.state, directory, cwd: process.cwd(), scpHost },
	profiles: { many: profiles.many },
});
