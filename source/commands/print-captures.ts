// Prints profiles that were just captured: each under the name of its server, or all summed up.

import type { ProfileJob } from '../model/profile-many.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { profileFileCommand } from './profile-file.ts';
import type { ProfileFileFlags } from './profile-flags.ts';

/** Prints what was saved; gives the exit code of the first one that cannot be printed. */
export const printCaptures = async (
	jobs: readonly ProfileJob[],
	flags: ProfileFileFlags,
	output: Output,
): Promise<ExitCode> => {
	const saved = jobs.flatMap(({ server, state }) =>
		state.step === 'saved' ? [{ name: server.name, path: state.path }] : [],
	);
	const paths = saved.map(({ path }) => path);
	if (paths.length === 0) return exitCodes.failure;
	if (flags.sum || paths.length === 1) return profileFileCommand(paths, flags, output);
	let code: ExitCode = exitCodes.fine;
	for (const [index, { name, path }] of saved.entries()) {
		if (index > 0) output.print('');
		output.print(`==> ${name} <==`);
		const ended = await profileFileCommand([path], flags, output);
		if (code === exitCodes.fine) code = ended;
	}
	return code;
};
