// Finds a nats-server to run: in $NATS_SERVER, in PATH, in the cache, then as Debian's package.

import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fetchDebianServer, type Suite } from './debian-package.ts';
import { cachedServers, cacheFolder } from './server-cache.ts';
import { compareVersions, serverVersion } from './server-version.ts';

/** The oldest nats-server that is accepted when no version is asked for. */
export const oldestServer = '2.10.0';

/** A nats-server that runs here. */
export type FoundServer = {
	path: string;
	version: string;
	from: 'NATS_SERVER' | 'PATH' | 'cache' | 'Debian';
};

export type FindOptions = {
	/** The environment with `$NATS_SERVER` and `PATH`; that of the process by default. */
	env?: NodeJS.ProcessEnv;
	/** Where fetched binaries are kept. */
	folder?: string;
	/** Folders searched after PATH, as Debian's package is in a folder that is often not in a user's PATH. */
	extraFolders?: readonly string[];
	onProgress?: (line: string) => void;
};

/** Thrown when there is no nats-server and none can be fetched; the message says why and how to get one. */
export class NoNatsServerError extends Error {
	override readonly name = 'NoNatsServerError';

	constructor(reason: string) {
		super(`${reason}\n\n${howToGet}`);
	}
}

const howToGet = `natstop needs a nats-server ${oldestServer.replace(/\.0$/, '')} or newer for this. To get one:
  Debian     apt install nats-server   (Debian 13 or newer)
  macOS      brew install nats-server
  elsewhere  a binary from the releases page of nats-io/nats-server,
             or: go install github.com/nats-io/nats-server/v2@latest
Then put it on PATH, or set NATS_SERVER to its path.`;

/** Finds any nats-server of 2.10 or newer, and fetches one when there is none. Fails with `NoNatsServerError`. */
export async function findServer(options: FindOptions = {}): Promise<FoundServer> {
	const env = options.env ?? process.env;
	if (env.NATS_SERVER) return namedServer(env.NATS_SERVER);

	const onPath = await serverOnPath(env.PATH ?? '', options.extraFolders ?? defaultExtraFolders());
	if (onPath) return onPath;

	const cached = (await cachedServers(options.folder ?? cacheFolder())).find(({ version }) => isNew(version));
	if (cached) return { path: cached.path, version: cached.version, from: 'cache' };

	// The package of trixie also runs on older systems, where that of forky may not.
	return fetchOne(['forky', 'trixie'], options);
}

/** Finds the nats-server of one Debian suite in the cache, or fetches it. Fails with `NoNatsServerError`. */
export async function findSuite(suite: Suite, options: FindOptions = {}): Promise<FoundServer> {
	const cached = (await cachedServers(options.folder ?? cacheFolder())).find((one) => one.suite === suite);
	if (cached) return { path: cached.path, version: cached.version, from: 'cache' };
	return fetchOne([suite], options);
}

async function namedServer(path: string): Promise<FoundServer> {
	const version = await serverVersion(path);
	if (!version) throw new NoNatsServerError(`NATS_SERVER is ${path}, which does not run as a nats-server.`);
	return { path, version, from: 'NATS_SERVER' };
}

async function serverOnPath(path: string, extraFolders: readonly string[]): Promise<FoundServer | undefined> {
	for (const folder of [...path.split(delimiter), ...extraFolders]) {
		if (folder === '') continue;
		const candidate = join(folder, 'nats-server');
		const runs = await access(candidate, constants.X_OK).then(
			() => true,
			() => false,
		);
		const version = runs ? await serverVersion(candidate) : undefined;
		if (version && isNew(version)) return { path: candidate, version, from: 'PATH' };
	}
	return undefined;
}

async function fetchOne(wanted: readonly Suite[], options: FindOptions): Promise<FoundServer> {
	const problems: string[] = [];
	for (const suite of wanted) {
		try {
			const fetched = await fetchDebianServer(suite, {
				folder: options.folder ?? cacheFolder(),
				env: options.env ?? process.env,
				onProgress: options.onProgress ?? (() => {}),
			});
			return { ...fetched, from: 'Debian' };
		} catch (error) {
			problems.push(fetchProblem(error));
		}
	}
	const why = [...new Set(problems)].join('; ');
	throw new NoNatsServerError(`No nats-server here, and Debian's package could not be fetched: ${why}.`);
}

/** The last line apt wrote about its failure, or the error's own words. */
function fetchProblem(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `there is no ${error.path}`;
	const stderr = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
	const lines = stderr.split('\n').filter((line) => /^[EW]: /.test(line));
	return (lines.at(0) ?? error.message).replace(/^[EW]: /, '').trim();
}

function isNew(version: string): boolean {
	return compareVersions(version, oldestServer) >= 0;
}

function defaultExtraFolders(): readonly string[] {
	return process.platform === 'darwin'
		? ['/opt/homebrew/bin', '/usr/local/bin']
		: ['/usr/local/sbin', '/usr/sbin'];
}
