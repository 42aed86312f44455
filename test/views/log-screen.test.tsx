// The full screen of the log, at every size.

import { describe, expect, test } from 'vitest';
import { type UiState, withList } from '../../source/ui/ui-state.ts';
import { loggedEvents, selectedSeq } from '../fixtures/events.ts';
import { Drawn, logOf, type Recorded, shownOf } from '../helpers/drawn.tsx';
import { expectScreen, sizes } from '../helpers/screen-file.tsx';

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

const draw = (name: string, size: (typeof sizes)[number], over: Partial<Recorded>) =>
	expectScreen(name, size, (theme) => <Drawn size={size} theme={theme} ui={onEvents} {...over} />);

describe.each(sizes)('the events screen at $columns x $rows, ascii $ascii', (size) => {
	test('shows the selected event beside the list', () => draw('events', size, { ui: opened(false) }));

	test('shows what the server published as JSON', () => draw('events-raw', size, { ui: opened(true) }));

	test('follows the newest event while nothing is selected', () => draw('events-following', size, {}));

	test('says why nothing matches', () =>
		draw('events-no-match', size, {
			ui: (state) => withList(onEvents(state), 'events', { filter: 'user:nobody' }),
		}));

	test('says since when there was nothing', () => draw('events-none', size, { log: logOf([]) }));
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
