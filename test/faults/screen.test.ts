// The same faults as a person sees them: the built program on a terminal.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, start } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { noticed } from './watch.ts';

closeTerminals();

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const size = { columns: 120, rows: 40 };

describe('a cluster of three', () => {
	test('loses one server, then all, and comes back', async () => {
		const flags = ['--server', cluster.urls[0] ?? '', '--creds', cluster.creds.sys];
		const terminal = start(flags, size);
		await terminal.waitForText(/3 of 3 servers/, 20_000);
		await waitFor(() => terminal.screen().includes('3 ok'), { what: 'three rows' });
		await cluster.servers[2]?.kill9();
		const killed = { fault: 'SIGKILL, on the screen', limit: 4 };
		await noticed({ ...killed, seen: '✗ n3, 1 down, DOWN' }, () => {
			const screen = terminal.screen();
			return /1 down/.test(screen) && /DOWN +n3 +no responders for its id/.test(screen);
		});
		const since = performance.now();
		await Promise.all(cluster.servers.slice(0, 2).map((server) => server.kill9()));
		const lost = { fault: 'every server killed, on the screen', limit: 2, since };
		await noticed({ ...lost, seen: 'DISCONNECTED' }, () => terminal.screen().includes('DISCONNECTED'));
		await terminal.waitForText(/everything below is as of \d\d:\d\d:\d\d/);
		await terminal.waitForText('actions are off');
		await terminal.waitForText(/R P off: disconnected/);
		// Data is kept.
		expect(terminal.screen()).toMatch(/n1 .*2\.15/);
		terminal.send('R');
		await terminal.waitForText('Reload is off: disconnected');
		terminal.send('\x1b');
		await terminal.waitForText(/try [2-9]/, 20_000);
		await Promise.all(cluster.servers.map((server) => server.start()));
		await terminal.waitForNo('DISCONNECTED', 20_000);
		await terminal.waitForText('3 ok', 20_000);
		expect(terminal.screen()).toMatch(/reconnected to/);
	});

	test('says to a user that may do nothing which permissions it lacks', async () => {
		const creds = await cluster.userCreds('SYS', {
			permissions: { pub: { deny: ['>'] }, sub: { deny: ['>'] } },
		});
		const terminal = start(['--server', cluster.urls[0] ?? '', '--creds', creds], size);
		await terminal.waitForText('this user lacks permissions', 20_000);
		await terminal.waitForText('not permitted to publish $SYS.REQ.SERVER.PING');
		await terminal.waitForText(/and \d+ more/);
	});

	test('says why a denied reload did nothing, and goes on', async () => {
		const creds = await cluster.userCreds('SYS', {
			permissions: { pub: { deny: ['$SYS.REQ.SERVER.*.RELOAD'] } },
		});
		const terminal = start(['--server', cluster.urls[0] ?? '', '--creds', creds], size);
		await terminal.waitForText('3 ok', 20_000);
		terminal.send('R');
		await terminal.waitForText('Reload configuration');
		terminal.send('y');
		await terminal.waitForText('This user may not send the request');
		terminal.send('\x1b');
		await terminal.waitForText(/DENIED .*not permitted to publish \$SYS\.REQ\.SERVER\.\*\.RELOAD/);
		await terminal.waitForText('3 ok');
	});
});
