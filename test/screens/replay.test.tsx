// The monitor on a recording of three real servers, of which one was killed and started again while a login failed.

import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openedRecording } from '../../source/commands/replay.ts';
import { TimeMachine } from '../../source/hooks/time-machine.ts';
import { type AppScreen, openApp, sizes, typing } from '../helpers/app-screen.tsx';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const recording = 'test/fixtures/recordings/killed-server.natstop.gz';
const dir = tempDir();

let screen: AppScreen | undefined;
let machine: TimeMachine | undefined;
afterEach(() => {
	screen?.close();
	machine?.close();
});

const open = async (size: (typeof sizes)[number], at?: string, path = recording): Promise<AppScreen> => {
	const opened = await openedRecording(path, at);
	if ('sentence' in opened) throw new Error(opened.sentence);
	const { past } = opened;
	machine = new TimeMachine({ past, clock: () => past.to() + 3_600_000 });
	machine.goTo(opened.at, true);
	await machine.arrived();
	screen = await openApp({ size, app: { monitor: machine } });
	return screen;
};

const shows = (app: AppScreen, text: string | RegExp) =>
	waitFor(() => (typeof text === 'string' ? app.text().includes(text) : text.test(app.text())), {
		what: `${text} in ${app.text()}`,
	});

const golden = async (name: string, { columns, rows, ascii }: (typeof sizes)[number], app: AppScreen) =>
	expect(app.text()).toMatchFileSnapshot(`${name}-${columns}x${rows}${ascii ? '-ascii' : ''}.txt`);

test.each(sizes)('a recording shows servers and events as they were, at $columns columns', async (size) => {
	const app = await open(size, '+16s');
	await shows(app, /DOWN +n3/);
	await golden('replay', size, app);
});

test.each(sizes)('connections of then have their rates of then, at $columns columns', async (size) => {
	const app = await open(size, '+30s');
	await app.press('4');
	await shows(app, 'NATS CLI');
	await golden('replay-connections', size, app);
});

test.each(sizes)(
	'what a killed server changes is told beside how it was before, at $columns columns',
	async (size) => {
		const app = await open(size, '+8s');
		await app.press('d', ':', ...typing('at +16s'), 'enter');
		await shows(app, size.ascii ? 'change since' : 'Δ since');
		await shows(app, /DOWN +n3/);
		await golden('replay-compare', size, app);
	},
);

test('a list that was not recorded says so, beside those that were', async () => {
	const app = await open(sizes[1], '+16s');
	await app.press('7', ']', ']');
	await shows(app, 'Not asked at');
	await app.press('1', '6', ']');
	await shows(app, 'ORDERS');
	await app.press('5');
	await shows(app, /APP +1 /);
});

test('an event is gone to by n, and a recording plays to its end and stays there', async () => {
	const app = await open(sizes[1]);
	await app.press('n', 'n', 'n');
	await shows(app, /REPLAY .* \d+%/);
	await app.press('G');
	await shows(app, '100%');
	await app.press('.');
	await shows(app, 'this is the end');
	await app.press('\x1b');
	expect(app.text()).toContain('REPLAY');
});

test('a recording that is cut is shown up to there, and says so', async () => {
	const path = join(dir, 'cut.natstop.gz');
	copyFileSync(recording, path);
	truncateSync(path, 20_000);
	const app = await open(sizes[1], undefined, path);
	await shows(app, 'damaged');
	await shows(app, 'it is cut');
	await shows(app, 'n1');
});

test.each([
	['a folder', '.', /^\. is a folder/],
	['nothing', 'no-such-file', /^no-such-file: /],
	['no recording', 'package.json', /^package\.json is no recording of natstop$/],
])('%s in place of a recording is one sentence', async (_what, path, sentence) => {
	const opened = await openedRecording(path, undefined);
	expect('sentence' in opened && opened.sentence).toMatch(sentence);
});

test('an empty file, and a time that is none, are one sentence', async () => {
	const path = join(dir, 'empty.natstop.gz');
	writeFileSync(path, '');
	expect(await openedRecording(path, undefined)).toEqual({ sentence: `${path} is empty` });
	expect(await openedRecording(recording, 'noon')).toEqual({
		sentence: expect.stringContaining('--at wants'),
	});
	expect(readFileSync(recording).length).toBeLessThan(50_000);
});
