// Fetches Debian's nats-server package into a folder: no root, nothing installed, the mirror being the one apt uses.

import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedPath, makeCacheFolder } from './server-cache.ts';
import { serverVersion } from './server-version.ts';

const run = promisify(execFile);

/** Debian releases whose nats-server we know: 2.9.10, 2.10.27 and 2.15 or newer. */
export const suites = ['bookworm', 'trixie', 'forky'] as const;
export type Suite = (typeof suites)[number];

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

export type FetchOptions = {
	/** The cache; the binary ends there. */
	folder: string;
	env: NodeJS.ProcessEnv;
	onProgress: (line: string) => void;
};

/**
 * Fetches the binary of a suite into the cache and gives its path and version. Several processes may do so at once: each
 * works in a folder of its own and renames the result into place. Fails with apt's words, or where there is no apt.
 */
export async function fetchDebianServer(
	suite: Suite,
	{ folder, env, onProgress }: FetchOptions,
): Promise<{ path: string; version: string }> {
	const tools = { ...env, LC_ALL: 'C' };
	const { uri, architecture } = await debianMirror(tools);
	await makeCacheFolder(folder);
	const work = await mkdtemp(join(folder, '.fetch-'));
	try {
		onProgress(`fetching nats-server of Debian ${suite} from the mirror apt uses…`);
		const config = await writeAptConfig(work, suite, uri, architecture);
		const options = { cwd: work, env: tools, timeout: 300_000 };
		await run('apt-get', ['-c', config, '-q', 'update'], options);
		await run('apt-get', ['-c', config, '-q', 'download', 'nats-server'], options);
		const file = (await readdir(work)).find((name) => name.endsWith('.deb'));
		if (!file) throw new Error('apt-get download left no package');
		await run('dpkg', ['-x', file, 'unpacked'], options);
		const binary = join(work, 'unpacked/usr/sbin/nats-server');
		const version = await serverVersion(binary);
		if (!version) throw new Error(`the nats-server of Debian ${suite} does not run here`);
		const path = cachedPath(folder, version, suite);
		await rename(binary, path);
		onProgress(`nats-server ${version} is now in ${path}`);
		return { path, version };
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

/** The archive apt is set up with. Works before any `apt-get update`, when only the address tells what a source is. */
async function debianMirror(env: NodeJS.ProcessEnv): Promise<{ uri: string; architecture: string }> {
	const format = '$(REPO_URI)|$(COMPONENT)|$(ORIGIN)|$(LABEL)';
	for (const info of ['true', 'false']) {
		const { stdout } = await run(
			'apt-get',
			[
				'-o',
				`APT::Get::IndexTargets::ReleaseInfo=${info}`,
				'indextargets',
				'--format',
				format,
				'Created-By: Packages',
			],
			{ env },
		);
		for (const line of stdout.split('\n')) {
			const [uri = '', component, origin, label] = line.split('|');
			const isDebian = info === 'true' ? origin === 'Debian' && label === 'Debian' : /\/debian\/?$/.test(uri);
			if (component !== 'main' || !isDebian) continue;
			const { stdout: architecture } = await run('dpkg', ['--print-architecture'], { env });
			return { uri, architecture: architecture.trim() };
		}
	}
	throw new Error('apt has no Debian archive among its sources');
}

/** apt's own lists and cache inside `work`, one source, one index, and none of the machine's hooks. */
async function writeAptConfig(
	work: string,
	suite: Suite,
	uri: string,
	architecture: string,
): Promise<string> {
	const signedBy = await access(keyring).then(
		() => ` signed-by=${keyring}`,
		() => '',
	);
	await mkdir(join(work, 'lists/partial'), { recursive: true });
	await mkdir(join(work, 'cache/archives/partial'), { recursive: true });
	const source = `deb [arch=${architecture} target=Packages${signedBy}] ${uri} ${suite} main\n`;
	await writeFile(join(work, 'sources.list'), source, { mode: 0o600 });
	const lines = [
		'#clear APT::Update;',
		`Dir::Etc::SourceList "${work}/sources.list";`,
		'Dir::Etc::SourceParts "/dev/null";',
		`Dir::State::Lists "${work}/lists";`,
		`Dir::Cache "${work}/cache";`,
		'Acquire::Languages "none";',
		'Acquire::Retries "2";',
		// What is fetched runs as the user: it is signed, even where this machine's own settings let other sources off.
		'Acquire::AllowInsecureRepositories "false";',
		'Acquire::AllowWeakRepositories "false";',
		'Acquire::AllowDowngradeToInsecureRepositories "false";',
		'APT::Get::AllowUnauthenticated "false";',
		// As root apt would drop to a user who cannot read our folder; otherwise this is ignored.
		'APT::Sandbox::User "root";',
	];
	const path = join(work, 'apt.conf');
	await writeFile(path, `${lines.join('\n')}\n`);
	return path;
}
