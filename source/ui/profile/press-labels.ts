// Keys of the labels: Enter narrows everything to one.

import { labelsOf } from './derived.ts';
import { viewerNotes } from './notes.ts';
import { clampPlace } from './paging.ts';
import { listHead } from './press-top.ts';
import { type ScreenSize, viewerLayout } from './viewer-layout.ts';
import { showing, type ViewerState } from './viewer-state.ts';

/** Applies a key to the view. */
export const pressLabels = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	const labels = labelsOf(state.shown, state.type);
	if (key === 'enter') {
		const label = labels[state.labels.cursor];
		if (label === undefined) return state;
		const { key: name, value } = label;
		return { ...showing(state, { base: state.base, label: { key: name, value } }), view: 'top' };
	}
	const { list } = viewerLayout(state, size, viewerNotes(state).length);
	const height = Math.max(1, list.height - listHead);
	return { ...state, labels: clampPlace(state.labels, key, { count: labels.length, height }) };
};
