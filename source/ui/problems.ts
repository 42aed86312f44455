// Goes through problems: shows only the rows that have one, or moves the cursor to the next of them.

import type { Facts } from './facts.ts';
import { activeList, isMain, listOf, topPlace, type UiState, withList, withOpen } from './ui-state.ts';

/** Shows only the rows with a problem, or all of them again. */
export const toggleBad = (ui: UiState): UiState => {
	const id = activeList(ui);
	return withList(ui, id, { bad: !listOf(ui, id).bad });
};

/** The key under the cursor: the first row while none is chosen, where the list is on the screen. */
const underCursor = (ui: UiState, { list: { keys } }: Facts, list: string): string | undefined =>
	listOf(ui, list).cursor ??
	(activeList(ui) === list && topPlace(ui).open === undefined ? keys[0] : undefined);

/** Puts the cursor on the next row with a problem, from the last around to the first; an open object of that list becomes this row. */
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
