// The command `:mark FILTER`: marks the servers that match.

import { markAlso } from '../ui/marks.ts';
import { focusPane } from '../ui/panes.ts';
import { listOf, type Mark, paneLists } from '../ui/ui-state.ts';
import { type Controls, showToast } from './controls.ts';

/** Marks the servers that a filter lets through; gives the error of one that does not parse. */
export const markByFilter = ({ ui, facts }: Controls, filter: string): string | undefined => {
	const list = facts.select().list(paneLists.servers);
	if (list === undefined) return 'no server is known yet';
	const error = list.screen.filterError(filter);
	if (error !== undefined) return error;
	const { now, totals, choices } = facts.look();
	const state = { ...listOf(ui.get(), paneLists.servers), filter, search: undefined, bad: false };
	const { keys } = list.shot.list(state, { now, totals }, choices);
	const byKey = new Map(facts.allServers().map(({ key, info }) => [key, info]));
	const found = keys.flatMap((key): Mark[] => {
		const info = byKey.get(key);
		return info === undefined ? [] : [{ id: info.id, name: info.name }];
	});
	if (found.length === 0) {
		showToast(ui, `no server matches ${filter}`, 'warn');
		return undefined;
	}
	ui.change((before) => focusPane(markAlso(before, found), 'servers'));
	const servers = found.length === 1 ? '1 server matches' : `${found.length} servers match`;
	showToast(ui, `${servers}; ${ui.get().marks.length} marked`, 'ok');
	return undefined;
};
