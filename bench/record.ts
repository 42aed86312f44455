// What it costs that the last minutes are kept, and how large recordings are.

import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, cpuShare, pause, Screen } from './process.ts';
import { type Bench, type System, settling, startLarge, startThree } from './system.ts';
import { interleaved, type Line } from './table.ts';

const size = { columns: 120, rows: 40 };

/** Mebibytes an hour that a recording of nothing but servers and events may take. */
const mostPerHour = { three: 0.7, large: 450 };

/** natstop with a configuration of its own. */
const configured = async (
	folder: string,
	name: string,
	settings: object,
	natstop: Command,
): Promise<Command> => {
	const home = join(folder, name);
	await mkdir(join(home, 'natstop'), { recursive: true });
	await writeFile(join(home, 'natstop', 'config.json'), JSON.stringify(settings));
	return ['env', `XDG_CONFIG_HOME=${home}`, ...natstop];
};

/** Processor share with the last minutes kept and without, side by side. */
const keepingIn = async (
	bench: Bench,
	system: System,
	folder: string,
	of: string,
	limit: number,
): Promise<Line> => {
	const flags = [...system.login, '--interval', '2s'];
	const screens: Record<string, Screen> = {};
	for (const [name, settings] of Object.entries({ kept: {}, none: { rewind: 0 } }))
		screens[name] = new Screen(
			[...(await configured(folder, name, settings, bench.natstop)), ...flags],
			size,
			{
				emulate: false,
			},
		);
	try {
		await pause(settling(bench, 15_000));
		const cpu = await interleaved(
			Object.fromEntries(
				Object.entries(screens).map(([name, { pid }]) => [name, () => cpuShare(pid, 10_000 * bench.scale)]),
			),
			Math.ceil(3 * bench.scale),
		);
		return {
			...{ measure: `keeping the last minutes: ${of}`, natstop: cpu.kept ?? Number.NaN, unit: '%' },
			...(cpu.none !== undefined && { baseline: cpu.none }),
			...{ against: 'rewind: 0', target: { of: 'ratio', at: 'most', limit } },
		};
	} finally {
		for (const screen of Object.values(screens)) await screen.end();
	}
};

/** Megabytes an hour of a recording at 2 s. */
const sizeIn = async (
	bench: Bench,
	system: System,
	folder: string,
	of: string,
	most: number,
): Promise<Line> => {
	const path = join(folder, `${of.replace(/\W+/g, '-')}.natstop.gz`);
	const began = performance.now();
	const screen = new Screen([...bench.natstop, 'record', path, ...system.login, '--every', '2s'], size, {
		emulate: false,
	});
	try {
		const first = 11_000;
		await pause(Math.max(first + 1000, 90_000 * bench.scale));
		const bytes = await stat(path).then(({ size: written }) => written);
		const hours = (performance.now() - began) / 3_600_000;
		return {
			...{ measure: `a recording: ${of}`, natstop: bytes / hours / 1024 / 1024, unit: 'MiB/h' },
			...{ against: 'what it may take', baseline: most, target: { of: 'ratio', at: 'most', limit: 1 } },
		};
	} finally {
		await screen.end();
	}
};

/** Three real servers, and the large fleet, both at 2 s. */
export const record = async (bench: Bench): Promise<Line[]> => {
	const folder = await mkdtemp(join(tmpdir(), 'natstop-bench-record-'));
	const both = async (system: System, of: string, limit: number, most: number): Promise<Line[]> => {
		try {
			return [
				await keepingIn(bench, system, folder, of, limit),
				await sizeIn(bench, system, folder, of, most),
			];
		} finally {
			await system.stop();
		}
	};
	try {
		return [
			...(await both(await startThree(), '3 servers', 1.1, mostPerHour.three)),
			...(await both(await startLarge(bench, 10), `${bench.servers} servers`, 1.15, mostPerHour.large)),
		];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};
