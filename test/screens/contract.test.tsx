// What holds for every screen, without a line in it about any of them.

import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import { bindKeys, inTime } from '../../source/keys/keymap.ts';
import type { Honesty } from '../../source/screens/list-facts.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { Screen, Shot } from '../../source/screens/screen.ts';
import { chooseColumns } from '../../source/table/choose-columns.ts';
import { shares } from '../../source/table/filter-quantity.ts';
import { createTheme } from '../../source/theme.ts';
import { isMain, listOf, type UiState } from '../../source/ui/ui-state.ts';
import { footerRow } from '../../source/views/footer.tsx';
import { disconnectedSnapshot, lostLink, now } from '../fixtures/fleet.ts';
import { drawApp, openApp, type Recording, typing } from '../helpers/app-screen.tsx';
import { lookOf, shotsOf, shownOf } from '../helpers/drawn.tsx';
import { cases, pictureOf } from '../hostile/drawing.ts';

const sizes = [
	{ columns: 60, rows: 15 },
	{ columns: 80, rows: 24 },
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
];

/** Keys that bring a screen in view: its number, and Tab to the one of its tabs. */
const keysTo = ({ id, key }: Screen): string[] => {
	const tabs = screens.filter((screen) => screen.key === key);
	return [key, ...Array(tabs.findIndex((tab) => tab.id === id)).fill('tab')];
};

/** The state in which a screen is on top; the main screen shows those that are its panes. */
const showing =
	({ id }: Screen) =>
	(state: UiState): UiState =>
		id === 'servers' ? state : { ...state, places: [...state.places, { screen: id }] };

/** A screen whose snapshots are others than its source gives. */
const withShot = (screen: Screen, change: (shot: Shot) => Shot): Screen => ({
	...screen,
	open(watching) {
		const source = screen.open(watching);
		const shot = change(source.get());
		return { ...source, get: () => shot };
	},
});

/** The whole registry, with other snapshots for each. */
const screensWith = (change: (shot: Shot) => Shot): readonly Screen[] =>
	screens.map((screen) => withShot(screen, change));

/** Nothing of a snapshot's rows. */
const emptied = (shot: Shot): Shot => ({
	...shot,
	total: 0,
	list: (...how) => ({ ...shot.list(...how), keys: [], at: () => undefined }),
});

test('no two screens have one id', () => {
	const ids = screens.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each([false, true])(
	'no two actions have one key in one place, with an earlier moment in view: %j',
	(isBack) => {
		const bound = inTime(bindKeys({}, screens), isBack);
		for (const { id, keys, where } of bound) {
			const rivals = bound.filter(
				(other) =>
					other.id !== id &&
					other.keys.some((key) => keys.includes(key)) &&
					other.where.some((place) => where.includes(place)),
			);
			expect(
				rivals.map((other) => other.id),
				id,
			).toEqual([]);
		}
	},
);

describe.each(screens.map((screen) => [screen.id, screen] as const))('the screen %s', (_, screen) => {
	test('names each of its columns once, and says what it holds', () => {
		const names = screen.columns.flatMap(({ id, title, aliases = [] }) => [
			...new Set([id, title.toLowerCase(), ...aliases]),
		]);
		expect(new Set(names).size).toBe(names.length);
		for (const { id, title, about, width: cells, json } of screen.columns) {
			expect(about, id).not.toBe('');
			expect(width(title), id).toBeLessThanOrEqual(cells);
			if (typeof json === 'string') expect(json, id).toMatch(/^[a-z]+([._][a-z0-9]+)*$/);
			else expect(json.none, id).not.toBe('');
		}
	});

	test('has room for a limit that is reached, and for its mark', () => {
		const narrow = screen.columns.filter(
			({ unit, width: cells }) => unit === shares && cells < '100%!!'.length,
		);
		expect(narrow.map(({ id }) => id)).toEqual([]);
	});

	test('draws every row in exactly the width of its pane, in both glyph sets', () => {
		for (const { columns, rows } of sizes) {
			for (const ascii of [false, true]) {
				const recorded = { size: { columns, rows }, theme: createTheme('default', ascii) };
				const { ui } = shownOf(recorded);
				const look = lookOf(recorded.theme, columns);
				const view = shotsOf(recorded)[screen.id]?.list(listOf(ui, screen.id), look, look.choices);
				const shown = chooseColumns(screen.columns, columns, { wide: false, offset: 0, ascii });
				expect(view?.keys.length).toBeGreaterThan(0);
				for (const index of view?.keys.keys() ?? []) {
					const how = { columns: shown, width: columns, look, selected: false, focused: true, offset: 0 };
					expect(width(view?.line(index, how) ?? '')).toBe(columns);
				}
			}
		}
	});

	test('writes JSON whose names are snake_case throughout', () => {
		const recorded = { size: { columns: 80, rows: 24 } };
		const { look, ui } = shownOf(recorded);
		const { text, ending } = shotsOf(recorded)
			[screen.id]?.list(listOf(ui, screen.id), look, look.choices)
			.export(look) ?? {
			text: '',
			ending: 'json',
		};
		const values: unknown[] =
			ending === 'json'
				? JSON.parse(text)
				: text
						.trim()
						.split('\n')
						.map((line) => JSON.parse(line));
		expect(values.length).toBeGreaterThan(0);
		for (const value of values)
			for (const name of Object.keys(value ?? {})) expect(name).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
	});

	test('says why it is empty, and how to clear a filter that lets nothing through', async () => {
		const size = { columns: 120, rows: 40 };
		const { counts, honesty } = shotsOf({ size })[screen.id] ?? {};
		const nobody = { size, app: { screens: screensWith(emptied) } };
		expect(await drawApp(nobody, keysTo(screen))).toContain(honesty?.none ?? screen.empty(counts));
		const filter = ['/', ...typing('nobody-is-called-so'), 'enter'];
		expect(await drawApp({ size }, [...keysTo(screen), ...filter])).toContain(
			`No ${screen.noun[0]} matches "nobody-is-called-so".  Esc clears the filter.`,
		);
	});

	test('says how old it is while natstop is paused or away', async () => {
		const size = { columns: 120, rows: 40 };
		expect(await drawApp({ size }, [...keysTo(screen), 'p'])).toMatch(/as of \d\d:\d\d:\d\d|paused/);
	});

	test('has hints that fit 80 columns', () => {
		const { ui, selection } = shownOf({ size: { columns: 80, rows: 24 }, ui: showing(screen) });
		const context = isMain(ui) ? ui.focus : selection.facts.list.kind;
		const theme = createTheme('mono', false);
		const row = footerRow({ actions: bindKeys({}, screens), context, columns: 80, theme });
		expect(width(row)).toBe(80);
		expect(stripVTControlCharacters(row)).not.toContain('…');
	});
});

/** Every screen one after the other in the program, at every size and in both glyph sets. */
const eachScreen = async (
	recording: Omit<Recording, 'size'>,
	check: (text: string, screen: Screen, size: Recording['size']) => void,
): Promise<void> => {
	for (const { columns, rows } of sizes) {
		for (const ascii of [false, true]) {
			const size = { columns, rows, ascii };
			const program = await openApp({ ...recording, size });
			try {
				for (const [index, screen] of screens.entries()) {
					// From one tab to the next there is one key.
					await program.press(...(screens[index - 1]?.key === screen.key ? ['tab'] : keysTo(screen)));
					const text = program.text();
					const lines = text.trimEnd().split('\n');
					expect(lines, `${screen.id} at ${columns}x${rows}`).toHaveLength(rows);
					if (ascii) expect(text, screen.id).toMatch(/^[ -~\n]*$/);
					check(text.replaceAll(/\s+/g, ' '), screen, size);
				}
			} finally {
				program.close();
			}
		}
	}
};

/** All screens saying so of themselves, with their rows or without. */
const honest = (honesty: Honesty, rows = true): Omit<Recording, 'size'> => ({
	app: { screens: screensWith((shot) => ({ ...(rows ? shot : emptied(shot)), honesty })) },
});

describe('every screen, at every size and in both glyph sets,', () => {
	test('says why it is empty', () => {
		const shots = shotsOf({ size: { columns: 80, rows: 24 } });
		return eachScreen(honest({}, false), (text, screen) =>
			expect(text).toContain(screen.empty(shots[screen.id]?.counts)),
		);
	});

	test('says that nobody answered in the words of the server', () => {
		const failed = '503 no responders available for this request';
		return eachScreen(honest({ failed }, false), (text) => expect(text).toContain(failed));
	});

	test('says what may not be asked, and what is true all the same', () => {
		const denied = { subject: '$SYS.REQ.ACCOUNT.PING.STATZ', still: 'Accounts are known by their events.' };
		return eachScreen(honest({ denied }, false), (text) => {
			expect(text).toContain(`Not permitted: ${denied.subject}`);
			expect(text).toContain(denied.still);
		});
	});

	test('keeps its rows where it may not be asked any more, and says so', () => {
		const denied = { subject: '$SYS.REQ.ANY', still: 'These are the last ones.' };
		return eachScreen(honest({ denied }), (text, screen) => {
			expect(text).toContain('not permitted: $SYS.REQ.ANY');
			expect(text).not.toContain(screen.empty(undefined));
		});
	});

	test('says how many of all servers answered', () =>
		eachScreen(honest({ partial: '7 of 8 answered' }), (text) => expect(text).toContain('7 of 8 answered')));

	test('says how old it is where no newer answer came, and since when it stands still', () =>
		eachScreen(honest({ at: now - 12_000 }), (text, { list }, { columns }) => {
			expect(text).toContain('12s old');
			if (list === 'table' && columns >= 80) expect(text).toMatch(/as of \d\d:\d\d:\d\d/);
		}));

	test('says nothing of its age while it is fresh', () =>
		eachScreen(honest({ at: now - 5000 }), (text) => expect(text).not.toMatch(/\ds old/)));

	test('stands still and says so while disconnected', () =>
		eachScreen(
			{ fleet: disconnectedSnapshot(), link: lostLink(now + 41_000), now: now + 41_000 },
			(text, { list }) =>
				expect(text).toMatch(list !== 'log' ? /DISCONNECTED.* as of / : /DISCONNECTED.* waiting /),
		));

	test('draws what hostile servers send', async () => {
		for (const from of fc.sample(cases, { seed: 3, numRuns: 2 })) {
			const { fleet, log } = pictureOf(from);
			await eachScreen({ fleet, log }, (text) => expect(text).not.toMatch(/[\p{Cc}\p{Cs}]/u));
		}
	});
});
