// What the bench makes of its figures: the rate that holds, the load of the machine, two commits beside each other.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { buildCommit } from '../../bench/against.ts';
import { type Attempt, highestHeld } from '../../bench/highest-held.ts';
import { MachineWatch, processOf, ticksOf, ticksOfTree } from '../../bench/machine.ts';
import { compared, comparedText } from '../../bench/results.ts';
import { isMet, type Line, tableText } from '../../bench/table.ts';

const run = promisify(execFile);
const line: Line = { measure: 'm', natstop: 3, baseline: 2, against: 'b', unit: 'ms' };

describe('the highest rate that holds', () => {
	/** A program that takes so many a second of those it is sent, at most `fastest`. */
	const taking =
		(most: number, fastest: number, asked: number[] = []) =>
		async (ceiling: number): Promise<Attempt> => {
			asked.push(ceiling);
			const rate = Math.min(ceiling, fastest);
			return { rate, held: rate <= most };
		};

	test('is the first one where nothing was lost at full speed', async () => {
		const found = await highestHeld(taking(50_000, 40_000), Number.POSITIVE_INFINITY);
		expect(found).toEqual({ rate: 40_000, ceiling: Number.POSITIVE_INFINITY, failed: 0 });
	});

	test('is looked for step by step below the speed at which something was left unread', async () => {
		const asked: number[] = [];
		const found = await highestHeld(taking(30_000, 50_000, asked), Number.POSITIVE_INFINITY);
		expect(asked).toEqual([Number.POSITIVE_INFINITY, 40_000, 32_000, 25_600]);
		expect(found).toEqual({ rate: 25_600, ceiling: 25_600, failed: 3 });
	});

	test('is nothing where not even a hundred a second are taken, and the search ends', async () => {
		expect((await highestHeld(taking(-1, 1000), Number.POSITIVE_INFINITY)).rate).toBe(0);
	});
});

describe('the load of the machine', () => {
	test('counts what a host took away as used, and time of guests once', () => {
		expect(ticksOf('cpu  100 10 50 800 20 1 4 15 30 5\ncpu0 1 2 3 4\n')).toEqual({ used: 180, all: 1000 });
	});

	test('tells our processes, and those that have ended, from what others use', () => {
		const named = (pid: number, parent: number, ticks: string): string =>
			`${pid} (a) b (c) S ${parent} 1 1 0 -1 0 0 0 0 0 ${ticks} 20 0`;
		const all = [
			named(1, 0, '900 0 0 0'),
			named(10, 1, '5 2 30 4'),
			named(11, 10, '7 0 0 0'),
			named(12, 11, '1 1 0 0'),
			named(20, 1, '500 0 0 0'),
		].map(processOf);
		expect(ticksOfTree(all, 10)).toBe(50);
	});

	test('is measured beside a measure, and a row says it', async () => {
		const watch = new MachineWatch();
		try {
			const until = performance.now() + 100;
			while (performance.now() < until) JSON.parse('[1, 2, 3]');
			const machine = await watch.load();
			expect(machine.busy).toBeGreaterThan(0);
			expect(machine.busy).toBeLessThanOrEqual(100);
			expect(tableText([{ ...line, machine }])).toMatch(/\d+% busy, \d+% by others, timer \d+\.\d ms late$/);
		} finally {
			watch.end();
		}
	});
});

test('a key is judged by what natstop takes beyond a script that echoes it', () => {
	const busy: Line = { ...line, natstop: 157, baseline: 120 };
	const target = { of: 'difference', at: 'most', limit: 50 } as const;
	expect(isMet({ ...busy, target })).toBe(true);
	expect(isMet({ ...busy, baseline: 8, target })).toBe(false);
	expect(isMet({ ...busy, baseline: undefined, target })).toBeUndefined();
	expect(tableText([{ ...busy, target }])).toContain('<= 50.0 ms beyond ok');
});

describe('two commits', () => {
	const folders: string[] = [];
	afterEach(async () => {
		for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
	});

	test('are compared by the middle of their runs, and what one of them cannot measure is missing', () => {
		const of = (natstop: number, measure = 'm'): Line => ({ ...line, measure, natstop });
		const machine = { busy: 40, others: 2, late: 1 };
		const rows = compared(
			[of(3), of(9), { ...of(4), machine }, { ...of(5, 'new'), baseline: 1 }],
			[of(2), of(2), { ...of(8), machine: { busy: 90, others: 1, late: 7 } }],
		);
		expect(rows).toEqual([
			{ measure: 'm', unit: 'ms', now: 4, other: 2, machine: { busy: 90, others: 2, late: 7 } },
			{ measure: 'new', unit: 'ms', now: 5 },
		]);
		expect(comparedText(rows, 'v1')).toMatch(/^m +4\.00 ms +2\.00 ms +2\.00 +90% busy/m);
		expect(comparedText(rows, 'v1')).toMatch(/^new +5\.00 ms +missing +– +–$/m);
	});

	test('are built apart from each other, the other one in a temporary folder with the measures of now', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'natstop-commit-'));
		folders.push(folder);
		await buildCommit('HEAD', folder);
		const { stdout } = await run(process.execPath, [join(folder, 'dist', 'cli.mjs'), '--version']);
		expect(stdout).toMatch(/\d+\.\d+\.\d+/);
		await expect(buildCommit('no-such-commit', folder)).rejects.toThrow('no-such-commit');
	});
});
