// Tells which test files need a process of their own; all others share one with files like them, and load the program once.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Sockets, other processes and real servers: what is left of them when a file ends would be there in the next one. */
const outside =
	/^node:(child_process|cluster|dgram|http2?|https|net|tls|worker_threads)$|^@nats-io\/transport-node$|node-pty/;

/** What is looked into for them: the program itself is there in nearly every test, whoever uses its connections. */
const within = /^(bench|scripts|source\/demo|test)\/.*\.tsx?$/;

/** Modules in place of others stay for all files that come after. */
const replaces = /\bvi\.(mock|doMock|hoisted)\(/;

/** What a file loads: types are none of it. */
const importsOf = (text: string): string[] =>
	[...text.replaceAll(/^import type .*?;$/gms, '').matchAll(/(?:\bfrom|\bimport\(?)\s*'([^']+)'/g)].map(
		([, name = '']) => name,
	);

/** Why a file of the tests needs a process of its own, itself or by what it imports; undefined where it does not. */
const reasonFor = (file: string, known: Map<string, string | undefined>): string | undefined => {
	if (known.has(file)) return known.get(file);
	// A circle ends here.
	known.set(file, undefined);
	const text = readFileSync(file, 'utf8');
	const find = (): string | undefined => {
		if (replaces.test(text)) return 'modules in place of others';
		for (const name of importsOf(text)) {
			if (outside.test(name)) return name;
			if (!name.startsWith('.')) continue;
			const path = relative('.', resolve(dirname(file), name));
			const theirs = within.test(path) ? reasonFor(path, known) : undefined;
			if (theirs !== undefined) return `${path}, ${theirs}`;
		}
		return undefined;
	};
	const reason = find();
	known.set(file, reason);
	return reason;
};

/** Every test file, and why it needs a process of its own if it does. */
export const testFiles = (): { file: string; reason: string | undefined }[] => {
	const known = new Map<string, string | undefined>();
	return readdirSync('test', { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.test\.tsx?$/.test(path))
		.map((path) => join('test', path))
		.map((file) => ({ file, reason: reasonFor(file, known) }));
};
