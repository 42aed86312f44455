// The mouse in a real terminal: what it does, and that its modes are taken back whenever somebody else has the terminal.

import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import {
	childOf,
	closeTerminals,
	isExecutable,
	type Shell,
	startShell,
	type TerminalOptions,
} from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const on = '\x1b[?1000h\x1b[?1006h';
const off = '\x1b[?1006l\x1b[?1000l';

const launch = async (flags: readonly string[], options: TerminalOptions = {}): Promise<Shell> => {
	const shell = await startShell(options);
	shell.launch(['-s', cluster.urls.join(','), '--creds', cluster.creds.sys, '--sort', 'name', ...flags]);
	await shell.waitForText('● n3');
	return shell;
};

const isOn = ({ raw }: Shell): boolean => raw().lastIndexOf(on) > raw().lastIndexOf(off);

const waitUntilOn = (shell: Shell) => waitFor(() => isOn(shell), { what: 'the mouse to be on' });

const rowOf = (shell: Shell, text: string): number => shell.lines().findIndex((line) => line.includes(text));

test('clicks choose and sort, split or whole, and the modes are taken back for the shell and at the end', async () => {
	const shell = await launch(['--mouse']);
	await waitUntilOn(shell);
	const report = `\x1b[<0;8;${rowOf(shell, '● n3') + 1}M`;
	shell.send(`${report}${report.replace('M', 'm')}`);
	await shell.waitForText(/^> ● n3/m);
	const split = [...`\x1b[<0;8;${rowOf(shell, '● n2') + 1}M`];
	await shell.sendSlowly(split, 5);
	await shell.waitForText(/^> ● n2/m);
	shell.send(`\x1b[<0;6;${rowOf(shell, 'CLUSTER') + 1}M`);
	await shell.waitForText('sort NAME▼');
	shell.send('\x1a');
	expect((await shell.prompted()).code).toBe(148);
	expect(isOn(shell)).toBe(false);
	shell.type('fg');
	await waitUntilOn(shell);
	await shell.waitForText(/^> ● n2/m);
	// The screen is drawn anew, and the mouse is on again.
	shell.send('\x0c');
	await waitFor(() => shell.raw().split(on).length > 3 && isOn(shell), { what: 'the mouse to be on again' });
	shell.send('q');
	expect((await shell.prompted()).code).toBe(0);
	expect(isOn(shell)).toBe(false);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
	'the modes are taken back after %s',
	async (signal) => {
		const shell = await launch(['--mouse']);
		await waitUntilOn(shell);
		process.kill(await childOf(shell.pid), signal);
		await shell.prompted();
		expect(isOn(shell)).toBe(false);
	},
);

// Provoked from a module that only Node can be made to load.
test.skipIf(isExecutable).each(['timer', 'rejection', 'view'])(
	'the modes are taken back after a fault in a %s',
	async (way) => {
		const nodeFlags = ['--import', resolve('test/fixtures/crash/on-signal.mjs')];
		const shell = await launch(['--mouse'], { nodeFlags, env: { FAIL_BY: way } });
		await waitUntilOn(shell);
		process.kill(await childOf(shell.pid), 'SIGUSR2');
		expect((await shell.prompted()).code).toBe(1);
		expect(isOn(shell)).toBe(false);
	},
);

test('the modes are taken back where the shell stops the program from outside', async () => {
	const shell = await launch(['--mouse']);
	await waitUntilOn(shell);
	process.kill(await childOf(shell.pid), 'SIGTSTP');
	expect((await shell.prompted()).code).toBe(148);
	expect(isOn(shell)).toBe(false);
	shell.type('fg');
	await waitUntilOn(shell);
});

test('without the flag nothing is written about the mouse', async () => {
	const shell = await launch([]);
	shell.send('q');
	await shell.prompted();
	expect(shell.raw()).not.toMatch(/\x1b\[\?100[0-9][hl]/);
});
