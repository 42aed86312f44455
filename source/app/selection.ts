// Works out the lists in view, the row that keys act on and its server, from snapshots and choices.

import type { Config } from '../config/config.ts';
import type { ActionsOff } from '../model/action.ts';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
import type { LinkState } from '../model/link.ts';
import { everyList } from '../screens/every-list.ts';
import type { BaseLook, Item, ListView, Screen, Shot } from '../screens/screen.ts';
import { type ColumnChoice, chooseColumns, lastOffset } from '../table/choose-columns.ts';
import type { ListState, Opened, OpenedView } from '../table/list-state.ts';
import { memoizeLast } from '../table/memoize-last.ts';
import type { Facts } from '../ui/facts.ts';
import { logPage, logPanes, tablePage, tablePanes } from '../ui/geometry.ts';
import { type Frame, frame, layout, type MainLayout } from '../ui/layout.ts';
import { logPosition } from '../ui/move.ts';
import {
	activeList,
	filterOf,
	isMain,
	listInTab,
	listOf,
	modeOf,
	narrowed,
	openPicture,
	type Pane,
	paneLists,
	paneListsOf,
	shotName,
	topPlace,
	type UiState,
} from '../ui/ui-state.ts';
import { findServerRow } from './find-server-row.ts';
import { leadsOf } from './leads.ts';
import { markedKeys, markedScopes, marksOf } from './marked.ts';
import { placeOf } from './place-of.ts';
import { linesAbove, wantedRows } from './wanted-rows.ts';

/** The last snapshot of each watched list, by the name of the snapshot. */
export type Shots = Readonly<Record<string, Shot>>;

/** The inputs of the selection. */
export type World = {
	ui: UiState;
	/** All screens, in the order of their number keys. */
	screens: readonly Screen[];
	shots: Shots;
	fleet: FleetSnapshot;
	look: BaseLook;
	columns: number;
	rows: number;
	config: Pick<Config, 'ascii'>;
};

/** A list that is in view. */
export type ListInView = {
	screen: Screen;
	shot: Shot;
	state: ListState;
	/** The terms that the list is narrowed to beside its filter; empty for the whole system. */
	scope: string;
	view: ListView;
};

/** An open object: its row, absent once it is gone; its tabs, and whether one of them is a list. */
export type ObjectInView = { item?: Item; tabs: Screen['tabs']; tab: string; hasLists: boolean };

export type Selection = {
	/** A list by the id of its screen; absent where it is not watched. */
	list: (id: string) => ListInView | undefined;
	/** The list that keys act on. */
	active?: ListInView;
	/** The screens that share a number key with it, in order. */
	tabs: readonly Screen[];
	/** The object on top; keys act on it, or on the list in one of its tabs. */
	object?: ObjectInView;
	/** The row that keys act on: the open object, else the one under the cursor. */
	item?: Item;
	/** Keys of the marked servers. */
	marked: ReadonlySet<string>;
	/** The opened object where its tab is no list, with the key of its row now. */
	open?: Opened;
	/** The open object as drawn. */
	opened: () => OpenedView | undefined;
	/** The server that keys act on. */
	server?: ServerRow;
	layout?: MainLayout;
	frame?: Frame;
	facts: Facts;
	/** Ids of the columns in view of the list that keys act on. */
	shownColumns: () => readonly string[];
};

const panesOf = (main: MainLayout | undefined): Pane[] =>
	(['servers', 'detail', 'events'] as const).filter((pane) => main?.[pane] !== undefined);

/** The key under the cursor; the first row of a table or the newest of a log where that row is gone or none was chosen. */
export const rowAt = ({ screen, state, view }: ListInView): Item | undefined => {
	if (screen.list === 'log') return view.at(logPosition(view.keys, state.cursor));
	const at = state.cursor === undefined ? -1 : view.keys.indexOf(state.cursor);
	return view.at(Math.max(0, at));
};

/** The key of the row that a person chose in a table, while the row is there: the cursor follows it. */
export const chosenKey = ({ keys }: ListView, { cursor }: ListState): string | undefined =>
	cursor !== undefined && keys.includes(cursor) ? cursor : undefined;

const serverOf = (
	{ ui, fleet }: World,
	active: ListInView | undefined,
	item: Item | undefined,
	list: Selection['list'],
): ServerRow | undefined => {
	const isLog = active?.screen.list === 'log';
	// While a log follows on the main screen, keys mean the server under the cursor of the table.
	const counts = !isLog || !isMain(ui) || active.state.cursor !== undefined;
	const own = counts ? findServerRow(fleet.rows, item?.server) : undefined;
	if (own !== undefined || !isMain(ui)) return own;
	const main = list(paneLists.servers);
	return findServerRow(fleet.rows, main && rowAt(main)?.server);
};

/** Rows of a page of the active list. */
const pageOf = (
	{ ui, columns, look }: World,
	kind: 'table' | 'log',
	main: MainLayout | undefined,
	page: Frame | undefined,
	active: ListInView | undefined,
): number => {
	const body = page?.body.rows ?? 3;
	if (isMain(ui))
		return kind === 'log'
			? logPage(main?.events?.rows ?? 2, false)
			: tablePage(main?.servers?.rows ?? 3, false, linesAbove(active, columns, look));
	// A table always has a row of tabs there, a log only in a tab of an object.
	if (kind === 'log')
		return logPage(
			logPanes(columns, body, openPicture(ui) !== undefined).list.height,
			listInTab(ui) !== undefined,
		);
	const { list } = tablePanes(columns, body, active?.screen.hasDetail);
	return tablePage(list.height, true, active?.shot.above?.(list, look).length);
};

/** The object on top, where a table opened one. */
const objectOf = (ui: UiState, list: Selection['list']): ObjectInView | undefined => {
	const { screen, open } = topPlace(ui);
	const { screen: from, shot } = list(screen) ?? {};
	if (open === undefined || from === undefined || from.list === 'log') return undefined;
	const item = shot?.item(open.key);
	// Not every object has all tabs of its list; of one that is gone nobody knows.
	const tabs = item ? from.tabs.filter(({ id }) => item.tabs.some((tab) => tab.id === id)) : from.tabs;
	const hasLists = tabs.some((tab) => tab.list !== undefined);
	return { item, tabs, tab: open.tab, hasLists };
};

/** Rows of title and tabs above a pane that a screen draws itself. */
const paneTop = 2;

/** The problems of the list that keys act on; those of the servers where its rows are not judged. */
const problemsOf = (
	active: ListInView | undefined,
	list: Selection['list'],
	main: string,
): Facts['problems'] => {
	const judged = active && active.screen.list !== 'log' ? active : list(main);
	const keys = judged?.view.problems() ?? [];
	return judged === undefined || keys.length === 0 ? undefined : { list: judged.screen.id, keys };
};

/** Everything derived from snapshots and choices; pure, and cheap enough for every frame. */
export const select = (world: World): Selection => {
	const { ui, screens, shots, fleet, look, columns, rows, config } = world;
	const lists = everyList(screens);
	const screenNamed = (id: string) => lists.find((screen) => screen.id === id);
	const moment = { now: look.now, totals: look.totals };
	const seen = new Map<string, ListInView>();
	const list = (id: string): ListInView | undefined => {
		const known = seen.get(id);
		if (known) return known;
		const { scope = '', of } = narrowed(ui, id);
		const [screen, shot] = [screenNamed(id), shots[shotName({ screen: id, of })]];
		if (screen === undefined || shot === undefined) return undefined;
		const state = listOf(ui, id);
		const filter = filterOf(scope, state);
		const found = { screen, shot, state, scope, view: shot.list({ ...state, filter }, moment, look.choices) };
		seen.set(id, found);
		return found;
	};
	const active = list(activeList(ui));
	const kind = screenNamed(activeList(ui))?.list === 'log' ? 'log' : 'table';
	const object = objectOf(ui, list);
	const chosen = openPicture(ui);
	const isObject = chosen !== undefined && kind === 'table';
	const item = isObject ? active?.shot.item(chosen.key) : active && rowAt(active);
	const open = chosen && { ...chosen, key: isObject ? chosen.key : (item?.key ?? chosen.key) };
	const panes = paneListsOf(ui);
	const first = list(panes.servers);
	const isAccount = modeOf(ui) === 'account';
	const main = layout(columns, rows, {
		servers: wantedRows(first) + linesAbove(first, columns, look),
		...(isAccount && { middle: 2 + Math.max(1, fleet.rows.length) }),
		detail: true,
		focus: ui.focus,
		zoom: ui.zoom,
	});
	const page = frame(columns, rows);
	const opened = memoizeLast((): OpenedView | undefined => {
		if (open === undefined || active === undefined || page === undefined) return undefined;
		const { columns: width, rows: body } = page.body;
		const height = body - (object?.hasLists ? 1 : 0);
		const size = kind === 'table' ? { width, height } : logPanes(width, height, true).opened;
		return size && active.shot.opened(open, size, look);
	});
	const ownPane = memoizeLast(() => {
		const { list: size } = tablePanes(columns, page?.body.rows ?? 3, active?.screen.hasDetail);
		const at = { cursor: item?.key, offset: active?.state.offset ?? 0, figure: active?.state.figure };
		return active?.view.pane?.({ ...size, height: size.height - paneTop }, look, at);
	});
	const { columns: heads = [], key: number } = active?.screen ?? {};
	const tabs = screens.filter(({ key }) => key === number);
	const tableWidth = isMain(ui) ? (main?.servers?.columns ?? columns) : columns;
	const choice = (wide: boolean): ColumnChoice => ({
		...{ wide, offset: 0 },
		chosen: active?.state.chosen,
		names: active?.view.nameWidths(),
		ascii: config.ascii,
	});
	return {
		list,
		active,
		tabs,
		object,
		item,
		marked: markedKeys(world),
		open,
		opened,
		shownColumns: () => chooseColumns(heads, tableWidth, choice(false)).map(({ id }) => id),
		server: serverOf(world, active, item, list),
		layout: main,
		frame: page,
		facts: {
			list: {
				kind,
				keys: active?.view.keys ?? [],
				found: active?.view.found,
				get page() {
					return ownPane()?.page ?? pageOf(world, kind, main, page, active);
				},
				columns: heads,
				tabs: item?.tabs ?? active?.screen.tabs.map(({ id }) => ({ id })) ?? [],
				...(item?.place && !open ? { opens: placeOf(item.place, screenNamed(item.place.screen)) } : {}),
				...(item?.scopes && { leads: leadsOf(item.scopes, world.screens) }),
				hasOwnPane: active?.view.pane !== undefined,
				figures: active?.screen.figures?.length,
				get blocks() {
					return active?.view.blocks();
				},
				get lastOffset() {
					return kind === 'log' ? 0 : (ownPane()?.lastOffset ?? lastOffset(heads, tableWidth, choice(true)));
				},
			},
			tabs: object?.item?.tabs ?? [],
			get open() {
				return opened();
			},
			problems: problemsOf(active, list, panes.servers),
			get marks() {
				return marksOf(world, active, item?.key);
			},
			get markedScopes() {
				return markedScopes(ui, screens);
			},
			panes: panesOf(main),
			get siblings() {
				const { scope } = topPlace(ui);
				return tabs.map(({ id: screen, filterError }) =>
					scope === undefined || filterError(scope) !== undefined ? { screen } : { screen, scope },
				);
			},
		},
	};
};

/** Why nothing may be asked of a server now; `reload` is off by itself in read-only mode. */
export const actionsOff = (
	link: LinkState,
	server: ServerRow | undefined,
	readOnly: boolean,
): ActionsOff | undefined => {
	if (link.phase !== 'connected') return 'disconnected';
	if (readOnly) return 'read-only';
	if (server?.state === 'down' || server?.state === 'lameduck') return server.state;
	return undefined;
};
