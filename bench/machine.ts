// How busy the machine is while something is measured, and with what: a busy machine must not read as a slow program.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type MachineLoad, quantile } from './table.ts';

const timer = fileURLToPath(new URL('bare/timer.mjs', import.meta.url));

/** Clock ticks of all cores since the machine started: used, the time that a host took away among it, and all. */
type Ticks = { used: number; all: number };

/** The first line of /proc/stat. */
export const ticksOf = (stat: string): Ticks => {
	const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, softIrq = 0, stolen = 0] =
		/^cpu +(.*)/.exec(stat)?.[1]?.split(' ').map(Number) ?? [];
	const used = user + nice + system + irq + softIrq + stolen;
	return { used, all: used + idle + waiting };
};

type Process = { pid: number; parent: number; ticks: number };

/** A process in /proc/PID/stat: its ticks, and those of its children that have ended. */
export const processOf = (stat: string): Process => {
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
	return { pid: Number.parseInt(stat, 10), parent: Number(fields[1]), ticks };
};

/** Ticks of a process and all that came of it. */
export const ticksOfTree = (processes: readonly Process[], root: number): number => {
	const own = processes.find(({ pid }) => pid === root)?.ticks ?? 0;
	const children = processes.filter(({ parent }) => parent === root);
	return children.reduce((sum, { pid }) => sum + ticksOfTree(processes, pid), own);
};

const processes = (): Process[] =>
	readdirSync('/proc').flatMap((name) => {
		if (!/^\d+$/.test(name)) return [];
		try {
			return processOf(readFileSync(`/proc/${name}/stat`, 'latin1'));
		} catch {
			return []; // It has ended since the folder was read.
		}
	});

const look = (): Ticks & { ours: number } => ({
	...ticksOf(readFileSync('/proc/stat', 'latin1')),
	ours: ticksOfTree(processes(), process.pid),
});

/** Watches the machine, with a timer in a process of its own. */
export class MachineWatch {
	readonly #timer: ChildProcessByStdio<Writable, Readable, null>;
	readonly #lines: Interface;
	#before = look();

	constructor() {
		this.#timer = spawn(process.execPath, [timer], { stdio: ['pipe', 'pipe', 'inherit'] });
		this.#lines = createInterface({ input: this.#timer.stdout });
	}

	/** The load since the last call, or since the start. */
	async load(): Promise<MachineLoad> {
		this.#timer.stdin.write('\n');
		const [line] = await once(this.#lines, 'line');
		const [before, now] = [this.#before, look()];
		this.#before = now;
		const all = Math.max(1, now.all - before.all);
		const used = now.used - before.used;
		const others = Math.max(0, used - (now.ours - before.ours));
		return {
			...{ busy: (used / all) * 100, others: (others / all) * 100 },
			late: quantile(JSON.parse(line) as number[], 0.99),
		};
	}

	end(): void {
		this.#timer.stdin.end();
	}
}
