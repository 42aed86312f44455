// `npm run bench [NAME…] [-- --json FILE --servers N --scale S]`: measures and prints the one table.

import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { version } from '../source/version.ts';
import { measures } from './measures.ts';
import type { Bench } from './system.ts';
import { isMet, type Line, ratioOf, tableText } from './table.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		json: { type: 'string', default: 'bench/results/latest.json' },
		bundle: { type: 'string', default: 'dist/cli.mjs' },
		servers: { type: 'string', default: '1000' },
		scale: { type: 'string', default: '1' },
	},
});

/** The executable for this machine, where one was built. */
const executableIn = async (folder: string): Promise<string | undefined> => {
	const names = await readdir(folder).catch(() => []);
	const name = names.find((one) => /linux-x64$/.test(one));
	return name === undefined ? undefined : join(folder, name);
};

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'natstop-bench-'));
try {
	// A copy, with the parts beside it, so that a build in between changes nothing.
	const bundle = join(folder, basename(values.bundle));
	await cp(dirname(values.bundle), folder, { recursive: true });
	const servers = Number(values.servers);
	const executable = (await executableIn('dist')) ?? (await executableIn('release'));
	const bench: Bench = {
		natstop: [process.execPath, bundle],
		...(executable ? { executable } : {}),
		...{ servers, clusters: Math.max(1, Math.ceil(servers / 50)), scale: Number(values.scale), say },
	};
	const lines: Line[] = [];
	for (const [name, measure] of Object.entries(measures)) {
		if (positionals.length > 0 && !positionals.includes(name)) continue;
		say(`${name}…`);
		try {
			lines.push(...(await measure(bench)));
		} catch (error) {
			say(`${name}: ${error instanceof Error ? error.message : String(error)}`);
			process.exitCode = 1;
		}
	}
	process.stdout.write(`${tableText(lines)}\n`);
	const results = lines.map((line) => ({ ...line, ratio: ratioOf(line), met: isMet(line) }));
	const about = { at: new Date().toISOString(), version, node: process.version, servers, results };
	await mkdir(dirname(values.json), { recursive: true });
	await writeFile(values.json, `${JSON.stringify(about, undefined, '\t')}\n`);
} finally {
	await rm(folder, { recursive: true, force: true });
}
