// Keeps nats-servers in the user's cache folder, as files named nats-server-<version>-<suite>.

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { userFolders } from '../system/user-folders.ts';
import type { Suite } from './debian-package.ts';
import { compareVersions } from './server-version.ts';

/** A binary in the cache, with its version and Debian suite. */
export type CachedServer = { path: string; version: string; suite: Suite };

/** natstop's folder under the user's cache folder; it need not exist. */
export function cacheFolder(): string {
	return userFolders().cache;
}

/** The path of a fetched binary in the cache. */
export function cachedPath(folder: string, version: string, suite: Suite): string {
	return join(folder, `nats-server-${version}-${suite}`);
}

/** The binaries in the cache, newest first; none where there is no cache. */
export async function cachedServers(folder: string): Promise<CachedServer[]> {
	const names = await readdir(folder).catch(() => []);
	return names
		.flatMap((name): CachedServer[] => {
			const match = /^nats-server-(\d+\.\d+\.\d+)-(bookworm|trixie|forky)$/.exec(name);
			if (!match?.[1]) return [];
			return [{ path: join(folder, name), version: match[1], suite: match[2] as Suite }];
		})
		.sort((a, b) => compareVersions(b.version, a.version));
}

/** Makes the cache folder, readable by its owner alone. Fails with the words of the system. */
export async function makeCacheFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
}
