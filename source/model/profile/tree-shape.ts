// The shape of the tree of calls, whatever the calls weigh: worked out once for all sample types and labels of a profile.

import { PairTable } from './pair-table.ts';
import type { Stacks } from './profile.ts';

export type TreeShape = {
	count: number;
	parents: Uint32Array;
	names: Uint32Array;
	/** The call that each stack ends in. */
	ends: Uint32Array;
	/** Calls below one, in the order they were met. */
	below: (call: number) => number[];
};

const make = ({ count: stackCount, starts, frames }: Stacks, flipped: boolean): TreeShape => {
	const pairs = new PairTable(Math.min(frames.length, 2 ** 18));
	const ends = new Uint32Array(stackCount);
	for (let stack = 0; stack < stackCount; stack++) {
		const from = starts[stack] ?? 0;
		const last = (starts[stack + 1] ?? 0) - 1;
		let call = 0;
		if (flipped) for (let at = last; at >= from; at--) call = pairs.number(call, (frames[at] ?? 0) >>> 1) + 1;
		else for (let at = from; at <= last; at++) call = pairs.number(call, (frames[at] ?? 0) >>> 1) + 1;
		ends[stack] = call;
	}
	const count = pairs.count + 1;
	const parents = new Uint32Array(count);
	parents.set(pairs.firsts.subarray(0, count - 1), 1);
	const names = new Uint32Array(count);
	names.set(pairs.seconds.subarray(0, count - 1), 1);
	// Calls below each call lie one list behind the other.
	const places = new Uint32Array(count + 2);
	for (let call = 1; call < count; call++) {
		const at = (parents[call] ?? 0) + 2;
		places[at] = (places[at] ?? 0) + 1;
	}
	for (let at = 2; at < places.length; at++) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
	const list = new Uint32Array(Math.max(0, count - 1));
	for (let call = 1; call < count; call++) {
		const at = (parents[call] ?? 0) + 1;
		list[places[at] ?? 0] = call;
		places[at] = (places[at] ?? 0) + 1;
	}
	return {
		...{ count, parents, names, ends },
		below: (call) => Array.from(list.subarray(places[call] ?? 0, places[call + 1] ?? 0)),
	};
};

// Profiles that are narrowed to a label share the frames of the whole.
const shapes = new WeakMap<Uint32Array, { usual?: TreeShape; flipped?: TreeShape }>();

/** The shape of the tree of these stacks; with `flipped` the innermost calls come first. */
export const treeShape = (stacks: Stacks, flipped: boolean): TreeShape => {
	const known = shapes.get(stacks.frames) ?? {};
	shapes.set(stacks.frames, known);
	const name = flipped ? 'flipped' : 'usual';
	const shape = known[name] ?? make(stacks, flipped);
	known[name] = shape;
	return shape;
};
