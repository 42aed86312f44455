// The list of functions as it is sorted and filtered, and the callers and calls of one of them.

import { type CallSum, callsOf, type FunctionSum } from '../../model/profile/functions.ts';
import { namePattern } from '../../model/profile/name-pattern.ts';
import { functionsOf } from './derived.ts';
import type { SortName, ViewerState } from './viewer-state.ts';

const orders: Record<SortName, (a: FunctionSum, b: FunctionSum) => number> = {
	// Functions come sorted by their own part.
	flat: () => 0,
	cum: (a, b) => Math.abs(b.cum) - Math.abs(a.cum),
	name: (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
};

const containing = (text: string): ((name: string) => boolean) => {
	const plain = text.toLowerCase();
	return (name) => name.toLowerCase().includes(plain);
};

/** A test of names by what was typed: an expression, or plain text where it is none. */
export const nameTest = (text: string): ((name: string) => boolean) => {
	// Most of what is typed has no sign of an expression, and an expression takes much longer.
	if (/^[\w/ -]*$/.test(text)) return containing(text);
	const pattern = namePattern(text, { ignoreCase: true });
	if (typeof pattern !== 'string') return pattern;
	return containing(text);
};

let last: { of: readonly FunctionSum[]; by: string; list: readonly FunctionSum[] } | undefined;

/** The functions of the list, in its order. The last list is remembered: most keys change neither. */
export const topList = ({ shown, type, top }: ViewerState): readonly FunctionSum[] => {
	const all = functionsOf(shown, type);
	const by = `${top.sort} ${top.reversed} ${top.filter}`;
	if (last?.of === all && last.by === by) return last.list;
	const matches = nameTest(top.filter);
	const passing = top.filter === '' ? all : all.filter(({ name }) => matches(name));
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
export const topNode = (state: ViewerState): FunctionSum | undefined => topList(state)[topCursor(state)];

/** A caller of a function, or a function it calls. */
export type Relative = CallSum & { caller: boolean };

let lastCalls: { node: FunctionSum; relatives: readonly Relative[] } | undefined;

/** Callers of a function and then its calls, each the heaviest first. The last answer is remembered. */
export const relativesOf = ({ shown, type }: ViewerState, node: FunctionSum): readonly Relative[] => {
	if (lastCalls?.node === node) return lastCalls.relatives;
	const { into, out } = callsOf(shown, type, node.id);
	const relatives = [
		...into.map((call) => ({ caller: true, ...call })),
		...out.map((call) => ({ caller: false, ...call })),
	];
	lastCalls = { node, relatives };
	return relatives;
};
