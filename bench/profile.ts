// How soon a profile of 5 MB is there, and how soon its viewer answers a key.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { largeProfile } from './large-profile.ts';
import { pause, Screen, timeOf } from './process.ts';
import { Echo, type Pressed, pressedLine, size } from './screen-keys.ts';
import type { Bench } from './system.ts';
import { interleaved, type Line } from './table.ts';

const bareScript = fileURLToPath(new URL('bare/decode-profile.mjs', import.meta.url));

/** So many stacks are 5 MB, unpacked. */
const stacks = 58_000;

/** Milliseconds until the functions are there. */
const toFirstRow = async ({ natstop }: Bench, path: string): Promise<number> => {
	const screen = new Screen([...natstop, 'profile', path], size);
	try {
		return await screen.shows(/^> +\S+ +\S+%/m);
	} finally {
		await screen.end();
	}
};

/** Keys of a person who looks around: through functions and calls, tree, flame graph, a search, another figure. */
const walk = [
	...['j', 'j', 'j', '\r', 'j', '\t', 'G', 'g', 'o', 'o', 'O', 'o'],
	...[']', '\r', 'j', '\r', 'j', 'l', 'j', 'h'],
	...[']', 'j', 'j', '\r', 'l', 'h', 'k', '\x1b', ' ', ' ', '[', 'j', ']', 'j'],
];

/** Milliseconds from each key to what it paints. */
const pressed = async (bench: Bench, path: string, rounds: number): Promise<Pressed> => {
	const screen = new Screen([...bench.natstop, 'profile', path], size);
	const echo = new Echo();
	const figures = { painted: [] as number[], echoed: [] as number[] };
	try {
		await screen.shows(/^> +\S+ +\S+%/m);
		for (let round = 0; round < rounds; round++)
			for (const key of [...walk, '[', '[', '[']) {
				await pause(60);
				const before = screen.text();
				const painted = screen.next(() => screen.text() !== before, 1000);
				screen.pty.write(key);
				// A key that changes nothing paints nothing.
				await painted.then(
					(ms) => figures.painted.push(ms),
					() => undefined,
				);
				figures.echoed.push(await echo.pressed());
			}
		return figures;
	} finally {
		await echo.end();
		await screen.end();
	}
};

export const profile = async (bench: Bench): Promise<Line[]> => {
	const folder = mkdtempSync(join(tmpdir(), 'natstop-bench-'));
	const [large, small] = [join(folder, 'large.pprof'), join(folder, 'small.pprof')];
	try {
		writeFileSync(large, gzipSync(largeProfile(stacks)));
		writeFileSync(small, gzipSync(largeProfile(50)));
		const ms = await interleaved(
			{
				large: () => toFirstRow(bench, large),
				small: () => toFirstRow(bench, small),
				bare: () => timeOf([process.execPath, bareScript, large]),
				bareSmall: () => timeOf([process.execPath, bareScript, small]),
			},
			Math.ceil(7 * bench.scale),
		);
		const keys = await pressed(bench, large, Math.ceil(4 * bench.scale));
		const few = await pressed(bench, small, Math.ceil(4 * bench.scale));
		return [
			{
				measure: 'profile: 5 MB, to the first function',
				...{ natstop: ms.large, baseline: ms.bare, unit: 'ms' },
				against: 'bare script: gunzip and pprof-format',
				target: { of: 'ratio', at: 'most', limit: 1.5 },
			},
			{
				measure: 'profile: what 5 MB take beyond 10 kB',
				...{ natstop: ms.large - ms.small, baseline: ms.bare - ms.bareSmall, unit: 'ms' },
				against: 'the same of the bare script',
				target: { of: 'value', at: 'most', limit: 300 },
			},
			pressedLine('profile: key to paint, p99, 5 MB', keys, { '10 kB': few.painted }),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
};
