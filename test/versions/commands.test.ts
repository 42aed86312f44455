// The built program on every nats-server there is: what each command must say, whatever the version leaves out.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { runProgram } from '../helpers/program.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const dir = tempDir();

type Fields = Record<string, unknown>;

describe.each(await versions())('on two servers of nats-server $version', ({ version, binary, since }) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, size: 2, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	/** Runs a command as a user of the system account. */
	const natstop = async (...words: string[]) => {
		const login = ['--no-context', '-s', cluster.urls.join(','), '--creds', cluster.creds.sys];
		const { ended, stdout, stderr } = runProgram([...words, ...login, '--timeout', '20s']);
		const { code } = await ended;
		return { code, stdout: stdout(), stderr: stderr() };
	};

	test('servers lists both, with what the version knows and nothing else', async () => {
		const { code, stdout } = await natstop('servers', '--json');
		expect(code).toBe(0);
		const rows = JSON.parse(stdout) as Fields[];
		expect(rows.map(({ server }) => server)).toEqual(['n1', 'n2']);
		for (const row of rows) {
			expect(row).toMatchObject({ version, cluster: 'natstop', state: 'ok' });
			for (const figure of [
				'connections',
				'subscriptions',
				'cpu',
				'memory',
				'cores',
				'slow_consumers',
				'rtt',
			])
				expect(row[figure], figure).toBeTypeOf('number');
			expect(Object.keys(row).includes('gomaxprocs')).toBe(since('2.10.28', '2.11.2'));
			expect(Object.keys(row).includes('stale_connections')).toBe(since('2.12.0'));
			expect(Object.keys(row).includes('out_client_msgs')).toBe(since('2.12.9', '2.14.1'));
			expect(Object.values(row)).not.toContain(null);
		}
		const table = await natstop('servers');
		expect(table.code).toBe(0);
		expect(table.stdout).toContain(version);
	});

	test('connections lists every client, with rates where two samples are taken', async () => {
		const client = await cluster.appClient({ name: 'svc-orders', servers: cluster.urls[1] ?? '' });
		client.subscribe('orders.>');
		await client.flush();
		const { code, stdout, stderr } = await natstop('connections', '--json', '--rates', '300ms');
		expect([code, stderr]).toEqual([0, '']);
		const row = (JSON.parse(stdout) as Fields[]).find(({ name }) => name === 'svc-orders');
		expect(row).toMatchObject({
			...{ server: 'n2', kind: 'client', lang: 'nats.js', ip: '127.0.0.1', subscriptions: 1 },
			...{ in_msgs: 0, in_msgs_rate: 0, out_bytes_rate: 0, pending: 0 },
			account: cluster.operator.accounts.get('APP')?.key,
			user: expect.stringMatching(/^U[A-Z2-7]{55}$/),
		});
		expect(row?.window).toBeGreaterThan(0.2);
		expect('stalls' in (row ?? {})).toBe(since('2.12.0'));
		expect(stdout).not.toContain('eyJ');
		const table = await natstop('connections', '--filter', 'svc-orders');
		expect(table.stdout).toMatch(/svc-orders.*n2/);
		expect(table.stdout).not.toContain('OUT/s');
		const first = await natstop('connections', '--limit', '1', '--sort', 'cid');
		expect(first.stderr).toMatch(/^natstop: the first 1 of \d+ connections; --all prints all\n$/);
		await client.close();
	});

	test('connections of a server that hangs are missing, and named, and the exit code says so', async () => {
		const [, hung] = cluster.servers;
		hung?.signal('SIGSTOP');
		try {
			const login = ['--no-context', '-s', cluster.urls[0] ?? '', '--creds', cluster.creds.sys];
			const { ended, stdout, stderr } = runProgram(['connections', '--json', '--timeout', '2s', ...login]);
			expect((await ended).code).toBe(1);
			expect(stderr()).toBe('natstop: 1 of 2 servers answered: n2\n');
			expect((JSON.parse(stdout()) as Fields[]).every(({ server }) => server === 'n1')).toBe(true);
		} finally {
			hung?.signal('SIGCONT');
		}
	});

	test('whoami names the user and the account', async () => {
		const { code, stdout } = await natstop('whoami', '--json');
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			user_name: 'sys',
			account: cluster.operator.system.key,
			system_account: true,
			server_version: version,
			source: since('2.10.0') ? 'server' : 'creds',
		});
	});

	test('reload is verified, or said to need a newer server', async () => {
		const { code, stdout, stderr } = await natstop('reload', 'n2', '--yes');
		expect(code).toBe(since('2.10.0') ? 0 : 1);
		if (!since('2.10.0')) expect(stderr).toMatch(/^natstop: n2 [^\n]*2\.10[^\n]*\n$/);
		else if (since('2.11.0'))
			expect(stdout).toMatch(
				/^n2 reloaded its configuration; its digest is the same, which does not cover certificate files\n$/,
			);
		else expect(stdout).toMatch(/^n2 reloaded its configuration/);
	});

	test('profile saves one, or is said to need a newer server', async () => {
		const { code, stdout, stderr } = await natstop('profile', 'n1', 'heap', '--dir', dir);
		expect(code).toBe(since('2.10.0') ? 0 : 1);
		if (since('2.10.0')) expect(stdout).toMatch(/\/natstop-n1-heap-d0-\w+(-\d)?\.pprof\n$/);
		else expect(stderr).toMatch(/^natstop: n1: [^\n]*2\.10[^\n]*\n$/);
	});

	test('events are JSON lines that name client and account', async () => {
		const login = ['--no-context', '-s', cluster.urls[0] ?? '', '--creds', cluster.creds.sys];
		const { child, ended, stdout, stderr } = runProgram(['events', '--json', ...login]);
		const lines = (): Fields[] =>
			stdout()
				.split('\n')
				.slice(0, -1)
				.map((line) => JSON.parse(line) as Fields);
		const about = (kind: string) =>
			lines().find((line) => line.kind === kind && String(line.summary).includes('visitor'));
		await waitFor(
			async () => {
				await (await cluster.appClient({ name: 'visitor', servers: cluster.urls[1] ?? '' })).close();
				return about('CONNECT') && about('DISCONNECT');
			},
			{ what: 'a client that comes and goes', interval: 200 },
		);
		expect(about('DISCONNECT')).toMatchObject({
			server: 'n2',
			severity: 'info',
			account: cluster.operator.accounts.get('APP')?.key,
			data: { reason: 'Client Closed' },
		});
		await cluster.servers[1]?.kill9();
		const isDown = () => lines().some(({ kind, server }) => kind === 'DOWN' && server === 'n2');
		await waitFor(isDown, { what: 'n2 to be down' });
		await cluster.servers[1]?.start();
		const isBack = () => lines().some(({ kind, server }) => kind === 'RESTART' && server === 'n2');
		await waitFor(isBack, { what: 'n2 to be back' });
		child.kill('SIGINT');
		expect(await ended).toEqual({ code: 130, signal: null });
		expect(stderr()).toBe('');
	});
});
