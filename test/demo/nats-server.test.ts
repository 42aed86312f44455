// Where a nats-server is looked for, in which order, and what is said when there is none.

import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { suites } from '../../source/demo/debian-package.ts';
import { findServer, findSuite, NoNatsServerError } from '../../source/demo/nats-server.ts';
import { compareVersions, serverVersion } from '../../source/demo/server-version.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
let round = 0;
let place: { bin: string; cache: string; empty: string };

beforeEach(() => {
	round++;
	const at = (name: string) => join(dir, String(round), name);
	place = { bin: at('bin'), cache: at('cache'), empty: at('empty') };
	for (const folder of Object.values(place)) mkdirSync(folder, { recursive: true });
});

/** A stand-in that only answers `--version`; absent `version`, it fails. */
function putServer(folder: string, name: string, version?: string): string {
	const path = join(folder, name);
	writeFileSync(path, version ? `#!/bin/sh\necho nats-server: v${version}\n` : '#!/bin/sh\nexit 1\n');
	chmodSync(path, 0o755);
	return path;
}

const find = (env: NodeJS.ProcessEnv) =>
	findServer({ env: { PATH: place.empty, ...env }, folder: place.cache, extraFolders: [] });

describe('a nats-server is taken', () => {
	it('from $NATS_SERVER before all, whatever its version', async () => {
		const path = putServer(place.empty, 'mine', '2.9.10');
		putServer(place.bin, 'nats-server', '2.15.1');
		expect(await find({ NATS_SERVER: path, PATH: place.bin })).toEqual({
			path,
			version: '2.9.10',
			from: 'NATS_SERVER',
		});
	});

	it('from PATH before the cache', async () => {
		const path = putServer(place.bin, 'nats-server', '2.10.0');
		putServer(place.cache, 'nats-server-2.15.1-forky', '2.15.1');
		expect(await find({ PATH: `${place.empty}:${place.bin}` })).toEqual({
			path,
			version: '2.10.0',
			from: 'PATH',
		});
	});

	it('from the cache, the newest, when the one on PATH is too old or does not run', async () => {
		putServer(place.bin, 'nats-server', '2.9.25');
		putServer(place.empty, 'nats-server');
		putServer(place.cache, 'nats-server-2.10.27-trixie', '2.10.27');
		const path = putServer(place.cache, 'nats-server-2.15.1-forky', '2.15.1');
		expect(await find({ PATH: `${place.empty}:${place.bin}` })).toEqual({
			path,
			version: '2.15.1',
			from: 'cache',
		});
	});

	it('from the cache by suite, wherever others are', async () => {
		const path = putServer(place.cache, 'nats-server-2.9.10-bookworm', '2.9.10');
		putServer(place.cache, 'nats-server-2.15.1-forky', '2.15.1');
		expect(await findSuite('bookworm', { folder: place.cache })).toMatchObject({ path, from: 'cache' });
	});
});

describe('where there is none', () => {
	const failure = async (env: NodeJS.ProcessEnv) => {
		const error: unknown = await find(env).catch((cause) => cause);
		if (!(error instanceof NoNatsServerError)) throw new Error(`not the error expected: ${error}`);
		return error.message;
	};

	it('the message says why and how to get one on each system', async () => {
		putServer(place.cache, 'nats-server-2.9.10-bookworm', '2.9.10');
		expect(await failure({})).toBe(
			[
				"No nats-server here, and Debian's package could not be fetched: there is no apt-get.",
				'',
				'natstop needs a nats-server 2.10 or newer for this. To get one:',
				'  Debian     apt install nats-server   (Debian 13 or newer)',
				'  macOS      brew install nats-server',
				'  elsewhere  a binary from the releases page of nats-io/nats-server,',
				'             or: go install github.com/nats-io/nats-server/v2@latest',
				'Then put it on PATH, or set NATS_SERVER to its path.',
			].join('\n'),
		);
	});

	it('a wrong $NATS_SERVER is named, and nothing else taken in its place', async () => {
		putServer(place.bin, 'nats-server', '2.15.1');
		expect(await failure({ NATS_SERVER: '/no/such', PATH: place.bin })).toMatch(
			/^NATS_SERVER is \/no\/such, which does not run as a nats-server\./,
		);
	});

	it('what apt says is passed on, and no half of a fetch stays', async () => {
		const apt = `#!/bin/sh
case "$*" in
	*indextargets*) echo 'file:///nowhere/debian/|main|Debian|Debian' ;;
	*) echo "E: The mirror is on fire." >&2; exit 100 ;;
esac
`;
		writeFileSync(join(place.bin, 'apt-get'), apt, { mode: 0o755 });
		writeFileSync(join(place.bin, 'dpkg'), '#!/bin/sh\necho amd64\n', { mode: 0o755 });
		expect(await failure({ PATH: place.bin })).toContain('could not be fetched: The mirror is on fire.');
		expect(readdirSync(place.cache)).toEqual([]);
	});
});

describe('the cache', () => {
	it('holds every suite that tests ask for, and each runs as what its name says', async () => {
		for (const suite of suites) {
			const { path, version } = await findSuite(suite);
			expect(path.endsWith(`nats-server-${version}-${suite}`)).toBe(true);
			expect(await serverVersion(path)).toBe(version);
		}
	});
});

it('orders versions by number', () => {
	expect(compareVersions('2.9.10', '2.10')).toBeLessThan(0);
	expect(compareVersions('2.10.27', '2.10.3')).toBeGreaterThan(0);
	expect(compareVersions('2.10.0', '2.10')).toBe(0);
});
