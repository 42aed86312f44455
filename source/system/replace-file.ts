// Replaces or makes a file, whole or not at all; its place and its mode stay as they are.

import { randomBytes } from 'node:crypto';
import { accessSync, constants, lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing, readText, whyUnreadable } from './environment.ts';
import { fileMode } from './new-file.ts';

/** The file to replace: its path behind all links, and its present contents and mode. */
export type Target = { path: string; now?: { text: string; stats: Stats } };

/** True for a link that leads nowhere. */
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
	// Reading a pipe would wait for a writer.
	if (!stats.isFile()) return stats.isDirectory() ? 'it is a folder' : 'it is no file';
	// Root may write everything, and still keeps to the file's mode.
	if ((stats.mode & 0o222) === 0) return 'it is read-only';
	accessSync(real, constants.W_OK);
	return { path: real, now: { text: readText(real), stats } };
};

/** The file at a path, or in words why it cannot be replaced. */
export const findTarget = (path: string): Target | string => {
	try {
		return lookAt(path);
	} catch (error) {
		if (!isMissing(error)) return whyUnreadable(error);
		return isLostLink(path) ? 'it is a link to a file that is not there' : { path };
	}
};

/** Writes a file beside the target and renames it into place; makes the folder of a new one. Gives the error in words. */
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
