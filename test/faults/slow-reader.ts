// The built program on a pseudo terminal that is read at a rate of our choosing: what a slow line looks like from inside.

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import xterm from '@xterm/headless';
import { launcher } from '../helpers/terminal.ts';

/** What node-pty is made of: its public side reads as fast as it can. */
type NativePty = { open: (columns: number, rows: number) => { master: number; slave: number } };

const native: NativePty = createRequire(import.meta.url)(
	`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`,
);

export type SlowTerminal = {
	pid: number;
	screen(): string;
	/** Bytes read so far. */
	read(): number;
	send(keys: string): void;
	/** From here on this many bytes a second are read; all there are when it is absent. */
	pace(bytesPerSecond?: number): void;
	close(): void;
};

/** Ten times a second. */
const beat = 100;

/** Starts the program; nothing is read slowly before `pace` says so. */
export const startOnSlowTerminal = (
	args: readonly string[],
	{ columns, rows }: { columns: number; rows: number },
): SlowTerminal => {
	const home = mkdtempSync(join(tmpdir(), 'natstop-home-'));
	const { master, slave } = native.open(columns, rows);
	const env = { PATH: process.env.PATH, HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8', TZ: 'UTC' };
	const [file = '', ...own] = launcher();
	const child: ChildProcess = spawn(file, [...own, ...args], {
		...{ cwd: home, env, stdio: [slave, slave, slave] },
	});
	closeSync(slave);
	const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
	const buffer = Buffer.alloc(65_536);
	let total = 0;
	let allowance = Number.POSITIVE_INFINITY;
	const take = (most: number): number => {
		try {
			const count = readSync(master, buffer, 0, most, null);
			emulator.write(Buffer.from(buffer.subarray(0, count)));
			total += count;
			return count;
		} catch {
			// EAGAIN: nothing there now. EIO: the program has ended.
			return 0;
		}
	};
	const timer = setInterval(() => {
		for (let left = allowance; left > 0; ) {
			const count = take(Math.min(left, buffer.length));
			if (count === 0) return;
			left -= count;
		}
	}, beat);
	return {
		pid: child.pid ?? 0,
		screen: () =>
			Array.from({ length: rows }, (_, row) => emulator.buffer.active.getLine(row)?.translateToString()).join(
				'\n',
			),
		read: () => total,
		send: (keys) => writeSync(master, keys),
		pace: (bytesPerSecond) => {
			allowance = bytesPerSecond === undefined ? Number.POSITIVE_INFINITY : (bytesPerSecond * beat) / 1000;
		},
		close() {
			clearInterval(timer);
			child.kill('SIGKILL');
			closeSync(master);
			emulator.dispose();
			rmSync(home, { recursive: true, force: true, maxRetries: 10 });
		},
	};
};

/** Resident memory of a process, MiB. */
export const residentOf = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
