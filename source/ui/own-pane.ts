// Changes what a pane of a screen's own shows: the figure in its cells, and the block of rows.

import type { Facts } from './facts.ts';
import { activeList, listOf, openPicture, type UiState, withList } from './ui-state.ts';

/** The next figure in the cells of a pane that has several; elsewhere totals in place of rates, and back. */
export const nextFigure = (ui: UiState, { list: { figures = 0 } }: Facts): UiState => {
	if (figures < 2 || openPicture(ui)) return { ...ui, totals: !ui.totals };
	const id = activeList(ui);
	const { figure = 0 } = listOf(ui, id);
	return withList(ui, id, { figure: (figure + 1) % figures });
};

/** The first row of the next block, and around. */
export const nextBlock = (ui: UiState, { list: { keys, blocks = [] } }: Facts): UiState => {
	if (blocks.length < 2) return ui;
	const id = activeList(ui);
	const { cursor } = listOf(ui, id);
	const at = cursor === undefined ? 0 : Math.max(0, keys.indexOf(cursor));
	const next = blocks.find((first) => keys.indexOf(first) > at) ?? blocks[0];
	return withList(ui, id, { cursor: next, offset: 0 });
};
