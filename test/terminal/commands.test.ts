// Commands, help, copies and exports, in a real terminal.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, press, start, type Terminal, type TerminalOptions } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster();
});
afterAll(() => cluster.stop());

const esc = '\x1b';

/** The monitor with all servers on screen, sorted by name, the first selected. */
const watch = async (options: TerminalOptions = {}, ...more: string[]): Promise<Terminal> => {
	const args = ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys, '--sort', 'name', ...more];
	const terminal = start(args, { columns: 120, rows: 40, ...options });
	await terminal.waitForText(/> ● n1 [\s\S]*● n2 [\s\S]*● n3 /);
	return terminal;
};

describe('commands', () => {
	test('are completed, run, and answered when they make no sense', async () => {
		const terminal = await watch();
		await press(terminal, [
			[':so\t', /^ :sort /m],
			['mem\r', /sort MEM▼/],
			[':open n\t3\r', /━━ n3 /],
			['q', '1 Servers'],
			[':nonsense\r', /no command "nonsense": /],
			[esc, /\? help/],
			[':interval 5s\r', /every 5s/],
			[':profile n2 heap\r', /Capture profile +n2[\s\S]*> heap/],
		]);
		terminal.send('q');
		await terminal.waitForNo('Capture profile');
		await press(terminal, [[':hel\r', '━ Help']]);
		terminal.send('q');
		await terminal.waitForNo('━ Help');
		await press(terminal, [
			[':', /^ :/m],
			[`${esc}[A`, /^ :hel/m],
			['\x7f\x7f\x7f\x7f', '? help'],
		]);
	});

	test('the help names every key, searches, and closes', async () => {
		const terminal = await watch();
		await press(terminal, [
			['?', /Act on the server[\s\S]*capture profile/],
			['/zo[', /zo\[/],
			['\x7f', /zoom pane/],
		]);
		await terminal.waitForNo('capture profile');
		await press(terminal, [
			['\r', 'zoom pane'],
			[esc, 'capture profile'],
		]);
		terminal.send('?');
		await terminal.waitForNo('capture profile');
	});
});

describe('out', () => {
	test('copying writes OSC 52 with what is selected', async () => {
		const terminal = await watch();
		await press(terminal, [['jy', 'copied n2']]);
		expect(terminal.raw()).toContain(`\x1b]52;c;${Buffer.from('n2').toString('base64')}\x07`);
		await press(terminal, [['\ry', 'copied the server id']]);
		const copied = /\x1b\]52;c;(\w{20,}=*)\x07/.exec(terminal.raw())?.[1] ?? '';
		expect(Buffer.from(copied, 'base64').toString()).toMatch(/^N[A-Z2-7]{55}$/);
	});

	test('--clipboard none writes nothing and says so', async () => {
		const terminal = await watch({}, '--clipboard', 'none');
		await press(terminal, [['y', 'copying is off']]);
		expect(terminal.raw()).not.toContain('\x1b]52');
	});

	test('exporting writes what is shown to a new file that only we can read', async () => {
		const terminal = await watch({ columns: 200 });
		const written = async (kind: string) => {
			await terminal.waitForText(`natstop-${kind}`);
			const name = await waitFor(
				() => readdirSync(terminal.home).find((each) => each.includes(kind) && !each.endsWith('.part')),
				{
					what: `the file of ${kind}`,
				},
			);
			const path = join(terminal.home, name);
			await terminal.waitForText(path);
			expect(statSync(path).mode & 0o777).toBe(0o600);
			return readFileSync(path, 'utf8');
		};
		terminal.send('e');
		expect(JSON.parse(await written('servers'))).toMatchObject([
			{ server: 'n1' },
			{ server: 'n2' },
			{ server: 'n3' },
		]);
		// Another file within a minute is asked about.
		const again = async (keys: string) => {
			terminal.send(keys);
			await terminal.waitForText('Export again');
			terminal.send('y');
		};
		await again('3e');
		expect((await written('events')).split('\n')[0]).toContain('"kind":"LINK"');
		// The answer as it came, once it is there.
		terminal.send('1\rv');
		await terminal.waitForText('"feature_flags"');
		await again('e');
		expect(JSON.parse(await written('statsz-n1'))).toMatchObject({ server: { name: 'n1' } });
	});
});
