// Functions of a profile and the calls of one of them, without the whole graph: what a list and its detail need.

import { Met } from './met.ts';
import type { Profile } from './profile.ts';

/** A function: `flat` is its own part, `cum` with all that it calls. */
export type FunctionSum = { id: number; name: string; flat: number; cum: number };

/** A function that calls another one or is called by it, and how much goes that way; `inlined` where all of it was. */
export type CallSum = { name: string; weight: number; inlined: boolean };

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** All functions that weigh anything, by their own part, as pprof sorts them. */
export const functionSums = ({ names, stacks }: Profile, type: number): FunctionSum[] => {
	const { count, starts, frames } = stacks;
	const values = stacks.values[type] ?? new Float64Array(count);
	const flat = new Float64Array(names.length);
	const cum = new Float64Array(names.length);
	const met = new Met();
	for (let stack = 0; stack < count; stack++) {
		const weight = values[stack] ?? 0;
		if (weight === 0) continue;
		const end = starts[stack + 1] ?? 0;
		let node = -1;
		for (let at = starts[stack] ?? 0; at < end; at++) {
			node = (frames[at] ?? 0) >>> 1;
			if (met.first(node, stack + 1)) cum[node] = (cum[node] ?? 0) + weight;
		}
		if (node >= 0) flat[node] = (flat[node] ?? 0) + weight;
	}
	return names
		.map((name, id) => ({ id, name, flat: flat[id] ?? 0, cum: cum[id] ?? 0 }))
		.filter((node) => node.flat !== 0 || node.cum !== 0)
		.sort(
			(a, b) =>
				Math.abs(b.flat) - Math.abs(a.flat) || byName(a.name, b.name) || Math.abs(b.cum) - Math.abs(a.cum),
		);
};

/** Sums of calls by the other function, each stack counted once. */
const callBook = (names: readonly string[]) => {
	const sums = new Map<number, { weight: number; inlined: boolean; stack: number }>();
	return {
		add(other: number, weight: number, inlined: boolean, stack: number): void {
			const sum = sums.get(other);
			if (sum === undefined) sums.set(other, { weight, inlined, stack });
			else if (sum.stack !== stack) {
				sum.weight += weight;
				sum.inlined &&= inlined;
				sum.stack = stack;
			}
		},
		list: (): CallSum[] =>
			[...sums]
				.map(([other, { weight, inlined }]) => ({ name: names[other] ?? '', weight, inlined }))
				.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || byName(a.name, b.name)),
	};
};

/** Who calls a function and what it calls, each the heaviest first. */
export const callsOf = (
	{ names, stacks }: Profile,
	type: number,
	id: number,
): { into: readonly CallSum[]; out: readonly CallSum[] } => {
	const { count, starts, frames } = stacks;
	const values = stacks.values[type] ?? new Float64Array(count);
	const [into, out] = [callBook(names), callBook(names)];
	for (let stack = 0; stack < count; stack++) {
		const weight = values[stack] ?? 0;
		if (weight === 0) continue;
		const end = starts[stack + 1] ?? 0;
		let parent = -1;
		for (let at = starts[stack] ?? 0; at < end; at++) {
			const frame = frames[at] ?? 0;
			const node = frame >>> 1;
			if (node !== parent && parent >= 0) {
				if (node === id) into.add(parent, weight, (frame & 1) === 1, stack);
				else if (parent === id) out.add(node, weight, (frame & 1) === 1, stack);
			}
			parent = node;
		}
	}
	return { into: into.list(), out: out.list() };
};
