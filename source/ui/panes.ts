// Going sideways: tabs of an open object, screens of one number key, panes of the main screen, columns.

import type { Facts, ListFacts } from './facts.ts';
import { between } from './move.ts';
import {
	activeList,
	isMain,
	listOf,
	type Pane,
	topPlace,
	type UiState,
	withList,
	withOpen,
} from './ui-state.ts';

/** Another tab of the open object; the ends stay where they are, or meet. */
const otherTab = (ui: UiState, { tabs }: ListFacts, by: -1 | 1, round: boolean): UiState => {
	const at = tabs.indexOf(topPlace(ui).open?.tab ?? '') + by;
	const to = round ? (at + tabs.length) % tabs.length : between(at, 0, tabs.length - 1);
	const tab = tabs[to];
	return tab === undefined ? ui : withOpen(ui, { tab, scroll: 0 });
};

/** Left or right: a log scrolls its text, an open object changes its tab, a wide table its columns. */
export const sideways = (ui: UiState, { list }: Facts, by: -1 | 1): UiState => {
	const id = activeList(ui);
	const { offset, wide } = listOf(ui, id);
	if (list.kind === 'log') return withList(ui, id, { offset: between(offset + by * 8, 0, 400) });
	if (topPlace(ui).open) return otherTab(ui, list, by, false);
	return wide ? withList(ui, id, { offset: between(offset + by, 0, list.lastOffset) }) : ui;
};

/** The next screen of the same number key. */
const otherSibling = (ui: UiState, siblings: readonly string[], by: -1 | 1): UiState => {
	const at = siblings.indexOf(topPlace(ui).screen) + by + siblings.length;
	const screen = siblings[at % siblings.length];
	return screen === undefined ? ui : { ...ui, places: [...ui.places.slice(0, -1), { screen }] };
};

/** The next pane, tab or screen, and around. */
export const nextPane = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	if (topPlace(ui).open) return otherTab(ui, facts.list, by, true);
	if (!isMain(ui)) return otherSibling(ui, facts.siblings, by);
	const panes = ui.zoom ? (['servers', 'detail', 'events'] as const) : facts.panes;
	const at = panes.indexOf(ui.focus) + by + panes.length;
	return { ...ui, focus: panes[at % panes.length] ?? 'servers' };
};

/** Back on the main screen, with the focus on a pane. */
export const focusPane = (ui: UiState, pane: Pane): UiState => ({
	...ui,
	places: ui.places.slice(0, 1).map(({ screen }) => ({ screen })),
	focus: pane,
});
