// `natstop open FILE` without a screen: the servers of an archive, or the profiles in it.

import type { Config } from '../config/config.ts';
import { mainScreen } from '../screens/registry.ts';
import type { ExitCode, Output } from '../system/output.ts';
import { listCommand } from './list.ts';

export type OpenFlags = { json?: boolean; profiles?: boolean };

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
