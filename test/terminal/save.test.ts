// Settings that are saved on screen are there when natstop starts again, in a real terminal.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { closeTerminals, press, start, type Terminal } from '../helpers/terminal.ts';

closeTerminals();
const home = tempDir();
const file = join(home, 'natstop', 'config.json');
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster();
});
afterAll(() => cluster.stop());

const watch = async (): Promise<Terminal> => {
	const args = ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys];
	const terminal = start(args, { columns: 120, rows: 40, env: { XDG_CONFIG_HOME: home } });
	await terminal.waitForText(/> ● n1 /);
	return terminal;
};

test('columns that were chosen and saved are there after a restart', async () => {
	const first = await watch();
	await press(first, [
		['C', /Columns of Servers: as there is room/],
		['jJ', /Columns of Servers: chosen/],
		['\r', /NAME +VER +CLUSTER/],
		[':theme mono\r:save\r', /Save settings to[\s\S]*theme +default → mono[\s\S]*servers columns/],
		['y', /● saved to \S*config\.json/],
		[':save\r', 'there is nothing to save'],
	]);
	first.send('q');
	expect(await first.exit).toEqual({ code: 0, signal: 0 });
	expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
		theme: 'mono',
		screens: { servers: { columns: expect.arrayContaining(['name', 'ver', 'cluster']) } },
	});

	const second = await watch();
	expect(second.screen()).toMatch(/NAME +VER +CLUSTER/);
	await press(second, [
		[':sort mem\r', /sort MEM▼/],
		[':reset\r', /are as natstop started/],
		[':sort name\r:save\r', /servers sort +trouble → name/],
	]);
	// Somebody else is at the file while the question stands.
	writeFileSync(file, '{ "theme": ');
	await press(second, [['y', /not saved: the configuration file [\s\S]*is not valid JSON/]]);
	expect(readFileSync(file, 'utf8')).toBe('{ "theme": ');
	second.send('q');
	expect((await second.exit).code).toBe(0);
});
