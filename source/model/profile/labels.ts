// What the stacks of a profile are labelled with: how much of it is of which account, stream or consumer.

import type { Profile } from './profile.ts';

/** A label with the sum of its stacks, and of those that a difference is against. */
export type LabelSum = { key: string; value: string; sum: number; stacks: number };

/** Keys of labels that nats-server sets, in the order they are asked about. */
const first = ['account', 'stream', 'consumer', 'group', 'type'];

const rankOf = (key: string): number => {
	const at = first.indexOf(key);
	return at < 0 ? first.length : at;
};

/** Sums of all labels by key, in each the greatest first; keys of nats-server before others. */
export const labelSums = ({ stacks, labelSets }: Profile, type: number): LabelSum[] => {
	const perSet = new Float64Array(labelSets.length);
	const counts = new Uint32Array(labelSets.length);
	stacks.values[type]?.forEach((value, stack) => {
		const set = stacks.labels[stack] ?? 0;
		if (value === 0) return;
		perSet[set] = (perSet[set] ?? 0) + value;
		counts[set] = (counts[set] ?? 0) + 1;
	});
	const sums = new Map<string, LabelSum>();
	labelSets.forEach((labels, set) => {
		for (const { key, value } of labels) {
			const id = `${key}\n${value}`;
			const sum = sums.get(id) ?? { key, value, sum: 0, stacks: 0 };
			sum.sum += perSet[set] ?? 0;
			sum.stacks += counts[set] ?? 0;
			sums.set(id, sum);
		}
	});
	const byKey = (a: string, b: string): number => rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);
	return [...sums.values()]
		.filter(({ stacks }) => stacks > 0)
		.sort((a, b) => byKey(a.key, b.key) || Math.abs(b.sum) - Math.abs(a.sum) || (a.value < b.value ? -1 : 1));
};

/** The same profile with only the stacks that have this label; all others weigh nothing. */
export const onlyLabelled = (profile: Profile, { key, value }: { key: string; value: string }): Profile => {
	const has = profile.labelSets.map((labels) =>
		labels.some((label) => label.key === key && label.value === value),
	);
	const { stacks } = profile;
	return {
		...profile,
		stacks: {
			...stacks,
			values: stacks.values.map((values) =>
				values.map((figure, stack) => (has[stacks.labels[stack] ?? 0] ? figure : 0)),
			),
		},
	};
};
