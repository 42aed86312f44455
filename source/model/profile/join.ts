// Puts two profiles of one kind together: their sum, or what one has beyond the other.

import type { Profile, SampleType } from './profile.ts';

const typeText = ({ type, unit }: SampleType): string => `${type}/${unit}`;

const levelText = ({ level }: Profile): string =>
	level === undefined ? 'a profile of level 0' : `a text of level ${level}`;

/** Why two profiles do not go together, as the end of a sentence about `other`; nothing where they do. */
export const whyIncomparable = (profile: Profile, other: Profile): string | undefined => {
	const texts = [profile, other].map(({ sampleTypes }) => sampleTypes.map(typeText).join(' '));
	if (texts[0] !== texts[1]) return `it counts ${texts[1]} and not ${texts[0]}`;
	// Texts leave out calls of the runtime that profiles have.
	if (profile.level !== other.level) return `it is ${levelText(other)} and not ${levelText(profile)}`;
	const [period, otherPeriod] = [profile.period, other.period];
	if (period && otherPeriod && typeText(period) !== typeText(otherPeriod))
		return `it takes samples by ${typeText(otherPeriod)} and not by ${typeText(period)}`;
	return undefined;
};

const joined = (a: Uint32Array, b: Uint32Array): Uint32Array => {
	const both = new Uint32Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
};

/** The names of both, and for each name of the other its number among them. */
const joinNames = (names: readonly string[], other: readonly string[]) => {
	const all = [...names];
	const numbers = new Map(names.map((name, number) => [name, number]));
	const numberIn = other.map((name) => numbers.get(name) ?? all.push(name) - 1);
	return { all, numberIn };
};

/** The stacks of both, the figures of the other times `sign`. Ask `whyIncomparable` before. */
const join = (profile: Profile, other: Profile, sign: 1 | -1): Profile => {
	const { all, numberIn } = joinNames(profile.names, other.names);
	const [mine, theirs] = [profile.stacks, other.stacks];
	const sets = profile.labelSets.length;
	const times = [profile.takenAt, other.takenAt].filter((at) => at !== undefined);
	const durations = [profile.duration, other.duration].filter((span) => span !== undefined);
	const isTold = profile.told !== undefined && other.told !== undefined;
	return {
		...profile,
		names: all,
		stacks: {
			count: mine.count + theirs.count,
			starts: joined(
				mine.starts,
				theirs.starts.slice(1).map((start) => start + mine.frames.length),
			),
			frames: joined(
				mine.frames,
				theirs.frames.map((frame) => (numberIn[frame >>> 1] ?? 0) * 2 + (frame & 1)),
			),
			values: mine.values.map((values, type) => {
				const both = new Float64Array(mine.count + theirs.count);
				both.set(values);
				both.set(theirs.values[type]?.map((value) => sign * value) ?? [], mine.count);
				return both;
			}),
			labels: joined(
				mine.labels,
				theirs.labels.map((set) => set + sets),
			),
		},
		labelSets: [...profile.labelSets, ...other.labelSets],
		comments: [...new Set([...profile.comments, ...other.comments])],
		...(times.length > 0 && { takenAt: Math.min(...times) }),
		...(durations.length > 0 && { duration: durations.reduce((sum, span) => sum + span, 0) }),
		...(isTold && { told: [...(profile.told ?? []), ...(other.told ?? [])] }),
	};
};

/**
 * What came since `base`; the figures are below zero where there was more. Percentages are of the base, as pprof has
 * them with -diff_base.
 */
export const difference = (profile: Profile, base: Profile): Profile => ({
	...join(profile, base, -1),
	baseFrom: profile.stacks.count,
});

/** All of them as one, as pprof has it with several files. Each has to go together with the first one. */
export const sumOf = (first: Profile, others: readonly Profile[]): Profile =>
	others.reduce((sum, other) => join(sum, other, 1), first);
