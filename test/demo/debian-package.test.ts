// The fetched nats-server is the one its archive signed: an unsigned archive gives none, whatever this machine allows.

import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { fetchDebianServer } from '../../source/demo/debian-package.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const run = promisify(execFile);
const dir = tempDir();

const hasApt = (): boolean => {
	try {
		execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
		execFileSync('dpkg-deb', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
};

describe.runIf(hasApt())('an archive without a signature', () => {
	const archive = join(dir, 'archive');
	const tools = join(dir, 'tools');

	beforeAll(async () => {
		const architecture = (await run('dpkg', ['--print-architecture'])).stdout.trim();
		const build = join(dir, 'build');
		const lists = join(archive, 'dists', 'forky', 'main', `binary-${architecture}`);
		for (const folder of [join(build, 'DEBIAN'), join(build, 'usr', 'sbin'), lists, tools])
			await mkdir(folder, { recursive: true });
		const control = `Package: nats-server\nVersion: 9.9.9\nArchitecture: ${architecture}\nMaintainer: Mallory <m@example.com>\nDescription: forged\n`;
		await writeFile(join(build, 'DEBIAN', 'control'), control);
		await writeFile(join(build, 'usr/sbin/nats-server'), '#!/bin/sh\necho nats-server: v9.9.9\n', {
			mode: 0o755,
		});
		await run('dpkg-deb', ['--build', build, join(archive, 'nats-server.deb')]);
		const { stdout: sum } = await run('sha256sum', [join(archive, 'nats-server.deb')]);
		const { stdout: size } = await run('stat', ['-c', '%s', join(archive, 'nats-server.deb')]);
		const entry = `${control}Filename: nats-server.deb\nSize: ${size.trim()}\nSHA256: ${sum.split(' ')[0]}\n`;
		await writeFile(join(lists, 'Packages'), entry);
		const { stdout: listSum } = await run('sha256sum', [join(lists, 'Packages')]);
		const listed = ` ${listSum.split(' ')[0]} ${Buffer.byteLength(entry)} main/binary-${architecture}/Packages\n`;
		const release = `Origin: Debian\nLabel: Debian\nSuite: forky\nCodename: forky\nArchitectures: ${architecture}\nComponents: main\nDate: ${new Date().toUTCString()}\nSHA256:\n${listed}`;
		await writeFile(join(archive, 'dists', 'forky', 'Release'), release);
		// The machine is set up with this archive, and lets it off.
		const apt = `#!/bin/sh
case "$*" in
	*indextargets*) echo 'file://${archive}|main|Debian|Debian' ;;
	*) exec /usr/bin/apt-get "$@" ;;
esac
`;
		await writeFile(join(tools, 'apt-get'), apt, { mode: 0o755 });
		const lax = [
			'Acquire::AllowInsecureRepositories "true";',
			'Acquire::AllowWeakRepositories "true";',
			'APT::Get::AllowUnauthenticated "true";',
		];
		await writeFile(join(dir, 'lax.conf'), `${lax.join('\n')}\n`);
	});

	test('gives no server, even where apt is set to take what is not signed', async () => {
		const folder = join(dir, 'cache');
		const env = { ...process.env, PATH: `${tools}:${process.env.PATH}`, APT_CONFIG: join(dir, 'lax.conf') };
		const fetching = fetchDebianServer('forky', { folder, env, onProgress: () => {} });
		await expect(fetching).rejects.toThrow(/not signed/);
		expect(await readdir(folder)).toEqual([]);
	});
});
