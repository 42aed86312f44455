// The built program without a terminal: exit codes, pipes and signals.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { runProgram } from '../helpers/program.ts';
import { waitFor } from '../helpers/wait-for.ts';

describe('what is wrong with the words', () => {
	test.each([
		[['--colour'], 'natstop: unknown flag --colour; did you mean --'],
		[['--cread', 'x'], 'natstop: unknown flag --cread; did you mean --creds?'],
		[['severs'], 'natstop: unknown command "severs"; did you mean servers?'],
		[['relaod', 'n1'], 'natstop: unknown command "relaod"; did you mean reload?'],
		[['reload'], 'natstop: SERVER is missing: natstop reload SERVER'],
		[['servers', '--count', '5'], 'natstop: --count does not go with natstop servers'],
	])('%j ends with 2 and one sentence', async (args, sentence) => {
		const { ended, stdout, stderr } = runProgram(args);
		expect(await ended).toEqual({ code: 2, signal: null });
		expect(stdout()).toBe('');
		expect(stderr().startsWith(sentence)).toBe(true);
		expect(stderr().trim().split('\n')).toHaveLength(1);
	});

	test('help and version are printed and fine', async () => {
		const help = runProgram(['--help']);
		expect(await help.ended).toEqual({ code: 0, signal: null });
		expect(help.stdout()).toContain('print one table of all servers');
		const version = runProgram(['servers', '--version']);
		expect(await version.ended).toEqual({ code: 0, signal: null });
		expect(version.stdout()).toMatch(/^\d+\.\d+\.\d+\n$/);
	});

	test('nobody listening ends with 1 and one sentence', async () => {
		const { ended, stderr } = runProgram(['servers', '-s', 'nats://127.0.0.1:1']);
		expect(await ended).toEqual({ code: 1, signal: null });
		expect(stderr()).toMatch(/^natstop: [^\n]*refused[^\n]*127\.0\.0\.1:1[^\n]*\n$/);
	});

	test('a server that says nothing ends with 1 and one sentence, though its connection stays open', async () => {
		const silent = createServer().listen(0, '127.0.0.1');
		await once(silent, 'listening');
		const { port } = silent.address() as AddressInfo;
		const { ended, stderr } = runProgram(['servers', '-s', `nats://127.0.0.1:${port}`, '--timeout', '300ms']);
		expect(await ended).toEqual({ code: 1, signal: null });
		expect(stderr()).toMatch(/^natstop: [^\n]*did not answer within [^\n]*\n$/);
		silent.close();
	});

	test.runIf(process.getuid?.() === 0)(
		'a user that this machine does not know, without a home, is served',
		async () => {
			const folder = await mkdtemp(join(tmpdir(), 'natstop-nobody-'));
			await chmod(folder, 0o755);
			await cp('dist', folder, { recursive: true });
			const nobody = { uid: 54_321, gid: 54_321, cwd: '/', env: {} };
			const words = ['servers', '-s', 'nats://127.0.0.1:1'];
			const failed = await promisify(execFile)(
				process.execPath,
				[join(folder, 'cli.mjs'), ...words],
				nobody,
			).catch((error: unknown) => error);
			expect(failed).toMatchObject({ code: 1, stdout: '' });
			expect(failed).toHaveProperty('stderr', expect.stringMatching(/^natstop: [^\n]*refused[^\n]*\n$/));
			await rm(folder, { recursive: true });
		},
	);

	test.each([
		[['--sort', 'colour'], {}, 'natstop: --sort: no column "colour"', 2],
		[['--filter', 'cpu>'], {}, 'natstop: --filter: cpu> needs a value', 2],
		[[], { NATS_TIMEOUT: 'soon' }, 'natstop: NATS_TIMEOUT: "soon" is not', 1],
	] as const)(
		'a demo with %j and %j starts no server and says what is wrong',
		async (args, env, sentence, code) => {
			const { ended, stdout, stderr } = runProgram(['demo', ...args], env);
			expect(await ended).toEqual({ code, signal: null });
			expect(stdout()).toBe('');
			expect(stderr().startsWith(sentence)).toBe(true);
			expect(stderr().trim().split('\n')).toHaveLength(1);
		},
	);

	test('what V8 made of it is kept for the next start, which says the same, and starts anyway where that is damaged', async () => {
		const home = await mkdtemp(join(tmpdir(), 'natstop-kept-'));
		const said = async (): Promise<string> => {
			const { ended, stdout } = runProgram(['completion', 'bash'], { HOME: home });
			expect(await ended).toEqual({ code: 0, signal: null });
			return stdout();
		};
		const first = await said();
		const folder = join(home, '.cache', 'natstop');
		const [name = ''] = await readdir(folder);
		expect(name).toMatch(/^code-[0-9a-f]{16}-plain-v/);
		const whole = await readFile(join(folder, name));
		expect(await said()).toBe(first);
		await writeFile(join(folder, name), whole.subarray(0, 100_000));
		expect(await said()).toBe(first);
		expect((await readFile(join(folder, name))).length).toBeGreaterThan(100_000);
		await rm(home, { recursive: true });
	});

	test('creds that are not there end with 1 and name the file', async () => {
		const { ended, stderr } = runProgram(['servers', '--creds', '/nonexistent/x.creds']);
		expect(await ended).toEqual({ code: 1, signal: null });
		expect(stderr()).toContain('/nonexistent/x.creds');
	});
});

describe('on a cluster', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 2, jetstream: false });
	});
	afterAll(() => cluster.stop());

	const login = (creds = cluster.creds.sys) => ['-s', cluster.urls.join(','), '--creds', creds];

	/** Clients come and go until `done`. */
	const visitsUntil = (done: () => boolean) =>
		waitFor(
			async () => {
				const client = await cluster.appClient({ name: 'visitor' });
				await client.close();
				return done();
			},
			{ what: 'enough events', interval: 100, timeout: 15_000 },
		);

	test('natstop into a pipe prints the table of natstop servers', async () => {
		const { ended, stdout, stderr } = runProgram(login());
		expect(await ended).toEqual({ code: 0, signal: null });
		expect(stderr()).toBe('');
		expect(stdout()).toMatch(/NAME.*VER/);
		expect(stdout()).toContain(' n1 ');
		expect(stdout()).toContain(' n2 ');
		expect(stdout()).not.toContain('\u001b');
	});

	test('--json without a command is natstop servers --json', async () => {
		const { ended, stdout } = runProgram(['--json', ...login()]);
		expect(await ended).toEqual({ code: 0, signal: null });
		expect((JSON.parse(stdout()) as unknown[]).length).toBe(2);
	});

	test('another account ends with 3 where servers are asked for, or a person insists on the system', async () => {
		const insists = ['--as', 'system'];
		for (const command of [['servers'], insists, ['events', ...insists], ['whoami', ...insists]]) {
			const { ended, stderr } = runProgram([...command, ...login(cluster.creds.app)]);
			expect(await ended).toEqual({ code: 3, signal: null });
			if (command[0] !== 'whoami') expect(stderr()).toContain('not to the system account');
		}
	});

	test('in another account natstop without a terminal prints what the account may know', async () => {
		const { ended, stdout } = runProgram(login(cluster.creds.app));
		expect(await ended).toEqual({ code: 0, signal: null });
		expect(stdout()).toContain('APP');
	});

	test.each(['SIGINT', 'SIGTERM'] as const)(
		'%s ends events with 130, and nothing is said',
		async (signal) => {
			const { child, ended, stdout, stderr } = runProgram(['events', ...login()]);
			await visitsUntil(() => stdout().includes('visitor'));
			child.kill(signal);
			expect(await ended).toEqual({ code: 130, signal: null });
			expect(stderr()).toBe('');
		},
	);

	test('events say the zone of their times, and --utc makes it UTC', async () => {
		const zone = { TZ: 'Asia/Kathmandu' };
		for (const [flags, time] of [
			[[], /^\d\d:\d\d:\d\d\+05:45 /],
			[['--utc'], /^\d\d:\d\d:\d\dZ /],
		] as const) {
			const { ended, stdout } = runProgram(['events', '--count', '1', ...flags, ...login()], zone);
			await visitsUntil(() => stdout().includes('\n'));
			expect(await ended).toEqual({ code: 0, signal: null });
			expect(stdout()).toMatch(time);
			const told = /^(\d\d):(\d\d)/.exec(stdout());
			const minutes = Number(told?.[1]) * 60 + Number(told?.[2]) - (flags.length === 0 ? 345 : 0);
			const now = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
			expect((now - minutes + 2880) % 1440).toBeLessThan(5);
		}
	});

	test('events end quietly and well when the reader of the pipe goes away, as head does', async () => {
		const { child, ended, stdout, stderr } = runProgram(['events', ...login()]);
		await visitsUntil(() => stdout().includes('visitor'));
		child.stdout?.destroy();
		await visitsUntil(() => child.exitCode !== null);
		expect(await ended).toEqual({ code: 0, signal: null });
		expect(stderr()).toBe('');
	});

	test('reload without a terminal and without --yes ends with 2 and sends nothing', async () => {
		const { ended, stderr } = runProgram(['reload', 'n1', ...login()]);
		expect(await ended).toEqual({ code: 2, signal: null });
		expect(stderr()).toBe('natstop: nobody to ask: give --yes to reload without a question\n');
	});

	test('reload --yes says on standard output what came of it', async () => {
		const { ended, stdout } = runProgram(['reload', 'n1', '--yes', ...login()]);
		expect(await ended).toEqual({ code: 0, signal: null });
		expect(stdout()).toBe(
			'n1 reloaded its configuration; its digest is the same, which does not cover certificate files\n',
		);
	});
});
