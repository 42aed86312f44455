// The list of functions as it is sorted and filtered, and the callers and calls of one of them.

import type { CallNode, Edge } from '../../model/profile/graph.ts';
import { namePattern } from '../../model/profile/name-pattern.ts';
import { byWeight } from '../../model/profile/ranking.ts';
import { functionsOf } from './derived.ts';
import type { SortName, ViewerState } from './viewer-state.ts';

const orders: Record<SortName, (a: CallNode, b: CallNode) => number> = {
	// Functions come sorted by their own part.
	flat: () => 0,
	cum: (a, b) => Math.abs(b.cum) - Math.abs(a.cum),
	name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
};

/** A test of names by what was typed: an expression, or plain text where it is none. */
export const nameTest = (text: string): ((name: string) => boolean) => {
	const pattern = namePattern(text, { ignoreCase: true });
	if (typeof pattern !== 'string') return pattern;
	const plain = text.toLowerCase();
	return (name) => name.toLowerCase().includes(plain);
};

let last: { of: readonly CallNode[]; by: string; list: readonly CallNode[] } | undefined;

/** The functions of the list, in its order. The last list is remembered: most keys change neither. */
export const topList = ({ shown, type, top }: ViewerState): readonly CallNode[] => {
	const all = functionsOf(shown, type);
	const by = `${top.sort} ${top.reversed} ${top.filter}`;
	if (last?.of === all && last.by === by) return last.list;
	const passing = top.filter === '' ? all : all.filter(({ name }) => nameTest(top.filter)(name));
	const sorted = passing.toSorted(orders[top.sort]);
	const list = top.reversed ? sorted.reverse() : sorted;
	last = { of: all, by, list };
	return list;
};

/** Where the cursor is in the list: on its function where that is there, else where it was. */
export const topCursor = (state: ViewerState): number => {
	const list = topList(state);
	const named = state.top.name === undefined ? -1 : list.findIndex(({ name }) => name === state.top.name);
	return named >= 0 ? named : Math.max(0, Math.min(list.length - 1, state.top.cursor));
};

/** The function under the cursor. */
export const topNode = (state: ViewerState): CallNode | undefined => topList(state)[topCursor(state)];

/** A caller of a function, or a function it calls. */
export type Relative = { caller: boolean; name: string; edge: Edge };

/** Callers of a function and then its calls, each the heaviest first. */
export const relativesOf = (node: CallNode): readonly Relative[] => [
	...node.into.toSorted(byWeight).map((edge) => ({ caller: true, name: edge.from.name, edge })),
	...node.out.toSorted(byWeight).map((edge) => ({ caller: false, name: edge.to.name, edge })),
];
