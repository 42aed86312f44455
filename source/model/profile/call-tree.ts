// The stacks of a profile as one tree from the outermost calls on, for the flame graph and the tree of calls.

import { PairTable } from './pair-table.ts';
import type { Profile } from './profile.ts';

/**
 * A call at one place of the tree, by its number; number 0 is the whole. `parents`, `names`, `own` and `all` have an entry
 * a call; `before` has what a difference is against, without its sign.
 */
export type CallTree = {
	count: number;
	parents: Uint32Array;
	/** Numbers of functions; of the whole it says nothing. */
	names: Uint32Array;
	own: Float64Array;
	all: Float64Array;
	before: Float64Array;
	/** Calls below one, the greatest first. */
	below: (call: number) => readonly number[];
};

/** What a call weighs in a picture: of a difference what it is now. */
export const widthOf = ({ all, before }: CallTree, call: number): number =>
	(all[call] ?? 0) + (before[call] ?? 0);

const grown = (array: Float64Array<ArrayBuffer>, least: number): Float64Array<ArrayBuffer> => {
	if (least < array.length) return array;
	const wider = new Float64Array(Math.max(least + 1, array.length * 2));
	wider.set(array);
	return wider;
};

/** Calls below each call, as lists one behind the other: made once, as most are looked at. */
const childrenOf = (parents: Uint32Array, count: number, order: (a: number, b: number) => number) => {
	const starts = new Uint32Array(count + 2);
	for (let call = 1; call < count; call++)
		starts[(parents[call] ?? 0) + 2] = (starts[(parents[call] ?? 0) + 2] ?? 0) + 1;
	for (let at = 2; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
	const list = new Uint32Array(Math.max(0, count - 1));
	for (let call = 1; call < count; call++) {
		const parent = (parents[call] ?? 0) + 1;
		list[starts[parent] ?? 0] = call;
		starts[parent] = (starts[parent] ?? 0) + 1;
	}
	const sorted = new Map<number, readonly number[]>();
	return (call: number): readonly number[] => {
		const known = sorted.get(call);
		if (known !== undefined) return known;
		const own = Array.from(list.subarray(starts[call] ?? 0, starts[call + 1] ?? 0)).sort(order);
		sorted.set(call, own);
		return own;
	};
};

/** Makes the tree of one sample type. With `flipped` it starts with the innermost calls, and leads to who calls them. */
export const callTree = (
	{ stacks, names, baseFrom = stacks.count }: Profile,
	type: number,
	flipped = false,
): CallTree => {
	const { starts, frames } = stacks;
	const values = stacks.values[type] ?? new Float64Array(stacks.count);
	const pairs = new PairTable();
	let own = new Float64Array(1024);
	let all = new Float64Array(1024);
	let before = new Float64Array(1024);
	for (let stack = 0; stack < stacks.count; stack++) {
		const value = values[stack] ?? 0;
		if (value === 0) continue;
		const from = starts[stack] ?? 0;
		const length = (starts[stack + 1] ?? 0) - from;
		const base = stack >= baseFrom ? -value : 0;
		let call = 0;
		all[0] = (all[0] ?? 0) + value;
		before[0] = (before[0] ?? 0) + base;
		for (let step = 0; step < length; step++) {
			const at = flipped ? from + length - 1 - step : from + step;
			call = pairs.number(call, (frames[at] ?? 0) >>> 1) + 1;
			all = grown(all, call);
			before = grown(before, call);
			all[call] = (all[call] ?? 0) + value;
			before[call] = (before[call] ?? 0) + base;
		}
		own = grown(own, call);
		own[call] = (own[call] ?? 0) + value;
	}
	const count = pairs.count + 1;
	const parents = new Uint32Array(count);
	parents.set(pairs.firsts.subarray(0, count - 1), 1);
	const nameOf = new Uint32Array(count);
	nameOf.set(pairs.seconds.subarray(0, count - 1), 1);
	const tree = {
		count,
		parents,
		names: nameOf,
		own: grown(own, count),
		all: grown(all, count),
		before: grown(before, count),
	};
	const weight = (call: number): number =>
		Math.max(Math.abs(tree.all[call] ?? 0), Math.abs((tree.all[call] ?? 0) + (tree.before[call] ?? 0)));
	const below = childrenOf(parents, count, (a, b) => {
		const [first, second] = [names[nameOf[a] ?? 0] ?? '', names[nameOf[b] ?? 0] ?? ''];
		return weight(b) - weight(a) || (first < second ? -1 : first > second ? 1 : 0);
	});
	return { ...tree, below };
};
