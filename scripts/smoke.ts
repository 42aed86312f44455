// Runs an executable as a bastion would: no Node, no PATH, no settings, a real cluster.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findServer } from '../source/demo/nats-server.ts';
import { startOperatorCluster } from '../source/demo/operator-cluster.ts';
import { version } from '../source/version.ts';

const run = promisify(execFile);

/** Fails with what was printed instead of the version, the help and the three servers of the cluster. */
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
	} finally {
		await cluster.stop();
		await rm(home, { recursive: true, force: true });
	}
};
