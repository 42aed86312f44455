// Tries an executable as on a bare jump host: no Node, no PATH, no settings, a real cluster.

import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findServer } from '../source/demo/nats-server.ts';
import { startOperatorCluster } from '../source/demo/operator-cluster.ts';
import { version } from '../source/version.ts';

const run = promisify(execFile);

/** Asks for the version as a user without an account and a home, as in an empty container. */
const asNobody = async (executable: string, folder: string): Promise<string> => {
	const copy = join(folder, 'natstop');
	await copyFile(executable, copy);
	await chmod(folder, 0o755);
	const { stdout } = await run(copy, ['--version'], { cwd: '/', uid: 54_321, gid: 54_321, env: {} });
	return stdout;
};

/** Checks the version, the help and the three servers of the cluster; fails with the wrong output. */
export const smokeTest = async (executable: string): Promise<void> => {
	const { path: binary } = await findServer({});
	const cluster = await startOperatorCluster({ binary, jetstream: false });
	const home = await mkdtemp(join(tmpdir(), 'natstop-smoke-'));
	const output = async (...args: string[]): Promise<string> =>
		(await run(executable, args, { cwd: home, env: { HOME: home }, timeout: 30_000 })).stdout;
	const expectText = (text: string, wanted: string): void => {
		if (!text.includes(wanted)) throw new Error(`${executable} printed no ${wanted} but:\n${text}`);
	};
	try {
		expectText(await output('--version'), version);
		expectText(await output('--help'), 'natstop watches');
		const login = ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys];
		const servers = await output('servers', '--json', ...login);
		for (const { name } of cluster.servers) expectText(servers, `"${name}"`);
		if (process.getuid?.() === 0) expectText(await asNobody(executable, home), version);
	} finally {
		await cluster.stop();
		await rm(home, { recursive: true, force: true });
	}
};
