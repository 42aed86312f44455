// The list of the stacks of a text as it is sorted and filtered.

import { callText } from '../../format/stack-text.ts';
import type { StackGroup } from '../../model/profile/stack-groups.ts';
import { stacksOf } from './derived.ts';
import { codeKind, shortName } from './short-name.ts';
import { nameTest } from './top-list.ts';
import type { StackSort, ViewerState } from './viewer-state.ts';

/**
 * The function that tells most of what a stack is about: the innermost that is neither of the runtime nor of a library of
 * Go, else the innermost.
 */
export const tellingName = ({ calls }: StackGroup): string => {
	const telling = calls.find(({ name }) => ['server', 'other'].includes(codeKind(name))) ?? calls[0];
	return shortName(telling?.name ?? '');
};

const names = new WeakMap<StackGroup, string>();

const nameOf = (group: StackGroup): string => {
	const known = names.get(group) ?? tellingName(group);
	names.set(group, known);
	return known;
};

const orders: Record<StackSort, (a: StackGroup, b: StackGroup) => number> = {
	// Stacks come sorted by what they weigh.
	count: () => 0,
	wait: (a, b) => (b.most ?? -1) - (a.most ?? -1),
	name: (a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0),
};

/** What a search looks at: states, labels, and all calls with their places. */
const textsOf = ({ calls, createdBy, states, labels }: StackGroup): readonly string[] => [
	...states.map(({ state }) => state),
	...labels.map(({ key, value }) => `${key}=${value}`),
	...calls.map(callText),
	...(createdBy ? [`created by ${callText(createdBy)}`] : []),
];

let last: { of: readonly StackGroup[]; by: string; list: readonly StackGroup[] } | undefined;

/** The stacks of the list, in its order. The last list is remembered: most keys change neither. */
export const stackList = ({ shown, type, stacks }: ViewerState): readonly StackGroup[] => {
	const all = stacksOf(shown, type);
	const by = `${stacks.sort} ${stacks.reversed} ${stacks.filter}`;
	if (last?.of === all && last.by === by) return last.list;
	const matches = nameTest(stacks.filter);
	const passing = stacks.filter === '' ? all : all.filter((group) => textsOf(group).some(matches));
	const sorted = passing.toSorted(orders[stacks.sort]);
	const list = stacks.reversed ? sorted.reverse() : sorted;
	last = { of: all, by, list };
	return list;
};

/** The stack under the cursor. */
export const stackHere = (state: ViewerState): StackGroup | undefined =>
	stackList(state)[state.stacks.cursor];
