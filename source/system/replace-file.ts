// A file that is there, or will be, with other contents: whole or not at all, in its own place, with its own mode.

import { randomBytes } from 'node:crypto';
import { accessSync, constants, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing, readText, whyUnreadable } from './environment.ts';
import { fileMode } from './new-file.ts';

/** What is to be replaced: the path behind all links, and what is there now. */
export type Target = { path: string; now?: { text: string; stats: Stats } };

/** True where a name leads to nothing but exists. */
const isLostLink = (path: string): boolean => {
	try {
		return lstatSync(path).isSymbolicLink();
	} catch {
		return false;
	}
};

const lookAt = (path: string): Target | string => {
	const real = realpathSync(path);
	const stats = statSync(real);
	// A pipe would be waited for.
	if (!stats.isFile()) return stats.isDirectory() ? 'it is a folder' : 'it is no file';
	// Whoever may write everything still keeps to what its owner wants.
	if ((stats.mode & 0o222) === 0) return 'it is read-only';
	accessSync(real, constants.W_OK);
	return { path: real, now: { text: readText(real), stats } };
};

/** What is at a path, or in words why it cannot be replaced. */
export const findTarget = (path: string): Target | string => {
	try {
		return lookAt(path);
	} catch (error) {
		if (!isMissing(error)) return whyUnreadable(error);
		return isLostLink(path) ? 'it is a link to a file that is not there' : { path };
	}
};

/** Writes beside the target and puts that into its place; the folder of a new one is made. Gives why not, in words. */
export const replaceFile = async ({ path, now }: Target, text: string): Promise<string | undefined> => {
	const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
	try {
		if (now === undefined) await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		const file = await open(draft, 'wx', fileMode);
		try {
			if (now !== undefined) {
				const { uid, gid } = await file.stat();
				if (uid !== now.stats.uid || gid !== now.stats.gid) await file.chown(now.stats.uid, now.stats.gid);
				await file.chmod(now.stats.mode & 0o777);
			}
			await file.writeFile(text);
			await file.sync();
			await file.close();
			await rename(draft, path);
		} finally {
			await file.close().catch(() => undefined);
			await unlink(draft).catch(() => undefined);
		}
		return undefined;
	} catch (error) {
		return isMissing(error) ? `there is no folder ${dirname(path)}` : whyUnreadable(error);
	}
};
