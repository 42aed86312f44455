// Who calls whom in a profile, and how much of it each function is, by the rules of pprof.

import { Met } from './met.ts';
import { PairTable } from './pair-table.ts';
import type { Profile } from './profile.ts';

/** A call from one function to another. `inlined` where it always was. */
export type Edge = { from: CallNode; to: CallNode; weight: number; inlined: boolean };

/**
 * A function: `flat` is its own part, `cum` with all that it calls. Both may be below zero in a difference. `into` are the
 * calls of it, `out` those it makes.
 */
export type CallNode = { id: number; name: string; flat: number; cum: number; into: Edge[]; out: Edge[] };

/** Sums of calls, by the number of their pair. */
const edgeBook = () => {
	const pairs = new PairTable();
	const weights: number[] = [];
	const inlined: boolean[] = [];
	return {
		pairs,
		weights,
		inlined,
		add(edge: number, weight: number, isInlined: boolean): void {
			if (edge === weights.length) {
				weights.push(weight);
				inlined.push(isInlined);
				return;
			}
			weights[edge] = (weights[edge] ?? 0) + weight;
			if (!isInlined) inlined[edge] = false;
		},
	};
};

/**
 * The functions of a profile that weigh anything, in no order. With `kept` only those are there, by their numbers:
 * what is left out between two of them becomes a call from one to the other, and a stack that ends in one that is left
 * out is nobody's own part.
 */
export const callGraph = (
	{ names, stacks }: Profile,
	type: number,
	kept?: ReadonlySet<number>,
): CallNode[] => {
	const { count, starts, frames } = stacks;
	const values = stacks.values[type] ?? new Float64Array(count);
	const flat = new Float64Array(names.length);
	const cum = new Float64Array(names.length);
	const isKept = kept && Uint8Array.from(names, (_, id) => (kept.has(id) ? 1 : 0));
	const edges = edgeBook();
	const metNodes = new Met();
	const metEdges = new Met();
	for (let stack = 0; stack < count; stack++) {
		const weight = values[stack] ?? 0;
		if (weight === 0) continue;
		let parent = -1;
		let leftOut = false;
		const end = starts[stack + 1] ?? 0;
		for (let at = starts[stack] ?? 0; at < end; at++) {
			const frame = frames[at] ?? 0;
			const node = frame >>> 1;
			leftOut = isKept !== undefined && isKept[node] === 0;
			if (leftOut) continue;
			if (metNodes.first(node, stack + 1)) cum[node] = (cum[node] ?? 0) + weight;
			if (parent >= 0 && node !== parent) {
				const edge = edges.pairs.number(parent, node);
				if (metEdges.first(edge, stack + 1)) edges.add(edge, weight, (frame & 1) === 1);
			}
			parent = node;
		}
		if (parent >= 0 && !leftOut) flat[parent] = (flat[parent] ?? 0) + weight;
	}
	const nodes = names.map(
		(name, id): CallNode => ({ id, name, flat: flat[id] ?? 0, cum: cum[id] ?? 0, into: [], out: [] }),
	);
	edges.weights.forEach((weight, edge) => {
		const from = nodes[edges.pairs.firsts[edge] ?? 0];
		const to = nodes[edges.pairs.seconds[edge] ?? 0];
		if (from === undefined || to === undefined) return;
		const call = { from, to, weight, inlined: edges.inlined[edge] ?? false };
		from.out.push(call);
		to.into.push(call);
	});
	return nodes.filter((node) => node.flat !== 0 || node.cum !== 0);
};

/** The whole that parts are told of: all weights without their signs; of a difference those of its base. */
export const totalOf = ({ stacks, baseFrom = stacks.count }: Profile, type: number): number => {
	let [all, base] = [0, 0];
	stacks.values[type]?.forEach((value, stack) => {
		all += Math.abs(value);
		if (stack >= baseFrom) base += Math.abs(value);
	});
	return base > 0 ? base : all;
};
