// The screen of one server at the sizes we promise.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { frame } from '../../../source/ui/layout.ts';
import type { UiState } from '../../../source/ui/ui-state.ts';
import type { ServerScreenProps } from '../../../source/screens/servers/server-body.ts';
import { serverScreen } from '../../../source/screens/servers/server-screen.ts';
import { now } from '../../fixtures/fleet.ts';
import { Drawn } from '../../helpers/drawn.tsx';
import { expectScreen, sizes } from '../../helpers/screen-file.tsx';
import { serverView } from '../../helpers/server-view.ts';

const design = sizes[0];

const onServer =
	(key: string, tab = 'overview', raw = false) =>
	(state: UiState): UiState => ({
		...state,
		places: [...state.places, { screen: 'servers', open: { key, tab, raw, scroll: 0 } }],
	});

for (const size of sizes) {
	describe(`the server screen at ${size.columns}x${size.rows}${size.ascii ? ' in ASCII' : ''}`, () => {
		test('shows everything a statsz carries', () =>
			expectScreen('server', size, (theme) => <Drawn size={size} theme={theme} ui={onServer('east-1')} />));
	});
}

for (const tab of ['routes', 'gateways', 'jetstream']) {
	test(`the tab ${tab} stands alone at 80 columns`, () =>
		expectScreen(`server-${tab}`, design, (theme) => (
			<Drawn size={design} theme={theme} ui={onServer('east-1', tab)} />
		)));
}

test('a server without JetStream, routes and gateways says so', () =>
	expectScreen('server-edge', sizes[1], (theme) => (
		<Drawn size={sizes[1]} theme={theme} ui={onServer('edge-nyc-1')} />
	)));

test('the raw statsz takes the place of everything else', () =>
	expectScreen('server-raw', design, (theme) => {
		const data = { start: '2026-08-11T10:02:00Z', tags: 'x'.repeat(100) };
		const raw = { id: serverView('east-1').row.info.id, at: now, data };
		return <Drawn size={design} theme={theme} ui={onServer('east-1', 'overview', true)} raw={raw} />;
	}));

/** What the screen is given for a server. */
const propsOf = (key: string, size: { columns: number; rows: number }): ServerScreenProps => ({
	...serverView(key),
	tab: 'overview',
	scroll: 0,
	eventLines: [],
	eventCount: 0,
	columns: size.columns,
	rows: frame(size.columns, size.rows)?.body.rows ?? 0,
});

const rowsOf = (props: ServerScreenProps) => serverScreen(props).rows;

test('a name too long for the title leaves room for the state', () => {
	const long = 'b1-with-an-extremely-long-server-name-in-eu-west-3-availability-zone-c-0042';
	for (const size of sizes) {
		const props = propsOf('east-1', size);
		const info = { ...props.row.info, name: long };
		const [title] = rowsOf({ ...props, row: { ...props.row, info } });
		expect(stripVTControlCharacters(title ?? '')).toMatch(/0042 {3}[●+] ok .*1s ago/);
	}
});

test('a memory limit is unknown where the server is too old to tell it', () => {
	const props = propsOf('edge-nyc-1', sizes[1]);
	const rows = (maxProcs?: number) =>
		rowsOf({ ...props, row: { ...props.row, statsz: { ...props.row.statsz, maxProcs } } }).join('');
	expect(rows(2)).toContain('gomaxprocs 2   no mem limit');
	expect(rows()).toContain('gomaxprocs –   mem limit –');
});

test('scrolling ends where the last row is in view', () => {
	const props = propsOf('east-1', design);
	const last = serverScreen(props).last;
	expect(last).toBeGreaterThan(0);
	const atEnd = rowsOf({ ...props, scroll: last });
	expect(rowsOf({ ...props, scroll: last + 5 })).toEqual(atEnd);
	expect(rowsOf({ ...props, scroll: last - 1 })).not.toEqual(atEnd);
});
