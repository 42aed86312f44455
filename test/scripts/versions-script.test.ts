// The script that tries what must hold on every nats-server: it leaves out no suite, and names none that is not there.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const [, words = ''] =
	/vitest run (.*)$/.exec(JSON.parse(readFileSync('package.json', 'utf8')).scripts['test:versions']) ?? [];
const named = words.split(' ');

/** Suites that take their servers from what the environment names. */
const suites = readdirSync('test', { recursive: true, encoding: 'utf8' })
	.map((path) => `test/${path}`)
	.filter((path) => /\.test\.tsx?$/.test(path))
	.filter((path) => /helpers\/versions\.ts'/.test(readFileSync(path, 'utf8')));

test('every suite that is written for several versions is in the script', () => {
	expect(suites.length).toBeGreaterThan(10);
	expect(suites.filter((path) => !named.some((name) => path.startsWith(name)))).toEqual([]);
});

test('every file that the script names is there', () => {
	const isThere = (name: string) => existsSync(name) || suites.some((path) => path.startsWith(name));
	expect(named.filter((name) => !isThere(name))).toEqual([]);
});
