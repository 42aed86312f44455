// Whether it grows: the heap of the stores over an hour of samples, and the whole program over a million events.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
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
			measure: `memory: heap of the stores after ${events} events, ${seconds} s of ${bench.servers} servers`,
			...{ natstop: after, baseline: filled, unit: 'MiB', target },
			...{ against: 'when the rings were full', note: `RSS ${Math.round(rss)} MiB` },
		},
	];
};

/** The built program; its memory is read at the ends of several spans, as garbage comes and goes. */
const program = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge({ ...bench, servers: Math.min(200, bench.servers), clusters: 10 }, 0);
	const screen = new Screen(
		[...bench.natstop, ...system.login],
		{ columns: 120, rows: 40 },
		{ emulate: false },
	);
	const least = async (): Promise<number> => {
		let figure = Number.POSITIVE_INFINITY;
		for (let i = 0; i < Math.ceil(20 * bench.scale); i++) {
			await pause(250);
			figure = Math.min(figure, residentMemory(screen.pid));
		}
		return figure;
	};
	try {
		await pause(settling(bench, 3000));
		system.fleet?.perform({ do: 'rate', rate: 10_000 });
		await pause(20_000 * bench.scale);
		const filled = await least();
		await pause(75_000 * bench.scale);
		const after = await least();
		return [
			{
				measure: 'memory: RSS of the program after a million events',
				...{ natstop: after, baseline: filled, unit: 'MiB', target },
				against: 'when the rings were full',
			},
		];
	} finally {
		await screen.end();
		await system.stop();
	}
};

export const memory = async (bench: Bench): Promise<Line[]> => [
	...(await stores(bench)),
	...(await program(bench)),
];
