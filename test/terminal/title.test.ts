// The title of a real terminal: ours while the screen is, and nobody's where it is not wanted or not understood.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import {
	closeTerminals,
	isExecutable,
	launcher,
	start,
	startShell,
	type Terminal,
} from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
const dir = tempDir();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const login = () => ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys];

/** All titles that were set, in order; the empty one gives the terminal back. */
const titles = (terminal: Terminal): string[] =>
	[
		...Buffer.from(terminal.raw(), 'latin1')
			.toString()
			.matchAll(/\x1b\]2;([^\x07]*)\x07/g),
	].map(([, text = '']) => text);

const titled = (terminal: Terminal, title: RegExp) =>
	waitFor(() => title.test(titles(terminal).at(-1) ?? '-'), { what: `the title ${title}` });

/** What a shell with the monitor wrote about its title, from the first to the last; that it connects is not always seen. */
const sequences = (terminal: Terminal): string[] =>
	[
		...terminal
			.raw()
			.replaceAll(/\x1b\]2;natstop [\d.:]+ connecting\x07/g, '')
			.matchAll(/\x1b\[2[23];2t|\x1b\]2;[^\x07]*\x07|\x1b\[\?1049[hl]/g),
	].map(([text]) => text.replace(/127\.0\.0\.1:\d+/, 'HOST'));

const ours = ['\x1b[22;2t', '\x1b]2;natstop HOST\x07'];
const back = ['\x1b]2;\x07', '\x1b[23;2t'];
const screen = (inner: readonly string[]) => ['\x1b[?1049h', ...inner, '\x1b[?1049l'];

const shellWithMonitor = async (flags: readonly string[] = [], env: Record<string, string> = {}) => {
	const shell = await startShell({ env });
	shell.launch([...login(), ...flags]);
	await shell.waitForText('● n3');
	return shell;
};

describe('the title of the terminal', () => {
	test('is ours with the screen, and given back with it: q, Ctrl-Z and fg, a signal', async () => {
		const shell = await shellWithMonitor();
		await titled(shell, /^natstop 127\.0\.0\.1:\d+$/);
		shell.send('\x1a');
		await shell.prompted();
		expect(sequences(shell)).toEqual(screen([...ours, ...back]));
		shell.type('fg');
		await titled(shell, /^natstop 127/);
		shell.send('q');
		await shell.prompted();
		expect(sequences(shell)).toEqual([...screen([...ours, ...back]), ...screen([...ours, ...back])]);
		const other = start(login());
		await titled(other, /^natstop 127/);
		process.kill(other.pid, 'SIGTERM');
		await other.exit;
		expect(sequences(other)).toEqual(screen([...ours, ...back]));
	});

	test.skipIf(isExecutable).each(['exception', 'view'])(
		'is given back by a program that fails (%s)',
		async (way) => {
			const nodeFlags = ['--import', resolve('test/fixtures/crash/on-signal.mjs')];
			const terminal = start(login(), { nodeFlags, env: { FAIL_BY: way } });
			await terminal.waitForText('● n3');
			await titled(terminal, /^natstop 127/);
			process.kill(terminal.pid, 'SIGUSR2');
			expect((await terminal.exit).code).toBe(1);
			expect(sequences(terminal)).toEqual(screen([...ours, ...back]));
		},
	);

	test('is left alone with --no-title, by the configuration, and where a terminal has none', async () => {
		const home = join(dir, 'config');
		mkdirSync(join(home, 'natstop'), { recursive: true });
		writeFileSync(join(home, 'natstop', 'config.json'), '{ "title": false }');
		for (const [flags, env] of [
			[['--no-title'], {}],
			[[], { XDG_CONFIG_HOME: home }],
			[[], { TERM: 'linux' }],
			[[], { TERM: 'vt100' }],
		] as const) {
			const shell = await shellWithMonitor(flags, env);
			shell.send('q');
			await shell.prompted();
			expect(sequences(shell)).toEqual(screen([]));
		}
	});

	test('is in no pipe and in no sentence', async () => {
		const shell = await startShell();
		const command = [...launcher(), ...login()].map((word) => `'${word}'`).join(' ');
		shell.type(`${command} | cat`);
		expect((await shell.prompted()).output).toContain('n3');
		shell.type(`${command} --linear`);
		await shell.waitForText('3 servers');
		shell.send('q');
		await shell.prompted();
		expect(sequences(shell)).toEqual([]);
	});

	test('counts the servers that are in trouble', async () => {
		const terminal = start(login());
		await titled(terminal, /^natstop 127\.0\.0\.1:\d+$/);
		await cluster.servers[2]?.kill9();
		await titled(terminal, /^natstop 127\.0\.0\.1:\d+ \d✗/);
	});
});
