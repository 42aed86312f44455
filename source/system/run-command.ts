// Runs a command of the user's configuration with a text on its standard input, and lets it take its time elsewhere.

import { spawn } from 'node:child_process';

/** A command that takes longer is ended, milliseconds. */
const limit = 30_000;

/** A command that does not end when asked to is killed after so long, milliseconds. */
const grace = 2000;

/** Resolves with why it failed, or with nothing. No shell reads the arguments. */
export const runCommand = (
	[program = '', ...args]: readonly string[],
	input: string,
): Promise<string | undefined> =>
	new Promise((resolve) => {
		const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], shell: false });
		let timer = setTimeout(() => {
			child.kill('SIGTERM');
			timer = setTimeout(() => child.kill('SIGKILL'), grace);
		}, limit);
		const end = (why?: string): void => {
			clearTimeout(timer);
			resolve(why);
		};
		child.on('error', (error) => end(error.message));
		child.on('close', (code, signal) => {
			if (signal !== null) end(`it was ended by ${signal}`);
			else end(code === 0 ? undefined : `its exit code is ${code}`);
		});
		// Who does not read what it is told is none of our business.
		child.stdin.on('error', () => undefined);
		child.stdin.end(input);
	});
