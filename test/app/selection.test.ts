// From snapshots and choices to what is on screen.

import { describe, expect, test, vi } from 'vitest';
import { actionsOff } from '../../source/app/selection.ts';
import type { LinkState } from '../../source/model/link.ts';
import type { ListState } from '../../source/table/list-state.ts';
import { type UiState, withList } from '../../source/ui/ui-state.ts';
import { loggedEvents } from '../fixtures/events.ts';
import { connectedLink, fleetSnapshot } from '../fixtures/fleet.ts';
import { logOf, type Recorded, shownOf } from '../helpers/drawn.tsx';

const size = { columns: 120, rows: 40 };

/** What is selected with the servers by name, from the first on, and other choices on top of that. */
const selected = (ui: (state: UiState) => UiState = (state) => state, over: Partial<Recorded> = {}) =>
	shownOf({
		size,
		...over,
		ui: (state) => {
			const sort = { column: 'name', descending: false };
			return ui(withList(state, 'servers', { sort, cursor: undefined }));
		},
	}).selection;

const withServers = (list: Partial<ListState>) => selected((state) => withList(state, 'servers', list));

const keysOf = (selection: ReturnType<typeof selected>, list = 'servers') =>
	selection.list(list)?.view.keys ?? [];

const serverNames = (selection: ReturnType<typeof selected>) => {
	const { view } = selection.list('servers') ?? {};
	return (view?.keys ?? []).map((_, index) => view?.at(index)?.name);
};

describe('the selection', () => {
	test('has the rows in the order of the sort, and the first one is selected', () => {
		const selection = selected();
		const names = serverNames(selection);
		expect(names).toHaveLength(fleetSnapshot().rows.length);
		expect(names).toEqual([...names].sort());
		expect(selection.facts.list.keys).toEqual(keysOf(selection));
		expect(selection.server?.info.name).toBe(names[0]);
	});

	test('follows its row by key through another order', () => {
		const key = keysOf(selected()).at(-1);
		const turned = withServers({ cursor: key, sort: { column: 'name', descending: true } });
		expect(keysOf(turned)[0]).toBe(key);
		expect(turned.server?.key).toBe(key);
	});

	test('has the rows that pass the filter; one that does not parse hides nobody', () => {
		const filtered = (filter: string) => keysOf(withServers({ filter })).length;
		expect(filtered('east')).toBeGreaterThan(0);
		expect(filtered('east')).toBeLessThan(fleetSnapshot().rows.length);
		expect(filtered('nobody-at-all')).toBe(0);
		expect(filtered('cpu>')).toBe(fleetSnapshot().rows.length);
	});

	test('selects the first row that is left when its own is filtered out', () => {
		expect(withServers({ cursor: 'not-there', filter: 'east' }).server?.info.name).toContain('east');
	});

	test('has events of the kinds that are on, and holds the one under the cursor', () => {
		const kinds = (off: readonly string[]) => {
			const { view } = selected((state) => withList(state, 'events', { off })).list('events') ?? {};
			return (view?.keys ?? []).map((_, index) => view?.at(index)?.name);
		};
		expect(kinds(['conns', 'statsz'])).toContain('CONNECT');
		expect(kinds(['connect', 'conns', 'statsz'])).not.toContain('CONNECT');
		expect(kinds(['connect', 'conns', 'statsz']).length).toBeGreaterThan(0);
		const cursor = String(loggedEvents[1]?.seq);
		const onLog = (state: UiState): UiState => ({ ...state, focus: 'events' });
		expect(selected((state) => withList(onLog(state), 'events', { cursor })).item?.key).toBe(cursor);
		expect(selected(onLog).item?.key).toBe(keysOf(selected(onLog), 'events').at(-1));
	});

	test('of a filter that takes long is found over several frames, and says so meanwhile', () => {
		const { selection, look } = shownOf({ size });
		const { shot, state } = selection.list('events') ?? {};
		if (shot === undefined || state === undefined) throw new Error('no events');
		let clock = 0;
		const slow = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 10));
		const filtered = () => shot.list({ ...state, filter: '/^[acx].*/' }, look, look.choices);
		const first = filtered();
		expect(first.unfinished).toBe(true);
		let frames = 1;
		let last = filtered();
		for (; last.unfinished && frames < 500; frames++) last = filtered();
		slow.mockRestore();
		expect(last.unfinished).toBe(false);
		expect(frames).toBeGreaterThan(3);
		expect(last.keys.length).toBeGreaterThan(first.keys.length);
		expect(last.keys).toEqual(expect.arrayContaining([...first.keys]));
	});

	test('takes the server of the event where the focus is on events', () => {
		const event = loggedEvents.find(({ server }) => server?.name !== undefined);
		const onLog = (state: UiState): UiState => ({ ...state, focus: 'events' });
		const held = selected((state) => withList(onLog(state), 'events', { cursor: String(event?.seq) }));
		expect(held.server?.info.name).toBe(event?.server?.name);
		const following = selected(onLog);
		expect(following.server?.key).toBe(keysOf(following)[0]);
	});

	test('is the server of the open screen, whatever the cursor says', () => {
		const key = keysOf(selected()).at(-1) ?? '';
		const open = { key, tab: 'overview', scroll: 0, raw: false };
		const places = [{ screen: 'servers' }, { screen: 'servers', open }];
		expect(selected((state) => ({ ...state, places })).server?.key).toBe(key);
	});

	test('names accounts by what was learned, or by key on request', () => {
		const [event] = loggedEvents.filter(({ kind }) => kind === 'CONNECT');
		const events = event ? [{ ...event, account: 'AX', accountName: undefined }] : [];
		const log = logOf(events, { accountNames: new Map([['AX', 'ORDERS']]) });
		const lineWith = (keys: boolean) => {
			const { selection, look } = shownOf({ size, log, ui: (state) => ({ ...state, keys }) });
			const how = { columns: [], width: 120, look, selected: false, focused: false, offset: 0 };
			return selection.list('events')?.view.line(0, how);
		};
		expect(lineWith(false)).toContain(' ORDERS ');
		expect(lineWith(true)).toContain(' AX ');
	});

	test('has no layout on a screen that is too small, and does not fail', () => {
		const { layout, frame, facts } = selected(undefined, { size: { columns: 40, rows: 10 } });
		expect(layout).toBeUndefined();
		expect(frame).toBeUndefined();
		expect(facts.list.page).toBeGreaterThan(0);
		expect(facts.panes).toEqual([]);
	});

	test('of nobody is nobody', () => {
		const fleet = { ...fleetSnapshot(), rows: [] };
		const { server, item } = selected(undefined, { fleet, log: logOf([]) });
		expect(server).toBeUndefined();
		expect(item).toBeUndefined();
	});
});

describe('asking something of a server', () => {
	const [row] = fleetSnapshot().rows;
	const link = (phase: LinkState['phase']): LinkState => ({ ...connectedLink(), phase });
	const off = (phase: LinkState['phase'], state: 'ok' | 'stale' | 'down' | 'lameduck', readOnly = false) =>
		actionsOff(link(phase), row && { ...row, state }, readOnly);

	test('is off where it cannot work, and says why', () => {
		expect(off('connected', 'ok')).toBeUndefined();
		expect(off('disconnected', 'ok')).toBe('disconnected');
		expect(off('connecting', 'ok')).toBe('disconnected');
		expect(off('connected', 'ok', true)).toBe('read-only');
		expect(off('connected', 'down')).toBe('down');
		expect(off('connected', 'lameduck')).toBe('lameduck');
	});

	test('of one that is only stale may be tried', () => {
		expect(off('connected', 'stale')).toBeUndefined();
	});
});
