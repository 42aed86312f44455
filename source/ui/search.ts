// Goes through the rows that a search has found, around the ends of the list.

import type { Facts, ListFacts } from './facts.ts';
import { logPosition, move } from './move.ts';
import { activeList, listOf, openPicture, type UiState, withList, withOpen } from './ui-state.ts';

/** The position of the cursor in the list. */
const positionOf = (ui: UiState, { kind, keys }: ListFacts): number => {
	const { cursor } = listOf(ui, activeList(ui));
	if (kind === 'log') return logPosition(keys, cursor);
	return cursor === undefined ? 0 : Math.max(0, keys.indexOf(cursor));
};

const moveTo = (ui: UiState, { keys }: ListFacts, position: number | undefined): UiState => {
	if (position === undefined) return ui;
	const moved = withList(ui, activeList(ui), { cursor: keys[position] });
	return openPicture(ui) ? withOpen(moved, { scroll: 0 }) : moved;
};

/** Goes to the next row that was found; without a search, to the next row that the filter lets through. */
export const nextMatch = (ui: UiState, facts: Facts, by: -1 | 1): UiState => {
	const { list } = facts;
	const { found } = list;
	if (found === undefined) return move(ui, facts, by, 'row');
	const at = positionOf(ui, list);
	const next = by > 0 ? found.find((each) => each > at) : found.findLast((each) => each < at);
	return moveTo(ui, list, next ?? (by > 0 ? found[0] : found.at(-1)));
};

/** The nearest row that was found: from the cursor downwards, in a log upwards, which is into the past. */
export const firstMatch = (ui: UiState, { list }: Facts): UiState => {
	const { kind, found = [] } = list;
	const at = positionOf(ui, list);
	const nearest = kind === 'log' ? found.findLast((each) => each <= at) : found.find((each) => each >= at);
	return moveTo(ui, list, nearest ?? (kind === 'log' ? found.at(-1) : found[0]));
};
