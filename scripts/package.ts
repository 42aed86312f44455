// Builds everything a release has into release/, executables that need no Node, their packages and the npm package:
// tsx scripts/package.ts [TARGET…] [--from ADDRESS], where ADDRESS is where the archives of the formula will be.

import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { type ExecutableTarget, executableTargets, ownTarget, runtimeVersion } from './executable-targets.ts';
import { signAdHoc } from './mach-o-signature.ts';
import { buildPackages, sha256 } from './packages.ts';
import { runtime } from './runtime.ts';
import { smokeTest } from './smoke.ts';

const run = promisify(execFile);
const folder = 'release';

/** The files of an executable beside the bundle. */
const runtimeNotice = `Each executable also contains the runtime Bun ${runtimeVersion}, under the MIT licence, and in it JavaScriptCore, under
the GNU LGPL 2.1, with the libraries that Bun's own licence file lists.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Every target where none is named. Fails on a name that is none. */
const wantedTargets = (names: readonly string[]): readonly ExecutableTarget[] => {
	const known = new Map(executableTargets.map((target) => [target.name, target]));
	if (names.length === 0) return executableTargets;
	return names.map((name) => {
		const target = known.get(name);
		if (!target) throw new Error(`no target ${name}; there are ${[...known.keys()].join(', ')}`);
		return target;
	});
};

/** Compiles the bundle onto a target's runtime; gives the path. */
const compile = async (compiler: string, target: ExecutableTarget): Promise<string> => {
	const outfile = resolve(folder, `natstop-${target.name}`);
	await run(compiler, [
		'build',
		...['--compile', '--bytecode', '--format=cjs', `--target=${target.compilerTarget}`],
		`--compile-executable-path=${await runtime(target, say)}`,
		// Without these flags a .env or bunfig.toml in the working folder would be obeyed.
		...['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'],
		`--outfile=${outfile}`,
		'dist/parts/natstop.cjs',
	]);
	if (target.name === 'darwin-x64') await signAdHoc(outfile);
	return outfile;
};

/** `SHA256SUMS` over everything in the folder, as `sha256sum -c` reads it. */
const writeChecksums = async (): Promise<void> => {
	const names = (await readdir(folder)).sort();
	const lines = await Promise.all(
		names.map(async (name) => `${await sha256(join(folder, name))}  ${name}\n`),
	);
	await writeFile(join(folder, 'SHA256SUMS'), lines.join(''));
};

const main = async (names: readonly string[], from?: string): Promise<void> => {
	const targets = wantedTargets(names);
	const own = ownTarget();
	if (!own) throw new Error(`nothing can be compiled on ${process.platform} ${process.arch}`);
	const compiler = await runtime(own, say);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder);
	for (const target of targets) {
		const path = await compile(compiler, target);
		const megabytes = ((await stat(path)).size / 1e6).toFixed(0);
		if (target === own) await smokeTest(path);
		const tried =
			target === own ? 'run against a real cluster without Node' : 'built, not run on this machine';
		say(`${basename(path).padEnd(26)}${megabytes.padStart(4)} MB  ${tried}`);
	}
	await copyFile(join('dist', 'natstop.1'), join(folder, 'natstop.1'));
	const texts = await readFile(join('dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
	const notices = join(folder, 'THIRD-PARTY-NOTICES.txt');
	await writeFile(notices, `${runtimeNotice}\n\n${texts}`);
	const base = from ?? pathToFileURL(resolve(folder)).href;
	await buildPackages({ folder, targets, notices, base, say });
	await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
	await writeChecksums();
	say(`${join(folder, 'SHA256SUMS')}`);
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { from: { type: 'string' } } });
try {
	await main(positionals, values.from);
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
