// `natstop profile FILE`: prints what a profile holds, or several of them summed up.

import type { Profile } from '../model/profile/profile.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { readFiles } from '../system/profile-file.ts';
import { namedIn } from '../system/profile-folder.ts';
import type { ProfileFileFlags } from './profile-flags.ts';
import { profileText } from './profile-text.ts';

/** Prints the text that the flags ask for, of what was read; what has to be said of it goes to standard error. */
export const printProfile = (
	read: { profile: Profile; base?: Profile; kind?: string },
	flags: ProfileFileFlags,
	output: Output,
): ExitCode => {
	const text = profileText(read, flags);
	if ('sentence' in text) {
		output.complain(text.sentence);
		return text.code;
	}
	for (const note of text.notes) output.complain(note);
	for (const line of text.lines) output.print(line);
	return exitCodes.fine;
};

/** Reads files and prints the text that the flags ask for; exit 1 with one sentence where one is no profile. */
export const profileFileCommand = async (
	paths: readonly string[],
	flags: ProfileFileFlags,
	output: Output,
): Promise<ExitCode> => {
	const read = await readFiles(paths, flags.diffBase);
	if ('sentence' in read) {
		output.complain(read.sentence);
		return exitCodes.failure;
	}
	const { kind } = namedIn(paths[0] ?? '');
	return printProfile({ ...read, ...(kind !== undefined && { kind }) }, flags, output);
};
