// Builds the one file that is published: production React baked in, nothing needed at run time.

import { chmod, stat } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';

const outfile = 'dist/cli.mjs';

/** Ink loads the developer tools only when asked to by DEV=true; they are not in the bundle. */
const withoutDevtools: Plugin = {
	name: 'without-devtools',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'empty' }));
		onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {};' }));
	},
};

await build({
	entryPoints: ['cli.tsx'],
	outfile,
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	minify: true,
	legalComments: 'linked',
	define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
	banner: {
		js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
	},
	plugins: [withoutDevtools],
	logLevel: 'warning',
});
await chmod(outfile, 0o755);
const { size } = await stat(outfile);
process.stdout.write(`${outfile}  ${Math.round(size / 1024)} KiB\n`);
