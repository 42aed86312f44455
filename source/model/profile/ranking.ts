// The order of functions, and which are left out because they are too small, by the rules of pprof.

import { type CallNode, callGraph, type Edge } from './graph.ts';
import type { Profile } from './profile.ts';

/** The parts of the whole below which functions and calls are left out. */
const nodeFraction = 0.005;
const edgeFraction = 0.001;

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By own part, the greatest first; equal ones by name. */
export const byFlat = (a: CallNode, b: CallNode): number =>
	Math.abs(b.flat) - Math.abs(a.flat) || byName(a.name, b.name) || Math.abs(b.cum) - Math.abs(a.cum);

/** Calls by weight, the greatest first. */
export const byWeight = (a: Edge, b: Edge): number =>
	Math.abs(b.weight) - Math.abs(a.weight) || byName(a.from.name, b.from.name) || byName(a.to.name, b.to.name);

export type Ranking = {
	/** Functions by their own part. */
	nodes: readonly CallNode[];
	/** How many were too small, and how many there are beside them. */
	dropped: number;
	ranked: number;
};

const cutoff = (sum: number, fraction: number): number => Math.abs(Math.trunc(sum * fraction));

const withoutSmallCalls = (nodes: readonly CallNode[], least: number): void => {
	if (least === 0) return;
	const isBig = ({ weight }: Edge): boolean => Math.abs(weight) >= least;
	for (const node of nodes) {
		// A function that weighs nothing is not among these, and its calls stay.
		for (const call of node.into)
			if (!isBig(call)) call.from.out = call.from.out.filter((out) => out !== call);
		node.into = node.into.filter(isBig);
	}
};

/**
 * Ranks functions. `most` limits how many (0 for all). Without `trim` none is left out for being small. What is left out
 * is taken out of the stacks, so that calls lead past it.
 */
export const rank = (
	profile: Profile,
	type: number,
	{ most = 0, trim = true }: { most?: number; trim?: boolean } = {},
): Ranking => {
	const idsOf = (some: readonly CallNode[]): ReadonlySet<number> => new Set(some.map(({ id }) => id));
	let nodes = callGraph(profile, type);
	const sum = nodes.reduce((all, { flat }) => all + flat, 0);
	const leastNode = trim ? cutoff(sum, nodeFraction) : 0;
	const leastEdge = trim ? cutoff(sum, edgeFraction) : 0;
	const big = nodes.filter(({ cum }) => Math.abs(cum) >= leastNode);
	const dropped = leastNode > 0 ? nodes.length - big.length : 0;
	if (dropped > 0) nodes = callGraph(profile, type, idsOf(big));
	const ranked = nodes.length;
	nodes.sort(byFlat);
	if (trim && most > 0 && most < nodes.length)
		nodes = callGraph(profile, type, idsOf(nodes.slice(0, most))).sort(byFlat);
	withoutSmallCalls(nodes, leastEdge);
	return { nodes, dropped, ranked };
};
