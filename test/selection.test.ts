// From pictures and choices to what is on screen.

import { describe, expect, test, vi } from 'vitest';
import type { EventLogSnapshot } from '../source/model/event-log.ts';
import type { LinkState } from '../source/model/link.ts';
import { actionsOff, type Pictures, select } from '../source/selection.ts';
import { initialUi, type UiState } from '../source/ui-state.ts';
import { listeningSince, loggedEvents } from './fixtures/events.ts';
import { connectedLink, fleetSnapshot, now } from './fixtures/fleet.ts';

const log = (over: Partial<EventLogSnapshot> = {}): EventLogSnapshot => ({
	events: loggedEvents,
	dropped: { clients: 0, jetstream: 0, servers: 0 },
	rate: 0,
	accountNames: new Map([['AX', 'ORDERS']]),
	since: listeningSince,
	...over,
});

const pictures = (ui: Partial<UiState> = {}, over: Partial<Pictures> = {}): Pictures => ({
	ui: { ...initialUi({ sort: 'name' }), ...ui },
	fleet: fleetSnapshot(),
	log: log(),
	link: connectedLink(),
	now,
	columns: 120,
	rows: 40,
	config: { readOnly: false, ascii: false },
	...over,
});

const base = initialUi({ sort: 'name' });

describe('the selection', () => {
	test('has the rows in the order of the sort, and the first one is selected', () => {
		const { servers, selected, facts } = select(pictures());
		expect(servers).toHaveLength(fleetSnapshot().rows.length);
		const names = servers.map(({ info }) => info.name);
		expect(names).toEqual([...names].sort());
		expect(facts.rows).toEqual(servers.map(({ key }) => key));
		expect(selected).toBe(servers[0]);
	});

	test('follows its row by key through another order', () => {
		const key = select(pictures()).servers.at(-1)?.key;
		const sort = { column: 'name', descending: true };
		const turned = select(pictures({ servers: { ...base.servers, cursor: key, sort } }));
		expect(turned.servers[0]?.key).toBe(key);
		expect(turned.selected?.key).toBe(key);
	});

	test('has the rows that pass the filter; one that does not parse hides nobody', () => {
		const filtered = (filter: string) =>
			select(pictures({ servers: { ...base.servers, filter } })).servers.length;
		expect(filtered('east')).toBeGreaterThan(0);
		expect(filtered('east')).toBeLessThan(fleetSnapshot().rows.length);
		expect(filtered('nobody-at-all')).toBe(0);
		expect(filtered('cpu>')).toBe(fleetSnapshot().rows.length);
	});

	test('selects the first row that is left when its own is filtered out', () => {
		const picked = select(
			pictures({ servers: { ...base.servers, cursor: 'not-there', filter: 'east' } }),
		).selected;
		expect(picked?.info.name).toContain('east');
	});

	test('has events of the kinds that are on, and holds the one under the cursor', () => {
		const off = ['connect', 'conns', 'statsz'] as const;
		const { events } = select(pictures({ events: { ...base.events, off } }));
		expect(events.some(({ kind }) => kind === 'CONNECT')).toBe(false);
		expect(events.length).toBeGreaterThan(0);
		const seq = loggedEvents[1]?.seq ?? 0;
		expect(select(pictures({ events: { ...base.events, cursor: seq } })).event?.seq).toBe(seq);
		expect(select(pictures()).event).toBe(select(pictures()).events.at(-1));
	});

	test('of a filter that takes long is found over several frames, and says so meanwhile', () => {
		let clock = 0;
		const slow = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 10));
		const filtered = () => select(pictures({ events: { ...base.events, filter: '/^[acx].*/' } }));
		const first = filtered();
		expect(first.unfinished.events).toBe(true);
		let frames = 1;
		let last = filtered();
		for (; last.unfinished.events && frames < 500; frames++) last = filtered();
		slow.mockRestore();
		expect(last.unfinished.events).toBe(false);
		expect(frames).toBeGreaterThan(3);
		expect(last.events.length).toBeGreaterThan(first.events.length);
		expect(last.events).toEqual(expect.arrayContaining([...first.events]));
	});

	test('takes the server of the event where the focus is on events', () => {
		const event = loggedEvents.find(({ server }) => server?.name !== undefined);
		const choice = { focus: 'events', events: { ...base.events, cursor: event?.seq } } as const;
		expect(select(pictures(choice)).selected?.info.name).toBe(event?.server?.name);
		const following = select(pictures({ focus: 'events' }));
		expect(following.selected).toBe(following.servers[0]);
	});

	test('is the server of the open screen, whatever the cursor says', () => {
		const key = select(pictures()).servers.at(-1)?.key ?? '';
		const screens = [
			{ name: 'main' },
			{ name: 'server', key, tab: 'overview', scroll: 0, raw: false },
		] as const;
		expect(select(pictures({ screens })).selected?.key).toBe(key);
	});

	test('names accounts by what was learned, or by key on request', () => {
		expect(select(pictures()).nameOf('AX')).toBe('ORDERS');
		expect(select(pictures()).nameOf('AY')).toBe('AY');
		expect(select(pictures({ keys: true })).nameOf('AX')).toBe('AX');
	});

	test('has no layout on a screen that is too small, and does not fail', () => {
		const { layout, frame, facts } = select(pictures({}, { columns: 40, rows: 10 }));
		expect(layout).toBeUndefined();
		expect(frame).toBeUndefined();
		expect(facts.serverPage).toBeGreaterThan(0);
		expect(facts.panes).toEqual([]);
	});

	test('of nobody is nobody', () => {
		const fleet = { ...fleetSnapshot(), rows: [] };
		const { selected, event } = select(pictures({}, { fleet, log: log({ events: [] }) }));
		expect(selected).toBeUndefined();
		expect(event).toBeUndefined();
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
