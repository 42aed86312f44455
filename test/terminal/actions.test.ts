// Acting on servers, hostile names, a quiet terminal, and servers that go away: in a real terminal.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import {
	closeTerminals,
	launcher,
	start,
	startShell,
	type Terminal,
	type TerminalOptions,
} from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';

closeTerminals();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const login = () => ['-s', cluster.urls.join(','), '--creds', cluster.creds.sys, '--sort', 'name'];

const watch = async (options: TerminalOptions = {}, ...more: string[]): Promise<Terminal> => {
	const terminal = start([...login(), ...more], { columns: 120, rows: 40, ...options });
	await terminal.waitForText(/^> ● n1 [\s\S]*● n2 [\s\S]*● n3 /m);
	return terminal;
};

/** `7.87MB` in kB, as pprof counts. */
const kilobytes = (size = ''): number =>
	Number.parseFloat(size) * (size.endsWith('MB') ? 1024 : size.endsWith('kB') ? 1 : Number.NaN);

describe('actions', () => {
	test('a reload asks, applies what changed, and says so', async () => {
		const terminal = await watch();
		terminal.send('jR');
		await terminal.waitForText(/Reload configuration[\s\S]*Server +n2 /);
		terminal.send('\r');
		await terminal.waitForNo('Reload configuration');
		expect(terminal.screen()).not.toContain('reloaded');
		await cluster.servers[1]?.writeConfig({ max_payload: 500_000 });
		terminal.send('R');
		await terminal.waitForText('Reload configuration');
		terminal.send('y');
		await terminal.waitForText(/n2 reloaded in \d+ms/);
		await terminal.waitForText(/RELOAD +n2/);
		expect(terminal.screen()).not.toContain('Reload configuration');
	});

	test('a refused reload stays on screen in the words of the server', async () => {
		const terminal = await watch();
		await cluster.servers[2]?.writeConfigText('this is { no configuration\n');
		terminal.send('jjR');
		await terminal.waitForText(/Server +n3 /);
		terminal.send('y');
		await terminal.waitForText(/n3 refused the reload[\s\S]*keeps running/);
		terminal.send('y');
		await waitFor(() => terminal.raw().includes('\x1b]52;c;'), { what: 'the error on the clipboard' });
		await cluster.servers[2]?.writeConfig({});
		terminal.send('r');
		await terminal.waitForText(/n3 reloaded/);
	});

	test('with --read-only nothing is reloaded, and the reason is said', async () => {
		const terminal = await watch({}, '--read-only');
		terminal.send('R');
		await terminal.waitForText(/read-only/);
		terminal.send('y');
		terminal.send('q');
		await terminal.waitForNo('━ Reload');
		expect(terminal.screen()).not.toContain('reloaded');
	});

	test('a profile is saved for us alone, and its path is said again at the end', async () => {
		const shell = await startShell({ columns: 120, rows: 40 });
		shell.launch(login());
		await shell.waitForText(/^> ● n1 /m);
		shell.send('P');
		await shell.waitForText(/Capture profile +n1[\s\S]*> heap/);
		shell.send('\r');
		await shell.waitForText('Profile saved');
		const name = readdirSync(shell.home).find((each) => each.endsWith('.pprof')) ?? '';
		const path = join(shell.home, name);
		expect(shell.screen()).toContain(path);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readFileSync(path).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
		shell.send('qq');
		const { code, output } = await shell.prompted();
		expect(code).toBe(0);
		expect(output.slice(output.lastIndexOf('\x1b[?1049l'))).toContain(path);
	});

	test('profiles of marked servers are read as their sum, equal to that of their files, and one by one', async () => {
		const terminal = await watch();
		terminal.send('mm');
		await terminal.waitForText(/2 marked/);
		terminal.send('P');
		await terminal.waitForText(/Capture profile +2 servers[\s\S]*> heap/);
		terminal.send('\r');
		await terminal.waitForText('2 of 2 saved');
		terminal.send('\r');
		const text = await terminal.waitForText(/heap of 2 servers +[\s\S]*FLAT%.* n1 .* n2 .*FUNCTION/);
		const names = readdirSync(terminal.home).filter((each) => each.endsWith('.pprof'));
		expect(names.map((name) => name.replace(/-heap-d0-.*/, '')).sort()).toEqual(['natstop-n1', 'natstop-n2']);
		const [, total] = / total (\S+) /.exec(text) ?? [];
		const [command = '', ...words] = [...launcher(), 'profile', '--sum', ...names, '--top'];
		const printed = execFileSync(command, words, {
			cwd: terminal.home,
			encoding: 'utf8',
			stdio: 'pipe',
		});
		const [, sum] = / of (\S+) total/.exec(printed) ?? [];
		expect(kilobytes(sum) / kilobytes(total)).toBeCloseTo(1, 2);
		terminal.send('s');
		await terminal.waitForText(/Profile of[\s\S]*sum of 2 servers[\s\S]* n1[\s\S]* n2/);
		terminal.send('j\r');
		await terminal.waitForNo('of 2 servers');
		await terminal.waitForText(/FLAT%/);
	});
});

describe('hostile names', () => {
	test('nothing of them reaches the terminal as a command, and rows keep their width', async () => {
		// The title of the terminal is an OSC sequence of our own.
		const terminal = await watch({}, '--no-title');
		const names = [
			'\x1b]52;c;aGFja2Vk\x07clip',
			'\x1b]0;owned\x07title',
			'\x1b[2J\x1b[31mred',
			'\u202eevil\u202c',
			'two\nlines\r\tand',
			'\x9b31mc1\x9d52;c;aGFja2Vk\x9c',
			'wide 漢字 👩‍👩‍👧 zero\u200bwidth',
			'cut \x1b',
		];
		for (const name of names) {
			const client = await cluster.appClient({ name });
			await client.close();
		}
		await waitFor(() => (terminal.screen().match(/ DISCONNECT /g) ?? []).length >= names.length, {
			what: 'all names',
		});
		await terminal.waitForText('漢字');
		terminal.send('3kkkk\rvjj');
		await terminal.waitForText('"name": ');
		terminal.send('qq');
		const raw = terminal.raw();
		expect(raw).not.toContain('\x1b]');
		expect(raw).not.toContain('\x1b[2J');
		expect(raw).not.toMatch(/\x1b\[31m?red/);
		expect(raw).not.toMatch(/[\x00-\x07\x0b\x0c\x0e-\x1a\x7f]/);
		const text = Buffer.from(raw, 'latin1').toString();
		expect(text).not.toMatch(/[\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
		expect(terminal.screen()).toContain('·]52;c;aGFja2Vk·clip');
		for (const line of terminal.screen().split('\n').slice(0, 8)) expect(line).toHaveLength(120);
	});
});

describe('a quiet terminal', () => {
	test('a frame that is the same writes nothing', async () => {
		const terminal = await watch({ columns: 80, rows: 24 }, '--interval', '60s');
		terminal.send('p');
		await terminal.waitForText('PAUSED');
		// Paused, and without a clock at this width: only answers to keys are drawn.
		const settled = terminal.written();
		terminal.send('\x1b[6~\x1b[5~');
		await terminal.sendSlowly(['', ''], 5000);
		const quiet = terminal.written() - settled;
		console.log(`paused at 80x24: ${quiet} bytes in 5 s`);
		expect(terminal.raw().slice(settled)).not.toContain('1 Servers');
	});

	test('a live picture writes changes only', async () => {
		const terminal = await watch();
		const from = terminal.written();
		await terminal.sendSlowly(['', ''], 5000);
		const bytes = terminal.written() - from;
		console.log(`live at 120x40: ${bytes} bytes in 5 s`);
		expect(terminal.raw().slice(from)).not.toContain('1 Servers');
	});
});

describe('servers that go away', () => {
	test('the one connected to: it is said, the picture stays, and another takes over', async () => {
		const terminal = await watch();
		const port = /127\.0\.0\.1:(\d+)/.exec(terminal.lines()[0] ?? '')?.[1];
		const server = cluster.servers.find((each) => each.port === Number(port));
		expect(server).toBeDefined();
		await server?.stop();
		await terminal.waitForText(/LINK +\S+ +disconnected from/);
		await terminal.waitForText(/LINK +\S+ +reconnected to/);
		await terminal.waitForText(new RegExp(`✗ ${server?.name} `));
		await server?.start();
		await terminal.waitForText(new RegExp(`● ${server?.name} `), 20_000);
	});

	test('all of them: the banner, actions that are off, and the way back', async () => {
		const terminal = await watch();
		await Promise.all(cluster.servers.map((server) => server.stop()));
		await terminal.waitForText(/✗ DISCONNECTED/);
		await terminal.waitForText(/as of \d\d:\d\d:\d\d/);
		terminal.send('R');
		await terminal.waitForText(/off: disconnected|disconnected/i);
		terminal.send('q');
		await Promise.all(cluster.servers.map((server) => server.start()));
		terminal.send('r');
		await terminal.waitForText(/● n1 [\s\S]*● n2 [\s\S]*● n3 /, 20_000);
		terminal.send('q');
		expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
	});
});
