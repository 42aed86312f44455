// Records what `go tool pprof` prints of the profiles that tests compare with; needs Go, which the tests do not.

import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = join(import.meta.dirname, '../test/fixtures/profiles');

/**
 * Standard output of pprof in UTC, without the program's file, which may be on one machine and not on another. It fails
 * where -peek finds nothing, and prints nothing then.
 */
const pprof = (...flags: string[]): string =>
	spawnSync('go', ['tool', 'pprof', ...flags], {
		env: { ...process.env, TZ: 'UTC', PPROF_BINARY_PATH: '/nowhere' },
		maxBuffer: 2 ** 28,
		stdio: ['ignore', 'pipe', 'ignore'],
	}).stdout.toString();

/** Names of sample types, as pprof lists them. */
const sampleTypes = (path: string): readonly string[] => {
	const [, line = ''] = /^Samples:\n(.*)$/m.exec(pprof('-raw', path)) ?? [];
	return line.split(' ').map((word) => word.replace(/\/.*/, ''));
};

/** Stands for both files together, which pprof sums up without a flag. */
const sum = '--sum';

const profiles = readdirSync(folder).filter((name) => name.endsWith('.pprof'));

/** Those that are named, or all. */
const wanted = process.argv.slice(2);

for (const name of profiles.filter((each) => wanted.length === 0 || wanted.includes(each))) {
	const path = join(folder, name);
	const base = profiles.find((other) => other === name.replace('.pprof', '.before.pprof'));
	const parts: string[] = [];
	for (const type of sampleTypes(path)) {
		const of = [`-sample_index=${type}`];
		const reports = [
			['-top', ...of],
			['-top', '-nodecount=15', ...of],
			['-tree', ...of],
			['-tree', '-nodecount=15', ...of],
			['-peek', '.', ...of],
			...(base === undefined
				? []
				: [
						...[['-top'], ['-tree'], ['-peek', '.']].map((report) => [...report, ...of, '-diff_base']),
						...[['-top'], ['-tree']].map((report) => [...report, ...of, sum]),
					]),
		];
		for (const report of reports) {
			const isOfTwo = report.includes('-diff_base') || report.includes(sum);
			const files = isOfTwo ? [join(folder, base ?? ''), path] : [path];
			const flags = report.filter((flag) => flag !== sum);
			parts.push(`#### ${report.join(' ')}\n${pprof(...flags, ...files)}`);
		}
		const unit = /space/.test(type) ? 'B' : /cpu|delay/.test(type) ? 'ns' : 'count';
		parts.push(`#### -traces ${of.join(' ')}\n${pprof('-traces', `-unit=${unit}`, ...of, path)}`);
	}
	writeFileSync(`${path}.txt.gz`, gzipSync(parts.join(''), { level: 9 }));
	console.log(`${name}: ${parts.length} reports, ${execFileSync('go', ['version']).toString().trim()}`);
}
