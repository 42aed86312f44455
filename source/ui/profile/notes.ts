// What has to be said of a profile before its figures are read: it is empty, it rests on few samples, some are gone.

import { fewSamples, samplesBehind, whyEmpty } from '../../model/profile/sampling.ts';
import { wholeOf } from './derived.ts';
import type { ViewerState } from './viewer-state.ts';

/** Sentences, the most important first; none where all is well. */
export const viewerNotes = ({ read, base, shown, type, label }: ViewerState): readonly string[] => {
	if (wholeOf(shown, type) === 0) {
		if (label !== undefined) return [`Nothing of it has the label ${label.key} ${label.value}.`];
		return whyEmpty(read.profile, read.kind);
	}
	const samples = samplesBehind(read.profile, type);
	if (samples !== undefined && samples < fewSamples && base === undefined)
		return [
			`Only ${samples} ${samples === 1 ? 'sample' : 'samples'}: below ${fewSamples} the parts are chance.`,
		];
	return [];
};
