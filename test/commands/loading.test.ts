// What the commands load: JSON for a program does not wait for what draws.

import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** The files and packages that one file loads at once. */
const loadedBy = async (entry: string): Promise<string[]> => {
	const { metafile } = await build({
		entryPoints: [entry],
		...{ bundle: true, write: false, metafile: true, platform: 'node', format: 'esm' },
		packages: 'external',
		logLevel: 'silent',
	});
	const seen = new Set<string>();
	const load = (path: string): void => {
		if (seen.has(path)) return;
		seen.add(path);
		for (const { kind, path: next } of metafile.inputs[path]?.imports ?? [])
			if (kind === 'import-statement') load(next);
	};
	load(entry);
	return [...seen];
};

const drawing = /^(ink|react)\b/;

test('natstop servers --json loads neither Ink nor React', async () => {
	const seen = await loadedBy('cli.tsx');
	expect(seen).toContain('source/commands/list.ts');
	expect(seen).toContain('@nats-io/transport-node');
	expect(seen.filter((path) => drawing.test(path))).toEqual([]);
});

test('linear mode loads neither Ink nor React', async () => {
	const seen = await loadedBy('source/linear/linear.ts');
	expect(seen).toContain('source/hooks/session.ts');
	expect(seen.filter((path) => drawing.test(path))).toEqual([]);
});
