// Keys that change what is looked at.

import { describe, expect, test } from 'vitest';
import type { ActionId } from '../../source/keys/actions.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import { givenList } from '../../source/screens/given-lists.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { Screen } from '../../source/screens/screen.ts';
import { servers } from '../../source/screens/servers/servers.ts';
import type { Facts } from '../../source/ui/facts.ts';
import { reduce, showScreen } from '../../source/ui/reducer.ts';
import {
	activeList,
	contextOf,
	initialUi,
	isMain,
	listOf,
	type Pane,
	topPlace,
	type UiState,
	withList,
} from '../../source/ui/ui-state.ts';

const columns = servers.columns.filter(({ id }) => ['name', 'trouble', 'mem', 'conns'].includes(id));

type Over = { rows?: readonly string[]; events?: readonly string[]; panes?: readonly Pane[] };

const tabsOf = ({ tabs }: Screen): { id: string }[] => tabs.map(({ id }) => ({ id }));

/** What is on screen: eight servers and six events. */
const factsOf = (state: UiState, over: Over = {}): Facts => {
	const kind = activeList(state) === 'events' ? 'log' : 'table';
	const { rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], events = ['10', '11', '12', '15', '16', '20'] } =
		over;
	return {
		list: {
			kind,
			keys: kind === 'log' ? events : rows,
			page: kind === 'log' ? 3 : 4,
			columns,
			lastOffset: 3,
			tabs: tabsOf(kind === 'log' ? eventsScreen : servers),
		},
		tabs: kind === 'table' && topPlace(state).open ? tabsOf(servers) : [],
		open: { page: 3, last: 7 },
		panes: over.panes ?? ['servers', 'detail', 'events'],
		siblings: [{ screen: activeList(state) }],
	};
};

const ui = (over: Partial<UiState> = {}): UiState => ({ ...initialUi(screens), ...over });

const then = (state: UiState, actions: readonly ActionId[], over: Over = {}): UiState =>
	actions.reduce((now, action) => reduce(now, action, factsOf(now, over)), state);

const at = (cursor?: string): UiState => withList(ui(), 'servers', { cursor });
const inEvents = (cursor?: string): UiState => withList(ui({ focus: 'events' }), 'events', { cursor });
const cursorAfter = (state: UiState, ...actions: ActionId[]) =>
	listOf(then(state, actions), 'servers').cursor;
const eventAfter = (state: UiState, ...actions: ActionId[]) => listOf(then(state, actions), 'events').cursor;
const openIn = (state: UiState) => topPlace(state).open;
const sortOf = (state: UiState) => listOf(state, 'servers').sort;

describe('the cursor of the table', () => {
	test('moves by rows, half pages, pages and to the ends, and stops there', () => {
		expect(cursorAfter(at('a'), 'move.down')).toBe('b');
		expect(cursorAfter(at('a'), 'move.up')).toBe('a');
		expect(cursorAfter(at('a'), 'move.half.down')).toBe('c');
		expect(cursorAfter(at('a'), 'move.page.down')).toBe('d');
		expect(cursorAfter(at('h'), 'move.page.up')).toBe('e');
		expect(cursorAfter(at('c'), 'move.last')).toBe('h');
		expect(cursorAfter(at('h'), 'move.down')).toBe('h');
	});

	test('stands on the first row until it is moved, and g lets go of the row that was chosen', () => {
		expect(cursorAfter(at(), 'move.down')).toBe('b');
		expect(cursorAfter(at(), 'move.page.down')).toBe('d');
		expect(cursorAfter(at(), 'move.up')).toBeUndefined();
		expect(cursorAfter(at('c'), 'move.first')).toBeUndefined();
		expect(cursorAfter(at('c'), 'move.first', 'move.down')).toBe('b');
	});

	test('is on the first row when its own has left, and moves from there', () => {
		expect(cursorAfter(at('gone'), 'move.down')).toBe('b');
		expect(cursorAfter(at('gone'), 'move.up')).toBe('a');
	});

	test('stays where there are no rows', () => {
		expect(listOf(then(at('a'), ['move.down', 'move.last'], { rows: [] }), 'servers').cursor).toBe('a');
	});
});

describe('the cursor of the log', () => {
	test('leaves following with the first move up, and comes back with G', () => {
		expect(eventAfter(inEvents(), 'move.down')).toBeUndefined();
		expect(eventAfter(inEvents(), 'move.up')).toBe('16');
		expect(eventAfter(inEvents('16'), 'move.down')).toBe('20');
		expect(eventAfter(inEvents('16'), 'move.last')).toBeUndefined();
		expect(eventAfter(inEvents(), 'move.first')).toBe('10');
		expect(eventAfter(inEvents(), 'move.page.up')).toBe('15');
	});

	test('takes the next event when its own fell off or is filtered out', () => {
		expect(eventAfter(inEvents('13'), 'move.down')).toBe('16');
		expect(eventAfter(inEvents('13'), 'move.up')).toBe('12');
		expect(eventAfter(inEvents('99'), 'move.up')).toBe('16');
	});

	test('does not move where there are no events', () => {
		expect(listOf(then(inEvents(), ['move.up'], { events: [] }), 'events').cursor).toBeUndefined();
	});
});

describe('screens', () => {
	test('open on the row under the cursor, and Escape goes back', () => {
		const opened = then(at('c'), ['open']);
		expect(openIn(opened)).toEqual({ key: 'c', tab: 'overview', scroll: 0, raw: false });
		expect(contextOf(opened, 'table')).toBe('object');
		expect(isMain(then(opened, ['back']))).toBe(true);
	});

	test('open on the first row when the cursor has none, and not at all without rows', () => {
		expect(openIn(then(at('gone'), ['open']))).toMatchObject({ key: 'a' });
		expect(isMain(then(at(), ['open'], { rows: [] }))).toBe(true);
	});

	test('of servers go to the next server and stay on their tab', () => {
		const routes = then(at('c'), ['open', 'pane.next']);
		expect(openIn(then(routes, ['server.next']))).toMatchObject({ key: 'd', tab: 'routes' });
		expect(openIn(then(routes, ['server.previous']))).toMatchObject({ key: 'b', tab: 'routes' });
	});

	test('of servers scroll within what they hold and change tabs around', () => {
		const opened = then(at('c'), ['open']);
		expect(openIn(then(opened, ['move.down', 'move.last']))).toMatchObject({ scroll: 7 });
		expect(openIn(then(opened, ['move.up']))).toMatchObject({ scroll: 0 });
		expect(openIn(then(opened, ['pane.previous']))).toMatchObject({ tab: 'jetstream' });
		expect(openIn(then(opened, ['move.left']))).toMatchObject({ tab: 'overview' });
		expect(openIn(then(opened, ['move.right', 'move.right']))).toMatchObject({ tab: 'gateways' });
	});

	test('leave their raw view first', () => {
		const raw = then(at('c'), ['show.raw']);
		expect(openIn(raw)).toMatchObject({ key: 'c', raw: true });
		const back = then(raw, ['back']);
		expect(openIn(back)).toMatchObject({ key: 'c', raw: false });
	});

	test('of events open with the event under the cursor, which is then held', () => {
		const opened = then(inEvents(), ['open']);
		expect(topPlace(opened)).toMatchObject({ screen: 'events', open: { key: '20', tab: 'detail' } });
		expect(listOf(opened, 'events').cursor).toBe('20');
		expect(topPlace(then(opened, ['open']))).toEqual({ screen: 'events' });
		expect(topPlace(then(inEvents(), ['open'], { events: [] }))).toEqual({ screen: 'events' });
	});

	test('do not pile up when a pane is asked for by its number', () => {
		const events = then(at('c'), ['open', 'pane.events']);
		expect(events.places).toEqual([{ screen: 'servers' }]);
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
		expect(sortOf(ui())).toEqual({ column: 'trouble', descending: true });
		expect(sortOf(then(ui(), ['table.sort.next'])).column).toBe('mem');
		expect(sortOf(then(ui(), ['table.sort.previous']))).toEqual({ column: 'name', descending: false });
		expect(sortOf(then(ui(), ['table.sort.previous', 'table.sort.previous'])).column).toBe('conns');
		expect(sortOf(then(ui(), ['table.sort.reverse'])).descending).toBe(false);
	});

	test('begins as it was wished at the start', () => {
		expect(givenList(servers, { sort: 'name' }).sort).toEqual({ column: 'name', descending: false });
		expect(givenList(servers, { sort: 'name', reverse: true }).sort?.descending).toBe(true);
		expect(givenList(servers, { reverse: true }).sort).toEqual({ column: 'trouble', descending: false });
		expect(sortOf(initialUi(screens, { servers: givenList(servers, { sort: 'nonsense' }) })).column).toBe(
			'trouble',
		);
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
		expect(listOf(then(ui(), ['move.right']), 'servers').offset).toBe(0);
		const wide = then(ui(), ['table.wide', 'move.right', 'move.right', 'move.right', 'move.right']);
		expect(listOf(wide, 'servers').offset).toBe(3);
		expect(listOf(then(wide, ['table.wide']), 'servers').offset).toBe(0);
		expect(listOf(then(inEvents(), ['move.right']), 'events').offset).toBe(8);
		expect(listOf(then(inEvents(), ['move.left']), 'events').offset).toBe(0);
	});

	test('is filtered where the focus is, beginning with the filter in force', () => {
		const filtered = withList(ui(), 'servers', { filter: 'cpu>5' });
		expect(then(filtered, ['filter']).prompt).toEqual({ target: 'servers', text: 'cpu>5', caret: 5 });
		expect(then(inEvents(), ['filter']).prompt).toMatchObject({ target: 'events', text: '' });
		expect(listOf(then(filtered, ['back']), 'servers').filter).toBe('');
		const events = withList(inEvents('12'), 'events', { filter: 'x', offset: 8 });
		expect(listOf(then(events, ['back']), 'events')).toMatchObject({
			filter: '',
			cursor: undefined,
			offset: 0,
		});
	});

	test('does not change by actions that only do something outside', () => {
		const before = ui();
		for (const action of ['copy', 'export', 'server.reload', 'live.refresh', 'repaint'] as const)
			expect(reduce(before, action, factsOf(before))).toBe(before);
	});
});

test('a screen is shown over the main one, and only one at a time', () => {
	const shown = showScreen(then(at('c'), ['open']), 'events');
	expect(shown.places).toEqual([{ screen: 'servers' }, { screen: 'events' }]);
	expect(isMain(then(shown, ['back']))).toBe(true);
});

test('tabs of a number go around, and a row that stands for a list opens it narrowed to that row', () => {
	const onAccounts: UiState = { ...ui(), places: [{ screen: 'servers' }, { screen: 'accounts' }] };
	const facts = { ...factsOf(onAccounts), siblings: [{ screen: 'accounts' }, { screen: 'shares' }] };
	const second = reduce(onAccounts, 'pane.next', facts);
	expect(topPlace(second)).toEqual({ screen: 'shares' });
	expect(topPlace(reduce(second, 'pane.next', facts))).toEqual({ screen: 'accounts' });
	expect(reduce(onAccounts, 'tab.next', facts)).toEqual(second);
	expect(reduce(second, 'tab.previous', facts)).toEqual(onAccounts);
	const opens = { screen: 'shares', scope: 'acc=APP' };
	const opened = reduce(onAccounts, 'open', { ...facts, list: { ...facts.list, opens } });
	expect(topPlace(opened)).toEqual(opens);
	expect(topPlace(then(opened, ['back', 'back'], facts))).toEqual({ screen: 'accounts' });
});

test('the number of another screen narrows it to the row it is pressed on; from the main screen it shows everything', () => {
	const onAccounts: UiState = { ...ui(), places: [{ screen: 'servers' }, { screen: 'accounts' }] };
	const facts = factsOf(onAccounts);
	const leading = {
		...facts,
		list: { ...facts.list, leads: { connections: { screen: 'connections', scope: 'acc=APP' } } },
	};
	const scoped = reduce(onAccounts, 'screen.connections', leading);
	expect(scoped.places.slice(1)).toEqual([
		{ screen: 'accounts' },
		{ screen: 'connections', scope: 'acc=APP' },
	]);
	expect(reduce(ui(), 'screen.connections', leading).places.slice(1)).toEqual([{ screen: 'connections' }]);
});

test('Escape takes the filter off first, then what the list is narrowed to, then goes back', () => {
	const scoped: UiState = {
		...withList(ui(), 'connections', { filter: 'in>0' }),
		places: [{ screen: 'servers' }, { screen: 'accounts' }, { screen: 'connections', scope: 'acc=APP' }],
	};
	const facts = factsOf(scoped);
	const once = reduce(scoped, 'back', facts);
	expect([listOf(once, 'connections').filter, topPlace(once).scope]).toEqual(['', 'acc=APP']);
	const twice = reduce(once, 'back', facts);
	expect(topPlace(twice)).toEqual({ screen: 'connections' });
	expect(topPlace(reduce(twice, 'back', facts))).toEqual({ screen: 'accounts' });
});
