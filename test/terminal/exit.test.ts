// However the program ends, the terminal is as it was before.

import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findSuite } from '../../source/demo/nats-server.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import {
	childOf,
	closeTerminals,
	isExecutable,
	launcher,
	nodes,
	type Shell,
	start,
	startShell,
	type TerminalOptions,
} from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
const demoDir = tempDir();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const login = () => ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys];
const fixture = resolve('test/fixtures/crash/on-signal.mjs');

/** A shell with the monitor running in it, the modes of its terminal before, and the process of the monitor. */
const shellWithMonitor = async (options: TerminalOptions = {}) => {
	const shell = await startShell(options);
	const before = await shell.modes();
	expect(before).toMatch(/ icanon .* echo /s);
	shell.launch(login());
	await shell.waitForText('● n3');
	const pid = await childOf(shell.pid);
	return { shell, before, pid };
};

const isAlive = (pid: number): boolean => {
	try {
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
};

/** Processes that were started with a file of this folder. */
const serversIn = (folder: string): number[] =>
	readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => {
			try {
				const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
				return words.includes('-c') && words.some((word) => word.startsWith(`${folder}/`));
			} catch {
				return false;
			}
		});

/** The shell is back and nothing of the monitor is left in its terminal; gives what it said and its exit code. */
const expectRestored = async (shell: Shell, before: string) => {
	const end = await shell.prompted();
	expect(shell.alternate()).toBe(false);
	expect(shell.cursorHidden()).toBe(false);
	expect(shell.raw().lastIndexOf('\x1b[?2004h')).toBeLessThanOrEqual(shell.raw().lastIndexOf('\x1b[?2004l'));
	expect(await shell.modes()).toBe(before);
	const outside = end.output.slice(end.output.lastIndexOf('\x1b[?1049l'));
	const said = outside.replace(/\x1b\[\?(1049l|25h|2004l)|\r/g, '');
	return { said, code: end.code };
};

const all = await nodes();

describe.each(all)('on $name', ({ path: node }) => {
	test.each([
		['q', 'q', 0],
		['Ctrl-C', '\x03', 0],
		[':quit', ':quit\r', 0],
	])('%s gives the terminal back', async (_, keys, code) => {
		const { shell, before } = await shellWithMonitor({ node });
		shell.send(keys);
		expect(await expectRestored(shell, before)).toEqual({ said: '', code });
	});

	test.each([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGQUIT', 131],
	] as const)('%s gives the terminal back and is seen by the shell', async (signal, code) => {
		const { shell, before, pid } = await shellWithMonitor({ node });
		process.kill(pid, signal);
		expect(await expectRestored(shell, before)).toMatchObject({ code });
	});

	// Provoked from a module that only Node can be made to load.
	test.skipIf(isExecutable).each([
		['an exception outside of views', 'exception'],
		['an exception in a timer', 'timer'],
		['a rejection that nobody handles', 'rejection'],
		['an exception in a view', 'view'],
	])('%s leaves one sentence and a file with the stack', async (_, way) => {
		const options = { node, nodeFlags: ['--import', fixture], env: { FAIL_BY: way }, columns: 120, rows: 40 };
		const { shell, before, pid } = await shellWithMonitor(options);
		process.kill(pid, 'SIGUSR2');
		const { said, code } = await expectRestored(shell, before);
		expect(code).toBe(1);
		expect(said).toMatch(
			/^natstop: stopped by a fault of its own: provoked ·]0;title· at nats:\/\/\[credentials\]@bastion:4222; its stack is in \S+\.log\n$/,
		);
		const path = /is in (\S+\.log)/.exec(said)?.[1] ?? '';
		expect(path).toContain(shell.home);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const log = readFileSync(path, 'utf8');
		expect(log).toMatch(/^natstop \d+\.\d+\.\d+, Node \d/);
		expect(log).toMatch(/Error: provoked[^\n]*\n +at /);
		expect(log).not.toContain('hunter2');
		expect(log).not.toContain('\x1b');
	});
});

describe('away and back', () => {
	test('Ctrl-Z gives the terminal to the shell, and fg brings the screen back', async () => {
		const { shell, before } = await shellWithMonitor();
		const footer = shell.lines()[23];
		for (let times = 0; times < 2; times++) {
			shell.send('\x1a');
			const { code, said } = await expectRestored(shell, before);
			expect(code).toBe(148);
			expect(said).toContain('Stopped');
			shell.type('fg');
			await shell.waitForText('● n3');
			expect(shell.lines()[23]).toBe(footer);
			expect(shell.alternate()).toBe(true);
			expect(shell.cursorHidden()).toBe(true);
		}
		shell.send('?');
		await shell.waitForText('refresh now');
		shell.send('qq');
		expect((await expectRestored(shell, before)).code).toBe(0);
	});

	test('a terminal that was resized meanwhile is drawn on in its new size', async () => {
		const { shell, before } = await shellWithMonitor();
		shell.send('\x1a');
		await expectRestored(shell, before);
		shell.resize(70, 20);
		shell.type('fg');
		await shell.waitForText('● n3');
		await waitFor(() => /q quit/.test(shell.lines()[19] ?? '') || undefined, {
			what: 'the keys in the last row',
		});
		expect(shell.lines()[2]).toMatch(/^.{70}$/u);
	});

	test('SIGTSTP from outside does the same, also twice in a row', async () => {
		const { shell, before, pid } = await shellWithMonitor();
		process.kill(pid, 'SIGTSTP');
		process.kill(pid, 'SIGTSTP');
		expect((await expectRestored(shell, before)).code).toBe(148);
		shell.type('fg');
		await shell.waitForText('● n3');
		expect(shell.alternate()).toBe(true);
		shell.send('q');
		expect((await expectRestored(shell, before)).code).toBe(0);
	});

	test('a program that started the monitor stops with it', async () => {
		const shell = await startShell();
		const words = [...launcher(), ...login()].map((word) => `'${word}'`).join(' ');
		shell.type(`sh -c "${words}; exit 7"`);
		await shell.waitForText('● n3');
		shell.send('\x1a');
		expect((await shell.prompted()).code).toBe(148);
		shell.type('fg');
		await shell.waitForText('● n3');
		shell.send('q');
		expect((await shell.prompted()).code).toBe(7);
	});

	test('Ctrl-Z where there is no shell to go back to goes on', async () => {
		const terminal = start(login());
		await terminal.waitForText('● n3');
		terminal.send('\x1a');
		await waitFor(() => terminal.raw().includes('\x1b[?1049l') && terminal.alternate(), {
			what: 'the way back',
		});
		terminal.send('?');
		await terminal.waitForText('refresh now');
	});
});

test('q ends it while a server that says nothing is waited for', async () => {
	const silent = createServer().listen(0, '127.0.0.1');
	await once(silent, 'listening');
	const { port } = silent.address() as AddressInfo;
	const terminal = start(['-s', `nats://127.0.0.1:${port}`, '--timeout', '60s']);
	await terminal.waitForText('Connecting to');
	terminal.send('q');
	expect((await terminal.exit).code).toBe(0);
	expect(terminal.alternate()).toBe(false);
	silent.close();
});

describe('nobody there any more', () => {
	test.each(all)('it ends when the shell above it is killed ($name)', async ({ path: node }) => {
		const { shell, pid } = await shellWithMonitor({ node });
		process.kill(shell.pid, 'SIGKILL');
		await waitFor(() => !isAlive(pid), { what: 'the end of the program', timeout: 5000 });
	});

	test('it ends when the terminal is closed, also where hangups are ignored', async () => {
		for (const command of ['', 'trap "" HUP; ']) {
			const shell = await startShell();
			shell.type(`${command}${[...launcher(), ...login()].map((word) => `'${word}'`).join(' ')}`);
			await shell.waitForText('● n3');
			const pid = await childOf(shell.pid);
			shell.hangUp();
			await waitFor(() => !isAlive(pid), { what: 'the end of the program', timeout: 5000 });
		}
	});
});

test.skipIf(isExecutable).each([
	['a fault', 'SIGUSR2', { code: 1, signal: 0 }],
	['SIGTERM', 'SIGTERM', { code: 0, signal: 15 }],
] as const)('%s in the demo takes its servers and their folder away', async (_, signal, end) => {
	const { path } = await findSuite('forky');
	const env = { NATS_SERVER: path, TMPDIR: demoDir, FAIL_BY: 'view' };
	const terminal = start(['demo'], { nodeFlags: ['--import', fixture], env });
	await terminal.waitForText('● demo-3', 40_000);
	const pids = readdirSync(demoDir).flatMap((folder) => serversIn(join(demoDir, folder)));
	expect(pids).toHaveLength(3);
	process.kill(terminal.pid, signal);
	expect(await terminal.exit).toMatchObject(end);
	expect(terminal.alternate()).toBe(false);
	await waitFor(() => readdirSync(demoDir).length === 0, { what: 'the folder to be removed' });
	await waitFor(() => !pids.some(isAlive), { what: 'the end of the servers' });
});
