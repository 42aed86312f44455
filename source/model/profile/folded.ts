// Stacks as lines that flame graph tools read: functions from the outermost on with `;` between, and the figure.

import type { Profile } from './profile.ts';
import { treeShape } from './tree-shape.ts';

/** A name as a part of such a line, in which `;` has its own meaning. */
const part = (name: string): string => name.replaceAll(';', ':');

/** So many lines, each of which is made when it is asked for: a great profile has too many to make them at once. */
export type FoldedStacks = { count: number; line: (index: number) => string };

/** Folded stacks of one sample type, each stack once, in the order of the profile; stacks that weigh nothing are left out. */
export const foldedStacks = ({ names, stacks }: Profile, type: number): FoldedStacks => {
	const shape = treeShape(stacks, false);
	const values = stacks.values[type];
	const sums = new Float64Array(shape.count);
	const met = new Uint8Array(shape.count);
	const order: number[] = [];
	for (let stack = 0; stack < stacks.count; stack++) {
		const value = values?.[stack] ?? 0;
		const end = shape.ends[stack] ?? 0;
		if (value === 0 || end === 0) continue;
		if (met[end] === 0) order.push(end);
		met[end] = 1;
		sums[end] = (sums[end] ?? 0) + value;
	}
	const ends = order.filter((end) => sums[end] !== 0);
	return {
		count: ends.length,
		line(index) {
			const end = ends[index] ?? 0;
			const parts: string[] = [];
			for (let call = end; call !== 0; call = shape.parents[call] ?? 0)
				parts.push(part(names[shape.names[call] ?? 0] ?? ''));
			return `${parts.reverse().join(';')} ${sums[end] ?? 0}`;
		},
	};
};

/** All lines. */
export const foldedLines = (profile: Profile, type: number): string[] => {
	const { count, line } = foldedStacks(profile, type);
	return Array.from({ length: count }, (_, index) => line(index));
};
