// What holds for every screen, without a line in it about any of them.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import { bindKeys } from '../../source/keys/keymap.ts';
import { screens } from '../../source/screens/registry.ts';
import type { Screen, Shot } from '../../source/screens/screen.ts';
import { chooseColumns } from '../../source/table/choose-columns.ts';
import { createTheme } from '../../source/theme.ts';
import { isMain, listOf, type UiState } from '../../source/ui/ui-state.ts';
import { footerRow } from '../../source/views/footer.tsx';
import { drawApp, typing } from '../helpers/app-screen.tsx';
import { lookOf, shotsOf, shownOf } from '../helpers/drawn.tsx';

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

test('no two actions have one key in one place', () => {
	const bound = bindKeys({}, screens);
	for (const { id, keys, where } of bound) {
		const rivals = bound.filter(
			(other) =>
				other.id !== id &&
				other.keys.some((key) => keys.includes(key)) &&
				other.where.some((place) => where.includes(place)),
		);
		expect(rivals.map((other) => other.id), id).toEqual([]);
	}
});

describe.each(screens.map((screen) => [screen.id, screen] as const))('the screen %s', (_, screen) => {
	test('names each of its columns once, and says what it holds', () => {
		const names = screen.columns.flatMap(({ id, title, aliases = [] }) => [
			...new Set([id, title.toLowerCase(), ...aliases]),
		]);
		expect(new Set(names).size).toBe(names.length);
		for (const { id, title, about, width: cells, json } of screen.columns) {
			expect(about, id).not.toBe('');
			expect(width(title), id).toBeLessThanOrEqual(cells);
			expect(json ?? 'none', id).toMatch(/^[a-z]+(_[a-z0-9]+)*$/);
		}
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
		const { text, ending } = shotsOf(recorded)[screen.id]?.list(listOf(ui, screen.id), look, look.choices).export(look) ?? {
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
		const { counts } = shotsOf({ size })[screen.id] ?? {};
		const nobody = { size, app: { screens: screensWith(emptied) } };
		expect(await drawApp(nobody, keysTo(screen))).toContain(screen.empty(counts));
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
