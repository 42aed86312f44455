// Fetches the runtimes that executables are made of, through npm, into the user's cache folder.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, makeCacheFolder } from '../source/demo/server-cache.ts';
import { type ExecutableTarget, runtimeVersion } from './executable-targets.ts';

const run = promisify(execFile);

/**
 * Gives the path of a target's runtime, from the cache or from npm. Not a devDependency: six of them are 300 MB, and only
 * a release needs them. Fails where npm has something else than what is pinned, or cannot be reached.
 */
export const runtime = async (
	{ name, runtime: pinned }: ExecutableTarget,
	onProgress: (line: string) => void,
): Promise<string> => {
	const folder = cacheFolder();
	const path = join(folder, `bun-${runtimeVersion}-${name}`);
	const isThere = await access(path).then(
		() => true,
		() => false,
	);
	if (isThere) return path;

	await makeCacheFolder(folder);
	const work = await mkdtemp(join(folder, '.fetch-'));
	try {
		const wanted = `${pinned.package}@${runtimeVersion}`;
		onProgress(`fetching ${wanted} from npm…`);
		const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', work, wanted], {
			cwd: work,
			timeout: 600_000,
		});
		const [packed] = JSON.parse(stdout) as [{ filename: string }?];
		if (!packed) throw new Error(`npm gave no ${wanted}`);
		const tarball = join(work, packed.filename.replace('@', '').replace('/', '-'));
		const digest = createHash('sha512')
			.update(await readFile(tarball))
			.digest('base64');
		if (`sha512-${digest}` !== pinned.integrity) throw new Error(`${wanted} is not the one that is pinned`);
		await run('tar', ['-xzf', tarball, '-C', work, 'package/bin/bun']);
		await rename(join(work, 'package/bin/bun'), path);
		return path;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
};
