// Builds Ink as the program ships it, as one file, so that tests draw with the canvas and the writer that people get.

import { rename } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { bundlePlugins, lazySegmenters } from '../../scripts/bundle-plugins.ts';
import { inkParts } from '../../scripts/ink-parts.ts';

/** Where it is: below `node_modules`, so that a worker loads it as it loads any package. */
export const shippedInk = resolve('node_modules/.cache/natstop/ink.mjs');

/** Builds it anew, which takes a third of a second. Runs beside each other write the same file, and none sees half of it. */
export const buildInk = async (): Promise<void> => {
	const outfile = `${shippedInk}.${process.pid}.mjs`;
	await build({
		entryPoints: ['node_modules/ink/build/index.js'],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'esm',
		// There is one React: that of the components.
		external: ['react'],
		define: {
			'process.env.NODE_ENV': '"production"',
			'process.env.DEV': '"false"',
			...lazySegmenters.define,
		},
		inject: lazySegmenters.inject,
		banner: {
			js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
		},
		plugins: [...bundlePlugins, ...inkParts],
		logLevel: 'warning',
	});
	await rename(outfile, shippedInk);
};
