// Keys that change what is looked at: an action and what is on screen in, the choice after it out. Nothing is sent.

import type { ActionId } from '../keys/keymap.ts';
import { type ColumnHead, columnNamed, sortBy } from '../table/column.ts';
import type { Opened } from '../table/list-state.ts';
import {
	activeList,
	commandTarget,
	isMain,
	listOf,
	type Pane,
	type Place,
	paneLists,
	topPlace,
	type UiState,
	withList,
} from './ui-state.ts';

/** What the reducer must know of the list that keys act on. */
export type ListFacts = {
	kind: 'table' | 'log';
	/** Keys of the rows in view order; of a log they are rising numbers. */
	keys: readonly string[];
	/** Rows of a page. */
	page: number;
	/** Sortable columns in reading order. */
	columns: readonly ColumnHead[];
	/** Furthest column offset in wide mode. */
	lastOffset: number;
	/** Tabs of an object opened from it. */
	tabs: readonly string[];
	/** The list that Enter opens for the selected row, where that is what it does. */
	opens?: Place;
};

/** What the reducer must know of the screen it acts on. */
export type Facts = {
	list: ListFacts;
	/** Of the open object: rows of a page, and its furthest scroll. */
	open?: { page: number; last: number };
	/** Panes that are on screen. */
	panes: readonly Pane[];
	/** Ids of the screens that share a number key with the one on top, in order. */
	siblings: readonly string[];
};

const between = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(most, value));

/** The open object with a change; nothing where none is open. */
const withOpen = (ui: UiState, change: Partial<Opened>): UiState => {
	const place = topPlace(ui);
	if (place.open === undefined) return ui;
	return { ...ui, places: [...ui.places.slice(0, -1), { ...place, open: { ...place.open, ...change } }] };
};

/** The cursor of a table moved by some rows; `Infinity` goes to the end. */
const moveInTable = (ui: UiState, { keys }: ListFacts, by: number): UiState => {
	if (keys.length === 0) return ui;
	const id = activeList(ui);
	const { cursor } = listOf(ui, id);
	// Where a filter hides the row that was chosen, the first one stands for it.
	const at = cursor === undefined ? -1 : Math.max(0, keys.indexOf(cursor));
	const to = between(at < 0 ? (by > 0 ? by - 1 : 0) : at + by, 0, keys.length - 1);
	return withList(ui, id, { cursor: keys[to] });
};

/** Position of the first key of a log at or after a cursor; the last one where none is. */
export const logPosition = (keys: readonly string[], cursor: string | undefined): number => {
	if (cursor === undefined) return keys.length - 1;
	const wanted = Number(cursor);
	const found = keys.findIndex((key) => Number(key) >= wanted);
	return found < 0 ? keys.length - 1 : found;
};

/** The cursor of a log moved; moving off the newest line stops following, going to the end begins again. */
const moveInLog = (ui: UiState, { keys }: ListFacts, by: number): UiState => {
	const last = keys.length - 1;
	if (last < 0) return ui;
	const id = activeList(ui);
	const { cursor } = listOf(ui, id);
	if (by === Number.POSITIVE_INFINITY) return withList(ui, id, { cursor: undefined });
	if (cursor === undefined && by >= 0) return ui;
	return withList(ui, id, { cursor: keys[between(logPosition(keys, cursor) + by, 0, last)] });
};

const moveInList = (ui: UiState, list: ListFacts, by: number): UiState =>
	list.kind === 'log' ? moveInLog(ui, list, by) : moveInTable(ui, list, by);

type Step = 'row' | 'half' | 'page';

const stepOf = (by: number, step: Step, page: number): number => {
	if (step === 'row') return by;
	return by * Math.max(1, step === 'half' ? Math.floor(page / 2) : page - 1);
};

/** Rows up or down in whatever has the focus. A log beside its open line scrolls that one only where it is raw. */
const move = (ui: UiState, { list, open }: Facts, by: number, step: Step): UiState => {
	const opened = topPlace(ui).open;
	if (opened && open && (list.kind === 'table' || (opened.raw && step !== 'row'))) {
		return withOpen(ui, { scroll: between(opened.scroll + stepOf(by, step, open.page), 0, open.last) });
	}
	const moved = moveInList(ui, list, stepOf(by, step, list.page));
	return opened ? withOpen(moved, { scroll: 0 }) : moved;
};

/** Another tab of the open object; the ends stay where they are, or meet. */
const otherTab = (ui: UiState, { tabs }: ListFacts, by: -1 | 1, round: boolean): UiState => {
	const at = tabs.indexOf(topPlace(ui).open?.tab ?? '') + by;
	const to = round ? (at + tabs.length) % tabs.length : between(at, 0, tabs.length - 1);
	const tab = tabs[to];
	return tab === undefined ? ui : withOpen(ui, { tab, scroll: 0 });
};

const sideways = (ui: UiState, { list }: Facts, by: -1 | 1): UiState => {
	const id = activeList(ui);
	const { offset, wide } = listOf(ui, id);
	if (list.kind === 'log') return withList(ui, id, { offset: between(offset + by * 8, 0, 400) });
	if (topPlace(ui).open) return otherTab(ui, list, by, false);
	return wide ? withList(ui, id, { offset: between(offset + by, 0, list.lastOffset) }) : ui;
};

/** The next screen of the same number key. */
const otherSibling = (ui: UiState, siblings: readonly string[], by: -1 | 1): UiState => {
	const at = siblings.indexOf(topPlace(ui).screen) + by + siblings.length;
	const screen = siblings[at % siblings.length];
	return screen === undefined ? ui : { ...ui, places: [...ui.places.slice(0, -1), { screen }] };
};

const nextPane = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	if (topPlace(ui).open) return otherTab(ui, facts.list, by, true);
	if (!isMain(ui)) return otherSibling(ui, facts.siblings, by);
	const panes = ui.zoom ? (['servers', 'detail', 'events'] as const) : facts.panes;
	const at = panes.indexOf(ui.focus) + by + panes.length;
	return { ...ui, focus: panes[at % panes.length] ?? 'servers' };
};

const focusPane = (ui: UiState, pane: Pane): UiState => ({
	...ui,
	places: ui.places.slice(0, 1).map(({ screen }) => ({ screen })),
	focus: pane,
});

/** Sorts a list by one of its columns, the way its sort starts. */
export const sortList = (
	ui: UiState,
	list: string,
	columns: readonly ColumnHead[],
	column: string,
): UiState => {
	const found = columnNamed(columns, column);
	return found === undefined ? ui : withList(ui, list, { sort: sortBy(found) });
};

const nextSort = (ui: UiState, { list: { columns } }: Facts, by: -1 | 1): UiState => {
	const id = activeList(ui);
	const now = columns.findIndex((column) => column.id === listOf(ui, id).sort.column);
	const column = columns[(now + by + columns.length) % columns.length];
	return column === undefined ? ui : sortList(ui, id, columns, column.id);
};

/** The key that Enter opens: under the cursor, the first of a table, the newest of a log. */
const keyToOpen = (ui: UiState, { kind, keys }: ListFacts): string | undefined => {
	const { cursor } = listOf(ui, activeList(ui));
	if (kind === 'log') return cursor ?? keys.at(-1);
	return cursor !== undefined && keys.includes(cursor) ? cursor : keys[0];
};

const open = (ui: UiState, { list }: Facts): UiState => {
	const place = topPlace(ui);
	const id = activeList(ui);
	const rest = ui.places.slice(0, -1);
	if (list.opens && !place.open) return { ...ui, places: [...ui.places, list.opens] };
	if (place.open) return list.kind === 'log' ? { ...ui, places: [...rest, { screen: id }] } : ui;
	const key = keyToOpen(ui, list);
	if (key === undefined && list.kind === 'table') return ui;
	const opened = key === undefined ? {} : { open: { key, tab: list.tabs[0] ?? '', raw: false, scroll: 0 } };
	const next = { screen: id, ...opened };
	// A log shows its open line beside itself, a table gives it the whole screen.
	const places = !isMain(ui) && list.kind === 'log' ? [...rest, next] : [...ui.places, next];
	const kept = list.kind === 'log' && !isMain(ui) ? listOf(ui, id).cursor : key;
	return { ...withList(ui, id, { cursor: kept }), places };
};

const back = (ui: UiState): UiState => {
	if (!isMain(ui)) {
		return topPlace(ui).open?.raw
			? withOpen(ui, { raw: false, scroll: 0 })
			: { ...ui, places: ui.places.slice(0, -1) };
	}
	const id = activeList(ui);
	return id === paneLists.events
		? withList(ui, id, { filter: '', cursor: undefined, offset: 0 })
		: withList(ui, id, { filter: '' });
};

const raw = (ui: UiState, facts: Facts): UiState => {
	const { open: opened } = topPlace(ui);
	if (opened) return withOpen(ui, { raw: !opened.raw, scroll: 0 });
	const next = open(ui, facts);
	return topPlace(next).open ? withOpen(next, { raw: true }) : ui;
};

/** The next object of the same list. */
const otherObject = (ui: UiState, { list }: Facts, by: -1 | 1): UiState => {
	const moved = moveInList(ui, list, by);
	const { cursor } = listOf(moved, activeList(moved));
	return cursor === undefined ? moved : withOpen(moved, { key: cursor, scroll: 0 });
};

const reducers: Partial<Record<ActionId, (ui: UiState, facts: Facts) => UiState>> = {
	'move.up': (ui, facts) => move(ui, facts, -1, 'row'),
	'move.down': (ui, facts) => move(ui, facts, 1, 'row'),
	'move.half.up': (ui, facts) => move(ui, facts, -1, 'half'),
	'move.half.down': (ui, facts) => move(ui, facts, 1, 'half'),
	'move.page.up': (ui, facts) => move(ui, facts, -1, 'page'),
	'move.page.down': (ui, facts) => move(ui, facts, 1, 'page'),
	'move.first': (ui, facts) => move(ui, facts, Number.NEGATIVE_INFINITY, 'row'),
	'move.last': (ui, facts) => move(ui, facts, Number.POSITIVE_INFINITY, 'row'),
	'move.left': (ui, facts) => sideways(ui, facts, -1),
	'move.right': (ui, facts) => sideways(ui, facts, 1),
	'match.next': (ui, facts) => move(ui, facts, 1, 'row'),
	'match.previous': (ui, facts) => move(ui, facts, -1, 'row'),
	'pane.next': (ui, facts) => nextPane(ui, facts, 1),
	'pane.previous': (ui, facts) => nextPane(ui, facts, -1),
	'pane.servers': (ui) => focusPane(ui, 'servers'),
	'pane.detail': (ui) => focusPane(ui, 'detail'),
	'pane.events': (ui) => focusPane(ui, 'events'),
	'pane.zoom': (ui) => ({ ...ui, zoom: !ui.zoom }),
	open,
	back,
	'server.next': (ui, facts) => otherObject(ui, facts, 1),
	'server.previous': (ui, facts) => otherObject(ui, facts, -1),
	'table.sort.next': (ui, facts) => nextSort(ui, facts, 1),
	'table.sort.previous': (ui, facts) => nextSort(ui, facts, -1),
	'table.sort.reverse': (ui) => {
		const id = activeList(ui);
		const { sort } = listOf(ui, id);
		return withList(ui, id, { sort: { ...sort, descending: !sort.descending } });
	},
	'table.sort.choose': (ui, { list: { columns } }) => {
		const { column } = listOf(ui, activeList(ui)).sort;
		const cursor = Math.max(
			0,
			columns.findIndex(({ id }) => id === column),
		);
		return { ...ui, dialog: { name: 'sort', cursor } };
	},
	'table.wide': (ui) => {
		const id = activeList(ui);
		return withList(ui, id, { wide: !listOf(ui, id).wide, offset: 0 });
	},
	'events.kinds': (ui) => ({ ...ui, dialog: { name: 'kinds', cursor: 0 } }),
	'show.totals': (ui) => ({ ...ui, totals: !ui.totals }),
	'show.exact': (ui) => ({ ...ui, exact: !ui.exact }),
	'show.keys': (ui) => ({ ...ui, keys: !ui.keys }),
	'show.raw': raw,
	'live.pause': (ui) => ({ ...ui, paused: !ui.paused }),
	help: (ui) => ({ ...ui, dialog: { name: 'help', scroll: 0, search: '', searching: false } }),
	filter: (ui) => {
		const target = activeList(ui);
		const text = listOf(ui, target).filter;
		return { ...ui, prompt: { target, text, caret: text.length } };
	},
	command: (ui) => ({ ...ui, prompt: { target: commandTarget, text: '', caret: 0 } }),
};

/** Shows a screen by its id, over the main one. */
export const showScreen = (ui: UiState, screen: string): UiState => ({
	...ui,
	places: [...ui.places.slice(0, 1).map(({ screen: first }) => ({ screen: first })), { screen }],
});

const screenPrefix = 'screen.';

/** The choice after an action; an action that only has an effect outside changes nothing. */
export const reduce = (ui: UiState, action: ActionId, facts: Facts): UiState =>
	action.startsWith(screenPrefix)
		? showScreen(ui, action.slice(screenPrefix.length))
		: (reducers[action]?.(ui, facts) ?? ui);
