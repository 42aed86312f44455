// The man page: complete, and a page that formatters accept where one is installed.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { manPage } from '../../source/command-line/man-page.ts';
import { commands } from '../../source/config/command-table.ts';
import { flagEntries } from '../../source/config/flags.ts';
import { actions } from '../../source/keys/actions.ts';

const page = manPage('1.2.3', '2026-01-31');

const hasMandoc = spawnSync('mandoc', ['-T', 'lint'], { input: '' }).error === undefined;

test('the man page names every command, flag and variable', () => {
	const read = page.replaceAll('\\-', '-');
	for (const command of Object.keys(commands)) expect(read).toContain(command);
	for (const [, flag] of flagEntries) {
		expect(read).toContain(`--${flag.name}`);
		if (flag.env !== undefined) expect(read).toContain(flag.env);
	}
});

test('the man page lists a key of every action', () => {
	const keys = page.slice(page.indexOf('.SH KEYS'), page.indexOf('.SH ENVIRONMENT')).replaceAll('\\-', '-');
	for (const { keys: typed } of actions) {
		const [key = ''] = typed;
		if (key.length === 1) expect(keys).toContain(key);
	}
	expect(keys).toContain('Reload config.');
});

test('the man page is plain ASCII, which every formatter takes', () => {
	expect([...page].filter((letter) => letter > '~')).toEqual([]);
});

test.skipIf(!hasMandoc)('mandoc finds nothing wrong with the man page', () => {
	const { stdout, stderr } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning'], {
		input: page,
		encoding: 'utf8',
	});
	expect(stdout + stderr).toBe('');
});
