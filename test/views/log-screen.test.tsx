// The full screen of the log, at every size.

import { describe, expect, test } from 'vitest';
import { type UiState, withList } from '../../source/ui/ui-state.ts';
import { loggedEvents, selectedSeq } from '../fixtures/events.ts';
import { expectApp, sizes, typing } from '../helpers/app-screen.tsx';
import { logOf, type Recorded, shownOf } from '../helpers/drawn.tsx';

const { selection: matching } = shownOf({
	size: sizes[0],
	ui: (state) => withList(state, 'events', { filter: 'acc:APP' }),
});
const keys = matching.list('events')?.view.keys ?? [];
/** Rows from the newest event of the account up to the selected one. */
const steps = keys.length - 1 - keys.indexOf(String(selectedSeq));

const onEvents = (state: UiState): UiState => ({ ...state, places: [...state.places, { screen: 'events' }] });

const opened =
	(raw: boolean, scroll = 0) =>
	(state: UiState): UiState => ({
		...withList(state, 'events', { cursor: String(selectedSeq), filter: 'acc:APP' }),
		places: [
			...state.places,
			{ screen: 'events', open: { key: String(selectedSeq), tab: 'detail', raw, scroll } },
		],
	});

/** The screen of events with the selected one open, and only those of one account. */
const toSelected = ['3', '/', ...typing('acc:APP'), 'enter', ...Array(steps).fill('k'), 'enter'];

describe.each(sizes)('the events screen at $columns x $rows, ascii $ascii', (size) => {
	test('shows the selected event beside the list', () => expectApp('events', { size }, toSelected));

	test('shows what the server published as JSON', () =>
		expectApp('events-raw', { size }, [...toSelected, 'v']));

	test('follows the newest event while nothing is selected', () =>
		expectApp('events-following', { size }, ['3', 'enter', 'enter', 'G']));

	test('says why nothing matches', () =>
		expectApp('events-no-match', { size }, ['3', '/', ...typing('user:nobody'), 'enter', 'enter']));

	test('says since when there was nothing', () =>
		expectApp('events-none', { size, log: logOf([]) }, ['3', 'enter']));
});

test('a page of the list is what is visible of it, also beside an open event', () => {
	const size = { columns: 80, rows: 24 };
	const pageOf = (ui: Recorded['ui']) => shownOf({ size, ui }).selection.facts.list.page;
	expect(pageOf(onEvents)).toBe(20);
	expect(pageOf(opened(false))).toBe(8);
});

test('an open event scrolls as far as its last line and no further', () => {
	const size = { columns: 80, rows: 24 };
	const { last = 0 } = shownOf({ size, ui: opened(true) }).selection.opened() ?? {};
	expect(last).toBeGreaterThan(0);
	const rowsAt = (scroll: number) => shownOf({ size, ui: opened(true, scroll) }).selection.opened()?.rows;
	expect(rowsAt(last + 1)).toEqual(rowsAt(last));
	expect(rowsAt(last - 1)).not.toEqual(rowsAt(last));
});

test('the fixtures hold an event that was published', () => {
	expect(loggedEvents.some(({ data }) => data !== undefined)).toBe(true);
});
