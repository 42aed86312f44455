// Turns the wheel over a list: scrolls the view, and moves the cursor where it would leave the view.

import { between, logPosition } from './move.ts';
import { listOf, topPlace, type UiState, withList, withOpen } from './ui-state.ts';

/** A list as drawn: its keys, the position of the first one in view, and the rows it has room for. */
export type ListOnScreen = { keys: readonly string[]; first: number; rows: number };

/**
 * Scrolls a list by some rows; gives the choice after it and the position that is first then, or nothing where the list
 * goes no further. A log that comes to its end follows it again.
 */
export const scrollList = (
	ui: UiState,
	id: string,
	kind: 'table' | 'log',
	{ keys, first, rows }: ListOnScreen,
	by: number,
): { ui: UiState; first: number } | undefined => {
	const last = Math.max(0, keys.length - rows);
	// A log that looks back may have blank rows above its first line.
	const to = between(first + by, Math.min(first, 0), last);
	const { cursor } = listOf(ui, id);
	const isEnd = kind === 'log' && by > 0 && to === last;
	if (to === first && !(isEnd && cursor !== undefined)) return undefined;
	if (isEnd)
		return { ui: scrolled(withList(ui, id, { cursor: undefined, placed: undefined }), id), first: to };
	const at = kind === 'log' ? logPosition(keys, cursor) : Math.max(0, keys.indexOf(cursor ?? ''));
	const under = between(at, to, Math.min(to + rows, keys.length) - 1);
	const moved = withList(ui, id, { cursor: keys[under], placed: { row: under - to } });
	return { ui: scrolled(moved, id), first: to };
};

/** Scrolls the open line beside a log back to its top, since it shows another row now. */
const scrolled = (ui: UiState, id: string): UiState =>
	topPlace(ui).screen === id ? withOpen(ui, { scroll: 0 }) : ui;
