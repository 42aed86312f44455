// What a system of 300 servers looks like: whole names, quiet ink, and a detail that 49 routes do not fill.

import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { servers } from '../../source/screens/servers/servers.ts';
import { chooseColumns } from '../../source/table/choose-columns.ts';
import { createTheme } from '../../source/theme.ts';
import { largeFleet } from '../fixtures/large-fleet.ts';
import { now } from '../fixtures/server-plan.ts';
import { lookOf, shotsOf } from '../helpers/drawn.tsx';

const fleet = largeFleet();
const theme = createTheme('default', false);

/** The detail of a server in a pane of this size, without its colours. */
const detailOf = (name: string, columns: number, rows: number, over: Partial<ServerRow> = {}): string[] => {
	const row = fleet.rows.find(({ info }) => info.name === name);
	if (row === undefined) throw new Error(`no ${name}`);
	const changed = { ...fleet, rows: fleet.rows.map((each) => (each === row ? { ...row, ...over } : each)) };
	const shot = shotsOf({ size: { columns, rows }, fleet: changed }).servers;
	const look = lookOf(theme, columns, { now });
	const lines = shot?.detail(row.key, { width: columns, height: rows }, look, false) ?? [];
	for (const line of lines) expect(width(line)).toBe(columns);
	return lines.map((line) => line.replace(/\x1b\[[\d;]*m/g, ''));
};

/** A pane on each promised screen: 4 rows at 80x24, 7 at 120x40, full height at 200x60; and zoomed at 80x24. */
const panes = [
	['80x24', 80, 5],
	['120x40', 120, 8],
	['200x60', 71, 57],
	['80x24, zoomed', 80, 22],
	['the smallest page', 60, 16],
] as const;

describe.each(panes)('the detail at %s', (_, columns, rows) => {
	test('shows JetStream whole, whatever the number of routes', () => {
		const text = detailOf('eu-west-1-n02', columns, rows).join('\n');
		expect(text).toMatch(/store|storage/);
		expect(text).toMatch(/meta/i);
		expect(text).not.toMatch(/n11 .*\n.*n12 .*\n.*n13 /);
	});

	test('shows what is wrong with the server', () => {
		const twins = { twins: ['NABCDEFGH'] };
		expect(detailOf('eu-west-1-n02', columns, rows, twins).join('\n')).toContain('same name as NABCDEFG');
	});

	test('shows why the server is down, also where the title has no room for it', () => {
		const evidence = 'no responders for its id, and 12 servers of its cluster lost their route to it';
		const text = detailOf('eu-west-1-n02', columns, rows, { state: 'down', evidence }).join('\n');
		expect(text).toContain('no responders for its id, and 12 servers of');
		expect(text).toMatch(/store|storage/);
	});
});

describe.each(panes.slice(1))('the routes at %s', (_, columns, rows) => {
	test('that are whole are one line', () => {
		const lines = detailOf('eu-west-1-n20', columns, rows).filter((line) => line.startsWith(' ROUTES'));
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^ ROUTES 196 +49 servers, all up/);
	});

	test('that are missing are named first', () => {
		const over = { unrouted: ['eu-west-1-n07', 'eu-west-1-n31'] };
		const [line] = detailOf('eu-west-1-n20', columns, rows, over).filter((each) =>
			each.startsWith(' ROUTES'),
		);
		expect(line).toMatch(/^ ROUTES 196 +no route to eu-west-1-n07!!/);
		expect(line).not.toContain('all up');
	});

	test('that are fewer than others of the cluster have are not said to be all up', () => {
		const { statsz } = fleet.rows.find(({ info }) => info.name === 'eu-west-1-n20') ?? {};
		const routes = statsz?.routes?.filter((route) => route.name !== 'eu-west-1-n33');
		const known = { ...statsz, routes, routePeers: undefined };
		const lines = detailOf('eu-west-1-n20', columns, rows, { statsz: known });
		expect(lines.find((line) => line.startsWith(' ROUTES'))).toMatch(
			/^ ROUTES 192 +fewer than others have! {3}48 servers up/,
		);
	});

	test('whose other end does not read are named first', () => {
		const { statsz } = fleet.rows.find(({ info }) => info.name === 'eu-west-1-n20') ?? {};
		const routes = statsz?.routes?.map((route) =>
			route.name === 'eu-west-1-n33' ? { ...route, pending: 3e6 } : route,
		);
		const lines = detailOf('eu-west-1-n20', columns, rows, { statsz: { ...statsz, routes } });
		expect(lines.find((line) => line.startsWith(' ROUTES'))).toMatch(
			/^ ROUTES 196 +eu-west-1-n33 pends 11\.4M! {3}48 others up/,
		);
	});
});

test.each([
	[60, 15],
	[80, 24],
	[120, 40],
	[200, 60],
])('every name of 300 servers is whole at %dx%d', (columns, rows) => {
	const shot = shotsOf({ size: { columns, rows }, fleet }).servers;
	const look = lookOf(theme, columns, { now });
	const state = { sort: servers.sort, filter: '', wide: false, offset: 0, off: [] };
	const view = shot?.list(state, look, look.choices);
	const pane = columns >= 160 ? Math.floor(columns * 0.64) : columns;
	const shown = chooseColumns(servers.columns, pane, { wide: false, offset: 0, names: view?.nameWidths() });
	expect(view?.keys).toHaveLength(300);
	for (const index of view?.keys.keys() ?? []) {
		const line = view?.line(index, {
			columns: shown,
			width: pane,
			look,
			selected: false,
			focused: true,
			offset: 0,
		});
		expect(line).toMatch(/[a-z]+-[a-z]+-1-n\d\d/);
		expect(line).not.toContain('…-');
	}
	const withFilter = shot?.list({ ...state, filter: 'n01' }, look, look.choices);
	expect(withFilter?.nameWidths()).toEqual(view?.nameWidths());
});

test('a healthy system has no mark of JetStream, and each of its sparks is dim', () => {
	const look = lookOf(theme, 128, { now });
	const shot = shotsOf({ size: { columns: 200, rows: 60 }, fleet }).servers;
	const state = { sort: servers.sort, filter: '', wide: false, offset: 0, off: [] };
	const view = shot?.list(state, look, look.choices);
	const shown = servers.columns.filter(({ id }) => ['name', 'cpu', 'trend', 'js'].includes(id));
	for (const index of view?.keys.keys() ?? []) {
		const line =
			view?.line(index, { columns: shown, width: 60, look, selected: false, focused: true, offset: 0 }) ?? '';
		expect(line).not.toContain('off!');
		expect(line).toMatch(/\x1b\[2m[ ▁-█]+\x1b\[22m/);
	}
});
