// The text of a view, in the words of pprof where it has any.

import { stackLines } from '../../format/stack-text.ts';
import { foldedStacks } from '../../model/profile/folded.ts';
import type { Profile } from '../../model/profile/profile.ts';
import { topLines, treeLines } from '../../model/profile/report.ts';
import type { ViewerState, ViewName } from './viewer-state.ts';

/** A text of so many lines, each made when it is shown. */
export type RawText = { count: number; line: (index: number) => string };

let last: { profile: Profile; type: number; view: ViewName; text: RawText } | undefined;

const ofLines = (lines: readonly string[]): RawText => ({
	count: lines.length,
	line: (index) => lines[index] ?? '',
});

const textOf = (profile: Profile, type: number, view: ViewName): RawText => {
	if (view === 'stacks') return ofLines(stackLines(profile, { type }));
	if (view === 'tree') return ofLines(treeLines(profile, { type }));
	if (view === 'flame') return foldedStacks(profile, type);
	return ofLines(topLines(profile, { type }));
};

/** The text. The last one is remembered while it is scrolled. */
export const rawText = ({ shown, type, view }: ViewerState): RawText => {
	if (last?.profile !== shown || last.type !== type || last.view !== view)
		last = { profile: shown, type, view, text: textOf(shown, type, view) };
	return last.text;
};
