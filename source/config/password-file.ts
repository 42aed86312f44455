// The warning about a password file that others can read.

import { type Environment, expandPath } from '../system/environment.ts';

/** The permission bits for reading by the group and by everybody. */
const readByOthers = 0o044;

/**
 * A sentence where others than its owner may read the file of `--password-file`. It is used all the same: secrets that are
 * mounted into a container are often so, and nobody else is there.
 */
export const passwordFileWarning = (
	path: string | undefined,
	environment: Environment,
): string | undefined => {
	if (path === undefined) return undefined;
	const expanded = expandPath(path, environment);
	const mode = environment.mode(expanded) ?? 0;
	if ((mode & readByOthers) === 0) return undefined;
	return `others can read the password file ${expanded} (mode ${mode.toString(8).padStart(4, '0')}); chmod 600 keeps it to yourself`;
};
