// Runs the built program on its own demo in a pseudo terminal, whose screen the pictures are taken of.

import { spawn as spawnProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { findServer } from '../source/demo/nats-server.ts';
import { poll } from '../source/demo/poll.ts';

export type DemoTerminal = Awaited<ReturnType<typeof openDemo>>;

/** Ends a process; fine when it has ended by itself, as a lame duck does without clients. */
const endProcess = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

/** The process of one server of the demo: its id stands in front of each line of its log. */
const serverProcess = async (folder: string, name: string): Promise<{ pid: number; configPath: string }> => {
	const [demo = ''] = (await readdir(folder)).filter((entry) => entry.startsWith('natstop-'));
	const log = await readFile(join(folder, demo, name, 'server.log'), 'utf8');
	const pid = Number(/^\[(\d+)\]/.exec(log)?.[1]);
	if (!pid) throw new Error(`the log of ${name} does not begin with a process id`);
	return { pid, configPath: join(folder, demo, name, 'server.conf') };
};

/** Starts the demo of `program` and waits for nothing; `close` ends it and every server that was started again. */
export const openDemo = async (
	program: string,
	cols: number,
	rows: number,
	say: (line: string) => void,
	flags: readonly string[] = [],
) => {
	const { path: binary } = await findServer({ onProgress: say });
	const folder = await mkdtemp(join(tmpdir(), 'natstop-picture-'));
	const terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true });
	const pty = spawn(process.execPath, [resolve(program), 'demo', ...flags], {
		...{ cols, rows, cwd: folder, name: 'xterm-256color' },
		env: {
			...{ PATH: process.env.PATH, HOME: folder, TMPDIR: folder, NATS_SERVER: binary },
			...{ TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC' },
		},
	});
	let drawn = Promise.resolve();
	let onDrawn = (): void => {};
	pty.onData((data) => {
		drawn = new Promise((done) =>
			terminal.write(data, () => {
				done();
				onDrawn();
			}),
		);
	});
	const ended = new Promise<void>((done) => pty.onExit(() => done()));
	const successors: number[] = [];

	const screen = (): string =>
		Array.from(
			{ length: terminal.rows },
			(_, row) =>
				terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)?.translateToString() ?? '',
		).join('\n');

	const shows = async (what: RegExp, timeout = 60_000): Promise<void> => {
		try {
			await poll(() => what.test(screen()), { timeout, what: `${what} on the screen` });
		} catch (error) {
			say(screen());
			throw error;
		}
	};

	return {
		terminal,
		screen,
		/** Waits until the screen matches; fails with the screen on standard error. */
		shows,
		/** Waits until everything that came is on the screen. */
		settled: () => drawn,
		/** Calls back whenever something came onto the screen; a second call replaces the first. */
		watch(callback: () => void): void {
			onDrawn = callback;
		},
		type: (key: string) => pty.write(key),
		async press(key: string, what: RegExp): Promise<void> {
			pty.write(key);
			await shows(what);
		},
		async resizeTo(columns: number, lines: number): Promise<void> {
			terminal.resize(columns, lines);
			pty.resize(columns, lines);
			await delay(2000);
		},
		async kill(name: string): Promise<void> {
			endProcess((await serverProcess(folder, name)).pid);
		},
		async startAgain(name: string): Promise<void> {
			const { configPath } = await serverProcess(folder, name);
			const again = spawnProcess(binary, ['-c', configPath], { stdio: 'ignore', detached: true });
			if (again.pid !== undefined) successors.push(again.pid);
		},
		async close(): Promise<void> {
			pty.write('\x03');
			await Promise.race([ended, delay(10_000)]);
			successors.map(endProcess);
			endProcess(pty.pid);
			await rm(folder, { recursive: true, force: true, maxRetries: 10 });
		},
	};
};
