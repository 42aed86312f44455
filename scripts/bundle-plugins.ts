// What the bundle does otherwise than the packages it is made of: nothing is loaded that is never used, or slow to start.

import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/** Changes the text of one file of a package. */
const edited = (name: string, filter: RegExp, edit: (text: string) => string): Plugin => ({
	name,
	setup({ onLoad }) {
		onLoad({ filter }, async ({ path }) => ({ contents: edit(await readFile(path, 'utf8')) }));
	},
});

/** Fails when there is nothing to replace: then the package is another one than this was written for. */
const replaced = (text: string, from: string | RegExp, to: (found: string) => string): string => {
	const result = text.replace(from, to);
	if (result === text) throw new Error(`there is no ${String(from).slice(0, 80)} any more`);
	return result;
};

/** Ink loads the developer tools only when asked to by DEV=true; they are not in the bundle. */
const withoutDevtools = edited('without-devtools', /\/ink\/build\/reconciler\.js$/, (text) =>
	replaced(
		replaced(text, "await import('./devtools.js');", () => ''),
		'const loaded = await loadPackageJson();',
		() => 'const loaded = packageInfo;',
	),
);

/** meow reads a package.json only where none is given, and what reads and corrects it is a tenth of the program. */
const withoutManifest = edited('without-manifest', /\/meow\/build\/options\.js$/, (text) =>
	replaced(
		text,
		"import { a as readPackageUpSync, n as normalizePackageData } from './dependencies.js';",
		() => 'const readPackageUpSync = () => undefined; const normalizePackageData = () => {};',
	),
);

/** It brings its own packages in one file, of which nothing is left out unless loading it is known to do nothing else. */
const withoutUnused = edited('without-unused', /\/meow\/build\/dependencies\.js$/, (text) =>
	replaced(
		text,
		/^((?:var|const) [\w$]+ = |)(?=require[\w$]+ *\(|getDefaultExportFromCjs\(|promisify\()/gm,
		(start) => `${start}/* @__PURE__ */ `,
	),
);

/** Yoga fetches its WebAssembly from a data: URL, and fetch alone takes ten times as long to load as the code to compile. */
const quickYoga = edited('quick-yoga', /\/yoga-wasm-base64-esm\.js$/, (text) => {
	let code = '';
	const withoutCode = replaced(text, /"data:application\/octet-stream;base64,[^"]+"/, (url) => {
		code = `"${url.slice(url.indexOf(',') + 1)}`;
		return '""';
	});
	return replaced(
		withoutCode,
		'loadYoga = loadYoga || {};',
		() => `loadYoga.instantiateWasm = (imports, done) => {
			const code = new WebAssembly.Module(Buffer.from(${code}, "base64"));
			done(new WebAssembly.Instance(code, imports));
			return {};
		};`,
	);
});

/** Loaded like that it is there at once, and a script may not wait where it begins. */
const yogaAtOnce = edited('yoga-at-once', /\/yoga-layout\/dist\/src\/index\.js$/, (text) =>
	replaced(
		text,
		'const Yoga = wrapAssembly(await loadYoga());',
		() => 'const assembly = {}; loadYoga(assembly); const Yoga = wrapAssembly(assembly);',
	),
);

/** nkeys signs in JavaScript, three times for one login; Node has it built in. */
const quickSignatures = edited('quick-signatures', /@nats-io\/nkeys\/lib\/nacl\.js$/, (text) =>
	replaced(
		replaced(text, /^const tweetnacl_1 = .*$/m, () => ''),
		'exports.default = tweetnacl_1.default;',
		() => `const { quickEd25519 } = require(${JSON.stringify(resolve('source/nats/connect/ed25519.ts'))});
		exports.default = quickEd25519(() => require("tweetnacl"));`,
	),
);

/** string-width makes an expression of every emoji there is as soon as it is loaded, 14 ms; few texts need it at all. */
const lateWidth: Plugin = {
	name: 'late-width',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^string-width$/ }, ({ path, importer }) =>
			importer.endsWith('/source/format/text.ts') ? { path, namespace: 'late' } : undefined,
		);
		onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({
			contents: `export default (text) => require(${JSON.stringify(path)}).default(text);`,
			resolveDir: resolve('source'),
		}));
	},
};

/** Regular expressions of filters need an engine of their own, 150 KB of code that most sessions never run. */
const lateExpressions: Plugin = {
	name: 'late-expressions',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /\/filter-expression\.ts$/ }, ({ path, importer, namespace }) =>
			namespace === 'late-expressions' || !importer.endsWith('/filter-query.ts')
				? undefined
				: { path: resolve('source/table', path), namespace: 'late-expressions' },
		);
		onLoad({ filter: /.*/, namespace: 'late-expressions' }, ({ path }) => ({
			contents: ['expression', 'expressionSpans']
				.map(
					(name) =>
						`export const ${name} = (...given) => require(${JSON.stringify(path)}).${name}(...given);`,
				)
				.join('\n'),
			resolveDir: resolve('source'),
		}));
	},
};

/** Imported, all of Node's own modules are loaded, and each gets a view of its own; required, only when something uses it. */
const lateBuiltins: Plugin = {
	name: 'late-builtins',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /^(node:)?[a-z_/]+$/ }, ({ path, kind }) =>
			kind === 'import-statement' && isBuiltin(path)
				? { path, namespace: 'builtin', sideEffects: false }
				: undefined,
		);
		onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
			contents: `module.exports = require(${JSON.stringify(path)});`,
		}));
	},
};

export const bundlePlugins: readonly Plugin[] = [
	withoutDevtools,
	withoutManifest,
	withoutUnused,
	quickYoga,
	yogaAtOnce,
	quickSignatures,
	lateWidth,
	lateExpressions,
	lateBuiltins,
];

/** The first segmenter of a process takes 10 ms, and a dozen files make one that most sessions never use. */
export const lazySegmenters = {
	define: { 'Intl.Segmenter': 'LazySegmenter' },
	inject: ['source/format/lazy-segmenter.ts'],
};
