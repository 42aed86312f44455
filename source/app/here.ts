// The place on screen where keys are pressed: the words for it, and the keys that change nothing there.

import type { Here } from '../dialogs/dialog.ts';
import type { Action } from '../keys/actions.ts';
import type { Screen } from '../screens/screen.ts';
import { allCommands } from '../ui/command-words.ts';
import {
	activeList,
	contextOf,
	isMain,
	listOf,
	modeOf,
	paneLists,
	screensInView,
	type UiState,
} from '../ui/ui-state.ts';
import { actionsOfNow } from './press-time.ts';
import type { Selection } from './selection.ts';

/** The list whose rows are servers with inner queues. */
export const queuesList = 'raft';

/** The list of subjects, and that of what a tap has heard. */
export const subjectsList = 'subjects';
export const tapList = 'tap';

/** Actions that only a user of the system account can have carried out. */
export const ofSystem: readonly string[] = [
	'server.reload',
	'server.profile',
	'connection.kick',
	'connection.move',
	'raft.queues',
	'mark.toggle',
	'mark.all',
];

/** True where Enter does nothing: the rows of the list have no tabs and lead to no other list. */
export const opensNothing = ({ facts: { list }, item, open }: Selection): boolean =>
	open === undefined && list.kind === 'table' && list.tabs.length === 0 && item?.place === undefined;

/** Actions that change nothing: scrolling sideways where all is in view, tabs where there is one, opening what is open. */
export const idleActions = (ui: UiState, selection: Selection): string[] => {
	const { facts, open, item, object } = selection;
	const { kind } = facts.list;
	const { tabs } = facts;
	const noConnection = item?.connection === undefined;
	// Rows of such a screen belong to no server.
	const noServer = !isMain(ui) && item !== undefined && item.server === undefined;
	const shows = screensInView(ui).map(({ screen }) => screen);
	const noEvents = ![paneLists.events, paneLists.servers].some((id) => shows.includes(id));
	// Without its list there is no tap: only a user of an account has one.
	const mayTap =
		[subjectsList, tapList].includes(activeList(ui)) &&
		facts.siblings.some(({ screen }) => screen === tapList);
	const { search } = listOf(ui, activeList(ui));
	const isObject = open !== undefined && kind === 'table';
	const hasTabs = object !== undefined;
	const sideways = hasTabs
		? tabs.length > 1
		: kind === 'log' || facts.list.hasOwnPane || listOf(ui, activeList(ui)).wide;
	const others = hasTabs ? tabs.length > 1 : isMain(ui) || facts.siblings.length > 1;
	return [
		...(modeOf(ui) === 'account' ? ofSystem : []),
		...(sideways ? [] : ['move.left', 'move.right']),
		...(others ? [] : ['pane.next', 'pane.previous']),
		...(others && !isMain(ui) ? [] : ['tab.next', 'tab.previous']),
		...(isObject || opensNothing(selection) ? ['open'] : []),
		...(noConnection ? ['connection.kick', 'connection.move'] : []),
		...(noServer ? ['server.reload', 'server.profile'] : []),
		...(activeList(ui) === queuesList ? [] : ['raft.queues']),
		...(mayTap ? [] : ['subject.tap']),
		...(item?.message === undefined ? ['message.last'] : []),
		...(noEvents ? ['events.kinds'] : []),
		...((facts.list.blocks?.length ?? 0) > 1 ? [] : ['network.cluster']),
		...(search === undefined ? ['match.next', 'match.previous'] : []),
	];
};

/** True for an action that shows another screen narrowed to the selected row. */
const leadsTo = (leads: Readonly<Record<string, unknown>>, { id }: Pick<Action, 'id'>): boolean =>
	id.startsWith('screen.') && Object.hasOwn(leads, id.slice('screen.'.length));

/** Actions that the footer may name; a screen is among them only where the selected row leads to it. */
export const forFooter = <A extends Action>(
	actions: readonly A[],
	{ facts }: Pick<Selection, 'facts'>,
): readonly A[] =>
	actions.filter((action) => !action.id.startsWith('screen.') || leadsTo(facts.list.leads ?? {}, action));

/** The words of keys where servers are marked. */
const markedWords = (count: number): Readonly<Record<string, Partial<Action>>> => {
	const which = count === 1 ? 'the marked server' : `${count} marked servers`;
	return {
		'server.reload': { label: `reload ${which}` },
		'server.profile': { label: `profile ${which}` },
		'mark.all': { label: 'mark none', hint: 'none' },
		back: { label: 'unmark, back, close', hint: 'unmark' },
	};
};

/** Actions in the words of the place: `next server` or `next account`, and the screens that the row leads to. */
export const namedHere = <A extends Action>(
	actions: readonly A[],
	{ active, facts, marked }: Pick<Selection, 'active' | 'facts' | 'marked'>,
): readonly A[] => {
	const [noun] = active?.screen.noun ?? [];
	const leads = facts.list.leads ?? {};
	const withMarks: Readonly<Record<string, Partial<Action>>> =
		facts.marks === undefined || marked.size === 0 ? {} : markedWords(marked.size);
	return actions.map((action) => {
		const words = withMarks[action.id];
		if (words !== undefined) return { ...action, ...words };
		if (noun !== undefined && /^server\.(next|previous)$/.test(action.id))
			return { ...action, label: action.label.replace('server', noun), ...(action.hint && { hint: noun }) };
		return leadsTo(leads, action) ? { ...action, label: `its ${action.label}`, hint: action.label } : action;
	});
};

/** The facts of the place that the help is made from. */
export const hereOf = (
	ui: UiState,
	selection: Selection,
	registry: readonly Screen[],
	{ mouse, isBack }: { mouse: boolean; isBack: boolean },
): Here => {
	const { active, item, open, facts } = selection;
	const isObject = open !== undefined && facts.list.kind === 'table';
	const inView = isMain(ui) ? screensInView(ui).map(({ screen }) => screen) : [];
	const ids = [...new Set([activeList(ui), ...inView])];
	const screens = ids.flatMap((id) => selection.list(id)?.screen ?? []);
	const pane = isMain(ui) && ui.focus === 'detail' ? 'Detail' : undefined;
	return {
		title: pane ?? (isObject && item ? item.name : (active?.screen.title ?? 'natstop')),
		context: contextOf(ui, facts.list.kind),
		idle: [...idleActions(ui, selection), ...(isBack ? actionsOfNow : [])],
		screens,
		opened: isObject,
		mouse,
		examples: item?.examples() ?? [],
		commands: Object.entries(allCommands(registry)).map(([name, { takes, about }]) => [
			`:${name}${takes === '' ? '' : ` ${takes}`}`,
			about,
		]),
	};
};
