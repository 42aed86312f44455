// What the commands load: JSON for a program does not wait for what draws.

import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('natstop servers --json loads neither Ink nor React', async () => {
	const { metafile } = await build({
		entryPoints: ['cli.tsx'],
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
	load('cli.tsx');
	expect([...seen]).toContain('source/commands/list.ts');
	expect([...seen]).toContain('@nats-io/transport-node');
	expect([...seen].filter((path) => /^(ink|react)\b/.test(path))).toEqual([]);
});
