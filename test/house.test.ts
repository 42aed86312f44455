// The measures of the house: how long files are, and how they begin.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const files = readdirSync('source', { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.tsx?$/.test(path))
	.map((path) => ({ path, text: readFileSync(join('source', path), 'utf8') }));

const program = { path: 'cli.tsx', text: readFileSync('cli.tsx', 'utf8') };

const longerThan = (most: number) =>
	[program, ...files].flatMap(({ path, text }) => (text.split('\n').length - 1 > most ? path : []));

test('no file of the program has over 300 lines, and the root of the monitor stays under 200', () => {
	expect(longerThan(300)).toEqual([]);
	expect(longerThan(199)).not.toContain('app.tsx');
});

test('each file of the program opens with one sentence that says what it is for', () => {
	const opening = /^(\/\/ .*\n)*?\/\/ .*\.(\s|$)/;
	expect(files.flatMap(({ path, text }) => (opening.test(text) ? [] : path))).toEqual([]);
});

test('six files stand at the top of the program, everything else in a room', () => {
	expect(files.flatMap(({ path }) => (path.includes('/') ? [] : path)).sort()).toEqual([
		'app.tsx',
		'effects.ts',
		'render-monitor.tsx',
		'start-monitor.ts',
		'theme.ts',
		'version.ts',
	]);
});
