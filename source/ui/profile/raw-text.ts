// The text of a view, in the words of pprof where it has any.

import { stackLines } from '../../format/stack-text.ts';
import { foldedLines } from '../../model/profile/folded.ts';
import type { Profile } from '../../model/profile/profile.ts';
import { topLines, treeLines } from '../../model/profile/report.ts';
import type { ViewerState, ViewName } from './viewer-state.ts';

let last: { profile: Profile; type: number; view: ViewName; lines: readonly string[] } | undefined;

const linesOf = (profile: Profile, type: number, view: ViewName): readonly string[] => {
	if (view === 'stacks') return stackLines(profile, { type });
	if (view === 'tree') return treeLines(profile, { type });
	if (view === 'flame') return foldedLines(profile, type);
	return topLines(profile, { type });
};

/** The lines of the text. Those of the last one are remembered while it is scrolled. */
export const rawLines = ({ shown, type, view }: ViewerState): readonly string[] => {
	if (last?.profile !== shown || last.type !== type || last.view !== view)
		last = { profile: shown, type, view, lines: linesOf(shown, type, view) };
	return last.lines;
};
