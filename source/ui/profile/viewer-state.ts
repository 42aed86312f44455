// The state of the viewer of a profile: what is read, in which view, and where the cursor of each view is.

import { difference } from '../../model/profile/difference.ts';
import { onlyLabelled } from '../../model/profile/labels.ts';
import type { Profile, StackLabel } from '../../model/profile/profile.ts';

/** The views, in the order of their tabs. */
export const views = ['top', 'tree', 'flame', 'labels'] as const;

export type ViewName = (typeof views)[number];

/** The names of the views on their tabs. */
export const viewNames: Readonly<Record<ViewName, string>> = {
	top: 'Top',
	tree: 'Tree',
	flame: 'Flame',
	labels: 'Labels',
};

/** Columns that functions are sorted by. */
export const sorts = ['flat', 'cum', 'name'] as const;

export type SortName = (typeof sorts)[number];

/** A profile with what is known of where it came from. */
export type ReadProfile = {
	profile: Profile;
	/** The words for it in the title: a server, or the name of its file. */
	name: string;
	/** The kind in the words of nats-server, as far as it is known. */
	kind?: string;
	/** The file it is in. */
	path?: string;
};

/** A cursor in a list, and the first row that is shown. */
export type Place = { cursor: number; offset: number };

/** A list of files to choose a base from. */
export type Choice = { files: readonly string[]; cursor: number };

export type ViewerState = {
	read: ReadProfile;
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

/** Puts together what is shown of a profile. */
const shownOf = (
	read: ReadProfile,
	base: ReadProfile | undefined,
	label: StackLabel | undefined,
): Profile => {
	const whole = base === undefined ? read.profile : difference(read.profile, base.profile);
	return label === undefined ? whole : onlyLabelled(whole, label);
};

const start = { cursor: 0, offset: 0 };

/** Cursors of the start; calls have other numbers in another tree. */
const noPlaces = (state: Pick<ViewerState, 'top' | 'flame'>) => ({
	top: { ...state.top, ...start },
	calls: start,
	tree: { open: new Set<number>(), call: 0, offset: 0 },
	flame: { ...state.flame, root: 0, call: 0, offset: 0 },
});

/** The viewer as it opens. */
export const openViewer = (read: ReadProfile, base?: ReadProfile): ViewerState => ({
	read,
	...(base && { base }),
	shown: shownOf(read, base, undefined),
	type: read.profile.defaultType,
	view: 'top',
	focus: 'list',
	top: { ...start, sort: 'flat', reversed: false, filter: '' },
	calls: start,
	tree: { open: new Set(), call: 0, offset: 0 },
	flame: { root: 0, call: 0, offset: 0, flipped: false, folds: true },
	labels: start,
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
		shown: shownOf(state.read, base, label),
	};
};

/** Shows another sample type. */
export const withType = (state: ViewerState, type: number): ViewerState => ({
	...state,
	...noPlaces(state),
	top: { ...state.top, offset: 0 },
	type,
});
