// Trouble comes first: the main screen as it starts, and the keys that go through what is wrong.

import { afterEach, expect, test } from 'vitest';
import { type AppScreen, drawApp, expectApp, openApp } from '../helpers/app-screen.tsx';

const four = [
	{ columns: 60, rows: 15 },
	{ columns: 80, rows: 24 },
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
] as const;

/** As natstop starts: nobody has chosen an order. */
const config = { screens: {} };

let screen: AppScreen | undefined;
afterEach(() => {
	screen?.close();
	screen = undefined;
});

const open = async (size: (typeof four)[number]) => {
	screen = await openApp({ size, config });
	return screen;
};

/** Names of the servers in the table, from above. */
const servers = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => /^.{4}((?:east|west|edge)-\S+)/.exec(line)?.[1] ?? '')
		.filter((name) => name !== '');

const stale = 'edge-nyc-1';

test.each(four)('at $columns x $rows what is wrong stands first without a key', async (size) => {
	await expectApp('trouble', { size, config });
	expect(servers(await drawApp({ size, config }))[0]).toBe(stale);
});

test.each(four)(
	'at $columns x $rows ! leaves only rows that something is wrong with, and says so',
	async (size) => {
		const { text, press } = await open(size);
		const before = text();
		await press('!');
		expect(text()).toContain('bad only');
		expect(servers(text())).not.toContain('east-3');
		expect(servers(text())[0]).toBe(stale);
		await press('!');
		expect(text()).toBe(before);
		await press('!', '\x1b');
		await expect.poll(text).toBe(before);
	},
);

test.each(four)(
	'at $columns x $rows u goes from problem to problem, each in one key more, and then begins anew',
	async (size) => {
		const { text, press } = await open(size);
		// The first is under the cursor by itself.
		expect(/^> \S (\S+)/m.exec(text())?.[1]).toBe(stale);
		const seen = [stale];
		for (let key = 0; key < 6; key++) {
			await press('u');
			seen.push(/following (\S+)/.exec(text())?.[1] ?? '');
		}
		const length = seen.indexOf(stale, 1);
		expect(length).toBeGreaterThan(1);
		expect(new Set(seen.slice(0, length)).size).toBe(length);
		expect(seen).not.toContain('east-3');
	},
);
