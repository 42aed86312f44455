// The question before settings are written: what it shows, its keys, and what is said where nothing is to be asked.

import { describe, expect, test } from 'vitest';
import { dialogBox, dialogKey } from '../../source/dialogs/registry.ts';
import type { SaveDialog } from '../../source/dialogs/save.ts';
import { drawApp, expectApp, openApp, sizes } from '../helpers/app-screen.tsx';
import { dialogFacts, plain, press } from '../helpers/dialogs.tsx';

const allSizes = [...sizes, { columns: 60, rows: 15, ascii: false }];
const size = { columns: 120, rows: 40 };
const saveLine = [':', ...'save', 'enter'];

const numbers = Array.from({ length: 30 }, (_, at) => at);
const dialog: SaveDialog = {
	name: 'save',
	path: '/home/ada/.config/natstop/config.json',
	changes: [
		{ name: 'interval', from: '2s', to: '5s' },
		{
			name: 'connections filter',
			from: 'none',
			to: `acc:app ${numbers.map((at) => `name:a${at}`).join(' ')}`,
		},
		...Array.from({ length: 12 }, (_, at) => ({ name: `setting ${at}`, from: 'a', to: 'b' })),
	],
	scroll: 0,
};

describe('settings that are about to be saved', () => {
	test.each(allSizes)('are shown with their file, at $columns x $rows, ascii $ascii', (size) =>
		expectApp('save', { size }, [
			'C',
			'j',
			'J',
			'k',
			'space',
			'enter',
			'>',
			'O',
			'/',
			...'cluster:east',
			'enter',
			'-',
			...saveLine,
		]),
	);

	test('are written by y alone', () => {
		expect(press(dialog, 'y')).toEqual({ effect: { do: 'save' } });
		for (const key of ['n', 'enter', 'escape', 'q']) expect(press(dialog, key)).toEqual({});
		expect(press(dialog, 'x')).toEqual({ dialog });
	});

	test('scroll where the screen is low, and are whole', () => {
		const facts = dialogFacts({ screen: { columns: 60, rows: 15 } });
		let now = dialog;
		const seen = new Set<string>();
		for (let step = 0; step < 40; step++) {
			const box = plain(dialogBox(now, facts));
			expect(box).toHaveLength(15);
			expect(box.at(-2)).toMatch(/y +write.*scroll.*cancel/);
			for (const row of box) seen.add(row);
			now = dialogKey(now, 'j', facts).dialog as SaveDialog;
		}
		const all = [...seen].join('\n');
		expect([...all.matchAll(/name:a(\d+)/g)].map(([, at]) => Number(at))).toEqual(numbers);
		expect(all).toContain('setting 11');
		expect(plain(dialogBox(now, facts))[0]).toMatch(/ \d+–(\d+) of \1 /);
	});
});

describe('there is no question', () => {
	test('where nothing has changed', async () => {
		expect(await drawApp({ size }, saveLine)).toContain('there is nothing to save: no setting has changed');
		expect(await drawApp({ size }, ['>', '<', ...saveLine])).toContain('there is nothing to save');
	});

	test('where there is no home folder', async () => {
		const text = await drawApp({ size, config: { file: undefined } }, ['>', ...saveLine]);
		expect(text).toContain('not saved: there is no home folder; HOME or XDG_CONFIG_HOME names one');
	});

	test('where the file cannot be written', async () => {
		const text = await drawApp({ size, config: { file: '/' } }, ['>', ...saveLine]);
		expect(text).toContain('not saved: the configuration file /: it is a folder');
	});
});

test('settings go back to what natstop started with, also the interval and the theme of the same burst', async () => {
	const screen = await openApp({ size, config: { screens: { servers: { sort: 'mem' } } } });
	try {
		const [before] = screen.text().split('\n');
		await screen.press(':theme mono\r:interval 5s\r>C');
		await screen.press(' ', 'escape', '/', ...'zzz', 'enter');
		await screen.press(...':reset', 'enter');
		expect(screen.text()).toContain('columns, sort, filters, interval and theme are as natstop started');
		expect(screen.text()).toContain('sort MEM');
		expect(screen.text().split('\n')[0]).toBe(before);
		await screen.press(...':save', 'enter');
		expect(screen.text()).toContain('there is nothing to save');
		await screen.press(...':reset', 'enter');
		expect(screen.text()).toContain('all settings are as natstop started');
	} finally {
		screen.close();
	}
});
