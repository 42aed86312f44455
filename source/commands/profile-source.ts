// `natstop profile`: decides where the profile comes from, servers, files or an archive, and whether it is drawn or printed.

import type { Config } from '../config/config.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import type { ViewArchived } from './archived-profile.ts';
import { type ProfileFlags, profileCommand } from './profile.ts';
import { asksForText, needsServer, readsFiles, wrongFlags } from './profile-flags.ts';

export type ProfileOptions = {
	args: readonly string[];
	flags: ProfileFlags & { archive?: string };
	output: Output;
	/** The settings where servers are asked; reads the contexts. */
	config: () => Config;
	/** True where standard output is a terminal. */
	isTerminal: boolean;
	/** Why nothing can be drawn on it, if so. */
	noScreen?: string;
	/** Draws the files, until the viewer is closed. */
	viewFiles: () => Promise<ExitCode>;
	/** Draws one profile, until the viewer is closed. */
	viewOne: ViewArchived;
};

/** A profile of an archive: drawn where that is possible, else printed. */
const fromArchive = async (archive: string, options: ProfileOptions): Promise<ExitCode> => {
	const { args, flags, output, isTerminal, noScreen, viewOne } = options;
	const wrong =
		args.length === 2
			? (needsServer(flags) ?? wrongFlags(flags))
			: 'give a server and a profile: natstop profile SERVER KIND --archive FILE';
	if (wrong !== undefined) {
		output.complain(wrong);
		return exitCodes.usage;
	}
	const isDrawn = isTerminal && !asksForText(flags) && noScreen === undefined;
	const { archivedProfileCommand } = await import('./archived-profile.ts');
	return archivedProfileCommand(archive, args, flags, output, isDrawn ? viewOne : undefined);
};

/** Runs the command. Exit 2 where arguments and flags do not go together. */
export const profileFromAnywhere = async (options: ProfileOptions): Promise<ExitCode> => {
	const { args, flags, output, config, isTerminal, noScreen, viewFiles } = options;
	if (flags.archive !== undefined) return fromArchive(flags.archive, options);
	if (!readsFiles(args, flags)) return profileCommand(config(), args, flags, output);
	const wrong = needsServer(flags) ?? wrongFlags(flags);
	if (wrong !== undefined) {
		output.complain(wrong);
		return exitCodes.usage;
	}
	if (isTerminal && !asksForText(flags)) {
		if (noScreen === undefined) return viewFiles();
		output.complain(noScreen.replace('natstop servers', '--top'));
		return exitCodes.failure;
	}
	const { profileFileCommand } = await import('./profile-file.ts');
	return profileFileCommand(args, flags, output);
};
