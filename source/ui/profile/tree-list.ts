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

/** The most calls that are sorted for a search; of more they are in the order of the profile. */
const mostSorted = 50_000;

type Order = { calls: Uint32Array; at: Uint32Array };

const orders = new WeakMap<CallTree, Order>();

/** All calls of a tree, each before those below it, the heaviest first; and where each of them is. */
const depthFirst = (tree: CallTree): Order => {
	const known = orders.get(tree);
	if (known !== undefined) return known;
	const calls = new Uint32Array(tree.count);
	let length = 0;
	if (tree.count > mostSorted) for (let call = 1; call < tree.count; call++) calls[length++] = call;
	const waiting = tree.count > mostSorted ? [] : [...tree.below(0)].reverse();
	for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
		calls[length++] = call;
		const below = tree.below(call);
		for (let index = below.length - 1; index >= 0; index--) waiting.push(below[index] ?? 0);
	}
	const at = new Uint32Array(tree.count);
	for (let index = 0; index < length; index++) at[calls[index] ?? 0] = index + 1;
	const order = { calls: calls.subarray(0, length), at };
	orders.set(tree, order);
	return order;
};

/**
 * The calls that are searched for, in the order of the tree: `at` has the place of each from 1 on, 0 for others; `leads`
 * is 1 for those and for all above them.
 */
type Found = { calls: readonly number[]; at: Uint32Array; leads: Uint8Array };

let lastFound: { tree: CallTree; search: string; found: Found } | undefined;

/** What a search finds in a tree. The last answer is remembered: it is drawn with every key. */
const found = ({ shown, search }: ViewerState, tree: CallTree): Found => {
	if (lastFound?.tree === tree && lastFound.search === search) return lastFound.found;
	const matches = nameTest(search);
	const hits = Uint8Array.from(shown.names, (name) => (search !== '' && matches(name) ? 1 : 0));
	const calls: number[] = [];
	const at = new Uint32Array(tree.count);
	const leads = new Uint8Array(tree.count);
	for (const call of depthFirst(tree).calls) {
		// A tree has calls that weigh nothing of this sample type.
		if (hits[tree.names[call] ?? 0] === 0 || (tree.all[call] === 0 && tree.before[call] === 0)) continue;
		at[call] = calls.push(call);
		for (let above = call; above !== 0 && leads[above] === 0; above = tree.parents[above] ?? 0)
			leads[above] = 1;
	}
	const answer = { calls, at, leads };
	lastFound = { tree, search, found: answer };
	return answer;
};

/** True for a call that is searched for, or that leads to one. */
export const leadsToMatch = (state: ViewerState, tree: CallTree): ((call: number) => boolean) => {
	const { leads } = found(state, tree);
	return (call) => leads[call] === 1;
};

/** `3 of 17`, or `17 matches` where the cursor is on none of them. */
export const matchText = (state: ViewerState, tree: CallTree, call: number): string => {
	const { calls, at } = found(state, tree);
	const here = at[call] ?? 0;
	if (here > 0) return `${here} of ${calls.length}`;
	return calls.length === 1 ? '1 match' : `${calls.length} matches`;
};

/** The next call that is searched for, in the order of the tree; after `from`, then from the start. */
export const nextMatch = (
	state: ViewerState,
	tree: CallTree,
	from: number,
	step: 1 | -1,
): number | undefined => {
	const { calls, at } = found(state, tree);
	const { length } = calls;
	if (length === 0) return undefined;
	const here = at[from] ?? 0;
	if (here > 0) return calls[(here - 1 + step + length) % length];
	const order = depthFirst(tree).at;
	const place = order[from] ?? 0;
	const after = calls.findIndex((call) => (order[call] ?? 0) > place);
	const passed = after < 0 ? length : after;
	return calls[(step === 1 ? passed : passed - 1) % length] ?? calls[length - 1];
};

/** The call under the cursor where it is searched for, else the next one that is. */
export const thisOrNextMatch = (state: ViewerState, tree: CallTree, from: number): number | undefined =>
	(found(state, tree).at[from] ?? 0) > 0 ? from : nextMatch(state, tree, from, 1);
