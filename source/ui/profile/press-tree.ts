// Keys of the tree of calls.

import { viewerNotes } from './notes.ts';
import { clampPlace } from './paging.ts';
import { listHead } from './press-top.ts';
import { above, nextMatch, opened, shownTree, thisOrNextMatch, treeRows } from './tree-list.ts';
import { type ScreenSize, scrolled, viewerLayout } from './viewer-layout.ts';
import type { ViewerState } from './viewer-state.ts';

const heightOf = (state: ViewerState, size: ScreenSize): number =>
	Math.max(1, viewerLayout(state, size, viewerNotes(state).length).list.height - listHead);

/** The row of the call under the cursor. */
export const treeCursor = (state: ViewerState): number =>
	Math.max(
		0,
		treeRows(state).findIndex(({ call }) => call === state.tree.call),
	);

/** Puts the cursor on a call, which is opened into view. */
export const atCall = (state: ViewerState, call: number, size: ScreenSize): ViewerState => {
	const tree = shownTree(state);
	const open = new Set([...state.tree.open, ...above(tree, call)]);
	const next = { ...state, tree: { ...state.tree, open, call } };
	const offset = scrolled(state.tree.offset, treeCursor(next), treeRows(next).length, heightOf(state, size));
	return { ...next, tree: { ...next.tree, offset } };
};

const withOpen = (state: ViewerState, open: ReadonlySet<number>): ViewerState => ({
	...state,
	tree: { ...state.tree, open },
});

const closed = (open: ReadonlySet<number>, call: number): ReadonlySet<number> =>
	new Set([...open].filter((other) => other !== call));

/** Goes to the first match of a search that was just typed. */
export const toTreeMatch = (state: ViewerState, size: ScreenSize): ViewerState => {
	const here = treeRows(state)[treeCursor(state)]?.call ?? 0;
	const next = thisOrNextMatch(state, shownTree(state), here);
	return next === undefined ? state : atCall(state, next, size);
};

/** Applies a key to the view. */
export const pressTree = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	const rows = treeRows(state);
	const cursor = treeCursor(state);
	const row = rows[cursor];
	if (key === '/') return { ...state, prompt: { what: 'search', text: state.search } };
	if (row === undefined) return state;
	const tree = shownTree(state);
	const { open } = state.tree;
	// The cursor stands on the first row until it is moved.
	const here = { ...state, tree: { ...state.tree, call: row.call } };
	switch (key) {
		case 'enter':
			if (!row.hasBelow) return here;
			return withOpen(here, row.isOpen ? closed(open, row.call) : opened(tree, open, row.call));
		case 'right':
		case 'l':
			return row.isOpen || !row.hasBelow ? here : withOpen(here, opened(tree, open, row.call));
		case 'left':
		case 'h': {
			if (row.isOpen) return withOpen(here, closed(open, row.call));
			const parent = tree.parents[row.call] ?? 0;
			return parent === 0 ? here : atCall(here, parent, size);
		}
		case 'n':
		case 'N': {
			const next = nextMatch(state, tree, row.call, key === 'n' ? 1 : -1);
			return next === undefined ? here : atCall(here, next, size);
		}
		default: {
			const place = clampPlace({ cursor, offset: state.tree.offset }, key, {
				count: rows.length,
				height: heightOf(state, size),
			});
			return { ...state, tree: { open, call: rows[place.cursor]?.call ?? 0, offset: place.offset } };
		}
	}
};
