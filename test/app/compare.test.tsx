import { afterEach, expect, test } from 'vitest';
import { fleetSnapshot, now } from '../fixtures/fleet.ts';
import { type AppScreen, openApp, sizes } from '../helpers/app-screen.tsx';
import { fleetAt, madePast } from '../helpers/made-past.ts';
import { waitFor } from '../helpers/wait-for.ts';

let screen: AppScreen | undefined;
afterEach(() => screen?.close());

const rounds = [now - 8000, now - 6000, now - 4000, now - 2000];
const rowOf = (app: AppScreen, name: string): string =>
	app
		.text()
		.split('\n')
		.find((line) => line.includes(` ${name} `) && !line.includes('──')) ?? '';
const shows = (app: AppScreen, text: string) =>
	waitFor(() => app.text().includes(text), { what: `"${text}" in ${app.text()}` });

test('d tells of each figure how it has changed since, until it is pressed again', async () => {
	screen = await openApp({ size: sizes[0] });
	await screen.press('d');
	await shows(screen, 'Δ since 12:04:56');
	await shows(screen, 'compared with 12:04:56');
	expect(rowOf(screen, 'east-1')).toMatch(/ = .* = /);
	const fleet = fleetSnapshot();
	const rows = fleet.rows.map((row) => ({
		...row,
		...(row.statsz?.connections !== undefined && {
			statsz: { ...row.statsz, connections: row.statsz.connections + (row.info.name === 'east-1' ? 12 : -7) },
		}),
	}));
	await screen.publish({ ...fleet, rows });
	await shows(screen, '▲12');
	expect(rowOf(screen, 'east-1')).toContain('▲12');
	expect(rowOf(screen, 'east-3')).toContain('▼7');
	await screen.press('d');
	await waitFor(() => !screen?.text().includes('Δ since'), { what: 'no comparison' });
	expect(rowOf(screen, 'east-1')).toContain('2,400');
});

test('while compared, heads of figures say so, and a sort by one puts what changed most first', async () => {
	screen = await openApp({ size: sizes[0] });
	await screen.press('d');
	await shows(screen, 'ΔCONN');
	const fleet = fleetSnapshot();
	const rows = fleet.rows.map((row) => ({
		...row,
		...(row.statsz?.connections !== undefined && {
			statsz: { ...row.statsz, connections: row.statsz.connections - (row.info.name === 'east-3' ? 900 : 1) },
		}),
	}));
	await screen.publish({ ...fleet, rows });
	await screen.press(':', ...'sort conns', 'enter');
	await shows(screen, 'sort ΔCONN');
	const names = screen
		.text()
		.split('\n')
		.flatMap((line) => /(?:east|west)-\d/.exec(line)?.[0] ?? []);
	expect(names[0]).toBe('east-3');
	await screen.press('d');
	await waitFor(() => !screen?.text().includes('Δ'), { what: 'plain heads' });
});

test('servers that are new, and those that are gone, say so in words', async () => {
	screen = await openApp({ size: sizes[0] });
	const fleet = fleetSnapshot();
	const [first, ...rest] = fleet.rows;
	if (first === undefined) throw new Error('no servers in the fixtures');
	await screen.publish({ ...fleet, rows: rest });
	await screen.press('d');
	await screen.publish({ ...fleet, rows: [first, ...rest.slice(1)] });
	await shows(screen, '1 new, 1 gone');
	expect(rowOf(screen, first.info.name)).toContain('new');
	expect(rowOf(screen, rest[0]?.info.name ?? '')).toContain('gone');
});

test('what was marked while looking back is compared with now', async () => {
	screen = await openApp({ size: sizes[0], app: { past: madePast({ rounds }) } });
	await screen.press(',', 'd');
	await shows(screen, 'Δ since 12:04:54');
	await screen.press('G');
	await waitFor(() => !screen?.text().includes('REWIND'), { what: 'now' });
	await shows(screen, '▲10');
});

test.each(sizes)(
	'how figures changed between two moments, at $columns columns',
	async ({ ascii, ...size }) => {
		screen = await openApp({
			size: { ...size, ascii },
			app: { past: madePast({ rounds, fleet: (at) => fleetAt(at, at === rounds[0] ? 3 : 1) }) },
		});
		await screen.press(':', ...'start', 'enter');
		await shows(screen, 'REWIND');
		await screen.press('d', '.');
		await shows(screen, ascii ? '+20' : '▲20');
		const name = `compare-${size.columns}x${size.rows}${ascii ? '-ascii' : ''}.txt`;
		await expect(screen.text()).toMatchFileSnapshot(`../screens/${name}`);
	},
);
