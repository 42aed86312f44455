// The mouse on every layout: what is clicked is what stands there.

import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { type AppScreen, openApp } from '../helpers/app-screen.tsx';

const sizes = [
	{ columns: 60, rows: 15 },
	{ columns: 80, rows: 24 },
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
];

let screen: AppScreen;
afterEach(() => screen?.close());

const open = async (size: { columns: number; rows: number }): Promise<void> => {
	screen = await openApp({ size, config: { mouse: true } });
};

/** Sends bytes; resolves when what came of them is drawn, which React does in a turn of its own. */
const send = async (bytes: string): Promise<void> => {
	await screen.press(bytes);
	for (let turn = 0; turn < 2; turn++) {
		await setImmediate();
		await screen.press('');
	}
};

/** Clicks on a cell, counted from 0. */
const click = (x: number, y: number): Promise<void> => send(`\x1b[<0;${x + 1};${y + 1}M`);
const wheel = (x: number, y: number, by: 1 | -1): Promise<void> =>
	send(`\x1b[<${by < 0 ? 64 : 65};${x + 1};${y + 1}M`);

const lines = (): string[] => screen.text().split('\n');
const rowOf = (text: string | RegExp): number =>
	lines().findIndex((line) => (typeof text === 'string' ? line.includes(text) : text.test(line)));

/** What stands between the borders of a dialog. */
const inBox = (line = ''): string | undefined => line.split('┃')[1];

const serverRow = /^[> ] . ?((?:east|west|edge|hub)\S*)/u;

describe.each(sizes)('at $columns x $rows', (size) => {
	test('a click on any row of the servers chooses that row, and no other cell chooses one', async () => {
		await open(size);
		const before = lines();
		const [head, end] = [rowOf('1 Servers'), rowOf('3 Events')];
		for (let y = 0; y < size.rows; y++) {
			const name = y > head + 1 && y < end ? serverRow.exec(before[y] ?? '')?.[1] : undefined;
			if (name === undefined) continue;
			await click(7, y);
			expect(lines()[y]).toMatch(/^>/);
			expect(serverRow.exec(lines()[y] ?? '')?.[1]).toBe(name);
		}
		const chosen = lines().filter((line) => line.startsWith('>'));
		for (const y of [0, head, end, size.rows - 1]) {
			await click(7, y);
			expect(lines().filter((line) => line.startsWith('>'))).toEqual(chosen);
		}
	});

	test('a click on the head of a column sorts by it, and again reverses', async () => {
		await open(size);
		const y = rowOf('NAME');
		const heads = [...(lines()[y] ?? '').matchAll(/\b(NAME|MEM|CONNS|OUT\/s)/g)];
		expect(heads.length).toBeGreaterThan(2);
		for (const { 0: title, index } of heads) {
			await click(index, y);
			const first = lines()[y] ?? '';
			expect(first).toMatch(new RegExp(`${title}[▼▲]`));
			const sign = first[first.indexOf(title) + title.length];
			await click(first.indexOf(title), y);
			expect(lines()[y]).toContain(`${title}${sign === '▼' ? '▲' : '▼'}`);
		}
		await click(1, y);
		expect(lines()[y]).toMatch(/^ !▼/);
	});

	test('a click on the tab of a screen opens it, one beside the tabs does nothing', async () => {
		await open(size);
		await screen.press('4');
		expect(lines().join('\n')).toContain('[Open]');
		const y = rowOf('[Open]');
		await click((lines()[y] ?? '').indexOf('Closed') + 2, y);
		expect(lines()[y]).toContain('[Closed]');
		await click(40, y);
		expect(lines()[y]).toContain('[Closed]');
		await click((lines()[y] ?? '').indexOf('Open') + 1, y);
		expect(lines()[y]).toContain('[Open]');
		const row = rowOf('batch-load');
		await click(6, row);
		expect(lines()[row]).toMatch(/^> . batch-load/);
	});

	test('the wheel over the events looks back, and comes to follow them again', async () => {
		await open(size);
		const y = rowOf('3 Events') + 2;
		const before = lines();
		await wheel(20, y, -1);
		if (size.rows > 24) {
			// All of it is in view: there is nothing to look back to.
			expect(lines()).toEqual(before);
			return;
		}
		expect(lines()[y]).not.toBe(before[y]);
		expect(lines()[rowOf('3 Events')]).toContain('not following');
		for (let turn = 0; turn < 10; turn++) await wheel(20, y, 1);
		expect(lines()[rowOf('3 Events')]).not.toContain('not following');
	});

	test('clicks in a dialog, in a prompt and outside of the screen change nothing; the wheel scrolls the help', async () => {
		await open(size);
		for (const key of ['o', 'R', 'P', '/']) {
			await screen.press(key);
			const before = screen.text();
			for (let y = 0; y < size.rows; y += 4) await click(Math.floor(size.columns / 2), y);
			await wheel(10, 5, 1);
			expect(screen.text()).toBe(before);
			await screen.press('\x03');
		}
		const before = screen.text();
		await click(size.columns, 5);
		await click(5, size.rows);
		await click(9999, 9999);
		expect(screen.text()).toBe(before);
		await screen.press('?');
		const help = lines();
		expect(help.join('\n')).toContain('Help: ');
		await wheel(10, 5, 1);
		expect(inBox(lines()[2])).toBe(inBox(help[5]));
	});
});

/** Rows of lists that are on the screen: those under heads that a click on the first of them chooses. */
const chosenRows = (): number[] => lines().flatMap((line, y) => (line.startsWith('> ') ? [y] : []));

const tableScreens = screens.filter(({ list }) => list === 'table');

describe.each(sizes)('every table of the registry at $columns x $rows', (size) => {
	test.each(tableScreens.map(({ id, title }) => ({ id, title })))(
		'$id: the row that is clicked is chosen, by a second click it is opened, and heads sort',
		async ({ id, title }) => {
			await open(size);
			await screen.press(':', ...id, 'enter');
			const y = lines().findIndex((line) => line.startsWith('> '));
			expect(y, `rows of ${title}`).toBeGreaterThan(2);
			const heads = lines()[y - 1] ?? '';
			const [last = y] = lines().flatMap((line, at) =>
				at > y && /^ {2}\S/.test(line) && !line.startsWith('   ') && lines()[at - 1]?.match(/^[> ] \S/)
					? [at]
					: [],
			);
			await click(8, last);
			expect(chosenRows()).toContain(last);
			for (const [column] of heads.matchAll(/\b(CID|NAME|SERVER|CONNS|ACCOUNT)\b/g)) {
				const at = heads.indexOf(column);
				await click(at, y - 1);
				expect(lines()[y - 1]).toMatch(new RegExp(`${column.slice(0, 3)}\\S*[▼▲]`));
				break;
			}
			await screen.press('g');
			await click(8, y);
			const before = screen.text();
			await click(8, y);
			const list = tableScreens.find((each) => each.id === id);
			const opens = (list?.tabs.length ?? 0) > 0;
			if (!opens) {
				// A row that stands for a list or an object elsewhere leads there.
				if (['jetstream', 'health', 'instances'].includes(id)) expect(screen.text()).not.toBe(before);
				else expect(chosenRows()).toContain(y);
				return;
			}
			expect(screen.text()).not.toBe(before);
			const tabsAt = lines().findIndex((line) => /^ \[\w+( \d+)?\] /.test(line));
			// A server shows all of its tabs at once where there is room; one tab is none, unless it is a list, which says beside
			// it how complete it is.
			const [first] = list?.tabs ?? [];
			const isOne = list?.tabs.length === 1 && first !== undefined && !('list' in first);
			const isPage = isOne || (id === 'servers' && size.columns >= 120);
			expect(tabsAt < 0).toBe(isPage);
			for (const tab of tabsAt < 0 ? [] : (list?.tabs ?? []).toReversed()) {
				const name = new RegExp(`\\b${tab.title}\\b`, 'i');
				// A tab for users of an account alone: only they are told the subjects of a stream.
				if (tab.id === 'stream-subjects') {
					expect(lines()[tabsAt]).not.toMatch(name);
					continue;
				}
				await click((lines()[tabsAt] ?? '').search(name) + 2, tabsAt);
				expect(lines()[tabsAt]).toMatch(new RegExp(`\\[${tab.title}`, 'i'));
			}
		},
	);
});

test('a double click on an event opens it, another one closes it', async () => {
	await open({ columns: 200, rows: 60 });
	await screen.press('3', 'enter', 'enter', 'G');
	const y = rowOf('Events') + 5;
	await click(20, y);
	expect(lines()[y]).toMatch(/^>/);
	const before = screen.text();
	await click(20, y);
	expect(screen.text()).not.toBe(before);
	await click(20, y);
	expect(screen.text()).toBe(before);
});

test('the wheel over a table moves its view, and over an open object its rows', async () => {
	await open({ columns: 60, rows: 15 });
	const y = rowOf('NAME') + 1;
	const before = lines();
	await wheel(20, y + 1, 1);
	expect(lines()[y]?.slice(2, 20)).not.toBe(before[y]?.slice(2, 20));
	for (let turn = 0; turn < 10; turn++) await wheel(20, y + 1, -1);
	expect(lines()[y]?.slice(2, 20)).toBe(before[y]?.slice(2, 20));
	await screen.press('enter', 'v');
	const raw = lines();
	await wheel(20, 6, 1);
	expect(lines()[6]).toBe(raw[9]);
});

test('several notches in one read are all of them', async () => {
	await open({ columns: 80, rows: 24 });
	await screen.press('3');
	const y = rowOf('3 Events') + 2;
	await wheel(20, y, -1);
	await wheel(20, y, -1);
	const one = lines()[y];
	await screen.press('G');
	await send(`\x1b[<64;20;${y + 1}M`.repeat(2));
	expect(lines()[y]).toBe(one);
});

test('a click on a tab of an open server shows it', async () => {
	await open({ columns: 80, rows: 24 });
	await screen.press('enter');
	const y = rowOf('[Overview]');
	for (const tab of ['Routes', 'Gateways', 'JetStream', 'Overview']) {
		await click((lines()[y] ?? '').indexOf(tab), y);
		expect(lines()[y]).toContain(`[${tab}`);
	}
});

test('the mouse is in the help only where it is on', async () => {
	await open({ columns: 200, rows: 60 });
	await screen.press('?', '/', ...'under the pointer');
	expect(screen.text()).toContain('scrolls the list or the text under the pointer');
	screen.close();
	screen = await openApp({ size: { columns: 200, rows: 60 } });
	await screen.press('?', '/', ...'under the pointer');
	expect(screen.text()).not.toContain('scrolls the list or the text under the pointer');
});
