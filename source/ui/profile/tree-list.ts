// The rows of the tree of calls: those that are open, in order.

import type { CallTree } from '../../model/profile/call-tree.ts';
import { treeOf } from './derived.ts';
import { nameTest } from './top-list.ts';
import type { ViewerState } from './viewer-state.ts';

/** A row: a call, how deep it is, whether it is open and whether anything is below. */
export type TreeRow = { call: number; depth: number; isOpen: boolean; hasBelow: boolean };

/** The most rows; an opened tree of a great profile has more than anybody reads. */
const mostRows = 20_000;

/** The tree that is shown. */
export const shownTree = ({ shown, type }: ViewerState): CallTree => treeOf(shown, type);

let last: { tree: CallTree; open: ReadonlySet<number>; rows: readonly TreeRow[] } | undefined;

/** The rows in view of what is open, without a recursion: a stack may be thousands deep. */
export const treeRows = (state: ViewerState): readonly TreeRow[] => {
	const tree = shownTree(state);
	const { open } = state.tree;
	if (last?.tree === tree && last.open === open) return last.rows;
	const rows: TreeRow[] = [];
	const waiting: [call: number, depth: number][] = tree
		.below(0)
		.map((call): [number, number] => [call, 0])
		.reverse();
	for (let next = waiting.pop(); next !== undefined && rows.length < mostRows; next = waiting.pop()) {
		const [call, depth] = next;
		const below = tree.below(call);
		const isOpen = open.has(call);
		rows.push({ call, depth, isOpen, hasBelow: below.length > 0 });
		if (isOpen) for (const child of below.toReversed()) waiting.push([child, depth + 1]);
	}
	last = { tree, open, rows };
	return rows;
};

/** Calls above one, the nearest first. */
export const above = ({ parents }: CallTree, call: number): number[] => {
	const calls: number[] = [];
	for (let at = parents[call] ?? 0; at !== 0; at = parents[at] ?? 0) calls.push(at);
	return calls;
};

/** Opens a call, and below it what alone leads on: nobody wants to press a key for each of forty calls. */
export const opened = (tree: CallTree, open: ReadonlySet<number>, call: number): ReadonlySet<number> => {
	const wider = new Set(open);
	let at: number | undefined = call;
	while (at !== undefined) {
		wider.add(at);
		const below: readonly number[] = tree.below(at);
		const [first] = below;
		at = below.length === 1 && first !== undefined && !wider.has(first) ? first : undefined;
	}
	return wider;
};

/** The next call, in the order of the tree, whose name is searched for; after `from`, then from the start. */
export const nextMatch = (
	{ shown }: ViewerState,
	tree: CallTree,
	search: string,
	from: number,
	step: 1 | -1,
): number | undefined => {
	if (search === '') return undefined;
	const matches = nameTest(search);
	const hits = shown.names.map((name) => matches(name));
	const order = depthFirst(tree);
	const start = order.at.get(from) ?? -1;
	const { length } = order.calls;
	for (let moved = 1; moved <= length; moved++) {
		const call = order.calls[(((start + step * moved) % length) + length) % length];
		if (call !== undefined && hits[tree.names[call] ?? 0]) return call;
	}
	return undefined;
};

/** The most calls that are sorted for a search. */
const mostSorted = 300_000;

const orders = new WeakMap<CallTree, { calls: readonly number[]; at: ReadonlyMap<number, number> }>();

/** All calls of a tree, each before those below it, the heaviest first. */
const depthFirst = (tree: CallTree): { calls: readonly number[]; at: ReadonlyMap<number, number> } => {
	const known = orders.get(tree);
	if (known !== undefined) return known;
	const calls: number[] = [];
	// Of a tree too great to be sorted as a whole they are in the order of the profile.
	if (tree.count > mostSorted) for (let call = 1; call < tree.count; call++) calls.push(call);
	const waiting = tree.count > mostSorted ? [] : [...tree.below(0)].reverse();
	for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
		calls.push(call);
		const below = tree.below(call);
		for (let index = below.length - 1; index >= 0; index--) waiting.push(below[index] ?? 0);
	}
	const order = { calls, at: new Map(calls.map((call, index) => [call, index])) };
	orders.set(tree, order);
	return order;
};
