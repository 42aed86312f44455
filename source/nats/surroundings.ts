// What a session starts from: environment, home folder, files. Given as values, so that tests never touch the real ones.

import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type Surroundings = {
	env: Readonly<Record<string, string | undefined>>;
	home: string;
	/** The text of a file; throws what Node throws. */
	read: (path: string) => string;
	/** The names in a folder; none where it cannot be read. */
	list: (folder: string) => readonly string[];
};

/** Those of this process. */
export const realSurroundings = (): Surroundings => ({
	env: process.env,
	home: homedir(),
	read: (path) => readFileSync(path, 'utf8'),
	list: (folder) => {
		try {
			return readdirSync(folder);
		} catch {
			return [];
		}
	},
});

/** A variable that is set to something; an empty one counts as not set. */
export const variable = ({ env }: Pick<Surroundings, 'env'>, name: string): string | undefined =>
	env[name] || undefined;

/** `$XDG_CONFIG_HOME` or `~/.config`, on every system, as the nats CLI and nsc do. */
export const configHome = (surroundings: Surroundings): string =>
	variable(surroundings, 'XDG_CONFIG_HOME') ?? join(surroundings.home, '.config');

/** A path with `$VAR`, `${VAR}` and a leading `~` filled in, and without `file://`. An unset variable is empty. */
export const expandPath = (path: string, { env, home }: Pick<Surroundings, 'env' | 'home'>): string =>
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
};

/** Why a file could not be read, in words. */
export const whyUnreadable = (error: unknown): string => {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return reasons[code] ?? (code || 'it cannot be read');
};
