// Going through what is wrong: bad rows only, and from one problem to the next.

import type { Facts } from './facts.ts';
import { activeList, isMain, listOf, topPlace, type UiState, withList, withOpen } from './ui-state.ts';

/** Only rows that something is wrong with, or all of them again. */
export const toggleBad = (ui: UiState): UiState => {
	const id = activeList(ui);
	return withList(ui, id, { bad: !listOf(ui, id).bad });
};

/** The row under the cursor: while none is chosen the first, where that list is on the screen. */
const underCursor = (ui: UiState, { list: { keys } }: Facts, list: string): string | undefined =>
	listOf(ui, list).cursor ??
	(activeList(ui) === list && topPlace(ui).open === undefined ? keys[0] : undefined);

/** The cursor on the next row that something is wrong with, from the last on to the first; an open object gives way to it. */
export const nextProblem = (ui: UiState, facts: Facts): UiState => {
	const { problems } = facts;
	if (problems === undefined) return ui;
	const { list, keys } = problems;
	const at = keys.indexOf(underCursor(ui, facts, list) ?? '');
	const key = keys[(at + 1) % keys.length];
	if (key === undefined) return ui;
	const chosen = withList(ui, list, { cursor: key });
	const { screen, open } = topPlace(ui);
	if (open && screen === list) return withOpen(chosen, { key, scroll: 0 });
	if (!isMain(ui) && screen === list) return chosen;
	return { ...chosen, places: ui.places.slice(0, 1), focus: 'servers' };
};
