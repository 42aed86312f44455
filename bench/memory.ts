// Whether it grows: the heap of the stores over an hour of samples, and the whole program over a million events.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { poll } from '../source/demo/poll.ts';
import { pause, residentMemory, Screen } from './process.ts';
import { type Bench, settling, startLarge } from './system.ts';
import type { Line } from './table.ts';

const run = promisify(execFile);
const target = { of: 'ratio', at: 'most', limit: 1.05 } as const;

/** In a process of its own, where garbage can be collected by word of command. */
const stores = async (bench: Bench): Promise<Line[]> => {
	const script = fileURLToPath(new URL('memory-stores.ts', import.meta.url));
	const seconds = Math.ceil(3600 * bench.scale);
	const events = Math.ceil(1_000_000 * bench.scale);
	const words = [
		'--expose-gc',
		'--import',
		'tsx',
		script,
		String(bench.servers),
		String(seconds),
		String(events),
	];
	const { stdout } = await run(process.execPath, words, { maxBuffer: 2 ** 20 });
	const { filled, after, rss } = JSON.parse(stdout) as { filled: number; after: number; rss: number };
	return [
		{
			measure: `memory: what the stores hold after ${events} events, ${seconds} s of ${bench.servers} servers`,
			...{ natstop: after, baseline: filled, unit: 'MiB', target },
			...{ against: 'when the rings were full', note: `RSS ${Math.round(rss)} MiB` },
		},
	];
};

const probe = new URL('bare/heap-probe.mjs', import.meta.url);

const collected = async (pid: number, file: string): Promise<number> => {
	await rm(file, { force: true });
	process.kill(pid, 'SIGUSR2');
	await poll(() => existsSync(file), { timeout: 60_000, what: 'what the program holds' });
	const { heapUsed, external } = JSON.parse(await readFile(file, 'utf8')) as NodeJS.MemoryUsage;
	return (heapUsed + external) / 2 ** 20;
};

/** What a program holds once its garbage is collected, MiB, its heap and the buffers outside: the least of a few looks. */
const heldBy = async (bench: Bench, pid: number, file: string): Promise<number> => {
	let least = Number.POSITIVE_INFINITY;
	for (let look = 0; look < 6; look++) {
		await pause(settling(bench, 1500));
		least = Math.min(least, await collected(pid, file));
	}
	return least;
};

/** The built program, at rest before and after a million events. */
const program = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge({ ...bench, servers: Math.min(200, bench.servers), clusters: 10 }, 0);
	const folder = await mkdtemp(join(tmpdir(), 'natstop-held-'));
	const file = join(folder, 'held.json');
	const [node, ...words] = bench.natstop;
	const screen = new Screen(
		[node, '--import', `${probe.href}?${encodeURIComponent(file)}`, ...words, ...system.login],
		{ columns: 120, rows: 40 },
		{ emulate: false },
	);
	/** Goes on until so many events were published since the start, and rests. */
	const until = async (events: number): Promise<void> => {
		system.fleet?.perform({ do: 'rate', rate: 10_000 });
		for (let count = 0; count < events; count = (await system.fleet?.counts())?.events ?? events)
			await pause(100);
		system.fleet?.perform({ do: 'rate', rate: 0 });
		await pause(settling(bench, 5000));
	};
	try {
		await pause(settling(bench, 3000));
		await until(500_000 * bench.scale);
		const filled = await heldBy(bench, screen.pid, file);
		await until(1_500_000 * bench.scale);
		const resident = residentMemory(screen.pid);
		const after = await heldBy(bench, screen.pid, file);
		return [
			{
				measure: 'memory: what the program holds after a million more events',
				...{ natstop: after, baseline: filled, unit: 'MiB', target },
				...{ against: 'when the rings were full', note: `RSS ${Math.round(resident)} MiB` },
			},
		];
	} finally {
		await screen.end();
		await system.stop();
		await rm(folder, { recursive: true, force: true });
	}
};

export const memory = async (bench: Bench): Promise<Line[]> => [
	...(await stores(bench)),
	...(await program(bench)),
];
