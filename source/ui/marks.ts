// Marks servers, so that a key means all of them: the one under the cursor, all that are shown, or none.

import { memoizeLast } from '../table/memoize-last.ts';
import type { Facts } from './facts.ts';
import { moveInList } from './move.ts';
import type { Mark, UiState } from './ui-state.ts';

/** The ids of marks; the same list for the same marks, so that nothing is filtered again for them. */
const markedIds = memoizeLast((marks: readonly Mark[]): readonly string[] => marks.map(({ id }) => id));

/** The choices that hold for all lists. */
export const choicesOf = ({ totals, exact, keys, marks }: UiState) => ({
	...{ totals, exact, keys },
	marks: markedIds(marks),
});

const isMarked = ({ marks }: UiState, { id }: Mark): boolean => marks.some((mark) => mark.id === id);

/** No server is marked any more. */
export const unmark = (ui: UiState): UiState => (ui.marks.length === 0 ? ui : { ...ui, marks: [] });

/** Marks more servers; those that are marked stay so. */
export const markAlso = (ui: UiState, more: readonly Mark[]): UiState => ({
	...ui,
	marks: [...ui.marks, ...more.filter((mark) => !isMarked(ui, mark))],
});

/** Marks the server under the cursor, or takes its mark off, and moves down. */
export const toggleMark = (ui: UiState, { list, marks }: Facts): UiState => {
	const mark = marks?.at;
	if (mark === undefined) return ui;
	const marked = isMarked(ui, mark)
		? { ...ui, marks: ui.marks.filter(({ id }) => id !== mark.id) }
		: markAlso(ui, [mark]);
	return moveInList(marked, list, 1);
};

/** Takes all marks off where there are any; else marks every server that the filter lets through. */
export const markShown = (ui: UiState, { marks }: Facts): UiState =>
	ui.marks.length > 0 ? unmark(ui) : markAlso(ui, marks?.shown ?? []);

/** The state without the marks of servers that are not there any more, and the names of these. */
export const withoutGone = (
	ui: UiState,
	isThere: (id: string) => boolean,
): { ui: UiState; gone: readonly string[] } => {
	const gone = ui.marks.filter(({ id }) => !isThere(id));
	return gone.length === 0
		? { ui, gone: [] }
		: {
				ui: { ...ui, marks: ui.marks.filter((mark) => !gone.includes(mark)) },
				gone: gone.map(({ name }) => name),
			};
};
