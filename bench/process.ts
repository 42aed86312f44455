// Programs under measurement: in a real terminal or with a pipe, their processor time and memory as the kernel counts them.

import { execFile } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { poll } from '../source/demo/poll.ts';

/** Clock ticks a second of /proc/PID/stat. */
const ticks = 100;

/** Processor seconds a process has used so far, children aside. */
export const cpuSeconds = (pid: number): number => {
	const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticks;
};

/** Resident memory of a process, MiB. */
export const residentMemory = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]) / 1024;

/** Share of one core that a process uses over the next milliseconds, in percent. */
export const cpuShare = async (pid: number, span: number): Promise<number> => {
	const from = { cpu: cpuSeconds(pid), at: performance.now() };
	await pause(span);
	return ((cpuSeconds(pid) - from.cpu) / ((performance.now() - from.at) / 1000)) * 100;
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Where a program is on PATH, or nothing. */
export const onPath = (name: string): string | undefined =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find((path) => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});

export type Command = readonly [program: string, ...args: string[]];
export type Size = { columns: number; rows: number };

/** The environment of a measured program: nothing of ours that would change what it does. */
const environment = (): Record<string, string> => ({
	PATH: process.env.PATH ?? '',
	HOME: process.env.HOME ?? '/tmp',
	TERM: 'xterm-256color',
	LANG: 'C.UTF-8',
});

/** Milliseconds from the start of a program to its end; fails when it does. */
export const timeOf = ([program, ...args]: Command): Promise<number> => {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		execFile(program, args, { env: environment(), maxBuffer: 64 * 2 ** 20 }, (error) => {
			if (error) reject(error);
			else resolve(performance.now() - started);
		});
	});
};

/** A program on a terminal of its own. */
export class Screen {
	readonly pty: IPty;
	readonly startedAt = performance.now();
	/** Everything written so far, in bytes. */
	bytes = 0;
	/** Frames so far: Ink begins each with a synchronised update. */
	frames = 0;
	/** Called with each piece as it comes. */
	onOutput?: (text: string) => void;
	#terminal?: xterm.Terminal;
	#exited = false;

	constructor(command: Command, size: Size, { emulate = true } = {}) {
		const [program, ...args] = command;
		const { columns: cols, rows } = size;
		if (emulate) this.#terminal = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 0 });
		this.pty = spawn(program, args, { cols, rows, env: environment() });
		this.pty.onData((text) => {
			this.bytes += Buffer.byteLength(text);
			this.frames += text.split('\x1b[?2026h').length - 1;
			this.#terminal?.write(text);
			this.onOutput?.(text);
		});
		this.pty.onExit(() => {
			this.#exited = true;
		});
	}

	get pid(): number {
		return this.pty.pid;
	}

	/** What is on the screen, one line a row. */
	text(): string {
		const buffer = this.#terminal?.buffer.active;
		if (buffer === undefined) return '';
		return Array.from(
			{ length: buffer.length },
			(_, row) => buffer.getLine(row)?.translateToString(true) ?? '',
		).join('\n');
	}

	/** Waits until the screen shows something; milliseconds from the start of the program. */
	async shows(wanted: RegExp, timeout = 60_000): Promise<number> {
		await poll(() => wanted.test(this.text()), {
			timeout,
			interval: 5,
			what: `${wanted} in\n${this.text()}`,
		});
		return performance.now() - this.startedAt;
	}

	/** Milliseconds from now to the next piece of output that the test accepts. */
	next(accepts: () => boolean, timeout = 60_000): Promise<number> {
		const from = performance.now();
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error(`nothing painted in ${timeout} ms`)), timeout);
			this.onOutput = () => {
				// After the emulator has taken the piece in.
				this.#terminal?.write('', () => {
					if (!accepts()) return;
					clearTimeout(timer);
					this.onOutput = undefined;
					resolve(performance.now() - from);
				});
			};
		});
	}

	/** Ends the program by a signal, or waits until it has ended by itself. */
	async end(how: 'by signal' | 'by itself' = 'by signal'): Promise<void> {
		if (!this.#exited && how === 'by signal') this.pty.kill('SIGTERM');
		await poll(() => this.#exited, { timeout: 60_000, what: 'the end of the program' });
		this.#terminal?.dispose();
	}
}
