// Keys that change what is looked at: an action and what is on screen in, the choice after it out. Nothing is sent.

import type { ActionId } from './keymap.ts';
import { columnNamed } from './model/columns.ts';
import { type Pane, type Screen, serverTabs, topScreen, type UiState } from './ui-state.ts';

/** What the reducer must know of the screen it acts on. */
export type Facts = {
	/** Keys of the rows in view order. */
	rows: readonly string[];
	/** Numbers of the events that filter and kinds let through, oldest first. */
	events: readonly number[];
	/** Rows a page has, by list. */
	serverPage: number;
	eventPage: number;
	/** Furthest scroll of the screen on top. */
	lastScroll: number;
	/** Sortable columns in reading order. */
	sortColumns: readonly string[];
	/** Furthest column offset in wide mode. */
	lastOffset: number;
	/** Panes that are on screen. */
	panes: readonly Pane[];
};

const between = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(most, value));

const replaceTop = (ui: UiState, screen: Screen): UiState => ({
	...ui,
	screens: [...ui.screens.slice(0, -1), screen],
});

/** The server cursor moved by some rows; `Infinity` goes to the end. */
const moveServer = (ui: UiState, facts: Facts, by: number): UiState => {
	if (facts.rows.length === 0) return ui;
	const { cursor } = ui.servers;
	// Where a filter hides the row that was chosen, the first one stands for it.
	const at = cursor === undefined ? -1 : Math.max(0, facts.rows.indexOf(cursor));
	const to = between(at < 0 ? (by > 0 ? by - 1 : 0) : at + by, 0, facts.rows.length - 1);
	return { ...ui, servers: { ...ui.servers, cursor: facts.rows[to] } };
};

/** The event cursor moved; moving off the newest line stops following, going to the end begins again. */
const moveEvent = (ui: UiState, facts: Facts, by: number): UiState => {
	const last = facts.events.length - 1;
	if (last < 0) return ui;
	const { cursor } = ui.events;
	if (cursor === undefined) {
		return by >= 0
			? ui
			: { ...ui, events: { ...ui.events, cursor: facts.events[between(last + by, 0, last)] } };
	}
	const found = facts.events.findIndex((seq) => seq >= cursor);
	const at = found < 0 ? last : found;
	if (by === Number.POSITIVE_INFINITY) return { ...ui, events: { ...ui.events, cursor: undefined } };
	return { ...ui, events: { ...ui.events, cursor: facts.events[between(at + by, 0, last)] } };
};

const scrollBy = (ui: UiState, facts: Facts, by: number): UiState => {
	const screen = topScreen(ui);
	if (screen.name === 'main') return ui;
	return replaceTop(ui, { ...screen, scroll: between(screen.scroll + by, 0, facts.lastScroll) });
};

/** Rows up or down in whatever has the focus. */
const move = (ui: UiState, facts: Facts, by: number, page: 'row' | 'half' | 'page'): UiState => {
	const screen = topScreen(ui);
	const step = (rows: number): number =>
		page === 'row' ? by : by * Math.max(1, page === 'half' ? Math.floor(rows / 2) : rows - 1);
	if (screen.name === 'server') return scrollBy(ui, facts, step(facts.eventPage));
	if (screen.name === 'events' && screen.raw && page !== 'row')
		return scrollBy(ui, facts, step(facts.serverPage));
	if (screen.name === 'events' || ui.focus === 'events') {
		const moved = moveEvent(ui, facts, step(facts.eventPage));
		return screen.name === 'events' ? replaceTop(moved, { ...screen, scroll: 0 }) : moved;
	}
	return moveServer(ui, facts, step(facts.serverPage));
};

const sideways = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	const screen = topScreen(ui);
	if (screen.name === 'server') {
		const at = serverTabs.indexOf(screen.tab);
		const tab = serverTabs[between(at + by, 0, serverTabs.length - 1)] ?? screen.tab;
		return replaceTop(ui, { ...screen, tab, scroll: 0 });
	}
	if (screen.name === 'events' || ui.focus === 'events') {
		return { ...ui, events: { ...ui.events, offset: between(ui.events.offset + by * 8, 0, 400) } };
	}
	if (!ui.servers.wide) return ui;
	return { ...ui, servers: { ...ui.servers, offset: between(ui.servers.offset + by, 0, facts.lastOffset) } };
};

const nextPane = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	const screen = topScreen(ui);
	if (screen.name === 'server') {
		const at = serverTabs.indexOf(screen.tab) + by + serverTabs.length;
		return replaceTop(ui, { ...screen, tab: serverTabs[at % serverTabs.length] ?? screen.tab, scroll: 0 });
	}
	const panes = ui.zoom ? (['servers', 'detail', 'events'] as const) : facts.panes;
	const at = panes.indexOf(ui.focus) + by + panes.length;
	return { ...ui, focus: panes[at % panes.length] ?? 'servers' };
};

const focusPane = (ui: UiState, pane: Pane): UiState => ({ ...ui, screens: [{ name: 'main' }], focus: pane });

/** Sorts by a column, the way its sort starts. */
export const sortBy = (ui: UiState, column: string): UiState => ({
	...ui,
	servers: { ...ui.servers, sort: { column, descending: columnNamed(column)?.descending ?? true } },
});

const nextSort = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	const columns = facts.sortColumns;
	const at = columns.indexOf(ui.servers.sort.column) + by + columns.length;
	return sortBy(ui, columns[at % columns.length] ?? 'name');
};

const open = (ui: UiState, facts: Facts): UiState => {
	const screen = topScreen(ui);
	if (screen.name === 'events')
		return replaceTop(ui, { ...screen, detail: !screen.detail, raw: false, scroll: 0 });
	if (screen.name === 'server') return ui;
	if (ui.focus === 'events') {
		const cursor = ui.events.cursor ?? facts.events.at(-1);
		const events: Screen = { name: 'events', detail: cursor !== undefined, raw: false, scroll: 0 };
		return { ...ui, screens: [...ui.screens, events], events: { ...ui.events, cursor } };
	}
	const key = facts.rows.includes(ui.servers.cursor ?? '') ? ui.servers.cursor : facts.rows[0];
	if (key === undefined) return ui;
	const server: Screen = { name: 'server', key, tab: 'overview', scroll: 0, raw: false };
	return { ...ui, screens: [...ui.screens, server], servers: { ...ui.servers, cursor: key } };
};

const back = (ui: UiState): UiState => {
	if (ui.screens.length > 1) {
		const screen = topScreen(ui);
		if (screen.name !== 'main' && screen.raw) return replaceTop(ui, { ...screen, raw: false, scroll: 0 });
		return { ...ui, screens: ui.screens.slice(0, -1) };
	}
	if (ui.focus === 'events') {
		return { ...ui, events: { ...ui.events, filter: '', cursor: undefined, offset: 0 } };
	}
	return { ...ui, servers: { ...ui.servers, filter: '' } };
};

const raw = (ui: UiState, facts: Facts): UiState => {
	const screen = topScreen(ui);
	if (screen.name === 'main') {
		const opened = open(ui, facts);
		const top = topScreen(opened);
		return top.name === 'main' ? ui : replaceTop(opened, { ...top, raw: true });
	}
	const detail = screen.name === 'events' ? { detail: true } : {};
	return replaceTop(ui, { ...screen, ...detail, raw: !screen.raw, scroll: 0 });
};

const otherServer = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	const screen = topScreen(ui);
	const moved = moveServer(ui, facts, by);
	const key = moved.servers.cursor;
	return screen.name === 'server' && key !== undefined
		? replaceTop(moved, { ...screen, key, scroll: 0 })
		: moved;
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
	'server.next': (ui, facts) => otherServer(ui, facts, 1),
	'server.previous': (ui, facts) => otherServer(ui, facts, -1),
	'table.sort.next': (ui, facts) => nextSort(ui, facts, 1),
	'table.sort.previous': (ui, facts) => nextSort(ui, facts, -1),
	'table.sort.reverse': (ui) => {
		const { sort } = ui.servers;
		return { ...ui, servers: { ...ui.servers, sort: { ...sort, descending: !sort.descending } } };
	},
	'table.sort.choose': (ui, facts) => ({
		...ui,
		dialog: { name: 'sort', cursor: Math.max(0, facts.sortColumns.indexOf(ui.servers.sort.column)) },
	}),
	'table.wide': (ui) => ({ ...ui, servers: { ...ui.servers, wide: !ui.servers.wide, offset: 0 } }),
	'events.kinds': (ui) => ({ ...ui, dialog: { name: 'kinds', cursor: 0 } }),
	'show.totals': (ui) => ({ ...ui, totals: !ui.totals }),
	'show.exact': (ui) => ({ ...ui, exact: !ui.exact }),
	'show.keys': (ui) => ({ ...ui, keys: !ui.keys }),
	'show.raw': raw,
	'live.pause': (ui) => ({ ...ui, paused: !ui.paused }),
	help: (ui) => ({ ...ui, dialog: { name: 'help', scroll: 0, search: '', searching: false } }),
	filter: (ui) => {
		const target = topScreen(ui).name === 'events' || ui.focus === 'events' ? 'events' : 'servers';
		const text = ui[target].filter;
		return { ...ui, prompt: { target, text, caret: text.length } };
	},
	command: (ui) => ({ ...ui, prompt: { target: 'command', text: '', caret: 0 } }),
};

/** The choice after an action; an action that only has an effect outside changes nothing. */
export const reduce = (ui: UiState, action: ActionId, facts: Facts): UiState =>
	reducers[action]?.(ui, facts) ?? ui;
