// A profile as natstop holds it: stacks of functions from the outermost to the innermost, and what each one weighs.

/** A kind of figure that every stack has: `inuse_space` in `bytes`, `cpu` in `nanoseconds`. */
export type SampleType = { type: string; unit: string };

/** A label of stacks, as `account` with `APP`. Numbers have their unit behind them. */
export type StackLabel = { key: string; value: string };

/**
 * Stacks lie one behind the other: those of stack `i` are `frames[starts[i]]` to `frames[starts[i + 1] - 1]`, outermost
 * first. A frame is twice the number of its function, and one more where the call was inlined into the one before.
 */
export type Stacks = {
	count: number;
	starts: Uint32Array;
	frames: Uint32Array;
	/** The figures of all stacks, for each sample type. Beyond 2^53 they are rounded. */
	values: readonly Float64Array[];
	/** Numbers of label sets, into `labelSets`. */
	labels: Uint32Array;
};

/** A call as a text has it: the function, and the file and line. */
export type Call = { name: string; place: string };

/** What a text of level 1 or 2 tells of a stack beside its functions. Its calls are the innermost first. */
export type Told = {
	calls: readonly Call[];
	createdBy?: Call;
	/** What the goroutines of it do or wait for, and for how many minutes at least; absent where the text does not say. */
	state?: string;
	minutes?: number;
};

export type Profile = {
	sampleTypes: readonly SampleType[];
	/** The sample type that is shown first, by its position. */
	defaultType: number;
	/** Names of functions, each one once; `names[frame >> 1]` is that of a frame. */
	names: readonly string[];
	stacks: Stacks;
	/** Sets of labels; the first one is empty. */
	labelSets: readonly (readonly StackLabel[])[];
	/** When it was taken, ms since the epoch, and for how long, nanoseconds; absent where it does not say. */
	takenAt?: number;
	duration?: number;
	/** The program's file and its build, as the profile has them. */
	file?: string;
	buildId?: string;
	comments: readonly string[];
	docUrl?: string;
	/** The type of the period between samples, and the period; profiles of other ones do not compare. */
	period?: SampleType & { every: number };
	/** The number of the first stack of the base that a difference is against; absent where this is none. */
	baseFrom?: number;
	/** What a text tells of each stack, and the level of the text; absent where this is a profile of level 0. */
	told?: readonly Told[];
	level?: 1 | 2;
};

/** The frames of a function and of an inlined call of it. */
export const frameOf = (name: number, inlined: boolean): number => name * 2 + (inlined ? 1 : 0);
