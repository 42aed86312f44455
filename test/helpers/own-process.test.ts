// Which test files have a process of their own, and that what is left in a shared one fails.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { longest } from './longest-first.ts';
import { testFiles } from './own-process.ts';

const files = testFiles();
const reasonOf = (path: string): string | undefined => files.find(({ file }) => file === path)?.reason;

describe('a process of its own', () => {
	test('is for files that start servers or programs, listen, connect, or put modules in place of others', () => {
		expect(reasonOf('test/nats/reconnect.test.ts')).toMatch(/^test\/helpers\/cluster\.ts, /);
		expect(reasonOf('test/commands/program.test.ts')).toBe('node:child_process');
		expect(reasonOf('test/terminal/keys.test.ts')).toContain('@nats-io/transport-node');
		expect(reasonOf('test/nats/connect/dialer.test.ts')).toBe('node:net');
		expect(reasonOf('test/config/command-table.test.ts')).toBe('modules in place of others');
	});

	test('is not for rules and pictures, also where they name a type of a client', () => {
		for (const path of [
			'test/model/roster.test.ts',
			'test/screens/contract.test.tsx',
			'test/app/mouse.test.ts',
		])
			expect(files).toContainEqual({ file: path, reason: undefined });
	});

	test('is for each file that starts a cluster, a terminal or the program', () => {
		const starting = files.filter(({ file }) =>
			/\b(startCluster|startConfigCluster|startShell|runProgram|startFleet)\(/.test(
				readFileSync(file, 'utf8'),
			),
		);
		expect(starting.length).toBeGreaterThan(50);
		const shared = starting.filter(
			({ file, reason }) => reason === undefined && file !== import.meta.filename,
		);
		expect(shared.map(({ file }) => file)).toEqual([]);
	});
});

test('files that are known to take long are there', () => {
	expect(longest.filter((path) => !files.some(({ file }) => file === path))).toEqual([]);
});
