// Keys that change what is looked at.

import { describe, expect, test } from 'vitest';
import type { ActionId } from '../source/keymap.ts';
import { type Facts, reduce } from '../source/ui-reducer.ts';
import { contextOf, initialUi, topScreen, type UiState } from '../source/ui-state.ts';

const facts = (over: Partial<Facts> = {}): Facts => ({
	rows: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
	events: [10, 11, 12, 15, 16, 20],
	serverPage: 4,
	eventPage: 3,
	lastScroll: 7,
	sortColumns: ['name', 'cpu', 'mem', 'conns'],
	lastOffset: 3,
	panes: ['servers', 'detail', 'events'],
	...over,
});

const ui = (over: Partial<UiState> = {}): UiState => ({ ...initialUi({}), ...over });

const then = (state: UiState, actions: readonly ActionId[], over: Partial<Facts> = {}): UiState =>
	actions.reduce((now, action) => reduce(now, action, facts(over)), state);

const at = (cursor?: string): UiState => ui({ servers: { ...ui().servers, cursor } });
const inEvents = (cursor?: number): UiState => ui({ focus: 'events', events: { ...ui().events, cursor } });
const cursorAfter = (state: UiState, ...actions: ActionId[]) => then(state, actions).servers.cursor;
const eventAfter = (state: UiState, ...actions: ActionId[]) => then(state, actions).events.cursor;

describe('the cursor of the table', () => {
	test('moves by rows, half pages, pages and to the ends, and stops there', () => {
		expect(cursorAfter(at('a'), 'move.down')).toBe('b');
		expect(cursorAfter(at('a'), 'move.up')).toBe('a');
		expect(cursorAfter(at('a'), 'move.half.down')).toBe('c');
		expect(cursorAfter(at('a'), 'move.page.down')).toBe('d');
		expect(cursorAfter(at('h'), 'move.page.up')).toBe('e');
		expect(cursorAfter(at('c'), 'move.last')).toBe('h');
		expect(cursorAfter(at('c'), 'move.first')).toBe('a');
		expect(cursorAfter(at('h'), 'move.down')).toBe('h');
	});

	test('is on the first row when its own has left, and moves from there', () => {
		expect(cursorAfter(at('gone'), 'move.down')).toBe('b');
		expect(cursorAfter(at('gone'), 'move.up')).toBe('a');
		expect(cursorAfter(at(), 'move.up')).toBe('a');
	});

	test('stays where there are no rows', () => {
		expect(then(at('a'), ['move.down', 'move.last'], { rows: [] }).servers.cursor).toBe('a');
	});
});

describe('the cursor of the log', () => {
	test('leaves following with the first move up, and comes back with G', () => {
		expect(eventAfter(inEvents(), 'move.down')).toBeUndefined();
		expect(eventAfter(inEvents(), 'move.up')).toBe(16);
		expect(eventAfter(inEvents(16), 'move.down')).toBe(20);
		expect(eventAfter(inEvents(16), 'move.last')).toBeUndefined();
		expect(eventAfter(inEvents(), 'move.first')).toBe(10);
		expect(eventAfter(inEvents(), 'move.page.up')).toBe(15);
	});

	test('takes the next event when its own fell off or is filtered out', () => {
		expect(eventAfter(inEvents(13), 'move.down')).toBe(16);
		expect(eventAfter(inEvents(13), 'move.up')).toBe(12);
		expect(eventAfter(inEvents(99), 'move.up')).toBe(16);
	});

	test('does not move where there are no events', () => {
		expect(then(inEvents(), ['move.up'], { events: [] }).events.cursor).toBeUndefined();
	});
});

describe('screens', () => {
	test('open on the row under the cursor, and Escape goes back', () => {
		const opened = then(at('c'), ['open']);
		expect(topScreen(opened)).toEqual({ name: 'server', key: 'c', tab: 'overview', scroll: 0, raw: false });
		expect(contextOf(opened)).toBe('server');
		expect(topScreen(then(opened, ['back']))).toEqual({ name: 'main' });
	});

	test('open on the first row when the cursor has none, and not at all without rows', () => {
		expect(topScreen(then(at('gone'), ['open']))).toMatchObject({ key: 'a' });
		expect(topScreen(then(at(), ['open'], { rows: [] }))).toEqual({ name: 'main' });
	});

	test('of servers go to the next server and stay on their tab', () => {
		const routes = then(at('c'), ['open', 'pane.next']);
		expect(topScreen(then(routes, ['server.next']))).toMatchObject({ key: 'd', tab: 'routes' });
		expect(topScreen(then(routes, ['server.previous']))).toMatchObject({ key: 'b', tab: 'routes' });
	});

	test('of servers scroll within what they hold and change tabs around', () => {
		const opened = then(at('c'), ['open']);
		expect(topScreen(then(opened, ['move.down', 'move.last']))).toMatchObject({ scroll: 7 });
		expect(topScreen(then(opened, ['move.up']))).toMatchObject({ scroll: 0 });
		expect(topScreen(then(opened, ['pane.previous']))).toMatchObject({ tab: 'jetstream' });
		expect(topScreen(then(opened, ['move.left']))).toMatchObject({ tab: 'overview' });
		expect(topScreen(then(opened, ['move.right', 'move.right']))).toMatchObject({ tab: 'gateways' });
	});

	test('leave their raw view first', () => {
		const raw = then(at('c'), ['show.raw']);
		expect(topScreen(raw)).toMatchObject({ name: 'server', raw: true });
		const back = then(raw, ['back']);
		expect(topScreen(back)).toMatchObject({ name: 'server', raw: false });
	});

	test('of events open with the event under the cursor, which is then held', () => {
		const opened = then(inEvents(), ['open']);
		expect(topScreen(opened)).toMatchObject({ name: 'events', detail: true });
		expect(opened.events.cursor).toBe(20);
		expect(topScreen(then(opened, ['open']))).toMatchObject({ detail: false });
		expect(topScreen(then(inEvents(), ['open'], { events: [] }))).toMatchObject({ detail: false });
	});

	test('do not pile up when a pane is asked for by its number', () => {
		const events = then(at('c'), ['open', 'pane.events']);
		expect(events.screens).toEqual([{ name: 'main' }]);
		expect(events.focus).toBe('events');
	});
});

describe('panes', () => {
	test('take the focus in turn, over those that are there', () => {
		expect(then(ui(), ['pane.next']).focus).toBe('detail');
		expect(then(ui(), ['pane.previous']).focus).toBe('events');
		expect(then(ui(), ['pane.next'], { panes: ['servers', 'events'] }).focus).toBe('events');
	});

	test('take the focus in turn while one is zoomed, too', () => {
		expect(then(ui({ zoom: true }), ['pane.next'], { panes: ['servers'] }).focus).toBe('detail');
	});
});

describe('sorting', () => {
	test('goes through the columns around, each the way it starts', () => {
		expect(ui().servers.sort).toEqual({ column: 'cpu', descending: true });
		expect(then(ui(), ['table.sort.next']).servers.sort.column).toBe('mem');
		expect(then(ui(), ['table.sort.previous']).servers.sort).toEqual({ column: 'name', descending: false });
		expect(then(ui(), ['table.sort.previous', 'table.sort.previous']).servers.sort.column).toBe('conns');
		expect(then(ui(), ['table.sort.reverse']).servers.sort.descending).toBe(false);
	});

	test('begins as it was wished at the start', () => {
		expect(initialUi({ sort: 'name' }).servers.sort).toEqual({ column: 'name', descending: false });
		expect(initialUi({ sort: 'name', reverse: true }).servers.sort.descending).toBe(true);
		expect(initialUi({ sort: 'nonsense' }).servers.sort.column).toBe('cpu');
	});

	test('is chosen in a dialog that begins at the column in force', () => {
		expect(then(ui(), ['table.sort.choose']).dialog).toEqual({ name: 'sort', cursor: 1 });
	});
});

describe('what is shown', () => {
	test('is switched by keys and back again', () => {
		for (const [action, field] of [
			['live.pause', 'paused'],
			['show.totals', 'totals'],
			['show.exact', 'exact'],
			['show.keys', 'keys'],
			['pane.zoom', 'zoom'],
		] as const) {
			expect(then(ui(), [action])[field]).toBe(true);
			expect(then(ui(), [action, action])[field]).toBe(false);
		}
	});

	test('is moved sideways only where it is wider than the screen', () => {
		expect(then(ui(), ['move.right']).servers.offset).toBe(0);
		const wide = then(ui(), ['table.wide', 'move.right', 'move.right', 'move.right', 'move.right']);
		expect(wide.servers.offset).toBe(3);
		expect(then(wide, ['table.wide']).servers.offset).toBe(0);
		expect(then(inEvents(), ['move.right']).events.offset).toBe(8);
		expect(then(inEvents(), ['move.left']).events.offset).toBe(0);
	});

	test('is filtered where the focus is, beginning with the filter in force', () => {
		const filtered = ui({ servers: { ...ui().servers, filter: 'cpu>5' } });
		expect(then(filtered, ['filter']).prompt).toEqual({ target: 'servers', text: 'cpu>5', caret: 5 });
		expect(then(inEvents(), ['filter']).prompt).toMatchObject({ target: 'events', text: '' });
		expect(then(filtered, ['back']).servers.filter).toBe('');
		const events = { ...ui().events, filter: 'x', cursor: 12, offset: 8 };
		expect(then(ui({ focus: 'events', events }), ['back']).events).toMatchObject({
			filter: '',
			cursor: undefined,
			offset: 0,
		});
	});

	test('does not change by actions that only do something outside', () => {
		const before = ui();
		for (const action of ['copy', 'export', 'server.reload', 'live.refresh', 'repaint'] as const)
			expect(reduce(before, action, facts())).toBe(before);
	});
});
