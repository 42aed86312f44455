// Fetches Debian's nats-server package into a folder, from apt's mirror; it needs no root and installs nothing.

import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cachedPath, makeCacheFolder } from './server-cache.ts';
import { serverVersion } from './server-version.ts';

const run = promisify(execFile);

/** Debian releases with a known nats-server: 2.9.10, 2.10.27, and 2.15 or newer. */
export const suites = ['bookworm', 'trixie', 'forky'] as const;
export type Suite = (typeof suites)[number];

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

export type FetchOptions = {
	/** The cache folder that takes the binary. */
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

/** The archive that apt is configured with. Works before the first `apt-get update`, as it looks at addresses only. */
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

/** Options for apt: lists and cache inside `work`, one source, one index, and none of the machine's hooks. */
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
		// apt must demand a signature whatever the machine's settings allow, as the fetched program is run by the user.
		'Acquire::AllowInsecureRepositories "false";',
		'Acquire::AllowWeakRepositories "false";',
		'Acquire::AllowDowngradeToInsecureRepositories "false";',
		'APT::Get::AllowUnauthenticated "false";',
		// As root, apt switches to a user who cannot read this folder; without root the option has no effect.
		'APT::Sandbox::User "root";',
	];
	const path = join(work, 'apt.conf');
	await writeFile(path, `${lines.join('\n')}\n`);
	return path;
}
