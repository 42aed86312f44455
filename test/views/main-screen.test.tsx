// The main screen at the sizes we promise.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { MetaGroup } from '../../source/model/server.ts';
import { statszPanelRows } from '../../source/screens/servers/statsz-panel.ts';
import { createTheme } from '../../source/theme.ts';
import { frame } from '../../source/ui/layout.ts';
import { withList } from '../../source/ui/ui-state.ts';
import { TooSmall } from '../../source/views/too-small.tsx';
import { connectedLink, disconnectedSnapshot, fleetSnapshot, lostLink, now } from '../fixtures/fleet.ts';
import { Drawn } from '../helpers/drawn.tsx';
import { expectScreen, sizes } from '../helpers/screen-file.tsx';
import { serverView } from '../helpers/server-view.ts';

const lostAt = now + 41_000;

for (const size of sizes) {
	describe(`the main screen at ${size.columns}x${size.rows}${size.ascii ? ' in ASCII' : ''}`, () => {
		test('shows servers, the selected one in detail, and events', () =>
			expectScreen('main', size, (theme) => <Drawn size={size} theme={theme} />));

		test('says how old everything is while disconnected', () =>
			expectScreen('disconnected', size, (theme) => (
				<Drawn
					size={size}
					theme={theme}
					fleet={disconnectedSnapshot()}
					link={lostLink(lostAt)}
					now={lostAt}
				/>
			)));
	});
}

const design = sizes[0];

test('a paused screen says so in the header and in the titles', () =>
	expectScreen('paused', design, (theme) => (
		<Drawn size={design} theme={theme} ui={(state) => ({ ...state, paused: true })} />
	)));

test('after the connection is back the banner says for how long it was away', () =>
	expectScreen('reconnected', design, (theme) => (
		<Drawn size={design} theme={theme} link={connectedLink({ reconnectedAt: now - 1000, lostFor: 43_000 })} />
	)));

test('a filter that lets nothing through says how to clear it', () =>
	expectScreen('servers-no-match', design, (theme) => (
		<Drawn
			size={design}
			theme={theme}
			ui={(state) => withList(state, 'servers', { filter: 'east cpu>400', cursor: undefined })}
		/>
	)));

test('a stale server says why in the detail and its numbers are muted', () =>
	expectScreen('main-stale', design, (theme) => (
		<Drawn size={design} theme={theme} ui={(state) => withList(state, 'servers', { cursor: 'edge-nyc-1' })} />
	)));

test('many servers scroll and the title says where', () => {
	const fleet = fleetSnapshot();
	const many = [...fleet.rows, ...fleet.rows, ...fleet.rows].map((row, index) => ({
		...row,
		key: `${row.key}-${index}`,
	}));
	return expectScreen('main-scrolled', design, (theme) => (
		<Drawn
			size={design}
			theme={theme}
			fleet={{ ...fleet, rows: many }}
			ui={(state) => withList(state, 'servers', { cursor: many[13]?.key })}
		/>
	));
});

test('wide columns scroll sideways under a name that stays', () =>
	expectScreen('servers-wide', design, (theme) => (
		<Drawn
			size={design}
			theme={theme}
			ui={(state) => withList(state, 'servers', { wide: true, offset: 8 })}
		/>
	)));

test('totals stand in the place of rates, and exact numbers keep every digit that fits', () =>
	expectScreen('main-totals', design, (theme) => (
		<Drawn size={design} theme={theme} ui={(state) => ({ ...state, totals: true, exact: true })} />
	)));

test('zoomed, the detail has the whole body', () =>
	expectScreen('main-zoom-detail', design, (theme) => (
		<Drawn size={design} theme={theme} ui={(state) => ({ ...state, focus: 'detail', zoom: true })} />
	)));

test('with 15 rows the detail is dropped', () => {
	const size = { columns: 60, rows: 15, ascii: false };
	return expectScreen('main', size, (theme) => <Drawn size={size} theme={theme} />);
});

test('a terminal that is too small says how big it must be', () => {
	const size = { columns: 52, rows: 12, ascii: false };
	if (frame(size.columns, size.rows)) throw new Error('52x12 should be too small');
	return expectScreen('too-small', size, () => (
		<TooSmall columns={52} rows={12} theme={createTheme('default', false)} />
	));
});

test('a name too long for the title of the detail leaves room for the state', () => {
	const long = 'b1-with-an-extremely-long-server-name-in-eu-west-3-availability-zone-c-0042';
	for (const columns of [60, 80, 120]) {
		const { row: east, ...view } = serverView('east-1');
		const row = { ...east, info: { ...east.info, name: long } };
		const [title] = statszPanelRows({ ...view, row, columns, rows: 7, focused: false });
		expect(stripVTControlCharacters(title ?? '')).toMatch(/0042 .* ● ok .*1s ago/);
	}
});

test('a server with JetStream to itself misses no meta leader', () => {
	for (const columns of [80, 120, 160]) {
		const { row: east, ...view } = serverView('east-1');
		const text = (meta?: MetaGroup): string => {
			const statsz = { ...east.statsz, jetstream: { ...east.statsz?.jetstream, meta } };
			return statszPanelRows({ ...view, row: { ...east, statsz }, columns, rows: 40, focused: false })
				.concat(statszPanelRows({ ...view, row: { ...east, statsz }, columns, rows: 8, focused: false }))
				.concat(statszPanelRows({ ...view, row: { ...east, statsz }, columns, rows: 5, focused: false }))
				.join();
		};
		expect(text({ clusterSize: 3 })).toContain('no meta leader!!');
		expect(text()).not.toContain('leader');
	}
});
