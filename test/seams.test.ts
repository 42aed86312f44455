// What only a few files may do: speak to NATS itself, or read the clock of the machine.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Paths below source/ of the files whose code matches, comments left out. */
const filesWith = (pattern: RegExp): string[] =>
	readdirSync('source', { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.tsx?$/.test(path))
		.filter((path) =>
			pattern.test(readFileSync(`source/${path}`, 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')),
		)
		.sort();

/** The demo is an application of its own: it runs clients that others watch. */
const isDemo = (path: string): boolean => path.startsWith('demo/');

test('Only the wire and what opens a connection import nats.js', () => {
	const files = filesWith(/from '@nats-io\//).filter((path) => !isDemo(path));
	expect(files.filter((path) => !path.startsWith('nats/connect/'))).toEqual([
		'nats/gather.ts',
		'nats/inbox.ts',
		'nats/link.ts',
		'nats/requests.ts',
		'nats/wire.ts',
	]);
});

test('Only these files read the clock of the machine: what is judged is judged by a clock that is handed in', () => {
	expect(filesWith(/\bDate\.now\b|new Date\(\)/).filter((path) => !isDemo(path))).toEqual([
		// Below the wire: what becomes of the connection is stamped as messages are.
		'nats/connect/connect.ts',
		'nats/connect/dialer.ts',
		'nats/connect/status.ts',
		'nats/link.ts',
		'nats/wire.ts',
		// The name of a file and its age, the time of a crash, and how long a terminal may take.
		'system/crash.ts',
		'system/export-file.ts',
		'system/kept-code.ts',
		'system/terminal-output.ts',
	]);
});

test('Nothing above nats/ takes the connection out from under its wire', () => {
	const files = filesWith(/\.nc\b|\{[^{}]*\bnc\b[^{}]*\}|\bwireOf\b/).filter((path) => !isDemo(path));
	expect(files.filter((path) => !path.startsWith('nats/'))).toEqual([]);
});
