// What has to be said of a profile before its figures are read: it is empty, it rests on few samples, some are gone.

import { samplingNotes } from '../../model/profile/sampling.ts';
import { wholeOf } from './derived.ts';
import type { ViewerState } from './viewer-state.ts';

const known = new WeakMap<ViewerState['shown'], Map<number, readonly string[]>>();

const notesOf = ({ read, base, shown, type, label }: ViewerState): readonly string[] => {
	if (wholeOf(shown, type) === 0 && label !== undefined)
		return [`Nothing of it has the label ${label.key} ${label.value}.`];
	// In a difference that is nothing both profiles are equal, or empty.
	return base === undefined || wholeOf(shown, type) === 0 ? samplingNotes(read.profile, type, read.kind) : [];
};

/** Sentences, the most important first; none where all is well. Every key asks for them, so they are remembered. */
export const viewerNotes = (state: ViewerState): readonly string[] => {
	const own = known.get(state.shown) ?? new Map<number, readonly string[]>();
	known.set(state.shown, own);
	const notes = own.get(state.type) ?? notesOf(state);
	own.set(state.type, notes);
	return notes;
};
