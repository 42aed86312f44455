// The stacks of a text, equal ones as one: how much each weighs, in which states it is, and how long it waits.

import type { Call, Profile, StackLabel, Told } from './profile.ts';

/** Part of a group: how much of it is in one state, and for how many minutes at least and at most. */
export type StackState = { state: string; value: number; least?: number; most?: number };

export type StackGroup = {
	/** The innermost first. */
	calls: readonly Call[];
	createdBy?: Call;
	value: number;
	/** The heaviest first; none where the text tells no states. */
	states: readonly StackState[];
	/** The labels of its stacks but the state, each once. */
	labels: readonly StackLabel[];
	/** The longest wait, minutes; absent where none is told. */
	most?: number;
};

/** Numbers for calls, equal ones the same: those of several servers are objects of their own. */
const callNumbers = () => {
	const byCall = new Map<Call, number>();
	const byText = new Map<string, number>();
	return (call: Call | undefined): number => {
		if (call === undefined) return -1;
		const known = byCall.get(call);
		if (known !== undefined) return known;
		const text = `${call.name}\n${call.place}`;
		const number = byText.get(text) ?? byText.size;
		byText.set(text, number);
		byCall.set(call, number);
		return number;
	};
};

type Growing = {
	told: Told;
	value: number;
	states: Map<string, StackState>;
	labels: Map<string, StackLabel>;
};

const withState = ({ states }: Growing, { state, minutes }: Told, value: number): void => {
	if (state === undefined) return;
	const known = states.get(state) ?? { state, value: 0 };
	states.set(state, {
		state,
		value: known.value + value,
		...(minutes === undefined
			? { ...known, value: known.value + value }
			: {
					least: Math.min(minutes, known.least ?? minutes),
					most: Math.max(minutes, known.most ?? minutes),
				}),
	});
};

/** The greatest first; equal ones by what they do. */
const byValue = (a: StackGroup, b: StackGroup): number => {
	const [first, second] = [a.calls[0]?.name ?? '', b.calls[0]?.name ?? ''];
	return Math.abs(b.value) - Math.abs(a.value) || (first < second ? -1 : first > second ? 1 : 0);
};

/** The groups of one sample type that weigh anything, the heaviest first; none of a profile of level 0. */
export const stackGroups = ({ stacks, labelSets, told = [] }: Profile, type: number): StackGroup[] => {
	const numberOf = callNumbers();
	const groups = new Map<string, Growing>();
	told.forEach((one, stack) => {
		const value = stacks.values[type]?.[stack] ?? 0;
		if (value === 0) return;
		const key = `${one.calls.map(numberOf).join(' ')},${numberOf(one.createdBy)}`;
		const group = groups.get(key) ?? { told: one, value: 0, states: new Map(), labels: new Map() };
		groups.set(key, group);
		group.value += value;
		withState(group, one, value);
		for (const label of labelSets[stacks.labels[stack] ?? 0] ?? [])
			if (label.key !== 'state') group.labels.set(`${label.key}\n${label.value}`, label);
	});
	return [...groups.values()]
		.map(({ told: { calls, createdBy }, value, states, labels }): StackGroup => {
			const waits = [...states.values()].flatMap(({ most }) => most ?? []);
			return {
				...{ calls, value },
				...(createdBy && { createdBy }),
				states: [...states.values()].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)),
				labels: [...labels.values()],
				...(waits.length > 0 && { most: Math.max(...waits) }),
			};
		})
		.sort(byValue);
};

/** How much of all is in each state, the most first. */
export const stateSums = (groups: readonly StackGroup[]): readonly StackState[] => {
	const sums = new Map<string, StackState>();
	for (const { state, value } of groups.flatMap(({ states }) => states))
		sums.set(state, { state, value: (sums.get(state)?.value ?? 0) + value });
	return [...sums.values()].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
};
