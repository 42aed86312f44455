// The licences of what is bundled: all of them, or no build.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { notices } from '../../scripts/notices.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();

/** A bundle of one file of one package that lies in the folder of this test. */
const bundleOf = async (name: string, files: Record<string, string>): Promise<Metafile> => {
	const folder = join(dir, 'node_modules', name);
	await mkdir(folder, { recursive: true });
	const all = { 'package.json': JSON.stringify({ name, version: '1.0.0', license: 'MIT' }), ...files };
	for (const [file, text] of Object.entries(all)) await writeFile(join(folder, file), text);
	return {
		inputs: {},
		outputs: {
			'cli.mjs': {
				bytes: 9,
				imports: [],
				exports: [],
				inputs: { [join(folder, 'index.js')]: { bytesInOutput: 9 } },
			},
		},
	};
};

test('a package that brings no licence text stops the build, and is named', async () => {
	const bundle = await bundleOf('no-text', { 'index.js': '' });
	await expect(notices(bundle)).rejects.toThrow(
		'no-text (MIT) is bundled and brings no licence text: put its text into scripts/licences/no-text.txt',
	);
	const empty = await bundleOf('empty-text', { 'index.js': '', LICENSE: '\n' });
	await expect(notices(empty)).rejects.toThrow('empty-text (MIT) is bundled');
});

test('a package that brings a text is named above it', async () => {
	const bundle = await bundleOf('with-text', { LICENSE: 'Copyright (c) Alice\r\nDo as you like.\r\n' });
	expect(await notices(bundle)).toContain('with-text 1.0.0\n\nCopyright (c) Alice\nDo as you like.\n');
});
