// Keys of the list of functions, and of callers and calls beside it.

import { viewerNotes } from './notes.ts';
import { clampPlace } from './paging.ts';
import { relativesOf, topCursor, topList, topNode } from './top-list.ts';
import { type ScreenSize, viewerLayout } from './viewer-layout.ts';
import { sorts, type ViewerState } from './viewer-state.ts';

/** Rows of the detail above its callers: title, name, figures. */
export const detailHead = 3;

/** Rows of the list above its functions: the heads of its columns. */
export const listHead = 1;

const sorted = (state: ViewerState, by: number): ViewerState => {
	const next = sorts[(sorts.indexOf(state.top.sort) + by + sorts.length) % sorts.length] ?? 'flat';
	return { ...state, top: { ...state.top, sort: next, reversed: false, offset: 0 } };
};

const named = (state: ViewerState, name: string | undefined): ViewerState => ({
	...state,
	calls: { cursor: 0, offset: 0 },
	top: { ...state.top, ...(name !== undefined && { name }) },
});

/** Goes to the function of the caller or call under the cursor; a filter that hides it ends. */
const follow = (state: ViewerState): ViewerState => {
	const node = topNode(state);
	const relative = node && relativesOf(state, node)[state.calls.cursor];
	if (relative === undefined) return state;
	const isHidden = !topList(state).some(({ name }) => name === relative.name);
	const next = named(state, relative.name);
	return isHidden ? { ...next, top: { ...next.top, filter: '' } } : next;
};

const moved = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	const { list, detail } = viewerLayout(state, size, viewerNotes(state).length);
	if (state.focus === 'detail') {
		const node = topNode(state);
		const count = node === undefined ? 0 : relativesOf(state, node).length;
		return { ...state, calls: clampPlace(state.calls, key, { count, height: detail.height - detailHead }) };
	}
	const functions = topList(state);
	const place = clampPlace({ cursor: topCursor(state), offset: state.top.offset }, key, {
		count: functions.length,
		height: Math.max(1, list.height - listHead),
	});
	const next = named(state, functions[place.cursor]?.name);
	return { ...next, top: { ...next.top, ...place } };
};

/** Applies a key to the view. */
export const pressTop = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	switch (key) {
		case 'tab':
		case 'shift+tab':
			return { ...state, focus: state.focus === 'list' ? 'detail' : 'list' };
		case 'enter':
			return state.focus === 'list'
				? { ...state, focus: 'detail', calls: { cursor: 0, offset: 0 } }
				: follow(state);
		case '>':
		case 'o':
			return sorted(state, 1);
		case '<':
			return sorted(state, -1);
		case 'O':
			return { ...state, top: { ...state.top, reversed: !state.top.reversed, offset: 0 } };
		case '/':
			return { ...state, focus: 'list', prompt: { what: 'filter', text: state.top.filter } };
		default:
			return moved(state, key, size);
	}
};
