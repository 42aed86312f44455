// Goes sideways: tabs of an open object, screens of one number key, panes of the main screen, columns.

import type { Tab } from '../table/list-state.ts';
import type { Facts } from './facts.ts';
import { between } from './move.ts';
import { onTab } from './open.ts';
import {
	activeList,
	isMain,
	listInTab,
	listOf,
	type Pane,
	type Place,
	topPlace,
	type UiState,
	withList,
	withOpen,
} from './ui-state.ts';

/** The open object with one of its tabs shown. */
export const showTab = (ui: UiState, tab: Tab): UiState => {
	if (topPlace(ui).open?.tab === tab.id) return ui;
	const next = withOpen(ui, { ...onTab(tab), scroll: 0 });
	// The row that was chosen in this list belonged to another object, or to the whole system.
	return tab.list ? withList(next, tab.list.screen, { cursor: undefined, offset: 0 }) : next;
};

/** Shows another tab of the open object; past an end it stays, or goes around. */
const otherTab = (ui: UiState, { tabs }: Facts, by: -1 | 1, round: boolean): UiState => {
	const { tab: now } = topPlace(ui).open ?? {};
	const at = tabs.findIndex(({ id }) => id === now) + by;
	const to = round ? (at + tabs.length) % tabs.length : between(at, 0, tabs.length - 1);
	const tab = tabs[to];
	return tab === undefined ? ui : showTab(ui, tab);
};

/** Left or right: scrolls the text of a log, changes the tab of an open object, scrolls the columns of a wide table. */
export const sideways = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	const { list } = facts;
	const id = activeList(ui);
	const { offset, wide } = listOf(ui, id);
	const scrolls = list.lastOffset > 0 && (wide || list.hasOwnPane);
	if (list.kind === 'log') return withList(ui, id, { offset: between(offset + by * 8, 0, 400) });
	if (topPlace(ui).open && !(listInTab(ui) && scrolls)) return otherTab(ui, facts, by, false);
	return scrolls ? withList(ui, id, { offset: between(offset + by, 0, list.lastOffset) }) : ui;
};

/** Shows another screen of the same number key in place of the one on top. */
export const showSibling = (ui: UiState, place: Place): UiState =>
	topPlace(ui).screen === place.screen ? ui : { ...ui, places: [...ui.places.slice(0, -1), place] };

/** Shows the next screen of the same number key. */
const otherSibling = (ui: UiState, siblings: readonly Place[], by: -1 | 1): UiState => {
	const now = siblings.findIndex(({ screen }) => screen === topPlace(ui).screen);
	const place = siblings[(now + by + siblings.length) % siblings.length];
	return place === undefined ? ui : showSibling(ui, place);
};

/** Goes to the next pane, tab or screen, and around. */
export const nextPane = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	if (facts.tabs.length > 0) return otherTab(ui, facts, by, true);
	if (!isMain(ui)) return otherSibling(ui, facts.siblings, by);
	const panes = ui.zoom ? (['servers', 'detail', 'events'] as const) : facts.panes;
	const at = panes.indexOf(ui.focus) + by + panes.length;
	return { ...ui, focus: panes[at % panes.length] ?? 'servers' };
};

/** Goes back to the main screen and focuses a pane. */
export const focusPane = (ui: UiState, pane: Pane): UiState => ({
	...ui,
	places: ui.places.slice(0, 1).map(({ screen }) => ({ screen })),
	focus: pane,
});
