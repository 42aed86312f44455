// Keys of the list of stacks, and of the whole stack below it.

import { viewerNotes } from './notes.ts';
import { clampPlace } from './paging.ts';
import { listHead } from './press-top.ts';
import { stackHere, stackList } from './stack-list.ts';
import { type ScreenSize, viewerLayout } from './viewer-layout.ts';
import { stackSorts, type ViewerState } from './viewer-state.ts';

const sorted = (state: ViewerState, by: number): ViewerState => {
	const { length } = stackSorts;
	const sort = stackSorts[(stackSorts.indexOf(state.stacks.sort) + by + length) % length] ?? 'count';
	return { ...state, stacks: { ...state.stacks, sort, reversed: false, cursor: 0, offset: 0, line: 0 } };
};

/** Lines of the detail above the calls: its title, and one line for each state or for labels. */
const headOf = (state: ViewerState): number => {
	const group = stackHere(state);
	return 1 + (group?.states.length ?? 0) + (group !== undefined && group.labels.length > 0 ? 1 : 0);
};

const moved = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	const { list, detail } = viewerLayout(state, size, viewerNotes(state).length);
	if (state.focus === 'detail') {
		const group = stackHere(state);
		const lines = (group?.calls.length ?? 0) + (group?.createdBy ? 1 : 0);
		const most = Math.max(0, lines - Math.max(1, detail.height - headOf(state)));
		const page = { count: most + 1, height: detail.height - 1 };
		const { cursor } = clampPlace({ cursor: state.stacks.line, offset: 0 }, key, page);
		return { ...state, stacks: { ...state.stacks, line: cursor } };
	}
	const place = clampPlace(state.stacks, key, {
		count: stackList(state).length,
		height: Math.max(1, list.height - listHead),
	});
	return { ...state, stacks: { ...state.stacks, ...place, line: 0 } };
};

/** Applies a key to the view. */
export const pressStacks = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	switch (key) {
		case 'tab':
		case 'shift+tab':
		case 'enter':
			return { ...state, focus: state.focus === 'list' ? 'detail' : 'list' };
		case '>':
		case 'o':
			return sorted(state, 1);
		case '<':
			return sorted(state, -1);
		case 'O':
			return {
				...state,
				stacks: { ...state.stacks, reversed: !state.stacks.reversed, cursor: 0, offset: 0, line: 0 },
			};
		case '/':
			return { ...state, focus: 'list', prompt: { what: 'filter', text: state.stacks.filter } };
		default:
			return moved(state, key, size);
	}
};
