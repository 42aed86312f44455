// Nothing of a cluster is left: not after stop, not after a start that failed, not after our own end, however it comes.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

const program = fileURLToPath(new URL('fixtures/cluster-holder.ts', import.meta.url));

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Runs a program that starts a cluster and tells its processes and folder. */
async function startHolder(): Promise<{ pid: number; pids: number[]; dir: string }> {
	const child = spawn(process.execPath, ['--import', 'tsx', program], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	for await (const line of createInterface({ input: child.stdout })) {
		const { pids, dir } = JSON.parse(line) as { pids: number[]; dir: string };
		if (child.pid !== undefined) return { pid: child.pid, pids, dir };
	}
	throw new Error('the program that holds a cluster ended early');
}

describe('after stop', () => {
	it('no process and no folder is left, and stopping twice is fine', async () => {
		const cluster = await startCluster({ jetstream: false });
		const pids = cluster.servers.flatMap(({ pid }) => pid ?? []);
		const client = await cluster.systemClient();
		expect(pids).toHaveLength(3);
		await Promise.all([cluster.stop(), cluster.stop()]);
		expect(pids.filter(isAlive)).toEqual([]);
		expect(existsSync(cluster.dir)).toBe(false);
		expect(client.isClosed()).toBe(true);
	});
});

describe('after a start that fails', () => {
	it('says what the server logged and leaves no folder', async () => {
		let dir = '';
		const config = { no_such_setting: true };
		const error: unknown = await startCluster({ size: 1, jetstream: false, config }).catch((cause) => cause);
		expect(error).toBeInstanceOf(Error);
		dir = /(\/\S*natstop-\w+)\//.exec(String(error))?.[1] ?? '';
		expect(String(error)).toMatch(/no_such_setting/);
		expect(dir).not.toBe('');
		expect(existsSync(dir)).toBe(false);
	});
});

describe.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)('after %s ends us', (signal) => {
	it('no process and no folder is left', async () => {
		const { pid, pids, dir } = await startHolder();
		expect(pids.filter(isAlive)).toHaveLength(2);
		process.kill(pid, signal);
		await waitFor(() => !pids.some(isAlive), { what: 'the end of the servers' });
		await waitFor(() => !existsSync(dir), { what: 'the end of the folder' });
	});
});
