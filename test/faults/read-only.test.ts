// --read-only: no key and no command can reload, because what would do it is not there.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, start } from '../helpers/terminal.ts';

closeTerminals();

let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
});
afterAll(() => cluster.stop());

/** Files of the program that import a function itself, not only its type. */
const importers = (name: string, folder = 'source'): string[] =>
	readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) =>
			new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from`).test(readFileSync(path, 'utf8')),
		)
		.map((path) => relative('.', path));

test('only the composition of the monitor and the command know the functions that reload, kick and move', () => {
	expect(importers('reloadServer').sort()).toEqual([
		'source/commands/reload-many.ts',
		'source/commands/reload.ts',
		'source/render-monitor.tsx',
	]);
	expect(importers('actOnConnection')).toEqual(['source/render-monitor.tsx']);
	const live = readFileSync('source/render-monitor.tsx', 'utf8');
	expect(live.match(/reloadServer/g)).toHaveLength(2);
	expect(live).toContain('sendReload={options.config.readOnly ? undefined : reloadServer}');
	expect(live.match(/actOnConnection/g)).toHaveLength(2);
	expect(live).toContain('sendAct={options.config.readOnly ? undefined : actOnConnection}');
	// Nothing else that changes a server has a subject.
	expect(readFileSync('source/nats/subjects.ts', 'utf8')).not.toContain('STEPDOWN');
	// What others send about claims is only listened to.
	const feed = readFileSync('source/nats/events-feed.ts', 'utf8');
	expect(feed.match(/.*claimsSubjects.*/g)).toEqual([
		expect.stringMatching(/^(import|\tclaimsSubjects,$)/),
		expect.stringMatching(/^\t*\/\*\*/),
		expect.stringContaining('for (const subject of claimsSubjects) {'),
	]);
	expect(feed).not.toMatch(/\.publish\(/);
	expect(feed.match(/\.(ask|gather)\(/g)).toHaveLength(1);
});

test('the key says why it is off, and no server hears of it', async () => {
	const client = await cluster.systemClient();
	const heard: string[] = [];
	client.subscribe('$SYS.REQ.SERVER.*.RELOAD', { callback: (_, { subject }) => void heard.push(subject) });
	await client.flush();
	const { user, password } = cluster.logins.sys;
	const flags = ['--server', cluster.urls[0] ?? '', '--user', user, '--password', password, '--read-only'];
	const terminal = start(flags, { columns: 120, rows: 40 });
	await terminal.waitForText('n1');
	await terminal.waitForText('read-only');
	for (const keys of ['R', 'y', '\r', '\x1b', ':reload n1\r', 'y', '\r']) {
		await terminal.sendSlowly([keys], 0);
		await terminal.waitForText(/natstop/);
	}
	await terminal.waitForText(/Reload is off: read-only|read-only/);
	terminal.send('\x1bq');
	await client.flush();
	expect(heard).toEqual([]);
	await client.close();
});
