// The difference of two profiles of one kind: the stacks of both, those of the base with their signs turned.

import type { Profile, SampleType } from './profile.ts';

const typeText = ({ type, unit }: SampleType): string => `${type}/${unit}`;

/** Why two profiles do not compare, as the end of a sentence; nothing where they do. */
export const whyIncomparable = (profile: Profile, base: Profile): string | undefined => {
	const texts = [profile, base].map(({ sampleTypes }) => sampleTypes.map(typeText).join(' '));
	if (texts[0] !== texts[1]) return `it counts ${texts[1]} and not ${texts[0]}`;
	const [period, basePeriod] = [profile.period, base.period];
	if (period && basePeriod && typeText(period) !== typeText(basePeriod))
		return `it takes samples by ${typeText(basePeriod)} and not by ${typeText(period)}`;
	return undefined;
};

const joined = (a: Uint32Array, b: Uint32Array): Uint32Array => {
	const both = new Uint32Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
};

/** The names of both, and for each name of the base its number among them. */
const joinNames = (names: readonly string[], base: readonly string[]) => {
	const all = [...names];
	const numbers = new Map(names.map((name, number) => [name, number]));
	const numberIn = base.map((name) => numbers.get(name) ?? all.push(name) - 1);
	return { all, numberIn };
};

/**
 * What came since `base`; the figures are below zero where there was more. Percentages are of the base, as pprof has
 * them with -diff_base. Ask `whyIncomparable` before.
 */
export const difference = (profile: Profile, base: Profile): Profile => {
	const { all, numberIn } = joinNames(profile.names, base.names);
	const [mine, theirs] = [profile.stacks, base.stacks];
	const sets = profile.labelSets.length;
	const times = [profile.takenAt, base.takenAt].filter((at) => at !== undefined);
	const durations = [profile.duration, base.duration].filter((span) => span !== undefined);
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
				both.set(theirs.values[type]?.map((value) => -value) ?? [], mine.count);
				return both;
			}),
			labels: joined(
				mine.labels,
				theirs.labels.map((set) => set + sets),
			),
		},
		labelSets: [...profile.labelSets, ...base.labelSets],
		comments: [...new Set([...profile.comments, ...base.comments])],
		...(times.length > 0 && { takenAt: Math.min(...times) }),
		...(durations.length > 0 && { duration: durations.reduce((sum, span) => sum + span, 0) }),
		baseFrom: mine.count,
	};
};
