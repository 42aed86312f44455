// A file that was not there before: whole or not at all, readable by us alone, and never over another.

import { randomBytes } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Profiles and exports are private: they hold names and, in texts, addresses of memory. */
export const fileMode = 0o600;

/** A moment in the name of a file: `20260921T120454Z`. */
export const fileStamp = (at: number): string =>
	new Date(at)
		.toISOString()
		.replace(/\.\d+Z$/, 'Z')
		.replace(/[-:]/g, '');

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
 * Writes under a free name and gives the path: the wished one, or with `-2`, `-3` … before its ending. The directory
 * is made if it is missing.
 */
export const writeUnderFreeName = async (
	directory: string,
	name: string,
	bytes: Uint8Array | string,
): Promise<string> => {
	await mkdir(directory, { recursive: true });
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
