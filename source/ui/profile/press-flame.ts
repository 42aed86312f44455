// Keys of the flame graph.

import type { CallTree } from '../../model/profile/call-tree.ts';
import { treeOf } from './derived.ts';
import { type Frame, flameRows, frameOfCall } from './flame-layout.ts';
import { viewerNotes } from './notes.ts';
import { above, nextMatch, thisOrNextMatch } from './tree-list.ts';
import { type ScreenSize, scrolled, viewerLayout } from './viewer-layout.ts';
import type { ViewerState } from './viewer-state.ts';

let last: { tree: CallTree; by: string; rows: Frame[][] } | undefined;

/** The tree that the flame graph draws. */
export const flameTree = ({ shown, type, flame }: ViewerState): CallTree =>
	treeOf(shown, type, flame.flipped);

/** The frames in a picture of so many cells. The last picture is remembered: most keys only move the cursor. */
export const flameFrames = (state: ViewerState, width: number): Frame[][] => {
	const tree = flameTree(state);
	const { root, folds } = state.flame;
	const by = `${root} ${folds} ${width}`;
	if (last?.tree !== tree || last.by !== by) last = { tree, by, rows: flameRows(tree, root, width, folds) };
	return last.rows;
};

const heightOf = (state: ViewerState, size: ScreenSize): number =>
	Math.max(1, viewerLayout(state, size, viewerNotes(state).length).list.height);

/** Puts the cursor on a call; the picture zooms out where the call is not in it. */
const atCall = (state: ViewerState, call: number, size: ScreenSize): ViewerState => {
	const tree = flameTree(state);
	const isInside =
		state.flame.root === 0 || above(tree, call).includes(state.flame.root) || call === state.flame.root;
	const next: ViewerState = {
		...state,
		flame: { ...state.flame, call, ...(isInside ? {} : { root: 0, offset: 0 }) },
	};
	const rows = flameFrames(next, size.columns);
	const row = frameOfCall(rows, call)?.row ?? 0;
	return {
		...next,
		flame: { ...next.flame, offset: scrolled(next.flame.offset, row, rows.length, heightOf(state, size)) },
	};
};

/** A call whose frame is too small to be seen: the picture starts with what calls it. */
const intoView = (state: ViewerState, call: number, size: ScreenSize): ViewerState => {
	const there = atCall(state, call, size);
	if (frameOfCall(flameFrames(there, size.columns), call) !== undefined) return there;
	const root = flameTree(state).parents[call] ?? 0;
	return atCall({ ...there, flame: { ...there.flame, root, offset: 0 } }, call, size);
};

/** Goes to the first match of a search that was just typed. */
export const toFlameMatch = (state: ViewerState, size: ScreenSize): ViewerState => {
	const next = thisOrNextMatch(state, flameTree(state), state.flame.call);
	return next === undefined ? state : intoView(state, next, size);
};

const beside = (
	rows: readonly (readonly Frame[])[],
	row: number,
	frame: Frame,
	by: 1 | -1,
): number | undefined => {
	const frames = (rows[row] ?? []).filter(({ call }) => call !== undefined);
	const at = frames.findIndex(({ x }) => x === frame.x);
	return frames[at + by]?.call;
};

/** Applies a key to the view. */
export const pressFlame = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	const tree = flameTree(state);
	const rows = flameFrames(state, size.columns);
	const { flame } = state;
	const found = frameOfCall(rows, flame.call) ?? { row: 0, frame: rows[0]?.[0] };
	const { frame, row } = found;
	if (frame?.call === undefined) return state;
	const go = (call: number | undefined): ViewerState =>
		call === undefined ? state : atCall(state, call, size);
	switch (key) {
		case 'up':
		case 'k': {
			const parent = tree.parents[frame.run[0] ?? 0] ?? 0;
			return row === 0 ? state : go(parent);
		}
		case 'down':
		case 'j':
			return go(
				(rows[row + 1] ?? []).find(
					({ x, call }) => call !== undefined && x >= frame.x && x < frame.x + frame.width,
				)?.call,
			);
		case 'left':
		case 'h':
			return go(beside(rows, row, frame, -1));
		case 'right':
		case 'l':
			return go(beside(rows, row, frame, 1));
		case 'home':
		case 'g':
			return go(flame.root === 0 ? 0 : flame.root);
		case 'pageup':
		case 'pagedown': {
			const by = (key === 'pageup' ? -1 : 1) * Math.max(1, heightOf(state, size) - 1);
			const most = Math.max(0, rows.length - heightOf(state, size));
			return { ...state, flame: { ...flame, offset: Math.max(0, Math.min(most, flame.offset + by)) } };
		}
		case 'enter':
			return { ...state, flame: { ...flame, root: frame.run[0] ?? frame.call, call: frame.call, offset: 0 } };
		case 'I':
			return { ...state, flame: { ...flame, flipped: !flame.flipped, root: 0, call: 0, offset: 0 } };
		case 'z':
			return { ...state, flame: { ...flame, folds: !flame.folds, offset: 0 } };
		case '/':
			return { ...state, prompt: { what: 'search', text: state.search } };
		case 'n':
		case 'N': {
			const next = nextMatch(state, tree, flame.call, key === 'n' ? 1 : -1);
			return next === undefined ? state : intoView(state, next, size);
		}
		default:
			return state;
	}
};
