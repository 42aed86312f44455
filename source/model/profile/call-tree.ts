// The stacks of a profile as one tree from the outermost calls on, for the flame graph and the tree of calls.

import type { Profile } from './profile.ts';
import { type TreeShape, treeShape } from './tree-shape.ts';

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
	/** Calls below one that weigh anything, the greatest first. */
	below: (call: number) => readonly number[];
};

/** What a call weighs in a picture: of a difference what it is now. */
export const widthOf = ({ all, before }: CallTree, call: number): number =>
	(all[call] ?? 0) + (before[call] ?? 0);

/** Adds to every call what is below it: calls have greater numbers than those they are below. */
const summedUp = (own: Float64Array, { parents, count }: TreeShape): Float64Array => {
	const all = own.slice();
	for (let call = count - 1; call > 0; call--) {
		const parent = parents[call] ?? 0;
		all[parent] = (all[parent] ?? 0) + (all[call] ?? 0);
	}
	return all;
};

/** What the stacks that end in each call weigh, by `weigh`. */
const ownWeights = (
	{ count, ends }: TreeShape,
	values: Float64Array,
	weigh: (value: number, stack: number) => number,
): Float64Array => {
	const own = new Float64Array(count);
	for (let stack = 0; stack < values.length; stack++) {
		const value = values[stack] ?? 0;
		if (value === 0) continue;
		const end = ends[stack] ?? 0;
		own[end] = (own[end] ?? 0) + weigh(value, stack);
	}
	return own;
};

/** Makes the tree of one sample type. With `flipped` it starts with the innermost calls, and leads to who calls them. */
export const callTree = (
	{ stacks, names, baseFrom = stacks.count }: Profile,
	type: number,
	flipped = false,
): CallTree => {
	const shape = treeShape(stacks, flipped);
	const values = stacks.values[type] ?? new Float64Array(stacks.count);
	const isDifference = baseFrom < stacks.count;
	const own = ownWeights(shape, values, (value) => value);
	const all = summedUp(own, shape);
	const before = isDifference
		? summedUp(
				ownWeights(shape, values, (value, stack) => (stack >= baseFrom ? -value : 0)),
				shape,
			)
		: new Float64Array(shape.count);
	// What grew and what shrank may sum up to nothing, and is there all the same.
	const size = isDifference ? summedUp(ownWeights(shape, values, Math.abs), shape) : all;
	const weight = (call: number): number =>
		Math.max(Math.abs(all[call] ?? 0), Math.abs((all[call] ?? 0) + (before[call] ?? 0)));
	const order = (a: number, b: number): number => {
		const [first, second] = [names[shape.names[a] ?? 0] ?? '', names[shape.names[b] ?? 0] ?? ''];
		return weight(b) - weight(a) || (first < second ? -1 : first > second ? 1 : 0);
	};
	const sorted = new Map<number, readonly number[]>();
	const below = (call: number): readonly number[] => {
		const known = sorted.get(call);
		if (known !== undefined) return known;
		const calls = shape
			.below(call)
			.filter((each) => size[each] !== 0)
			.sort(order);
		sorted.set(call, calls);
		return calls;
	};
	const { count, parents } = shape;
	return { count, parents, names: shape.names, own, all, before, below };
};
