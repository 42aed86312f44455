// What `natstop profile` prints of a profile: in the words of `go tool pprof`, or the stacks of a text.

import { stackLines } from '../format/stack-text.ts';
import { foldedLines } from '../model/profile/folded.ts';
import { difference } from '../model/profile/join.ts';
import { namePattern } from '../model/profile/name-pattern.ts';
import type { Profile } from '../model/profile/profile.ts';
import { peekLines, topLines, treeLines } from '../model/profile/report.ts';
import { sampleTypeAt } from '../model/profile/sample-type.ts';
import { samplingNotes } from '../model/profile/sampling.ts';
import { exitCodes } from '../system/output.ts';
import { asksForText, type ProfileFileFlags } from './profile-flags.ts';

/** The lines with what has to be said of them, or the sentence about why there are none with the exit code of it. */
export type ProfileText =
	| { lines: readonly string[]; notes: readonly string[] }
	| { sentence: string; code: typeof exitCodes.failure | typeof exitCodes.usage };

/** The text that the flags ask for; by default the functions, and of a text its stacks. */
export const profileText = (
	{ profile: read, base, kind }: { profile: Profile; base?: Profile; kind?: string },
	flags: ProfileFileFlags,
): ProfileText => {
	const matches = namePattern(flags.peek ?? '');
	if (typeof matches === 'string') return { sentence: `--peek: ${matches}`, code: exitCodes.usage };
	const type = sampleTypeAt(read, flags.sampleIndex);
	if (typeof type === 'string') return { sentence: type, code: exitCodes.usage };
	const profile = base === undefined ? read : difference(read, base);
	const notes = base === undefined ? samplingNotes(read, type, kind) : [];
	const options = { type, ...(flags.count !== undefined && { most: flags.count }) };
	if (flags.peek !== undefined) {
		const { lines, found } = peekLines(profile, options, matches);
		return found
			? { lines, notes }
			: { sentence: `no function matches ${flags.peek}`, code: exitCodes.failure };
	}
	const isText = profile.told !== undefined;
	if (flags.stacks && !isText)
		return {
			sentence: '--stacks prints texts of level 1 and 2, and this is a profile of level 0; try --top',
			code: exitCodes.failure,
		};
	if (flags.folded) return { lines: foldedLines(profile, type), notes };
	if (flags.tree) return { lines: treeLines(profile, options), notes };
	if (flags.stacks || (isText && !asksForText(flags))) return { lines: stackLines(profile, options), notes };
	return { lines: topLines(profile, options), notes };
};
