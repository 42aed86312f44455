// The built program in a real pseudo terminal, read back as a terminal emulator shows it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { afterEach } from 'vitest';
import { node24 } from './node24.ts';
import { waitFor } from './wait-for.ts';

/** The program as it is published; `$NATSTOP_PROGRAM` tries another build of it, such as an executable. */
export const program = resolve(process.env.NATSTOP_PROGRAM ?? 'dist/cli.mjs');

/** True where the program needs no Node. */
export const isExecutable = !program.endsWith('js');

/** The words that start the program, before its arguments. */
export const launcher = ({ node, nodeFlags = [] }: TerminalOptions = {}): string[] =>
	isExecutable ? [program] : [node ?? process.execPath, ...nodeFlags, program];

export type Exit = { code: number; signal: number };

export type TerminalOptions = {
	columns?: number;
	rows?: number;
	/** Variables over the few that a terminal has by itself; undefined takes one away. */
	env?: Readonly<Record<string, string | undefined>>;
	/** The Node that runs it; the one that runs the tests unless told. */
	node?: string;
	/** Flags of Node itself. */
	nodeFlags?: readonly string[];
};

/** A program in a terminal. */
export type Terminal = {
	pid: number;
	/** Home and working folder of the program, removed after the test. */
	home: string;
	/** What is on the screen, a line each, padded to the width. */
	lines(): string[];
	/** The same as one text. */
	screen(): string;
	/** Everything it wrote, as bytes in a string: one character a byte. */
	raw(): string;
	/** Number of bytes it wrote. */
	written(): number;
	/** True while the alternate screen is shown. */
	alternate(): boolean;
	/** True while the cursor is hidden. */
	cursorHidden(): boolean;
	/** Where the cursor is, both counted from 0. */
	cursor(): { x: number; y: number };
	send(keys: string): void;
	/** Sends the parts one after another, so many milliseconds apart, as a slow line does. */
	sendSlowly(parts: readonly string[], apart: number): Promise<void>;
	resize(columns: number, rows: number): void;
	/** Writes onto the emulated screen behind the program's back. */
	scribble(text: string): Promise<void>;
	waitForText(text: string | RegExp, timeout?: number): Promise<string>;
	waitForNo(text: string | RegExp, timeout?: number): Promise<string>;
	/** Resolves when the program has ended and everything it wrote is on the screen. */
	exit: Promise<Exit>;
	/** Closes the terminal under the program, as an ssh connection that drops does. */
	hangUp(): void;
	/** Ends the program and closes the terminal. */
	close(): void;
};

/** The process that a shell has started. */
export const childOf = (pid: number): Promise<number> =>
	waitFor(() => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]), {
		what: 'the process of the program',
	});

/** The versions of Node that the program is tried on, by name: that of the tests, and 24 where it can be had. */
export const nodes = async (): Promise<{ name: string; path: string }[]> => {
	if (isExecutable) return [{ name: basename(program), path: process.execPath }];
	const own = { name: `Node ${process.versions.node}`, path: process.execPath };
	const other = await node24().catch((error: Error) => {
		console.warn(`the terminal tests run on ${own.name} only: ${error.message.split('\n')[0]}`);
		return own.path;
	});
	return other === own.path ? [own] : [own, { name: 'Node 24', path: other }];
};

const contains = (text: string, wanted: string | RegExp): boolean =>
	typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);

const shown = (what: string, screen: string, { message }: Error): string =>
	`${what} (${/^waited \d+ ms/.exec(message)?.[0] ?? message}); the screen is\n${screen}`;

const open = new Set<Terminal>();

/** Closes the terminals that a test left open and removes the homes; called at the top of a test file. */
export const closeTerminals = (): void => {
	afterEach(() => {
		for (const terminal of open) terminal.close();
		open.clear();
	});
};

const environment = (home: string, over: TerminalOptions['env']): Record<string, string> => {
	const own = {
		...{ PATH: process.env.PATH, HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC' },
		...{ TMPDIR: process.env.TMPDIR, ...over },
	};
	return Object.fromEntries(
		Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);
};

/**
 * node-pty lets go of the terminal 200 ms after its program has ended, read or not. On a busy machine the last words wait
 * to be read by then: they are, in the turns of the event loop before it goes.
 */
const readToTheEnd = (pty: IPty): void => {
	const socket: unknown = Reflect.get(pty, '_socket');
	if (!(socket instanceof Socket)) return;
	const destroy = socket.destroy.bind(socket);
	socket.destroy = (error) => {
		setImmediate(() => setImmediate(() => destroy(error)));
		return socket;
	};
};

const attach = (pty: IPty, size: { cols: number; rows: number }, home: string): Terminal => {
	const emulator = new xterm.Terminal({ ...size, allowProposedApi: true, scrollback: 500 });
	readToTheEnd(pty);
	const chunks: Buffer[] = [];
	let parsed = Promise.resolve();
	pty.onData((data) => {
		const chunk = Buffer.from(data);
		chunks.push(chunk);
		parsed = new Promise((done) => emulator.write(chunk, done));
	});
	const exit = new Promise<Exit>((done) => {
		pty.onExit(async ({ exitCode, signal }) => {
			await parsed;
			done({ code: exitCode, signal: signal ?? 0 });
		});
	});
	let ended = false;
	void exit.then(() => {
		ended = true;
	});
	const raw = () => Buffer.concat(chunks).toString('latin1');
	const lines = () => {
		const buffer = emulator.buffer.active;
		return Array.from({ length: emulator.rows }, (_, row) =>
			(buffer.getLine(buffer.baseY + row)?.translateToString(false) ?? '').padEnd(emulator.cols),
		);
	};
	const screen = () => lines().join('\n');
	const terminal: Terminal = {
		...{ pid: pty.pid, home, lines, screen, raw, exit },
		written: () => chunks.reduce((sum, chunk) => sum + chunk.length, 0),
		// The bytes are searched, not the screen: the emulator is still reading when the last of them has come.
		alternate: () => raw().lastIndexOf('\x1b[?1049h') > raw().lastIndexOf('\x1b[?1049l'),
		cursorHidden: () => raw().lastIndexOf('\x1b[?25l') > raw().lastIndexOf('\x1b[?25h'),
		cursor: () => ({ x: emulator.buffer.active.cursorX, y: emulator.buffer.active.cursorY }),
		send: (keys) => pty.write(keys),
		async sendSlowly(parts, apart) {
			for (const [index, part] of parts.entries()) {
				if (index > 0) await delay(apart);
				pty.write(part);
			}
		},
		resize(columns, rows) {
			emulator.resize(columns, rows);
			pty.resize(columns, rows);
		},
		scribble: (text) => new Promise((done) => emulator.write(text, done)),
		waitForText: (text, timeout) =>
			waitFor(() => contains(screen(), text) && screen(), { timeout, what: `${text}` }).catch(
				(error: Error) => {
					throw new Error(shown(`waited for ${text}`, screen(), error));
				},
			),
		waitForNo: (text, timeout) =>
			waitFor(() => !contains(screen(), text) && screen(), { timeout, what: `${text}` }).catch(
				(error: Error) => {
					throw new Error(shown(`waited for ${text} to leave`, screen(), error));
				},
			),
		hangUp() {
			// The signal is the kernel's: only closing our end sends it to all who have the terminal.
			if ('destroy' in pty && typeof pty.destroy === 'function') pty.destroy();
		},
		close() {
			if (!ended) pty.kill('SIGKILL');
			emulator.dispose();
			rmSync(home, { recursive: true, force: true, maxRetries: 10 });
		},
	};
	open.add(terminal);
	return terminal;
};

const makeHome = (): string => mkdtempSync(join(tmpdir(), 'natstop-home-'));

const spawnIn = (
	file: string,
	args: readonly string[],
	options: TerminalOptions,
	home = makeHome(),
): Terminal => {
	const size = { cols: options.columns ?? 80, rows: options.rows ?? 24 };
	// Without an encoding the bytes come as they are.
	const pty = spawn(file, [...args], {
		...{ ...size, cwd: home, encoding: null, name: options.env?.TERM ?? 'xterm-256color' },
		env: environment(home, options.env),
	});
	return attach(pty, size, home);
};

/** Starts the program with these arguments as the only process of a terminal. */
export const start = (args: readonly string[], options: TerminalOptions = {}): Terminal => {
	const [file = '', ...words] = launcher(options);
	return spawnIn(file, [...words, ...args], options);
};

export type Shell = Terminal & {
	/** Types a line. */
	type(line: string): void;
	/** Types the program's command line. */
	launch(args: readonly string[]): void;
	/** Waits until the shell asks for the next line; what came since the last was typed, and the exit code of it. */
	prompted(): Promise<{ output: string; code: number }>;
	/** The modes of the terminal, as `stty -a` says. */
	modes(): Promise<string>;
};

const asked = /ready(\d+)>$/;

/** Starts an interactive shell in a terminal, with jobs, in which the program can be started. */
export const startShell = async (options: TerminalOptions = {}): Promise<Shell> => {
	const home = makeHome();
	// A shell that sets no terminal modes of its own, so that all that are seen are the program's.
	const inputrc = join(home, '.inputrc');
	writeFileSync(inputrc, 'set enable-bracketed-paste off\n');
	const env = { PS1: 'ready$?>', INPUTRC: inputrc, ...options.env };
	const terminal = spawnIn('bash', ['--norc', '--noprofile', '-i'], { ...options, env }, home);
	let from = 0;
	const prompted: Shell['prompted'] = async () => {
		const answer = () => /\n([\s\S]*)ready(\d+)>$/.exec(terminal.raw().slice(from));
		const [, output = '', code = ''] = await waitFor(answer, { what: 'the shell to ask' }).catch(
			(error: Error) => {
				throw new Error(shown('waited for the shell to ask', terminal.screen(), error));
			},
		);
		return { output: Buffer.from(output, 'latin1').toString(), code: Number(code) };
	};
	await waitFor(() => asked.test(terminal.raw()), { what: 'the shell' });
	const type: Shell['type'] = (line) => {
		from = terminal.raw().length;
		terminal.send(`${line}\r`);
	};
	return {
		...terminal,
		...{ type, prompted },
		launch(args) {
			const words = [...launcher(options), ...args];
			type(words.map((word) => `'${word}'`).join(' '));
		},
		async modes() {
			type('stty -a');
			return (await prompted()).output;
		},
	};
};

/** Presses keys one group after another, waiting for what each must show. */
export const press = async (
	terminal: Terminal,
	steps: readonly (readonly [keys: string, shows: string | RegExp])[],
): Promise<void> => {
	for (const [keys, shows] of steps) {
		terminal.send(keys);
		await terminal.waitForText(shows);
	}
};
