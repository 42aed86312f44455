// The environment of a session: variables, home folder, files. Given as values, so that tests never touch the real ones.

import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type Environment = {
	env: Readonly<Record<string, string | undefined>>;
	home: string;
	/** The text of a file; throws what Node throws, and EFBIG for a file over `largestFile`. */
	read: (path: string) => string;
	/** The names in a folder; none where it cannot be read. */
	list: (folder: string) => readonly string[];
	/** The permission bits of a file; absent where they cannot be known, or where it is none but a pipe or a device. */
	mode: (path: string) => number | undefined;
};

/** The largest file that is read, bytes: settings, credentials and bundles of certificates are smaller. */
const largestFile = 4 * 1024 * 1024;

/** Reads a file piece by piece, as a pipe or a device does not tell its size. */
export const readText = (path: string): string => {
	const file = openSync(path, 'r');
	try {
		const pieces: Buffer[] = [];
		let size = 0;
		for (;;) {
			const piece = Buffer.alloc(64 * 1024);
			const read = readSync(file, piece);
			if (read === 0) return Buffer.concat(pieces).toString('utf8');
			pieces.push(piece.subarray(0, read));
			size += read;
			if (size > largestFile) throw Object.assign(new Error(`${path} is too big`), { code: 'EFBIG' });
		}
	} finally {
		closeSync(file);
	}
};

/** The environment of this process. */
export const realEnvironment = (): Environment => ({
	env: process.env,
	home: homedir(),
	read: readText,
	list: (folder) => {
		try {
			return readdirSync(folder);
		} catch {
			return [];
		}
	},
	mode: (path) => {
		const stats = statSync(path, { throwIfNoEntry: false });
		return stats?.isFile() ? stats.mode & 0o777 : undefined;
	},
});

/** The value of a variable; an empty one counts as not set. */
export const variable = ({ env }: Pick<Environment, 'env'>, name: string): string | undefined =>
	env[name] || undefined;

/** `$XDG_CONFIG_HOME` or `~/.config`, on every system, as the nats CLI and nsc do. */
export const configHome = (environment: Environment): string =>
	variable(environment, 'XDG_CONFIG_HOME') ?? join(environment.home, '.config');

/** A path with `$VAR`, `${VAR}` and a leading `~` filled in, and without `file://`. An unset variable is empty. */
export const expandPath = (path: string, { env, home }: Pick<Environment, 'env' | 'home'>): string =>
	path
		.replace(/^file:\/\//i, '')
		.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => env[braced ?? bare ?? ''] ?? '')
		.replace(/^~(?=$|\/)/, home);

const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'no such file',
	ENOTDIR: 'no such file',
	EACCES: 'permission denied',
	EPERM: 'permission denied',
	EISDIR: 'it is a folder',
	EFBIG: `it is over ${largestFile / 1024 / 1024} MB`,
	ELOOP: 'its links go round in circles',
	ENAMETOOLONG: 'the name is too long',
	EEXIST: 'something else is there',
	ENOSPC: 'no space is left',
	EDQUOT: 'no space is left',
	EROFS: 'the file system is read-only',
	ERR_INVALID_ARG_VALUE: 'that is no name of a file',
};

/** True where there is no such file, as opposed to one that cannot be read. */
export const isMissing = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Why a file could not be read, in words. */
export const whyUnreadable = (error: unknown): string => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return reasons[code] ?? (code || 'it cannot be read');
};
