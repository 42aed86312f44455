// The state of the screen, as a person has chosen it: places, cursors, filters, dialogs. No data from servers.

import type { Dialog } from '../dialogs/dialog-state.ts';
import type { Context } from '../keys/actions.ts';
import type { Mode } from '../model/mode.ts';
import type { Sort } from '../table/column.ts';
import type { ListInTab, ListState, Opened } from '../table/list-state.ts';

export type Pane = 'servers' | 'detail' | 'events';

/** The target of a prompt: the filter of a list, by its id, or a command line. */
export type PromptTarget = string;

/** The target of a command line. */
export const commandTarget = 'command';

export type Prompt = {
	target: PromptTarget;
	/** True for a search, which hides no rows; else the text filters. */
	search?: true;
	text: string;
	/** Caret, in characters from the start. */
	caret: number;
	/** Why the text does not parse; the last good filter stays in force meanwhile. */
	error?: string;
};

/** A place on screen: a list, or an object opened from it. The first place is the main screen. */
export type Place = {
	screen: string;
	/** Terms of a filter that the list was opened with, and is narrowed to. */
	scope?: string;
	/** Key of the object that the list was opened on, if any. */
	of?: string;
	open?: Opened;
};

/** A marked server: its id, which it loses with a restart, and its name for words about it. */
export type Mark = { id: string; name: string };

export type Toast = { text: string; token: 'ok' | 'warn' | 'crit' | 'info'; until: number };

export type UiState = {
	/** The last one is on top. */
	places: readonly Place[];
	/** The pane of the main screen that has the focus. */
	focus: Pane;
	zoom: boolean;
	/** The state of each list, by the id of its screen. */
	lists: Readonly<Record<string, ListState>>;
	/** The marked servers, in the order in which they were marked. */
	marks: readonly Mark[];
	prompt?: Prompt;
	dialog?: Dialog;
	toast?: Toast;
	paused: boolean;
	/** Exact numbers instead of three digits. */
	exact: boolean;
	/** Totals instead of rates. */
	totals: boolean;
	/** Account keys instead of their names. */
	keys: boolean;
};

/** The parts of a screen that the first state of its list is made from. */
export type ListDefaults = { id: string; sort: Sort; groupsOff?: readonly string[] };

/** The list of each pane of the main screen. */
export const paneLists: Readonly<Record<Pane, string>> = {
	servers: 'servers',
	detail: 'servers',
	events: 'events',
};

/** The main screen of account mode: a row is an area, and the servers stand in the middle. */
export const accountList = 'account';

/** The lists of the panes as they are now: the first place is the main screen of the mode. */
export const paneListsOf = ({ places }: Pick<UiState, 'places'>): Readonly<Record<Pane, string>> => {
	const main = places[0]?.screen ?? paneLists.servers;
	return { ...paneLists, servers: main, detail: main };
};

/** Whose eyes are looked through, as the main screen tells. */
export const modeOf = (ui: Pick<UiState, 'places'>): Mode =>
	paneListsOf(ui).servers === accountList ? 'account' : 'system';

/** The main screen among these lists: the servers where they are there, else the first. */
const mainOf = (lists: readonly ListDefaults[]): string =>
	lists.some(({ id }) => id === paneLists.servers) ? paneLists.servers : (lists[0]?.id ?? paneLists.servers);

/** The state at the start; `given` holds the choices of flags and configuration, by list. */
export const initialUi = (
	lists: readonly ListDefaults[],
	given: Readonly<Record<string, Partial<ListState>>> = {},
): UiState => ({
	places: [{ screen: mainOf(lists) }],
	focus: 'servers',
	zoom: false,
	lists: Object.fromEntries(
		lists.map(({ id, sort, groupsOff = [] }) => [
			id,
			{ sort, filter: '', wide: false, offset: 0, off: groupsOff, ...given[id] },
		]),
	),
	marks: [],
	paused: false,
	exact: false,
	totals: false,
	keys: false,
});

const noList: ListState = {
	sort: { column: '', descending: false },
	filter: '',
	wide: false,
	offset: 0,
	off: [],
};

/** The choices in a list. */
export const listOf = (ui: UiState, id: string): ListState => ui.lists[id] ?? noList;

/** The state with other choices in one list. */
export const withList = (ui: UiState, id: string, change: Partial<ListState>): UiState => ({
	...ui,
	lists: { ...ui.lists, [id]: { ...listOf(ui, id), ...change } },
});

/** The place on top. */
export const topPlace = (ui: UiState): Place => ui.places.at(-1) ?? { screen: paneLists.servers };

/** Changes the open object; the state is as before where none is open. */
export const withOpen = (ui: UiState, change: Partial<Opened>): UiState => {
	const place = topPlace(ui);
	if (place.open === undefined) return ui;
	return { ...ui, places: [...ui.places.slice(0, -1), { ...place, open: { ...place.open, ...change } }] };
};

/** The list in the open tab of the object on top, where that tab is one. */
export const listInTab = (ui: UiState): ListInTab | undefined => topPlace(ui).open?.list;

/** The open object, where its tab is no list; none where a list is on top or in the tab. */
export const openPicture = (ui: UiState): Opened | undefined =>
	listInTab(ui) === undefined ? topPlace(ui).open : undefined;

/** A list by the id of its screen, the key of the object that it is opened on, if it is, and the filter it is seen through. */
export type InView = { screen: string; of?: string; filter?: string };

/** Names the snapshot of a list: one for each object that it is opened on. */
export const shotName = ({ screen, of }: InView): string => (of === undefined ? screen : `${screen} ${of}`);

/** The filter of a list in view: the terms it was opened with, and those that a person typed. */
export const filterOf = (scope: string | undefined, { filter }: Pick<ListState, 'filter'>): string =>
	[scope ?? '', filter].filter((part) => part !== '').join(' ');

/** The lists in view: both of the main screen, or the one on top and the one in its tab. */
export const screensInView = (ui: UiState): readonly InView[] => {
	const seen = ({ screen, of, scope }: ListInTab): InView => ({
		...{ screen, of },
		filter: filterOf(scope, listOf(ui, screen)),
	});
	if (isMain(ui)) return [...new Set(Object.values(paneListsOf(ui)))].map((screen) => seen({ screen }));
	return [topPlace(ui), listInTab(ui) ?? []].flat().map(seen);
};

/** The scope of a list in view: terms, and the object it is opened on. */
export const narrowed = (ui: UiState, id: string): Omit<ListInTab, 'screen'> => {
	const places = [listInTab(ui), topPlace(ui)];
	return places.find((place) => place?.screen === id) ?? {};
};

/** The key of the object that is open from a list, if one is. */
export const openKey = (ui: UiState, screen: string): string | undefined => {
	const { screen: on, open } = topPlace(ui);
	return on === screen ? open?.key : undefined;
};

/** True where the main screen is on top. */
export const isMain = (ui: UiState): boolean => ui.places.length <= 1;

/** The list that keys act on. */
export const activeList = (ui: UiState): string =>
	isMain(ui) ? paneListsOf(ui)[ui.focus] : (listInTab(ui)?.screen ?? topPlace(ui).screen);

/** The context of keys now; `kind` is that of the list they act on. */
export const contextOf = (ui: UiState, kind: 'table' | 'log'): Context => {
	if (isMain(ui)) return ui.focus;
	return kind === 'table' && openPicture(ui) ? 'object' : kind;
};

/** True where keys are text: in a prompt, where a time is typed, and in the search of the help. */
export const isTyping = ({ prompt, dialog }: UiState): boolean =>
	prompt !== undefined || dialog?.name === 'go-to' || (dialog?.name === 'help' && dialog.searching);
