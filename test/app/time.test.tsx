import { afterEach, expect, test } from 'vitest';
import { now } from '../fixtures/fleet.ts';
import { type AppScreen, openApp, typing } from '../helpers/app-screen.tsx';
import { madePast } from '../helpers/made-past.ts';
import { waitFor } from '../helpers/wait-for.ts';

const size = { columns: 80, rows: 24 };
/** A round every two seconds for a minute and a half, the last one two seconds ago. */
const rounds = Array.from({ length: 45 }, (_, index) => now - 90_000 + index * 2000);

let screen: AppScreen | undefined;
afterEach(() => screen?.close());

const open = async (
	over: { columns?: number; past?: ReturnType<typeof madePast> } = {},
): Promise<AppScreen> => {
	screen = await openApp({
		size: { ...size, ...(over.columns && { columns: over.columns }) },
		app: { past: over.past ?? madePast({ rounds }) },
	});
	return screen;
};
const header = (of: AppScreen): string => of.text().split('\n')[0] ?? '';
const until = (probe: () => boolean, what: string) => waitFor(probe, { what });
const shows = (of: AppScreen, text: string) =>
	waitFor(() => of.text().includes(text), { what: `"${text}" in ${of.text()}` });

test('a comma goes to the last round that was kept, and one further back each time', async () => {
	const app = await open();
	await app.press(',');
	await shows(app, '−2s');
	expect(header(app)).toContain('REWIND');
	await app.press(',', ',');
	await shows(app, '−6s');
	await app.press('.');
	await shows(app, '−4s');
});

test('a step on from the last round, and G, return to now', async () => {
	const app = await open();
	await app.press(',');
	await shows(app, 'REWIND');
	await app.press('.');
	await shows(app, 'natstop');
	expect(header(app)).not.toContain('REWIND');
	await app.press('{');
	await shows(app, '−1m');
	await app.press('G');
	await shows(app, 'natstop');
});

test('Escape clears the filter first, and then returns to now', async () => {
	const app = await open();
	await app.press(',', '/', ...typing('east'), 'enter');
	await shows(app, '/east');
	await app.press('\x1b');
	await until(() => !app.text().includes('/east'), 'no filter');
	expect(header(app)).toContain('REWIND');
	await app.press('\x1b');
	await until(() => !header(app).includes('REWIND'), 'now');
});

test('the footer names the keys of time while a moment is looked at', async () => {
	const app = await open({ columns: 120 });
	const last = () => app.text().trimEnd().split('\n').at(-1) ?? '';
	expect(last()).not.toContain('now');
	await app.press(',');
	await shows(app, 'REWIND');
	expect(last()).toContain('G now');
	expect(last()).toContain(', . round');
	expect(last()).toContain('Space play');
	expect(last()).not.toContain('reload');
});

test('what asks something of a server is refused with a sentence while a moment is looked at', async () => {
	const app = await open();
	await app.press(',');
	await shows(app, 'REWIND');
	for (const key of ['R', 'P']) {
		await app.press(key);
		await shows(app, 'this is over: G returns to now');
	}
	await app.press(':', ...typing('interval 5s'), 'enter');
	await shows(app, 'this is over');
});

test('t asks for a time and goes there; what is no time is told', async () => {
	const app = await open();
	await app.press(',', 't');
	await shows(app, 'Go to');
	await app.press(...typing('noon'), 'enter');
	await shows(app, 'a time such as 12:04');
	await app.press('\x15', ...typing('-30s'), 'enter');
	await shows(app, '−32s');
	await app.press(':', ...typing('start'), 'enter');
	await shows(app, '−1m30s');
});

test(':at enters from now', async () => {
	const app = await open();
	await app.press(':', ...typing('at -1m'), 'enter');
	await shows(app, '−1m02s');
});

test('n and N go to the next and the previous event, and search again once it is now', async () => {
	const app = await open();
	await app.press(',', 'N');
	await until(() => /REWIND \d\d:\d\d:\d\d/.test(header(app)) && !header(app).includes('−2s'), 'an event');
	const at = header(app);
	await app.press('N');
	await until(() => header(app) !== at, 'the event before');
	await app.press('n');
	await until(() => header(app) === at, 'the first event again');
});

test('Space plays, and stops', async () => {
	const app = await open();
	await app.press(':', ...typing('start'), 'enter');
	await shows(app, '−1m30s');
	await app.press('space');
	await shows(app, '×1 ▶');
	await app.press('+');
	await shows(app, '×2 ▶');
	await app.press('space');
	await until(() => !app.text().includes('▶'), 'a stop');
});

test('a list that nobody asked for says so', async () => {
	const app = await open();
	await app.press(':', ...typing('at -30s'), 'enter');
	await shows(app, 'REWIND');
	await app.press('4');
	await shows(app, 'Not asked at');
	await app.press('8');
	await shows(app, 'REWIND');
});

test('where nothing is kept a comma says so', async () => {
	screen = await openApp({ size });
	await screen.press(',');
	await shows(screen, 'nothing is kept yet to look back on');
});
