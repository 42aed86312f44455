// Writes a new file, whole or not at all, readable by its owner alone, and never over another file.

import { randomBytes } from 'node:crypto';
import { access, constants, link, open, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isoTime } from '../model/local-time.ts';
import { isMissing, whyUnreadable } from './environment.ts';

/** Profiles and exports are private: they hold names and, in texts, addresses of memory. */
export const fileMode = 0o600;

/** Writes a time for the name of a file: `20260921T120454Z`, `20260921T140454+0200`. */
export const fileStamp = (at: number): string => {
	const [date = '', time = ''] = isoTime(at).split('T');
	return `${date.replaceAll('-', '')}T${time.replace(/\.\d+/, '').replaceAll(':', '')}`;
};

/**
 * Writes beside the target and links it into place. Fails with EEXIST where anything is there already, be it a link
 * that leads nowhere; what was written is gone then.
 */
const writeNew = async (path: string, bytes: Uint8Array | string): Promise<void> => {
	const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
	const file = await open(draft, 'wx', fileMode);
	try {
		await file.writeFile(bytes);
		await file.sync();
		await file.close();
		await link(draft, path);
	} finally {
		await file.close().catch(() => undefined);
		await unlink(draft).catch(() => undefined);
	}
};

const isThere = (error: unknown): boolean =>
	error instanceof Error && 'code' in error && error.code === 'EEXIST';

/**
 * Why nothing can be saved in a folder, in words; nothing where it can. Folders are not made: a misspelt one would be
 * found by nobody.
 */
export const whyNoFolder = async (folder: string): Promise<string | undefined> => {
	try {
		if (!(await stat(folder)).isDirectory()) return `${folder} is no folder`;
		await access(folder, constants.W_OK | constants.X_OK);
		return undefined;
	} catch (error) {
		return isMissing(error) ? `there is no folder ${folder}` : `${folder}: ${whyUnreadable(error)}`;
	}
};

/** Writes under a free name and gives the path: the wished one, or with `-2`, `-3` … before its ending. */
export const writeUnderFreeName = async (
	directory: string,
	name: string,
	bytes: Uint8Array | string,
): Promise<string> => {
	for (let attempt = 1; ; attempt++) {
		const path = join(directory, attempt === 1 ? name : name.replace(/(\.\w+)$/, `-${attempt}$1`));
		try {
			await writeNew(path, bytes);
			return path;
		} catch (error) {
			if (!isThere(error) || attempt >= 100) throw error;
		}
	}
};
