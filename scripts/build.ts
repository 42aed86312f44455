// Builds what is published: the bundled program, what starts it, and the licences, man page and completions beside it.
// tsx scripts/build.ts [--folder FOLDER] [--plain-ink], where the latter leaves Ink as it comes, to measure what ours buys.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { completionFiles, completionScript } from '../source/command-line/completion/completion.ts';
import { shells } from '../source/command-line/completion/words.ts';
import { manPage } from '../source/command-line/man-page.ts';
import { version } from '../source/version.ts';
import { bundlePlugins, lazySegmenters } from './bundle-plugins.ts';
import { inkParts } from './ink-parts.ts';
import { notices } from './notices.ts';

const { folder, 'plain-ink': isInkPlain } = parseArgs({
	options: {
		folder: { type: 'string', default: 'dist' },
		'plain-ink': { type: 'boolean', default: false },
	},
}).values;
const outfile = join(folder, 'cli.mjs');
const program = join(folder, 'parts', 'natstop.cjs');

/** The day of the last commit, so that the same commit builds the same files; today outside a repository. */
const day = (): string => {
	try {
		return execFileSync('git', ['log', '-1', '--format=%cs'], { encoding: 'utf8', stdio: 'pipe' }).trim();
	} catch {
		return new Date().toISOString().slice(0, 10);
	}
};

/** What both bundles have in common. */
const common: BuildOptions & { metafile: true } = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	minify: true,
	metafile: true,
	legalComments: 'none', // Whole texts are in the file of notices.
	logLevel: 'warning',
};

await rm(join(folder, 'parts'), { recursive: true, force: true });
// One file, and no module of the language's own: only of such a script V8 gives away the code that it has compiled.
const { metafile } = await build({
	...common,
	entryPoints: ['cli.tsx'],
	outfile: program,
	format: 'cjs',
	charset: 'ascii',
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		'import.meta': 'importMeta',
		...lazySegmenters.define,
	},
	inject: lazySegmenters.inject,
	banner: { js: "const importMeta = { url: require('node:url').pathToFileURL(__filename).href };" },
	// The package's usual entry looks for its parts at run time.
	alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
	plugins: [...bundlePlugins, ...(isInkPlain ? [] : inkParts)],
});
// The line for a shell goes, and what stands in regular expressions as it is: with ASCII alone a byte is a character.
const text = (await readFile(program, 'utf8'))
	.replace(/^#!.*/, '')
	.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
await writeFile(program, text);
await chmod(program, 0o644);
const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
const launcher = await build({
	...common,
	entryPoints: { cli: 'source/system/launch.ts' },
	outdir: folder,
	outExtension: { '.js': '.mjs' },
	format: 'esm',
	define: { programDigest: JSON.stringify(digest) },
	banner: { js: '#!/usr/bin/env node' },
});
await chmod(outfile, 0o755);

const completions = join(folder, 'completions');
await mkdir(completions, { recursive: true });
for (const shell of shells) {
	await writeFile(join(completions, completionFiles[shell]), `${completionScript(shell)}\n`);
}
await writeFile(join(folder, 'natstop.1'), manPage(version, day()));
await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), await notices(metafile));
const size = [metafile, launcher.metafile]
	.flatMap(({ outputs }) => Object.values(outputs))
	.reduce((sum, { bytes }) => sum + bytes, 0);
process.stdout.write(`${outfile} and its parts  ${Math.round(size / 1024)} KiB\n`);
