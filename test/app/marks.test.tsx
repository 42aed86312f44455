// Marked servers on the screen: their sign, the words in title and footer, and how they outlast sorting and filtering.

import { afterEach, expect, test } from 'vitest';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { type AppScreen, expectApp, openApp, sizes, typing } from '../helpers/app-screen.tsx';
import { waitFor } from '../helpers/wait-for.ts';

let screen: AppScreen | undefined;
afterEach(() => {
	screen?.close();
	screen = undefined;
});

const open = async (size = { columns: 120, rows: 40 }): Promise<AppScreen> => {
	screen = await openApp({ size });
	return screen;
};

/** The names of the marked rows, in the order of the table. */
const marked = (text: string): string[] =>
	[...text.matchAll(/^[ >]▪\S +(\S+)/gm)].map(([, name]) => name ?? '');

for (const size of sizes) {
	test(`marked servers have a sign, a count and keys of their own, at ${size.columns}x${size.rows}, ascii ${size.ascii}`, () =>
		expectApp('marked', { size }, ['m', 'm', 'm', 'm', 'k', 'k', 'k']));
}

test('marks stay on their servers while the table is sorted and filtered', async () => {
	const app = await open();
	await app.press('m', 'm');
	expect(marked(app.text())).toEqual(['east-2', 'east-1']);
	await app.press(':', ...typing('sort name asc'), 'enter');
	expect(marked(app.text())).toEqual(['east-1', 'east-2']);
	await app.press('/', ...typing('west'), 'enter');
	expect(marked(app.text())).toEqual([]);
	expect(app.text()).toContain('2 marked  3 of 8');
	await app.press('/', ...Array(4).fill('\x7f'), 'enter');
	expect(marked(app.text())).toEqual(['east-1', 'east-2']);
});

test('is:marked lists the marked servers alone', async () => {
	const app = await open();
	await app.press('m', 'm', '/', ...typing('is:marked'), 'enter');
	expect(app.text()).toContain('2 marked  2 of 8');
	await app.press('g', 'm');
	expect(app.text()).toContain('1 marked  1 of 8');
});

test(':mark marks the servers that a filter lets through, beside those that are marked', async () => {
	const app = await open();
	await app.press('m', ':', ...typing('mark cluster:west'), 'enter');
	expect(marked(app.text())).toEqual(['east-2', 'west-1', 'west-2', 'west-3']);
	await app.press(':', ...typing('mark nowhere:x'), 'enter');
	expect(app.text()).toContain('unknown field "nowhere"');
});

test('a filter marks what it shows with M, and Escape unmarks before it clears the filter', async () => {
	const app = await open();
	await app.press('/', ...typing('west'), 'enter', 'M');
	expect(app.text()).toContain('3 marked  3 of 8');
	await app.press('\x1b');
	await waitFor(() => !app.text().includes('marked'), { what: 'no mark' });
	expect(app.text()).toContain('/west');
});

test('4 and 6 open connections and JetStream of the marked servers alone', async () => {
	const app = await open();
	await app.press('m', 'm', '4');
	expect(app.text()).toContain('4 Connections   server=east-2|east-1');
	await app.press('1', '6');
	expect(app.text()).toContain('6 JetStream   server=east-2|east-1');
});

test('the mark of a server that restarts is lost, and that is said', async () => {
	const fleet = fleetSnapshot();
	const app = await open();
	await app.press('m', 'm');
	const rows = fleet.rows.map((row) =>
		row.info.name === 'east-1' ? { ...row, info: { ...row.info, id: 'NEWPROCESS' } } : row,
	);
	await app.publish({ ...fleet, rows });
	expect(marked(app.text())).toEqual(['east-2']);
	expect(app.text()).toContain('east-1 restarted: unmarked');
});
