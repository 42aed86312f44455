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

/** So many stacks are put in before there is a pause. */
const stacksAtOnce = 1024;

/** Makes the shape in small parts, with a pause after each. */
function* make(
	{ count: stackCount, starts, frames }: Stacks,
	flipped: boolean,
): Generator<undefined, TreeShape, undefined> {
	const pairs = new PairTable(Math.min(frames.length, 2 ** 20));
	const ends = new Uint32Array(stackCount);
	for (let stack = 0; stack < stackCount; stack++) {
		if (stack % stacksAtOnce === 0) yield;
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
	yield;
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
}

type Making = { shape?: TreeShape; parts: Generator<undefined, TreeShape, undefined> };

// Profiles that are narrowed to a label share the frames of the whole.
const shapes = new WeakMap<Uint32Array, readonly [usual: Making, flipped: Making]>();

const makingOf = (stacks: Stacks, flipped: boolean): Making => {
	const known = shapes.get(stacks.frames) ?? [{ parts: make(stacks, false) }, { parts: make(stacks, true) }];
	shapes.set(stacks.frames, known);
	return known[flipped ? 1 : 0];
};

/** Goes on with a shape until it is there or the time is over; true where it is there. */
const goOn = (making: Making, isOver: () => boolean): boolean => {
	while (making.shape === undefined && !isOver()) {
		const part = making.parts.next();
		if (part.done === true) making.shape = part.value;
	}
	return making.shape !== undefined;
};

/** The shape of the tree of these stacks; with `flipped` the innermost calls come first. */
export const treeShape = (stacks: Stacks, flipped: boolean): TreeShape => {
	const making = makingOf(stacks, flipped);
	goOn(making, () => false);
	if (making.shape === undefined) throw new Error('a shape without an end');
	return making.shape;
};

/** Works on both shapes for about so many milliseconds; true where they are there. */
export const workOnShapes = (stacks: Stacks, milliseconds: number): boolean => {
	const end = performance.now() + milliseconds;
	const isOver = (): boolean => performance.now() > end;
	return goOn(makingOf(stacks, false), isOver) && goOn(makingOf(stacks, true), isOver);
};
