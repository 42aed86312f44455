// The main screen at the sizes we promise.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { JetStreamTrouble } from '../../source/model/jetstream-watch.ts';
import type { MetaGroup } from '../../source/model/server.ts';
import { statszPanelRows } from '../../source/screens/servers/statsz-panel.ts';
import { connectedLink, disconnectedSnapshot, fleetSnapshot, lostLink, now } from '../fixtures/fleet.ts';
import { expectApp, sizes, typing } from '../helpers/app-screen.tsx';
import { serverView } from '../helpers/server-view.ts';

const lostAt = now + 41_000;

/** The servers are sorted by CPU, so that east-1 is the second. */
const toEast = ['j'];

for (const size of sizes) {
	describe(`the main screen at ${size.columns}x${size.rows}${size.ascii ? ' in ASCII' : ''}`, () => {
		test('shows servers, the selected one in detail, and events', () => expectApp('main', { size }, toEast));

		test('says how old everything is while disconnected', () =>
			expectApp(
				'disconnected',
				{ size, fleet: disconnectedSnapshot(), link: lostLink(lostAt), now: lostAt },
				toEast,
			));
	});
}

const design = { size: sizes[0] };

test('a paused screen says so in the header and in the titles', () =>
	expectApp('paused', design, [...toEast, 'p']));

test('after the connection is back the banner says for how long it was away', () =>
	expectApp(
		'reconnected',
		{ ...design, link: connectedLink({ reconnectedAt: now - 1000, lostFor: 43_000 }) },
		toEast,
	));

test('a filter that lets nothing through says how to clear it', () =>
	expectApp('servers-no-match', design, ['/', ...typing('east cpu>400'), 'enter']));

test('a stale server says why in the detail and its numbers are muted', () =>
	expectApp('main-stale', design, ['G']));

test('many servers scroll and the title says where', () => {
	const fleet = fleetSnapshot();
	const many = [...fleet.rows, ...fleet.rows, ...fleet.rows].map((row, index) => ({
		...row,
		key: `${row.key}-${index}`,
	}));
	return expectApp('main-scrolled', { ...design, fleet: { ...fleet, rows: many } }, Array(16).fill('j'));
});

test('wide columns scroll sideways under a name that stays', () =>
	expectApp('servers-wide', design, [...toEast, 'w', ...Array(8).fill('right')]));

test('totals stand in the place of rates, and exact numbers keep every digit that fits', () =>
	expectApp('main-totals', design, [...toEast, 'space', 'b']));

test('zoomed, the detail has the whole body', () =>
	expectApp('main-zoom-detail', design, [...toEast, '2', 'z']));

test('with 15 rows the detail is dropped', () =>
	expectApp('main', { size: { columns: 60, rows: 15 } }, toEast));

test('a terminal that is too small says how big it must be', () =>
	expectApp('too-small', { size: { columns: 52, rows: 12 } }));

test('a name too long for the title of the detail leaves room for the state', () => {
	const long = 'b1-with-an-extremely-long-server-name-in-eu-west-3-availability-zone-c-0042';
	for (const columns of [60, 80, 120]) {
		const { row: east, ...view } = serverView('east-1');
		const row = { ...east, info: { ...east.info, name: long } };
		const [title] = statszPanelRows({ ...view, row, columns, rows: 7, focused: false });
		expect(stripVTControlCharacters(title ?? '')).toMatch(/0042 .* ● ok .*1s ago/);
	}
});

test('a server with JetStream to itself misses no meta leader, and one of a group is marked by the check alone', () => {
	for (const columns of [80, 120, 160]) {
		const { row: east, ...view } = serverView('east-1');
		const text = (meta?: MetaGroup, jetstreamTrouble?: JetStreamTrouble): string => {
			const statsz = { ...east.statsz, jetstream: { ...east.statsz?.jetstream, meta } };
			const row = { ...east, statsz, jetstreamTrouble };
			return [40, 8, 5]
				.flatMap((rows) => statszPanelRows({ ...view, row, columns, rows, focused: false }))
				.join();
		};
		// Marked from when the check says so: a leader is elected within a round or two.
		const trouble = { check: 'meta-leader', health: 'crit', text: 'no leader' } as const;
		expect(text({ clusterSize: 3 })).toContain('no meta leader ');
		expect(text({ clusterSize: 3 }, trouble)).toContain('no meta leader!!');
		expect(text()).not.toContain('leader');
	}
});
