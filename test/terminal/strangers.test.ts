// What somebody who cannot log in brings onto the terminal of `natstop events`, on a real server.

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, start } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
});
afterAll(() => cluster.stop());

/** Tries to log in with these words, as no client library would. */
const tryLogin = async (words: Readonly<Record<string, string>>): Promise<void> => {
	const socket = connect(Number(new URL(cluster.urls[0] ?? '').port), '127.0.0.1');
	socket.on('error', () => undefined);
	socket.resume();
	socket.write(`CONNECT ${JSON.stringify({ verbose: false, pass: 'wrong', ...words })}\r\nPING\r\n`);
	await once(socket, 'close');
};

test('a name that is made to wrap into a line of its own never begins a row', async () => {
	const { user, password } = cluster.logins.sys;
	const login = ['-s', cluster.urls.join(','), '--user', user, '--password', password, '--no-context'];
	const terminal = start(['events', ...login], { columns: 80, rows: 24 });
	const forged = 'x DOWN       n1           silent for 15s';
	// Until natstop listens.
	await waitFor(
		async () => {
			await tryLogin({ user: 'early' });
			return terminal.screen().includes('early');
		},
		{ what: 'a failed login' },
	);
	for (let blanks = 36; blanks < 48; blanks++) {
		await tryLogin({
			user: `bob${' '.repeat(blanks)}${forged}`,
			name: '" · cid 7 · 10.0.0.1',
			lang: 'go · x',
		});
	}
	await tryLogin({ user: 'the-last' });
	await terminal.waitForText('the-last');
	const rows = terminal.screen().split('\n');
	expect(rows.filter((row) => /^\S/.test(row) && !/^\d\d:\d\d:\d\dZ? /.test(row))).toEqual([]);
	expect(rows.join('')).toContain('x DOWN n1');
	expect(rows.join('')).not.toMatch(/ · cid 7 · /);
	expect(rows.join('\n')).not.toContain(forged);
});
