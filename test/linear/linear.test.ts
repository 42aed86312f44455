// Linear mode in a real terminal: sentences, one a line, and nothing that moves the cursor.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { closeTerminals, start } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
const home = tempDir();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster();
});
afterAll(() => cluster.stop());

const args = (): string[] => ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys, '--linear'];
const summary = /3 servers: 3 ok; \d+ connections?; .* messages a second in, .* out/;

/** Every control character but the ends of lines. */
const controls = /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/;

test('linear mode says who and how many, sums up on Enter, tells its keys, and q quits', async () => {
	const terminal = start(args(), { columns: 200, rows: 40, env: { TERM: 'dumb' } });
	await terminal.waitForText(/^natstop \S+, .*; times are in UTC\./m);
	await terminal.waitForText(/^Connected to \S+, server n\d as sys in account SYS\. *$/m);
	await terminal.waitForText(summary);
	await terminal.waitForText(/^Enter sums up, question mark tells the keys, q quits\. *$/m);
	const count = () => terminal.screen().match(new RegExp(summary, 'g'))?.length ?? 0;
	const before = count();
	terminal.send('\r');
	await waitFor(() => count() === before + 1, { what: 'a summary' });
	// Arrows and unknown keys say nothing, and what is pressed is not echoed.
	terminal.send('\x1b[Ax');
	terminal.send('?');
	await waitFor(() => terminal.screen().split('Enter sums up').length === 3, { what: 'the keys' });
	expect(terminal.raw()).not.toMatch(controls);
	terminal.send('q');
	expect((await terminal.exit).code).toBe(0);
});

test('linear mode calls who looks away, and runs their command, when a server goes down', async () => {
	const told = join(home, 'told');
	const script = 'require("fs").appendFileSync(process.argv[1], require("fs").readFileSync(0))';
	mkdirSync(join(home, 'natstop'));
	writeFileSync(
		join(home, 'natstop', 'config.json'),
		JSON.stringify({ onCritical: [process.execPath, '-e', script, told] }),
	);
	const terminal = start([...args(), '--notify', 'osc9'], { columns: 200, env: { XDG_CONFIG_HOME: home } });
	await terminal.waitForText('q quits.');
	const own = /^Connected to .*, server (n\d)/m.exec(terminal.screen())?.[1];
	const other = cluster.servers.find(({ name }) => name !== own);
	await other?.kill9();
	await waitFor(() => terminal.raw().includes(`\x1b]9;natstop: down ${other?.name}: `), {
		what: 'a notification',
	});
	await terminal.waitForText(new RegExp(`^Error: down on ${other?.name}: `, 'm'));
	const found = await waitFor(() => existsSync(told) && readFileSync(told, 'utf8').split('\n')[0], {
		what: 'the command',
	});
	expect(JSON.parse(found)).toMatchObject({ check: 'down', severity: 'critical', server: other?.name });
	// Nothing else than the notification is no text.
	expect(terminal.raw().replace(/\x1b\]9;natstop: [^\x07]*\x07/g, '')).not.toMatch(controls);
	await other?.start();
	await terminal.waitForText(new RegExp(`^(Warning: restart|Back|New) on ${other?.name}: `, 'm'));
	terminal.send('q');
	expect((await terminal.exit).code).toBe(0);
});

test('linear mode tells what becomes of servers, and what is known while its link is lost', async () => {
	const terminal = start(args(), { columns: 200, rows: 60 });
	await terminal.waitForText('q quits.');
	const own = /^Connected to .*, server (n\d)/m.exec(terminal.screen())?.[1];
	const other = cluster.servers.find(({ name }) => name !== own);
	await other?.kill9();
	await terminal.waitForText(
		new RegExp(`^(Warning: stale|Error: down) on ${other?.name}: .*\\. \\d\\d:\\d\\d:\\d\\d\\. *$`, 'm'),
	);
	await other?.start();
	await terminal.waitForText(new RegExp(`^(Warning: restart|Back|New) on ${other?.name}: `, 'm'));
	await Promise.all(cluster.servers.map((server) => server.kill9()));
	await terminal.waitForText(/^Error: link on n\d: disconnected from /m);
	terminal.send('\r');
	await terminal.waitForText(/^Disconnected from .* for .*; as of \d\d:\d\d:\d\d: 3 servers: 3 unknown/m);
	expect(terminal.raw()).not.toMatch(controls);
	terminal.send('q');
	expect((await terminal.exit).code).toBe(0);
});

test('linear mode ends with one sentence where there is no server, and where it is not the system account', async () => {
	const nobody = start(['-s', '127.0.0.1:1', '--linear'], { columns: 200 });
	expect((await nobody.exit).code).toBe(1);
	expect(nobody.screen()).toContain('natstop: ');
});
