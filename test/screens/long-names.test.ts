// A name over 32 cells is cut in its list; in the detail of every list and on the page of the row it is whole.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { Governor } from '../../source/nats/governor.ts';
import { remember } from '../../source/screens/polled-source.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { Shot } from '../../source/screens/screen.ts';
import type { Watching } from '../../source/screens/source.ts';
import { memoizeLast } from '../../source/table/memoize-last.ts';
import { createTheme } from '../../source/theme.ts';
import { tablePanes } from '../../source/ui/geometry.ts';
import { frame, layout } from '../../source/ui/layout.ts';
import { accountsSnapshot } from '../fixtures/accounts.ts';
import { closedSnapshot, connectionsSnapshot } from '../fixtures/connections.ts';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { lookOf, recordedLog, still } from '../helpers/drawn.tsx';

// Recordings are read once: each takes as long as a hundred screens take to draw.
const recordedOpen = memoizeLast(connectionsSnapshot);
const recordedClosed = memoizeLast(closedSnapshot);
const recordedAccounts = memoizeLast(() => accountsSnapshot(recordedLog));

/** Ends that tell it from a neighbour, and nothing that repeats. */
const nameOf = (cells: number): string =>
	Array.from({ length: cells }, (_, index) =>
		String.fromCharCode(97 + ((index * 7 + (index >> 3)) % 26)),
	).join('');

const named = <Row>(rows: readonly Row[], change: (row: Row) => Row): Row[] =>
	rows.map((row, index) => (index === 0 ? change(row) : row));

/** A list whose first recorded row has that name. */
const shotOf = (id: string, name: string): Shot => {
	const fleet = fleetSnapshot();
	fleet.rows = named(fleet.rows, (row) => ({ ...row, info: { ...row.info, name } }));
	const watching: Watching = {
		servers: still({ fleet, raw: undefined }),
		events: still(recordedLog),
		wire: () => undefined,
		interval: () => 2000,
		timeout: 5000,
		governor: new Governor(),
		wantName: () => {},
		learnName: () => {},
	};
	const open = recordedOpen();
	remember(watching, 'connections', {
		...open,
		rows: named(open.rows, (row) => ({ ...row, last: { ...row.last, name } })),
	});
	const closed = recordedClosed();
	remember(watching, 'closed', {
		...closed,
		rows: named(closed.rows, (row) => ({ ...row, last: { ...row.last, name } })),
	});
	const accounts = recordedAccounts();
	remember(watching, 'accounts', {
		...accounts,
		accounts: named(accounts.accounts, (row) => ({ ...row, name })),
	});
	const source = screens.find((screen) => screen.id === id)?.open(watching);
	const shot = source?.get();
	source?.close?.();
	if (shot === undefined) throw new Error(`no ${id}`);
	return shot;
};

const theme = createTheme('mono', false);

/** All of a pane without the blanks at its edges: what is long goes on in the next row. */
const textOf = (rows: readonly string[]): string =>
	rows.map((row) => stripVTControlCharacters(row).trim()).join('');

/** Where the detail of a list stands on a screen; nowhere on the lowest. */
const paneOf = (id: string, columns: number, rows: number) => {
	if (id === 'servers') {
		const pane = layout(columns, rows, { servers: 8, detail: true, focus: 'servers', zoom: false })?.detail;
		return pane && { width: pane.columns, height: pane.rows };
	}
	return tablePanes(columns, frame(columns, rows)?.body.rows ?? 0).detail;
};

const sizes = [
	{ columns: 60, rows: 15 },
	{ columns: 60, rows: 24 },
	{ columns: 80, rows: 24 },
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
];

/** Lists whose rows have a name of their own, which a stranger chose. */
const namedLists = ['servers', 'connections', 'closed', 'accounts'];

describe.each(sizes)('at $columns x $rows', ({ columns, rows }) => {
	test.each(screens.filter(({ id }) => namedLists.includes(id)).map(({ id }) => id))(
		'a name of any length is whole in the detail of %s, and on the page of its row',
		(id) => {
			for (const cells of [21, 33, 47, 70, 120]) {
				const name = nameOf(cells);
				const shot = shotOf(id, name);
				const look = lookOf(theme, columns);
				const state = {
					sort: { column: '', descending: false },
					filter: '',
					wide: false,
					offset: 0,
					off: [],
				};
				const view = shot.list(state, look, look.choices);
				const key = view.keys.find((_, index) => view.at(index)?.name === name) ?? '';
				expect(key).not.toBe('');
				const pane = paneOf(id, columns, rows);
				if (pane) {
					const drawn = shot.detail(key, pane, look, false);
					expect(drawn).toHaveLength(pane.height);
					expect(textOf(drawn)).toContain(name);
				}
				const tab = shot.item(key)?.tabs[0]?.id;
				if (tab === undefined) continue;
				const size = { width: columns, height: frame(columns, rows)?.body.rows ?? 0 };
				const page = shot.opened({ key, tab, raw: false, scroll: 0 }, size, look).rows;
				expect(page).toHaveLength(size.height);
				expect(textOf(page)).toContain(name);
			}
		},
	);
});
