// Where a person is: what the help is about, and which keys change nothing there.

import type { Here } from '../dialogs/dialog.ts';
import { allCommands } from '../ui/command-words.ts';
import { activeList, contextOf, isMain, listOf, screensInView, type UiState } from '../ui/ui-state.ts';
import type { Selection } from './selection.ts';

/** Whether Enter does nothing: the rows of the list have no page and lead nowhere. */
export const opensNothing = ({ facts: { list }, item, open }: Selection): boolean =>
	open === undefined && list.kind === 'table' && list.tabs.length === 0 && item?.place === undefined;

/** Actions that change nothing: scrolling sideways where all is in view, tabs where there is one, opening what is open. */
const idleActions = (ui: UiState, selection: Selection): string[] => {
	const { facts, open, item } = selection;
	const { kind, tabs } = facts.list;
	const noConnection = item?.connection === undefined;
	const isObject = open !== undefined && kind === 'table';
	const sideways = isObject ? tabs.length > 1 : kind === 'log' || listOf(ui, activeList(ui)).wide;
	const others = isObject ? tabs.length > 1 : isMain(ui) || facts.siblings.length > 1;
	return [
		...(sideways ? [] : ['move.left', 'move.right']),
		...(others ? [] : ['pane.next', 'pane.previous']),
		...(isObject || opensNothing(selection) ? ['open'] : []),
		...(noConnection ? ['connection.kick', 'connection.move'] : []),
	];
};

/** What the help needs to know of the place. */
export const hereOf = (ui: UiState, selection: Selection): Here => {
	const { active, item, open, facts } = selection;
	const isObject = open !== undefined && facts.list.kind === 'table';
	const ids = [...new Set([activeList(ui), ...screensInView(ui)])];
	const screens = ids.flatMap((id) => selection.list(id)?.screen ?? []);
	const pane = isMain(ui) && ui.focus === 'detail' ? 'Detail' : undefined;
	return {
		title: pane ?? (isObject && item ? item.name : (active?.screen.title ?? 'natstop')),
		context: contextOf(ui, facts.list.kind),
		idle: idleActions(ui, selection),
		screens,
		opened: isObject,
		examples: item?.examples() ?? [],
		commands: Object.entries(allCommands).map(([name, { takes, about }]) => [
			`:${name}${takes === '' ? '' : ` ${takes}`}`,
			about,
		]),
	};
};
