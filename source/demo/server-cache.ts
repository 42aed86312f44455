// The nats-servers kept in the user's cache folder, one file each: nats-server-<version>-<suite>.

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import envPaths from 'env-paths';
import type { Suite } from './debian-package.ts';
import { compareVersions } from './server-version.ts';

/** A binary in the cache and where it came from. */
export type CachedServer = { path: string; version: string; suite: Suite };

/** natstop's folder under the user's cache folder; it need not exist. */
export function cacheFolder(): string {
	return envPaths('natstop', { suffix: '' }).cache;
}

/** Where a fetched binary is kept. */
export function cachedPath(folder: string, version: string, suite: Suite): string {
	return join(folder, `nats-server-${version}-${suite}`);
}

/** What the cache holds, newest first; empty where there is no cache. */
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

/** Makes the cache folder, for us alone. Fails with the system's words where it cannot be. */
export async function makeCacheFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
}
