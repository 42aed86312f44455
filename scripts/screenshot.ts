// Takes the pictures of the README: the built program on its own demo, in a pseudo terminal, at a moment worth seeing.

import { spawn as spawnProcess } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { findServer } from '../source/demo/nats-server.ts';
import { poll } from '../source/demo/poll.ts';
import { terminalSvg } from './terminal-svg.ts';

const size = { cols: 120, rows: 40 };
/** How long the sparks grow before anything is done to a server. */
const warmUp = 70_000;

const say = (line: string): void => console.error(line);

/** The process of one server of the demo: its id stands in front of each line of its log. */
const serverProcess = async (folder: string, name: string): Promise<{ pid: number; configPath: string }> => {
	const [demo = ''] = (await readdir(folder)).filter((entry) => entry.startsWith('natstop-'));
	const log = await readFile(join(folder, demo, name, 'server.log'), 'utf8');
	const pid = Number(/^\[(\d+)\]/.exec(log)?.[1]);
	if (!pid) throw new Error(`the log of ${name} does not begin with a process id`);
	return { pid, configPath: join(folder, demo, name, 'server.conf') };
};

/** Ends a process; fine when it has ended by itself, as a lame duck does without clients. */
const end = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

const { path: binary } = await findServer({ onProgress: say });
const folder = await mkdtemp(join(tmpdir(), 'natstop-picture-'));
const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
/** `$NATSTOP_PROGRAM` takes the pictures of another build. */
const program = resolve(process.env.NATSTOP_PROGRAM ?? 'dist/cli.mjs');
const pty = spawn(process.execPath, [program, 'demo'], {
	...{ ...size, cwd: folder, name: 'xterm-256color' },
	env: {
		...{ PATH: process.env.PATH, HOME: folder, TMPDIR: folder, NATS_SERVER: binary },
		...{ TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC' },
	},
});
let drawn = Promise.resolve();
pty.onData((data) => {
	drawn = new Promise((done) => terminal.write(data, done));
});
const ended = new Promise<void>((done) => pty.onExit(() => done()));

const screen = (): string =>
	Array.from(
		{ length: terminal.rows },
		(_, row) =>
			terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)?.translateToString() ?? '',
	).join('\n');

const shows = (what: string | RegExp, timeout = 60_000): Promise<unknown> =>
	poll(() => new RegExp(what).test(screen()), { timeout, what: `${what} on the screen` }).catch((error) => {
		say(screen());
		throw error;
	});

const press = async (key: string, what: string | RegExp): Promise<void> => {
	pty.write(key);
	await shows(what);
};

const resizeTo = async (cols: number, rows: number): Promise<void> => {
	terminal.resize(cols, rows);
	pty.resize(cols, rows);
	await delay(2000);
};

const save = async (name: string, title: string): Promise<void> => {
	await drawn;
	await mkdir('docs', { recursive: true });
	await writeFile(join('docs', name), terminalSvg(terminal, title));
	say(`docs/${name}`);
};

let successor: number | undefined;
try {
	await shows('● demo-3');
	say(`watching for ${warmUp / 1000}s…`);
	await delay(warmUp);

	const connectedTo = /\((demo-\d)\)/.exec(screen())?.[1];
	const selected = /^> . (demo-\d)/m.exec(screen())?.[1] ?? 'demo-1';
	const [leaving = 'demo-2'] = ['demo-2', 'demo-3', 'demo-1'].filter(
		(name) => name !== connectedTo && name !== selected,
	);
	await press('R', 'Reload configuration');
	await press('y', 'RELOAD');
	await delay(1500);
	say(`${leaving} goes into lame duck mode…`);
	const { pid, configPath } = await serverProcess(folder, leaving);
	process.kill(pid, 'SIGUSR2');
	await shows('LAME DUCK');
	await delay(11_000);
	await save('natstop.svg', 'natstop watching three servers, one of them in lame duck mode');
	await resizeTo(80, 24);
	await save('natstop-80x24.svg', 'The same screen in a terminal of 80 by 24');

	say(`${leaving} ends and starts again…`);
	await resizeTo(size.cols, size.rows);
	end(pid);
	await shows(`(DOWN|SHUTDOWN) +${leaving}`);
	const again = spawnProcess(binary, ['-c', configPath], { stdio: 'ignore', detached: true });
	successor = again.pid;
	await shows(`RESTART +${leaving}`);
	await delay(12_000);
	await press('\r', 'Esc');
	await delay(5000);
	await save('natstop-server.svg', 'The screen of one server');
} finally {
	pty.write('\x03');
	await Promise.race([ended, delay(10_000)]);
	if (successor !== undefined) end(successor);
	end(pty.pid);
	await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
process.exit();
