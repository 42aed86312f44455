// Collects the stacks of a text profile, equal ones as one, and makes a profile of them.

import { broken } from './broken-profile.ts';
import { type Call, frameOf, type Profile, type SampleType, type StackLabel, type Told } from './profile.ts';
import type { Clean } from './texts.ts';

/** The most of each that there may be. Real texts stay a hundred times below. */
const mostCalls = 1_000_000;
const mostStacks = 1_000_000;
const mostFrames = 20_000_000;
const mostSets = 100_000;

/** The deepest stack; Go writes at most 128 calls of one. */
const deepest = 1000;

/** Names of functions, and paths; a longer one is an attack. */
const longestName = 8192;

/** A stack in a text: its calls, the innermost first, by the numbers they have in the book. */
export type TextStack = {
	figures: readonly number[];
	calls: readonly number[];
	labels: readonly StackLabel[];
	state?: string;
	minutes?: number;
	createdBy?: number;
};

export type TextBook = {
	/** The number of a call; `inlined` where the text says so. */
	call: (name: string, place: string, inlined?: boolean) => number;
	add: (stack: TextStack) => void;
	/** What was collected. Throws a `BrokenProfile` where that is nothing though the text has any. */
	profile: (types: readonly SampleType[], level: 1 | 2) => Profile;
};

type Entry = { told: Told; frames: readonly number[]; set: number; sums: number[] };

/** Texts and what belongs to them, each once and numbered in the order they come. */
const numbered = <Thing>(most: number, what: string) => {
	const things: Thing[] = [];
	const known = new Map<string, number>();
	return {
		things,
		number(key: string, make: () => Thing): number {
			const number = known.get(key);
			if (number !== undefined) return number;
			if (things.length === most) broken(`it has more than ${most} ${what}`);
			known.set(key, things.length);
			return things.push(make()) - 1;
		},
	};
};

/** An empty book. `clean` makes a text safe to draw. */
export const textBook = (clean: Clean): TextBook => {
	const names = numbered<string>(mostCalls, 'functions');
	const calls = numbered<{ call: Call; frame: number }>(mostCalls, 'places');
	const sets = numbered<readonly StackLabel[]>(mostSets, 'sets of labels');
	const entries = numbered<Entry>(mostStacks, 'stacks');
	let frameCount = 0;
	sets.number('', () => []);
	const setOf = (labels: readonly StackLabel[]): number =>
		sets.number(labels.map(({ key, value }) => `${key}\n${value}`).join('\n\n'), () =>
			labels.map(({ key, value }) => ({ key: clean(key), value: clean(value) })),
		);
	return {
		call(name, place, inlined = false) {
			return calls.number(`${name}\n${place}\n${inlined}`, () => {
				const call = { name: clean(name, longestName), place: clean(place, longestName) };
				return {
					call,
					frame: frameOf(
						names.number(call.name, () => call.name),
						inlined,
					),
				};
			});
		},
		add({ figures, calls: own, labels, state, minutes, createdBy }) {
			if (own.length > deepest) broken(`a stack in it has more than ${deepest} calls`);
			const set = setOf(state === undefined ? labels : [{ key: 'state', value: state }, ...labels]);
			const key = `${own.join(' ')},${set},${minutes ?? ''},${createdBy ?? ''}`;
			const at = entries.number(key, () => {
				frameCount += own.length;
				if (frameCount > mostFrames) broken(`its stacks have more than ${mostFrames} calls`);
				const by = createdBy === undefined ? undefined : calls.things[createdBy]?.call;
				return {
					told: {
						calls: own.flatMap((number) => calls.things[number]?.call ?? []),
						...(state !== undefined && { state: clean(state) }),
						...(minutes !== undefined && { minutes }),
						...(by && { createdBy: by }),
					},
					frames: own.map((number) => calls.things[number]?.frame ?? 0).reverse(),
					set,
					sums: figures.map(() => 0),
				};
			});
			const { sums = [] } = entries.things[at] ?? {};
			figures.forEach((figure, type) => {
				sums[type] = (sums[type] ?? 0) + figure;
			});
		},
		profile(sampleTypes, level) {
			const all = entries.things;
			const starts = new Uint32Array(all.length + 1);
			const frames = new Uint32Array(frameCount);
			all.forEach((entry, stack) => {
				const from = starts[stack] ?? 0;
				frames.set(entry.frames, from);
				starts[stack + 1] = from + entry.frames.length;
			});
			return {
				sampleTypes,
				defaultType: sampleTypes.length - 1,
				names: names.things,
				stacks: {
					count: all.length,
					starts,
					frames,
					values: sampleTypes.map((_, type) => Float64Array.from(all, ({ sums }) => sums[type] ?? 0)),
					labels: Uint32Array.from(all, ({ set }) => set),
				},
				labelSets: sets.things,
				comments: [],
				told: all.map(({ told }) => told),
				level,
			};
		},
	};
};
