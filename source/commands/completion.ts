// `natstop completion SHELL`: prints the script with which the shell completes natstop.

import { completionScript, isShell } from '../command-line/completion/completion.ts';
import { shells } from '../command-line/completion/words.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';

/** Prints the script; an unknown shell is a usage error. */
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
