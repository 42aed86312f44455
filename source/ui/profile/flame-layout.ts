// Where the frames of a flame graph are: rows of calls, each below the one that makes it.

import { type CallTree, widthOf } from '../../model/profile/call-tree.ts';

/**
 * A frame: `call` is the last of its calls, `run` all of them where several lead to only one another. Without a call it
 * stands for the calls of `smaller`, which are too small for a cell of their own.
 */
export type Frame = {
	x: number;
	width: number;
	call?: number;
	run: readonly number[];
	smaller: readonly number[];
};

/** The deepest that is laid out, rows. */
const mostRows = 2000;

/** Follows a call down for as long as it leads to one other and is nothing by itself. */
const runFrom = (tree: CallTree, call: number, folds: boolean): readonly number[] => {
	const run = [call];
	let at = call;
	while (folds && run.length < mostRows) {
		const below = tree.below(at);
		const [only] = below;
		if (only === undefined || below.length > 1 || widthOf(tree, only) !== widthOf(tree, at)) break;
		run.push(only);
		at = only;
	}
	return run;
};

/** Lays out what is below some calls, in cells from `x` on. Calls without a cell share one at the end. */
const layOut = (
	tree: CallTree,
	calls: readonly number[],
	whole: number,
	x: number,
	width: number,
	folds: boolean,
): Frame[] => {
	const frames: Frame[] = [];
	let [used, cells, rest] = [0, 0, 0];
	const smaller: number[] = [];
	for (const call of calls) {
		const weight = widthOf(tree, call);
		if (weight <= 0) continue;
		const end = Math.round(((used + weight) / whole) * width);
		if ((weight / whole) * width < 1 || end <= cells) {
			rest += weight;
			smaller.push(call);
			continue;
		}
		const run = runFrom(tree, call, folds);
		frames.push({
			x: x + cells,
			width: Math.min(end, width) - cells,
			call: run.at(-1) ?? call,
			run,
			smaller: [],
		});
		used += weight;
		cells = Math.min(end, width);
	}
	const left = Math.min(width - cells, Math.max(1, Math.round((rest / whole) * width)));
	if (smaller.length > 0 && left > 0) frames.push({ x: x + cells, width: left, run: [], smaller });
	return frames;
};

/** The rows of a flame graph of so many cells, from `root` on, which has the first row alone; 0 is the whole. */
export const flameRows = (tree: CallTree, root: number, width: number, folds: boolean): Frame[][] => {
	const run = root === 0 ? [0] : runFrom(tree, root, folds);
	let row: Frame[] = [{ x: 0, width, call: run.at(-1) ?? root, run, smaller: [] }];
	const rows = [row];
	while (rows.length < mostRows) {
		row = row.flatMap(({ call, x, width }) =>
			call === undefined ? [] : layOut(tree, tree.below(call), widthOf(tree, call), x, width, folds),
		);
		if (row.length === 0) break;
		rows.push(row);
	}
	return rows;
};

/** Where a call is: its row, and its frame; absent where it is too small to be seen. */
export const frameOfCall = (
	rows: readonly (readonly Frame[])[],
	call: number,
): { row: number; frame: Frame } | undefined => {
	for (const [row, frames] of rows.entries()) {
		const frame = frames.find(({ run }) => run.includes(call));
		if (frame !== undefined) return { row, frame };
	}
	return undefined;
};
