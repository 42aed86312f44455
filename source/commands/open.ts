// `natstop open FILE` without a screen: the servers of an archive, or the profiles in it.

import { ArchiveError } from '../archive/archive-error.ts';
import type { Config } from '../config/config.ts';
import type { Past } from '../recording/past.ts';
import { everyList } from '../screens/every-list.ts';
import { judgeTold } from '../screens/health/once.ts';
import { mainScreen, screens } from '../screens/registry.ts';
import type { ExitCode, Output } from '../system/output.ts';
import { listCommand } from './list.ts';

export type OpenFlags = { json?: boolean; profiles?: boolean };

/** Nobody waits for an answer of an archive, milliseconds. */
const timeout = 5000;

/** Opens an archive as something to look back on; says why where it cannot be. */
export const openedPast = async (
	path: string,
	config: Pick<Config, 'checks'>,
	output: Output,
): Promise<Past | undefined> => {
	try {
		const { openArchivePast } = await import('../archive/archive-past.ts');
		const lists = everyList(screens).filter(
			({ judged, once }) => judged === 'everywhere' && once !== undefined,
		);
		return await openArchivePast(path, ({ health, wire, servers: { fleet } }) =>
			judgeTold(health, { lists, fleet, wire, timeout, settings: config.checks }),
		);
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
