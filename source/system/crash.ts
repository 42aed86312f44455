// Ends the program after an unexpected error: prints one sentence and keeps the stack in a file.

import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isoTime } from '../model/local-time.ts';
import { fileStamp } from './new-file.ts';
import { exitCodes, harmless, type Output } from './output.ts';
import { userFolders } from './user-folders.ts';

/** The stack of an error and of what caused it. */
const stackOf = (error: unknown, depth = 0): string => {
	if (!(error instanceof Error)) return String(error);
	const cause =
		error.cause === undefined || depth > 4 ? '' : `\ncaused by ${stackOf(error.cause, depth + 1)}`;
	return `${error.stack ?? error.message}${cause}`;
};

/** The first line of what an error says, short enough for a sentence. */
const gist = (error: unknown): string => {
	const [first = ''] = harmless(error instanceof Error ? error.message : String(error)).split('\n');
	return first.length > 160 ? `${first.slice(0, 160)}…` : first;
};

/** The runtime and its version: an executable has another runtime than the bundle. */
const runtime = (): string =>
	process.versions.bun === undefined ? `Node ${process.versions.node}` : `Bun ${process.versions.bun}`;

/**
 * Writes the stack to a new file that only we can read, in the user's folder for logs or else the one for temporary
 * files; gives its path, or nothing where neither can be written.
 */
const writeCrashLog = (error: unknown, version: string): string | undefined => {
	const now = Date.now();
	const head = `natstop ${version}, ${runtime()}, ${process.platform} ${process.arch}, ${isoTime(now)}`;
	const name = `natstop-crash-${fileStamp(now)}-${process.pid}.log`;
	for (const folder of [userFolders().log, tmpdir()]) {
		const path = join(folder, name);
		try {
			mkdirSync(folder, { recursive: true, mode: 0o700 });
			writeFileSync(path, `${head}\n\n${harmless(stackOf(error))}\n`, { flag: 'wx', mode: 0o600 });
			return path;
		} catch {
			// The other folder is tried next; without any file the sentence is still printed.
		}
	}
	return undefined;
};

/** True for an error that means that nobody reads the output any more: a pipe closed early, a terminal gone. */
const isUnread = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'EIO');

/** Says what happened, keeps the stack in a file, and ends the process. The terminal must be restored before. */
export const crash = (error: unknown, version: string, output: Output): never => {
	if (!isUnread(error)) {
		const path = writeCrashLog(error, version);
		const where = path === undefined ? 'its stack could not be kept' : `its stack is in ${path}`;
		output.complain(`stopped by a fault of its own: ${gist(error)}; ${where}`);
	}
	process.exit(exitCodes.failure);
};
