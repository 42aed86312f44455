// `npm run bench [NAME…] [-- --json FILE --servers N --scale S --against REF --rounds N]`: measures and prints the one table.

import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../source/version.ts';
import { measureBoth } from './against.ts';
import { MachineWatch } from './machine.ts';
import { measures } from './measures.ts';
import { compared, comparedText } from './results.ts';
import type { Bench } from './system.ts';
import { isMet, type Line, ratioOf, tableText } from './table.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'string', default: 'bench/results/latest.json' },
		bundle: { type: 'string', default: 'dist/cli.mjs' },
		servers: { type: 'string', default: '1000' },
		scale: { type: 'string', default: '1' },
		against: { type: 'string' },
		rounds: { type: 'string', default: '2' },
	},
});

/** The executable for this machine, where one was built. */
const executableIn = async (folder: string): Promise<string | undefined> => {
	const names = await readdir(folder).catch(() => []);
	const name = names.find((one) => /linux-x64$/.test(one));
	return name === undefined ? undefined : join(folder, name);
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const servers = Number(values.servers);
const names = Object.keys(measures).filter((name) => positionals.length === 0 || positionals.includes(name));

const write = async (results: object): Promise<void> => {
	const about = { at: new Date().toISOString(), version, node: process.version, servers };
	await mkdir(dirname(values.json), { recursive: true });
	await writeFile(values.json, `${JSON.stringify({ ...about, ...results }, undefined, '\t')}\n`);
};

/** The lines of each measure, with what the machine did meanwhile. */
const measureAll = async (bench: Bench): Promise<Line[]> => {
	const lines: Line[] = [];
	const watch = new MachineWatch();
	try {
		for (const name of names) {
			say(`${name}…`);
			try {
				await watch.load();
				const measured = (await measures[name]?.(bench)) ?? [];
				const machine = await watch.load();
				lines.push(...measured.map((line) => ({ ...line, machine })));
			} catch (error) {
				say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
				process.exitCode = 1;
			}
		}
		return lines;
	} finally {
		watch.end();
	}
};

const measureThis = async (): Promise<void> => {
	const folder = await mkdtemp(join(tmpdir(), 'natstop-bench-'));
	try {
		// A copy, with the parts beside it, so that a build in between changes nothing.
		const bundle = join(folder, basename(values.bundle));
		await cp(dirname(values.bundle), folder, { recursive: true });
		const executable = (await executableIn('dist')) ?? (await executableIn('release'));
		const lines = await measureAll({
			natstop: [process.execPath, bundle],
			...(executable ? { executable } : {}),
			...{ servers, clusters: Math.max(1, Math.ceil(servers / 50)), scale: Number(values.scale), say },
		});
		process.stdout.write(`${tableText(lines)}\n`);
		await write({ results: lines.map((line) => ({ ...line, ratio: ratioOf(line), met: isMet(line) })) });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};

const { against: ref } = values;
if (ref === undefined) await measureThis();
else {
	const words = ['--servers', values.servers, '--scale', values.scale];
	const { now, other } = await measureBoth({ ref, names, rounds: Number(values.rounds), words, say });
	const rows = compared(now, other);
	process.stdout.write(`${comparedText(rows, ref)}\n`);
	await write({ against: ref, compared: rows });
}
