// What the help says of a place: every sign on it, keys that do something there, filters that find something.

import { expect, test } from 'vitest';
import { type HelpDialog, help } from '../../source/dialogs/help.ts';
import { keyParts, legendParts } from '../../source/dialogs/help-parts.ts';
import { actions } from '../../source/keys/actions.ts';
import type { Opened } from '../../source/table/list-state.ts';
import { createTheme } from '../../source/theme.ts';
import { reduce } from '../../source/ui/reducer.ts';
import type { UiState } from '../../source/ui/ui-state.ts';
import { drawApp, sizes } from '../helpers/app-screen.tsx';
import { copied, dialogFacts, hereIn, type Told } from '../helpers/dialogs.tsx';
import { lookOf, shownOf } from '../helpers/drawn.tsx';

/** What the help says of a place, one entry a line. */
const said = (told: Told): { marks: string; all: string } => {
	const facts = dialogFacts(told);
	const entries = [...keyParts(facts), ...legendParts(facts)].flatMap((part) => part.entries);
	return {
		marks: entries.map(([mark]) => mark).join('\n'),
		all: entries.map((entry) => entry.join('  ')).join('\n'),
	};
};

const on =
	(screen: string, open?: Opened) =>
	(state: UiState): UiState => ({
		...state,
		places: [...state.places, { screen, ...(open && { open }) }],
	});

/** An object of a list with each of its tabs, and the keys that lead there. */
const opens = (list: string, tabs: readonly string[], keys: readonly string[]) =>
	tabs.map((tab, index) => ({
		screen: `the ${tab} of one of the ${list}`,
		keys: [...keys, ...new Array<string>(list === 'servers' ? index + 1 : index).fill('tab')],
		ui: (state: UiState): UiState => {
			const { selection } = shownOf({ size: sizes[0], ui: on(list) });
			const key = selection.item?.key ?? '';
			return on(list, { key, tab, raw: false, scroll: 0 })(state);
		},
	}));

const places = [
	{ screen: 'the main screen', keys: [], ui: (state: UiState) => state },
	{
		screen: 'the events of the main screen',
		keys: ['3'],
		ui: (state: UiState): UiState => ({ ...state, focus: 'events' }),
	},
	{
		screen: 'a server',
		keys: ['j', 'enter'],
		ui: (state: UiState): UiState => ({
			...state,
			places: [
				...state.places,
				{ screen: 'servers', open: { key: 'east-1', tab: 'overview', raw: false, scroll: 0 } },
			],
		}),
	},
	{
		screen: 'the events screen',
		keys: ['3', 'enter', 'enter', 'G'],
		ui: (state: UiState): UiState => ({
			...state,
			places: [...state.places, { screen: 'events' }],
		}),
	},
	...['connections', 'closed', 'accounts'].map((id) => ({
		screen: `the list of ${id}`,
		keys: [':', ...id, 'enter'],
		ui: on(id),
	})),
	...opens('servers', ['routes', 'gateways', 'jetstream'], ['j', 'enter']),
	...opens('connections', ['overview', 'subscriptions', 'events'], ['4', 'enter']),
	...opens('accounts', ['overview'], ['5', 'enter']),
	{
		screen: 'an event with its detail',
		keys: ['3', 'enter', 'enter', 'k', 'enter'],
		ui: (state: UiState): UiState => ({
			...state,
			places: [...state.places, { screen: 'events', open: { key: '18', tab: '', raw: false, scroll: 0 } }],
		}),
	},
];

const drawnSizes = [...sizes, { columns: 60, rows: 15, ascii: false }];

test.each(places.flatMap((place) => drawnSizes.map((size) => ({ ...place, size }))))(
	'somebody who has never seen natstop learns from ? what every character of $screen means, at $size.columns x $size.rows, ascii $size.ascii',
	async ({ ui, keys, size }) => {
		const drawn = await drawApp({ size }, keys);
		const theme = createTheme('mono', size.ascii);
		const { marks, all } = said({ here: hereIn(ui), screen: { theme } });
		// What stands in names, addresses and numbers as in any text is no mark.
		const signs = new Set(drawn.replaceAll(/[\p{L}\p{N}\s.,:()@_]/gu, ''));
		expect([...signs].filter((sign) => !marks.includes(sign))).toEqual([]);
		const heads = new Set(
			drawn
				.trimEnd()
				.split('\n')
				.slice(0, -1)
				.join('\n')
				.match(/(?<![\w.$/-])[A-Z]{2,}(?:\/s)?(?![\w.…~-])/g),
		);
		const named = ['APP', 'AUDIT', 'ORDERS', 'SYS', 'BATCH', 'WEB', 'IOT', 'OPS', 'PAY', 'DEV'];
		expect([...heads].filter((head) => !all.includes(head) && !named.includes(head))).toEqual([]);
	},
);

test('abbreviations of the main screen are in its legend', () => {
	const { all } = said({});
	for (const word of ['statsz', 'HA', 'RTS', 'GWS', '$G', 'ldm', 'srv', 'api', 'cid'])
		expect(all).toContain(word);
});

test('the help of an ASCII screen is ASCII', () => {
	const { all } = said({ screen: { theme: createTheme('mono', true) } });
	expect([...all].filter((sign) => sign > '~')).toEqual([]);
});

test.each(places)('keys of $screen that change nothing are not offered in its help', ({ ui }) => {
	const { ui: start, selection } = shownOf({ size: sizes[0], ui });
	const { context, idle } = hereIn(ui);
	/** In the middle of things, so that there is a way in every direction. */
	const [, second] = selection.facts.tabs;
	const busy: UiState = {
		...start,
		places: start.places.map((place) =>
			place.open && second ? { ...place, open: { ...place.open, tab: second.id } } : place,
		),
		lists: Object.fromEntries(
			Object.entries(start.lists).map(([id, list]) => [id, { ...list, cursor: '7', offset: 8 }]),
		),
	};
	for (const { id, where } of actions) {
		if (!([...where] as string[]).includes(context) || !/^(pane|table|move\.(left|right)|open$)/.test(id))
			continue;
		const changes = [start, busy].some((state) => reduce(state, id, selection.facts) !== state);
		expect([id, changes]).toEqual([id, !idle.includes(id)]);
	}
});

const searched = (search: string): HelpDialog => ({ name: 'help', scroll: 0, search, searching: false });

test('a search in the help finds words of the legend', () => {
	const found = (search: string) =>
		copied(help.rows(searched(search), dialogFacts({ screen: { columns: 60, rows: 400 } })));
	expect(found('statsz')).toContain('what a server tells of itself');
	expect(found('meta group')).toContain('leads the meta group');
	expect(found('gws')).toContain('connections to other clusters');
});

test.each(places)('the filters that the help names on $screen parse, and find what is there', ({ ui }) => {
	const { selection } = shownOf({ size: sizes[0], ui });
	const { examples, opened } = hereIn(ui);
	const { active, item } = selection;
	expect(examples.length).toBeGreaterThan(1);
	for (const [filter] of opened ? [] : examples) {
		expect(active?.screen.filterError(filter)).toBeUndefined();
		const { shot, state, view } = active ?? {};
		if (!shot || !state || !view) throw new Error('no list');
		const look = lookOf(createTheme('mono', false), 80);
		const { keys } = shot.list({ ...state, filter }, look, look.choices);
		expect([filter, keys.includes(item?.key ?? '')]).toEqual([filter, true]);
	}
});
