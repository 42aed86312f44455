// `natstop profile FILE`: prints what a profile holds, in the words of `go tool pprof`.

import { difference } from '../model/profile/difference.ts';
import { foldedLines } from '../model/profile/folded.ts';
import { namePattern } from '../model/profile/name-pattern.ts';
import type { Profile } from '../model/profile/profile.ts';
import { peekLines, topLines, treeLines } from '../model/profile/report.ts';
import { sampleTypeAt } from '../model/profile/sample-type.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { readCompared } from '../system/profile-file.ts';
import type { ProfileFileFlags } from './profile-flags.ts';

/** Prints the text that the flags ask for, by default that of `--top`, of what was read. */
export const printProfile = async (
	read: { profile: Profile; base?: Profile },
	flags: ProfileFileFlags,
	output: Output,
): Promise<ExitCode> => {
	const fail = (sentence: string, code: ExitCode = exitCodes.failure): ExitCode => {
		output.complain(sentence);
		return code;
	};
	const matches = namePattern(flags.peek ?? '');
	if (typeof matches === 'string') return fail(`--peek: ${matches}`, exitCodes.usage);
	const type = sampleTypeAt(read.profile, flags.sampleIndex);
	if (typeof type === 'string') return fail(type, exitCodes.usage);
	const profile = read.base === undefined ? read.profile : difference(read.profile, read.base);
	const options = { type, ...(flags.count !== undefined && { most: flags.count }) };
	if (flags.peek !== undefined) {
		const { lines, found } = peekLines(profile, options, matches);
		if (!found) return fail(`no function matches ${flags.peek}`);
		for (const line of lines) output.print(line);
		return exitCodes.fine;
	}
	const lines = flags.folded
		? foldedLines(profile, type)
		: flags.tree
			? treeLines(profile, options)
			: topLines(profile, options);
	for (const line of lines) output.print(line);
	return exitCodes.fine;
};

/** Reads a file and prints the text that the flags ask for. */
export const profileFileCommand = async (
	path: string,
	flags: ProfileFileFlags,
	output: Output,
): Promise<ExitCode> => {
	const matches = namePattern(flags.peek ?? '');
	if (typeof matches === 'string') {
		output.complain(`--peek: ${matches}`);
		return exitCodes.usage;
	}
	const read = await readCompared(path, flags.diffBase);
	if (!('sentence' in read)) return printProfile(read, flags, output);
	output.complain(read.sentence);
	return exitCodes.failure;
};
