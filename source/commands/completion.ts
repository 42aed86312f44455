// `natstop completion SHELL`: prints what the shell reads to complete natstop.

import { completionScript, isShell } from '../command-line/completion/completion.ts';
import { shells } from '../command-line/completion/words.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';

/** Prints the script; a shell nobody wrote one for is a usage error. */
export const completionCommand = (
	[name = '']: readonly string[],
	output: Pick<Output, 'print' | 'complain'>,
): ExitCode => {
	if (!isShell(name)) {
		output.complain(`no completions for ${JSON.stringify(name)}; there are some for ${shells.join(', ')}`);
		return exitCodes.usage;
	}
	output.print(completionScript(name));
	return exitCodes.fine;
};
