// A recording of real servers in a real terminal: shown without a connection, stepped through, and left.

import { copyFileSync, truncateSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempDir } from '../helpers/temp-dir.ts';
import { closeTerminals, start } from '../helpers/terminal.ts';

closeTerminals();
const dir = tempDir();
const recording = resolve('test/fixtures/recordings/killed-server.natstop.gz');

describe('natstop replay', () => {
	test('shows a recording from its beginning, steps through it, and refuses what asks servers', async () => {
		const terminal = await start(['replay', recording]);
		await terminal.waitForText(/REPLAY \d\d:\d\d:\d\d ×1 ■ 0%/);
		terminal.send('.');
		await terminal.waitForText(/×1 ■ 5%/);
		terminal.send('R');
		await terminal.waitForText('a recording is looked at: nothing can be asked');
		terminal.send('t');
		await terminal.waitForText('Go to');
		terminal.send('+16s\r');
		await terminal.waitForText(/DOWN +n3/);
		terminal.send('G');
		await terminal.waitForText('100%');
		terminal.send('q');
		expect((await terminal.exit).code).toBe(0);
	});

	test('shows a recording that is cut up to there, and says where it is', async () => {
		const path = join(dir, 'cut.natstop.gz');
		copyFileSync(recording, path);
		truncateSync(path, 20_000);
		const terminal = await start(['replay', path]);
		await terminal.waitForText('damaged');
		await terminal.waitForText('it is cut');
		terminal.send('q');
		expect((await terminal.exit).code).toBe(0);
	});

	test('says in one sentence what is no recording, with exit code 2', async () => {
		const terminal = await start(['replay', resolve('package.json')]);
		await terminal.waitForText('is no recording of natstop');
		expect((await terminal.exit).code).toBe(2);
		expect(terminal.alternate()).toBe(false);
	});
});
