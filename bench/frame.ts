// What one frame costs in processor time, with a large table sorted and filtered: keys are pressed while the data stands still.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuSeconds, pause, Screen, type Size } from './process.ts';
import { type Bench, type System, settling, startLarge } from './system.ts';
import { type Line, median } from './table.ts';

const writer = fileURLToPath(new URL('bare/write.mjs', import.meta.url));

const sizes: readonly Size[] = [
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
];

/** Milliseconds between two keys: each gets a frame of its own. */
const keySpan = 100;

/** Processor milliseconds of each frame that a key causes, the resting cost taken off. */
const costOfKeys = async (screen: Screen, keys: number): Promise<number> => {
	const rested = { cpu: cpuSeconds(screen.pid), frames: screen.frames };
	const restSpan = keys * keySpan;
	await pause(restSpan);
	const before = { cpu: cpuSeconds(screen.pid), frames: screen.frames };
	for (let key = 0; key < keys; key++) {
		screen.pty.write(key % 30 < 15 ? 'j' : 'k');
		await pause(keySpan);
	}
	const idle = before.cpu - rested.cpu;
	const frames = screen.frames - before.frames - (before.frames - rested.frames);
	const used = Math.max(0, cpuSeconds(screen.pid) - before.cpu - idle);
	return (used / Math.max(1, frames)) * 1000;
};

/** The same screen as text, written as often. */
const costOfText = async (text: string, size: Size, frames: number): Promise<number> => {
	const folder = await mkdtemp(join(tmpdir(), 'natstop-bench-'));
	const file = join(folder, 'frame.txt');
	await writeFile(file, text.split('\n').join('\r\n'));
	const words = [process.execPath, writer, file, String(frames), String(keySpan)] as const;
	const screen = new Screen(words, size, { emulate: false });
	try {
		await new Promise<void>((resolve) => {
			screen.onOutput = (piece) => {
				if (piece.includes('ready')) resolve();
			};
		});
		const before = cpuSeconds(screen.pid);
		await new Promise<void>((resolve) => {
			screen.onOutput = (piece) => {
				if (piece.includes('done')) resolve();
			};
		});
		return ((cpuSeconds(screen.pid) - before) / frames) * 1000;
	} finally {
		await screen.end();
		await rm(folder, { recursive: true });
	}
};

const measure = async (bench: Bench, system: System, size: Size): Promise<Line> => {
	const table = ['--interval', '60s', '--sort', 'cpu', '--filter', 'cpu>10'];
	const screen = new Screen([...bench.natstop, ...system.login, ...table], size);
	try {
		await screen.shows(new RegExp(`of \\d+ \\(${bench.servers + 1}\\)|of ${bench.servers + 1} `));
		await pause(settling(bench, 3000));
		const keys = Math.ceil(60 * bench.scale);
		const natstop: number[] = [];
		const bare: number[] = [];
		for (let round = 0; round < Math.ceil(3 * bench.scale); round++) {
			natstop.push(await costOfKeys(screen, keys));
			bare.push(await costOfText(screen.text(), size, keys));
		}
		return {
			measure: `frame: CPU at ${size.columns}x${size.rows}, ${bench.servers} servers sorted and filtered`,
			...{ natstop: median(natstop), baseline: median(bare), unit: 'ms' },
			against: 'the same text, no framework',
			target: { of: 'value', at: 'most', limit: 16 },
		};
	} finally {
		await screen.end();
	}
};

export const frame = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge(bench, 0);
	try {
		const lines: Line[] = [];
		for (const size of sizes) lines.push(await measure(bench, system, size));
		return lines;
	} finally {
		await system.stop();
	}
};
