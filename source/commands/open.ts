// `natstop open FILE` without a screen: the servers of an archive, or the profiles in it.

import { ArchiveError } from '../archive/archive-error.ts';
import type { Config } from '../config/config.ts';
import type { Past } from '../recording/past.ts';
import { mainScreen } from '../screens/registry.ts';
import type { ExitCode, Output } from '../system/output.ts';
import { listCommand } from './list.ts';

export type OpenFlags = { json?: boolean; profiles?: boolean };

/** Opens an archive as something to look back on; says why where it cannot be. */
export const openedPast = async (path: string, output: Output): Promise<Past | undefined> => {
	try {
		const { openArchivePast } = await import('../archive/archive-past.ts');
		return await openArchivePast(path);
	} catch (error) {
		if (!(error instanceof ArchiveError)) throw error;
		output.complain(error.message);
		return undefined;
	}
};

/** Prints what is in it; exit 1 with one sentence where it cannot be opened. */
export const openCommand = async (
	path: string,
	config: Config,
	flags: OpenFlags,
	output: Output,
): Promise<ExitCode> => {
	if (!flags.profiles)
		return listCommand(mainScreen, { ...config, archive: path }, { json: flags.json }, output);
	const { listProfiles } = await import('./archived-profile.ts');
	return listProfiles(path, { ...flags, ascii: config.ascii }, output);
};
