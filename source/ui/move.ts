// Moves up and down: the cursor of a table or a log, or the scroll of an open object.

import type { Facts, ListFacts } from './facts.ts';
import { activeList, listOf, openPicture, type UiState, withList, withOpen } from './ui-state.ts';

/** A value kept inside two bounds. */
export const between = (value: number, least: number, most: number): number =>
	Math.max(least, Math.min(most, value));

/**
 * The cursor of a table moved by some rows; `Infinity` goes to the end. Until it is moved it stands on the first row,
 * whichever that is; going to the first row lets go of the one that was chosen.
 */
const moveInTable = (ui: UiState, { keys }: ListFacts, by: number): UiState => {
	if (keys.length === 0) return ui;
	const id = activeList(ui);
	const { cursor } = listOf(ui, id);
	if (by === Number.NEGATIVE_INFINITY) return withList(ui, id, { cursor: undefined });
	if (cursor === undefined && by < 0) return ui;
	// Where a filter hides the chosen row, the cursor is on the first one.
	const at = cursor === undefined ? 0 : Math.max(0, keys.indexOf(cursor));
	return withList(ui, id, { cursor: keys[between(at + by, 0, keys.length - 1)] });
};

/** Position of the first key of a log at or after a cursor; of the last key where there is none. */
export const logPosition = (keys: readonly string[], cursor: string | undefined): number => {
	if (cursor === undefined) return keys.length - 1;
	const wanted = Number(cursor);
	const found = keys.findIndex((key) => Number(key) >= wanted);
	return found < 0 ? keys.length - 1 : found;
};

/** The cursor of a log moved; moving off the newest line stops following, going to the end begins again. */
const moveInLog = (ui: UiState, { keys }: ListFacts, by: number): UiState => {
	const last = keys.length - 1;
	if (last < 0) return ui;
	const id = activeList(ui);
	const { cursor } = listOf(ui, id);
	if (by === Number.POSITIVE_INFINITY) return withList(ui, id, { cursor: undefined });
	if (cursor === undefined && by >= 0) return ui;
	return withList(ui, id, { cursor: keys[between(logPosition(keys, cursor) + by, 0, last)] });
};

/** The cursor of a list moved by some rows. */
export const moveInList = (ui: UiState, list: ListFacts, by: number): UiState =>
	list.kind === 'log' ? moveInLog(ui, list, by) : moveInTable(ui, list, by);

type Step = 'row' | 'half' | 'page';

const stepOf = (by: number, step: Step, page: number): number => {
	if (step === 'row') return by;
	return by * Math.max(1, step === 'half' ? Math.floor(page / 2) : page - 1);
};

/** Moves by some rows in the list or object that has the focus. Beside a log, the open line scrolls only as JSON. */
export const move = (ui: UiState, { list, open }: Facts, by: number, step: Step): UiState => {
	const opened = openPicture(ui);
	if (opened && open && (list.kind === 'table' || (opened.raw && step !== 'row'))) {
		return withOpen(ui, { scroll: between(opened.scroll + stepOf(by, step, open.page), 0, open.last) });
	}
	const moved = moveInList(ui, list, stepOf(by, step, list.page));
	return opened ? withOpen(moved, { scroll: 0 }) : moved;
};
