// Lists the modules of Ink that the build replaces by ours: they were nine tenths of a frame's time and bytes.

import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** The modules of Ink, as Ink imports them, and the replacement of each. */
const parts: Readonly<Record<string, string>> = {
	'./output.js': 'source/ink/output.ts',
	'./log-update.js': 'source/ink/log-update.ts',
};

/** Fails the build when Ink, after an update, no longer has or imports one of them. */
const screen: Plugin = {
	name: 'ink-parts',
	setup({ onResolve, onEnd }) {
		const replaced = new Set<string>();
		onResolve({ filter: /^\.\/(output|log-update)\.js$/ }, async ({ path, resolveDir }) => {
			const part = parts[path];
			if (part === undefined || !resolveDir.endsWith('node_modules/ink/build')) return undefined;
			await access(resolve(resolveDir, path));
			replaced.add(path);
			return { path: resolve(part) };
		});
		onEnd(() => {
			const missing = Object.keys(parts).filter((path) => !replaced.has(path));
			return { errors: missing.map((path) => ({ text: `Ink does not import ${path} any more` })) };
		});
	},
};

/** Measuring, by Ink and what it imports, was a quarter of a frame: its rows are plain but for their colours, which is quick to see. */
const quickWidth: Plugin = {
	name: 'quick-width',
	setup({ onResolve }) {
		onResolve({ filter: /^string-width$/ }, ({ importer }) =>
			/node_modules\//.test(importer) ? { path: resolve('source/ink/string-width.ts') } : undefined,
		);
	},
};

export const inkParts = [screen, quickWidth] as const;
