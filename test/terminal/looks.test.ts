// What the program looks like in other terminals, at other sizes, and where there is none to draw on.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
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
const dir = tempDir();
let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const login = (creds = cluster.creds.sys) => ['-s', cluster.urls.join(','), '--creds', creds];

const watch = async (options: TerminalOptions = {}, ...more: string[]): Promise<Terminal> => {
	const terminal = start([...login(), '--sort', 'name', ...more], options);
	await terminal.waitForText(/^> . n1 [\s\S]* n2 [\s\S]* n3 /m);
	return terminal;
};

/** Parameters of the SGR sequences that were written. */
const colours = (terminal: Terminal): Set<string> =>
	new Set([...terminal.raw().matchAll(/\x1b\[([\d;]*)m/g)].flatMap(([, codes = '']) => codes));

describe('sizes', () => {
	test('a storm of resizes ends in a whole picture', async () => {
		const terminal = await watch();
		for (let step = 0; step < 40; step++) {
			terminal.resize(60 + ((step * 37) % 140), 15 + ((step * 13) % 45));
			if (step % 5 === 0) terminal.send('j');
		}
		terminal.resize(120, 40);
		await terminal.waitForText(/^ \? help .*q quit *$/m);
		await waitFor(
			() => {
				const lines = terminal.lines();
				expect(lines[0]).toMatch(/^ natstop \d.* \d\d:\d\d:\d\d UTC\S* $/);
				expect(lines[2]).toMatch(/^━━ 1 Servers ━+ following n3 +3 +sort NAME▲ ━━$/);
				expect(lines.filter((line) => line.includes('1 Servers'))).toHaveLength(1);
				expect(lines.filter((line) => line.includes('3 Events'))).toHaveLength(1);
				expect(lines.filter((line) => line.includes('q quit'))).toHaveLength(1);
				return true;
			},
			{ what: 'a whole picture' },
		);
	});

	test.each([119, 112, 80, 60])(
		'made narrower, to %d columns, it is as if it had been drawn anew',
		async (columns) => {
			const terminal = await watch();
			terminal.send('p');
			await terminal.waitForText('PAUSED');
			terminal.resize(columns, 40);
			await terminal.waitForText(/^.{0,50}PAUSED[^\n]*\n[\s\S]*q quit *$/m);
			const picture = () => terminal.screen().replaceAll(/\d\d:\d\d:\d\d/g, '');
			await waitFor(
				async () => {
					const before = picture();
					const written = terminal.written();
					terminal.send('\f');
					await waitFor(() => terminal.written() > written + 500 || undefined, { what: 'all of it' });
					await terminal.waitForText('q quit');
					expect(picture()).toBe(before);
					return true;
				},
				{ what: 'the same picture twice' },
			);
			expect(terminal.lines().filter((line) => line.includes('1 Servers'))).toHaveLength(1);
		},
	);

	test('under 60x15 it says what it needs, and comes back', async () => {
		const terminal = await watch();
		terminal.resize(52, 12);
		await terminal.waitForText(/Terminal too small[\s\S]*52[\s\S]*need 60[\s\S]*12[\s\S]*need 15/);
		terminal.resize(20, 5);
		await terminal.waitForText('too small');
		terminal.resize(3, 2);
		terminal.resize(60, 15);
		await terminal.waitForText(/━━ 1 Servers[\s\S]* n3 /);
		terminal.resize(52, 12);
		await terminal.waitForText('Terminal too small');
		terminal.send('q');
		expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
	});
});

describe('terminals', () => {
	test('NO_COLOR leaves bold, inverse and underline', async () => {
		const terminal = await watch({ env: { NO_COLOR: '1' } });
		const known = new Set(['', '0', '1', '4', '7', '22', '24', '27']);
		expect([...colours(terminal)].filter((code) => !known.has(code))).toEqual([]);
		expect(colours(terminal)).toContain('7');
	});

	test('TERM=vt100 gets no colour', async () => {
		const terminal = await watch({ env: { TERM: 'vt100' } });
		expect(terminal.raw()).not.toMatch(/\x1b\[[\d;]*(3[0-8]|4[0-8]|9\d)[\d;]*m/);
		expect(colours(terminal)).toContain('1');
	});

	test('--theme light uses its own colours, --theme mono none', async () => {
		expect((await watch({}, '--theme', 'light')).raw()).toContain('\x1b[38;5;28m');
		const mono = await watch({}, '--theme', 'mono');
		expect(mono.raw()).not.toMatch(/\x1b\[[\d;]*(3[0-8]|4[0-8]|9\d)[\d;]*m/);
	});

	test.each([
		['--ascii', ['--ascii'], {}],
		['a locale without UTF-8', [], { LANG: 'C' }],
	])('%s writes single-byte characters only', async (_, flags, env) => {
		const terminal = await watch({ env, columns: 120, rows: 40 }, ...flags);
		for (const keys of ['?', 'q', '\r', 'v', 'q', '3\r', 'q', '1R', '\r', 'P', 'q', 't', 'q', 'o', 'q']) {
			const before = terminal.written();
			terminal.send(keys);
			await waitFor(() => terminal.written() > before, { what: `an answer to ${keys}` });
		}
		expect(terminal.raw()).not.toMatch(/[^\x00-\x7f]/);
	});

	test('TERM=dumb is told what serves instead', async () => {
		const terminal = start(login(), { env: { TERM: 'dumb' } });
		expect((await terminal.exit).code).toBe(1);
		expect(terminal.raw()).toMatch(/^natstop: .*TERM=dumb.*natstop --linear, or natstop servers\r\n$/);
	});
});

describe('no terminal', () => {
	test('without one on stdout there is the table of servers', async () => {
		const output = await new Promise<string>((done, fail) => {
			const [file = '', ...words] = launcher();
			execFile(file, [...words, ...login()], (error, stdout) => (error ? fail(error) : done(stdout)));
		});
		expect(output).toMatch(/n1[\s\S]*n2[\s\S]*n3/);
		expect(output).not.toContain('\x1b');
	});

	test('without one on stdin it says why, on the normal screen', async () => {
		const shell = await startShell();
		const words = [...launcher(), ...login()].map((word) => `'${word}'`).join(' ');
		shell.type(`echo nothing | ${words}`);
		const { code, output } = await shell.prompted();
		expect(code).toBe(1);
		expect(output).toContain('natstop: standard input is no terminal');
		expect(shell.raw()).not.toContain('\x1b[?1049h');
	});
});

describe('credentials', () => {
	const failing = async (args: string[]) => {
		const terminal = start(args, { columns: 200 });
		const { code } = await terminal.exit;
		expect(terminal.alternate()).toBe(false);
		// What fails at once fails before there is a screen.
		const said = terminal.raw().slice(Math.max(0, terminal.raw().lastIndexOf('\x1b[?1049l')));
		return { code, said: said.replace(/\x1b\[\?(1049l|25h|2004l)/g, '').trim() };
	};

	test('each kind of failure is one sentence on the normal screen', async () => {
		const garbage = join(dir, 'garbage.creds');
		writeFileSync(garbage, 'these are no creds\n');
		const expired = await cluster.userCreds('SYS', { expires: Date.now() - 60_000 });
		const port = new URL(cluster.urls[0] ?? '').port;
		const url = (to: string) => ['-s', to, '--creds', cluster.creds.sys];
		for (const [args, sentence] of [
			[login(garbage), /^natstop: .*garbage\.creds.*$/],
			[login(join(dir, 'absent.creds')), /^natstop: .*absent\.creds.*$/],
			[login(expired), /^natstop: .*expired.*$/],
			[
				['-s', cluster.urls.join(','), '--user', 'nobody', '--password', 'x'],
				/^natstop: .*[Aa]uthorization.*$/,
			],
			[url('nats://127.0.0.1:1'), /^natstop: .*127\.0\.0\.1:1\b.*$/],
			[url(`tls://127.0.0.1:${port}`), /^natstop: .*TLS.*$/i],
		] as const) {
			const { code, said } = await failing([...args]);
			expect(said).toMatch(sentence);
			expect(said.split('\n')).toHaveLength(1);
			expect(code).toBe(1);
		}
	});

	test('another account is told that it is not the system account, where a person insists on that', async () => {
		const terminal = start([...login(cluster.creds.app), '--as', 'system']);
		await terminal.waitForText(/Connected, but not to the system account[\s\S]*Account +APP/);
		terminal.send('y');
		await waitFor(() => terminal.raw().includes('\x1b]52;c;'), { what: 'the details on the clipboard' });
		terminal.send('r');
		terminal.send('q');
		expect(await terminal.exit).toEqual({ code: 3, signal: 0 });
	});

	test('another account sees what it may know', async () => {
		const terminal = start(login(cluster.creds.app));
		await terminal.waitForText(/1 Account .* APP/);
		await terminal.waitForText(/connections/);
		terminal.send('q');
		expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
	});

	test('--wait goes on trying, and can be left', async () => {
		const terminal = start(['-s', 'nats://127.0.0.1:1', '--creds', cluster.creds.sys, '--wait']);
		await terminal.waitForText(/127\.0\.0\.1:1/);
		await terminal.waitForText(/refused/);
		expect(terminal.alternate()).toBe(true);
		terminal.send('q');
		expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
	});
});
