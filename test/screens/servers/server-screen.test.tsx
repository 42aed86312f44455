// The screen of one server at the sizes we promise.

import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type ServerScreenProps, serverTabs } from '../../../source/screens/servers/server-body.ts';
import { serverScreen } from '../../../source/screens/servers/server-screen.ts';
import { frame } from '../../../source/ui/layout.ts';
import { now } from '../../fixtures/fleet.ts';
import { expectApp, sizes } from '../../helpers/app-screen.tsx';
import { serverView } from '../../helpers/server-view.ts';

const design = sizes[0];

/** The servers are sorted by CPU, so that east-1 is the second and edge-nyc-1 the last. */
const east = ['j', 'enter'];

for (const size of sizes) {
	test(`the server screen at ${size.columns}x${size.rows}${size.ascii ? ' in ASCII' : ''} shows everything a statsz carries`, () =>
		expectApp('server', { size }, east));
}

test.each(['routes', 'gateways', 'jetstream'] as const)('the tab %s stands alone at 80 columns', (tab) => {
	const steps = serverTabs.indexOf(tab);
	return expectApp(`server-${tab}`, { size: design }, [...east, ...Array(steps).fill('tab')]);
});

test('a server without JetStream, routes and gateways says so', () =>
	expectApp('server-edge', { size: sizes[1] }, ['G', 'enter']));

test('the raw statsz takes the place of everything else', () => {
	const data = { start: '2026-08-11T10:02:00Z', tags: 'x'.repeat(100) };
	const raw = { id: serverView('east-1').row.info.id, at: now, data };
	return expectApp('server-raw', { size: design, raw }, [...east, 'v']);
});

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
