// Builds what is published: the bundled program in parts, and the licences, man page and completions beside it.

import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { completionFiles, completionScript } from '../source/command-line/completion/completion.ts';
import { shells } from '../source/command-line/completion/words.ts';
import { manPage } from '../source/command-line/man-page.ts';
import { version } from '../source/version.ts';
import { bundlePlugins, lazySegmenters } from './bundle-plugins.ts';
import { inkParts } from './ink-parts.ts';
import { notices } from './notices.ts';

const folder = 'dist';
const outfile = join(folder, 'cli.mjs');

/** The day of the last commit, so that the same commit builds the same files; today outside a repository. */
const day = (): string => {
	try {
		return execFileSync('git', ['log', '-1', '--format=%cs'], { encoding: 'utf8', stdio: 'pipe' }).trim();
	} catch {
		return new Date().toISOString().slice(0, 10);
	}
};

await rm(join(folder, 'parts'), { recursive: true, force: true });
const { metafile } = await build({
	entryPoints: ['cli.tsx'],
	outdir: folder,
	outExtension: { '.js': '.mjs' },
	bundle: true,
	// What only the screen, the demo or a printed table needs is not read by Node before it is wanted.
	splitting: true,
	chunkNames: 'parts/[name]-[hash]',
	platform: 'node',
	format: 'esm',
	target: 'node20',
	minify: true,
	metafile: true,
	legalComments: 'none', // Whole texts are in the file of notices.
	define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', ...lazySegmenters.define },
	inject: lazySegmenters.inject,
	banner: {
		js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
	},
	// The package's usual entry looks for its parts at run time.
	alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
	plugins: [...bundlePlugins, ...inkParts],
	logLevel: 'warning',
});
await chmod(outfile, 0o755);

const completions = join(folder, 'completions');
await mkdir(completions, { recursive: true });
for (const shell of shells) {
	await writeFile(join(completions, completionFiles[shell]), `${completionScript(shell)}\n`);
}
await writeFile(join(folder, 'natstop.1'), manPage(version, day()));
await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), await notices(metafile));
const size = Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
process.stdout.write(`${outfile} and its parts  ${Math.round(size / 1024)} KiB\n`);
