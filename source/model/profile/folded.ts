// Stacks as lines that flame graph tools read: functions from the outermost on with `;` between, and the figure.

import type { Profile } from './profile.ts';

/** A name as a part of such a line, in which `;` has its own meaning. */
const part = (name: string): string => name.replaceAll(';', ':');

/** Folded stacks of one sample type, each stack once, in the order of the profile; stacks that weigh nothing are left out. */
export const foldedLines = ({ names, stacks }: Profile, type: number): string[] => {
	const sums = new Map<string, number>();
	const values = stacks.values[type];
	const parts = names.map(part);
	for (let stack = 0; stack < stacks.count; stack++) {
		const value = values?.[stack] ?? 0;
		const from = stacks.starts[stack] ?? 0;
		const end = stacks.starts[stack + 1] ?? 0;
		if (value === 0 || from === end) continue;
		const line: string[] = [];
		for (let at = from; at < end; at++) line.push(parts[(stacks.frames[at] ?? 0) >>> 1] ?? '');
		const text = line.join(';');
		sums.set(text, (sums.get(text) ?? 0) + value);
	}
	return [...sums].filter(([, value]) => value !== 0).map(([text, value]) => `${text} ${value}`);
};
