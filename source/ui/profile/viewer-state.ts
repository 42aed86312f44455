// The state of the viewer of a profile: what is read, in which view, and where the cursor of each view is.

import { difference, sumOf } from '../../model/profile/join.ts';
import { onlyLabelled } from '../../model/profile/labels.ts';
import type { Profile, StackLabel } from '../../model/profile/profile.ts';

/** The views, in the order of their tabs; stacks are there of a text of level 1 or 2 only. */
export const views = ['stacks', 'top', 'tree', 'flame', 'labels'] as const;

export type ViewName = (typeof views)[number];

/** The names of the views on their tabs. */
export const viewNames: Readonly<Record<ViewName, string>> = {
	stacks: 'Stacks',
	top: 'Top',
	tree: 'Tree',
	flame: 'Flame',
	labels: 'Labels',
};

/** Columns that functions are sorted by. */
export const sorts = ['flat', 'cum', 'name'] as const;

export type SortName = (typeof sorts)[number];

/** Columns that the stacks of a text are sorted by. */
export const stackSorts = ['count', 'wait', 'name'] as const;

export type StackSort = (typeof stackSorts)[number];

/** A profile with what is known of where it came from. */
export type ReadProfile = {
	profile: Profile;
	/** The words for it in the title: a server, or the name of its file. */
	name: string;
	/** The kind in the words of nats-server, as far as it is known. */
	kind?: string;
	/** The file it is in; of a sum that of the first part. */
	path?: string;
	/** What it is the sum of, where it is one. */
	parts?: readonly ReadProfile[];
};

/** A cursor in a list, and the first row that is shown. */
export type Place = { cursor: number; offset: number };

/** A list to choose from: files to tell a difference to, or the sum of several servers and each of them. */
export type Choice = { of: 'base' | 'part'; rows: readonly string[]; cursor: number };

export type ViewerState = {
	read: ReadProfile;
	/** The sum that was opened, also while one part of it is shown. */
	sum?: ReadProfile;
	/** The parts of the sum that is shown, each narrowed as it is; none where one profile is shown. */
	parts: readonly Profile[];
	/** Shows a column for each part. */
	beside: boolean;
	base?: ReadProfile;
	/** The label that everything is narrowed to. */
	label?: StackLabel;
	/** What is read, against its base and narrowed to the label. */
	shown: Profile;
	/** Position of the sample type. */
	type: number;
	view: ViewName;
	focus: 'list' | 'detail';
	/** The list of functions. `name` is the function under the cursor. */
	top: Place & { name?: string; sort: SortName; reversed: boolean; filter: string };
	/** Callers and calls of the function under the cursor. */
	calls: Place;
	/** The tree of calls: numbers of open calls, and of the one under the cursor. */
	tree: { open: ReadonlySet<number>; call: number; offset: number };
	/** The flame graph: the call it starts with, the one under the cursor. `folds` joins calls that lead to only one other. */
	flame: { root: number; call: number; offset: number; flipped: boolean; folds: boolean };
	labels: Place;
	/** The stacks of a text. `line` is the first call that is shown of the one under the cursor. */
	stacks: Place & { sort: StackSort; reversed: boolean; filter: string; line: number };
	/** What tree and flame graph are searched for; an expression. */
	search: string;
	/** The line at the bottom that is being typed, and for what. */
	prompt?: { what: 'filter' | 'search'; text: string; error?: string };
	choice?: Choice;
	/** The text of the view in the words of pprof, from which line and cell on it is shown; absent where it is not open. */
	raw?: { line: number; column: number };
	help: boolean;
	/** What happened last, until the next key. */
	said?: string;
};

/** The views that there are of a profile. */
export const viewsOf = ({ shown }: Pick<ViewerState, 'shown'>): readonly ViewName[] =>
	shown.told === undefined ? views.filter((view) => view !== 'stacks') : views;

/** Several profiles as one, which has to be of one kind; one alone stays what it is. */
export const summed = (parts: readonly ReadProfile[]): ReadProfile => {
	const [first, ...others] = parts;
	if (first === undefined) throw new Error('a sum of nothing');
	if (others.length === 0) return first;
	const kinds = new Set(parts.map(({ kind }) => kind));
	// A file that natstop did not name tells neither its kind nor its server.
	const isOfServers =
		new Set(parts.map(({ name }) => name)).size === parts.length &&
		parts.every(({ kind }) => kind !== undefined);
	return {
		profile: sumOf(
			first.profile,
			others.map(({ profile }) => profile),
		),
		name: `${parts.length} ${isOfServers ? 'servers' : 'profiles'}`,
		...(kinds.size === 1 && first.kind !== undefined && { kind: first.kind }),
		...(first.path !== undefined && { path: first.path }),
		parts,
	};
};

const narrowedTo = (profile: Profile, label: StackLabel | undefined): Profile =>
	label === undefined ? profile : onlyLabelled(profile, label);

/** Puts together what is shown of a profile. */
const shownOf = (
	read: ReadProfile,
	base: ReadProfile | undefined,
	label: StackLabel | undefined,
): Profile => {
	const whole = base === undefined ? read.profile : difference(read.profile, base.profile);
	return narrowedTo(whole, label);
};

/** The parts beside the sum; a difference has none. */
const partsOf = (
	{ parts = [] }: ReadProfile,
	base: ReadProfile | undefined,
	label: StackLabel | undefined,
): readonly Profile[] => (base === undefined ? parts.map(({ profile }) => narrowedTo(profile, label)) : []);

const start = { cursor: 0, offset: 0 };

/** Cursors of the start; calls have other numbers in another tree. */
const noPlaces = (state: Pick<ViewerState, 'top' | 'flame' | 'stacks'>) => ({
	stacks: { ...state.stacks, ...start, line: 0 },
	top: { ...state.top, ...start },
	calls: start,
	tree: { open: new Set<number>(), call: 0, offset: 0 },
	flame: { ...state.flame, root: 0, call: 0, offset: 0 },
});

/** The viewer as it opens. */
export const openViewer = (read: ReadProfile, base?: ReadProfile): ViewerState => ({
	read,
	...(base && { base }),
	...(read.parts && { sum: read }),
	parts: partsOf(read, base, undefined),
	beside: true,
	shown: shownOf(read, base, undefined),
	type: read.profile.defaultType,
	view: read.profile.told === undefined ? 'top' : 'stacks',
	focus: 'list',
	top: { ...start, sort: 'flat', reversed: false, filter: '' },
	calls: start,
	tree: { open: new Set(), call: 0, offset: 0 },
	flame: { root: 0, call: 0, offset: 0, flipped: false, folds: true },
	labels: start,
	stacks: { ...start, sort: 'count', reversed: false, filter: '', line: 0 },
	search: '',
	help: false,
});

/** Shows another part of what is read: one label or all, against a base or not. */
export const showing = (
	state: ViewerState,
	{ base, label }: { base: ReadProfile | undefined; label: StackLabel | undefined },
): ViewerState => {
	const { base: _base, label: _label, ...rest } = state;
	return {
		...rest,
		...noPlaces(state),
		...(base && { base }),
		...(label && { label }),
		parts: partsOf(state.read, base, label),
		shown: shownOf(state.read, base, label),
	};
};

/** Shows one part of the sum alone, or the sum again; a base and a label stay. */
export const showingPart = (state: ViewerState, part: number | undefined): ViewerState => {
	const read = part === undefined ? state.sum : state.sum?.parts?.[part];
	return read === undefined ? state : showing({ ...state, read }, { base: state.base, label: state.label });
};

/** Shows another sample type. */
export const withType = (state: ViewerState, type: number): ViewerState => ({
	...state,
	...noPlaces(state),
	top: { ...state.top, offset: 0 },
	type,
});
