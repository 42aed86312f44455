// Screens for tests only: teams with tabs of text and of two lists, and a grid that draws its own pane.

import { fit } from '../../source/format/text.ts';
import { defineScreen } from '../../source/screens/define-screen.ts';
import { events } from '../../source/screens/events/events.ts';
import type { Screen, ScreenSpec } from '../../source/screens/screen.ts';
import type { Source } from '../../source/screens/source.ts';
import type { Column } from '../../source/table/column.ts';
import { counts } from '../../source/table/filter-quantity.ts';

type Row = { name: string; size: number };
type Snapshot = { rows: readonly Row[] };
type Facts = Record<never, never>;

/** The rows of each open source, and who opened and closed one: `members`, and the key it was opened on. */
export type Opened = { of?: string; isOpen: boolean };
export const openedMembers: Opened[] = [];

const still = (rows: readonly Row[]): Source<Snapshot> => ({
	get: () => ({ rows }),
	subscribe: () => () => {},
});

const columns: readonly Column<Row, Facts>[] = [
	{
		...{ id: 'name', title: 'NAME', about: 'what it is called', width: 10, priority: 1, align: 'left' },
		value: ({ name }) => name,
		json: 'name',
	},
	{
		...{ id: 'size', title: 'SIZE', about: 'how many', width: 6, priority: 2, align: 'right', unit: counts },
		descending: true,
		value: ({ size }) => size,
		json: 'size',
	},
];

const base = {
	about: 'what tests look at',
	empty: () => 'There is none.',
	rows: ({ rows }) => rows,
	facts: () => ({}),
	keyOf: ({ name }) => name,
	namesOf: ({ name }) => [name],
	anywhere: ({ name }) => [name],
	columns,
	sort: { column: 'name', descending: false },
	json: (row) => row,
	copy: ({ name }) => ({ text: name, what: name }),
} satisfies Partial<ScreenSpec<Row, Snapshot, Facts>>;

/** The people of one team: it is asked for by the key of the team. */
const members = defineScreen<Row, Snapshot, Facts>({
	...base,
	...{ id: 'members', key: '0', title: 'Members', list: 'table', noun: ['member', 'members'] },
	source: {
		asked: 'while visible',
		open(_, of) {
			const opened: Opened = { of, isOpen: true };
			openedMembers.push(opened);
			const rows = ['ann', 'bob', 'cid'].map((name, size) => ({ name: `${of}-${name}`, size }));
			return {
				...still(rows),
				close() {
					opened.isOpen = false;
				},
			};
		},
		once: ({ of }) => Promise.resolve({ snapshot: { rows: [{ name: `${of}-ann`, size: 0 }] }, at: 0 }),
	},
});

const teams = defineScreen<Row, Snapshot, Facts>({
	...base,
	...{ id: 'teams', key: '0', title: 'Teams', list: 'table', noun: ['team', 'teams'] },
	source: {
		asked: 'while visible',
		open: () =>
			still([
				{ name: 'east', size: 3 },
				{ name: 'west', size: 3 },
			]),
	},
	tabs: ['overview', { list: members }, { list: events, scope: ({ name }) => `server:${name}` }],
	opened: (row, { raw }, { width, height }, { glyphs }) => ({
		rows: Array.from({ length: height }, (_, at) =>
			fit(at === 0 ? `${raw ? 'JSON' : 'Picture'} of ${row?.name}` : '', width, glyphs),
		),
		page: height,
		last: 0,
	}),
});

const grid = defineScreen<Row, Snapshot, Facts>({
	...base,
	...{ id: 'grid', key: '9', title: 'Grid', list: 'custom', noun: ['square', 'squares'] },
	source: {
		asked: 'while visible',
		open: () => still(Array.from({ length: 6 }, (_, at) => ({ name: `s${at}`, size: at * 10 }))),
	},
	pane: (rows, { width }, { glyphs }, { cursor, offset }) => ({
		rows: [
			fit(`from step ${offset}`, width, glyphs),
			...rows.map(({ name, size }) => fit(`${name === cursor ? '>' : ' '}${name}=${size}`, width, glyphs)),
		],
		page: 2,
		lastOffset: 3,
	}),
});

export const teamScreens: readonly Screen[] = [teams, grid];
