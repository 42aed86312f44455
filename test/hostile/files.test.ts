// Configurations, contexts and credentials that are wrong, unreadable or hostile: one clean sentence each.

import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../source/config/config.ts';
import { SettingsError } from '../../source/nats/connect/settings.ts';
import { realEnvironment } from '../../source/system/environment.ts';
import { exitCodes } from '../../source/system/output.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { checkSecrets, checkText } from './check.ts';

const dir = tempDir();
const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
/** Somebody who may not do everything. */
const nobody = 65_534;

let folders = 0;
const folder = (): string => {
	const path = join(dir, `folder-${++folders}`);
	mkdirSync(path);
	return path;
};

/** A home whose configuration or context is as told. */
const homeWith = (make: (home: string) => void): string => {
	const home = folder();
	mkdirSync(join(home, '.config', 'natstop'), { recursive: true });
	mkdirSync(join(home, '.config', 'nats', 'context'), { recursive: true });
	make(home);
	return home;
};

const configFile = (home: string): string => join(home, '.config', 'natstop', 'config.json');
const selectedFile = (home: string): string => join(home, '.config', 'nats', 'context.txt');
const contextFile = (home: string, name = 'broken'): string =>
	join(home, '.config', 'nats', 'context', `${name}.json`);

/** The one sentence about settings that cannot be used. */
const complaint = (home: string, flags = {}): string => {
	try {
		resolveConfig(flags, { ...realEnvironment(), env: {}, home });
	} catch (error) {
		if (error instanceof SettingsError) return error.message;
		throw error;
	}
	return 'none';
};

const nul = '\u0000';

/** Files that are wrong, and what is said about them. */
const wrong: Readonly<Record<string, readonly [(path: string) => void, RegExp]>> = {
	'cut off': [(path) => writeFileSync(path, '{"filter":"a'), /is not valid JSON$/],
	empty: [(path) => writeFileSync(path, ''), /is not valid JSON$/],
	'of bytes that are no text': [
		(path) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00, 0x9b])),
		/is not valid JSON$/,
	],
	'full of escapes': [(path) => writeFileSync(path, '\u001b]0;title\u0007\u001b[2J'), /is not valid JSON$/],
	'a list': [(path) => writeFileSync(path, '[1]'), /holds no JSON object$/],
	null: [(path) => writeFileSync(path, 'null'), /holds no JSON object$/],
	'a number': [(path) => writeFileSync(path, '1e999'), /holds no JSON object$/],
	'deep beyond reason': [
		(path) => writeFileSync(path, '['.repeat(100_000) + ']'.repeat(100_000)),
		/holds no JSON object$/,
	],
	'of a hundred megabytes': [
		(path) => {
			writeFileSync(path, '{"a":"');
			truncateSync(path, 100 * 1024 * 1024);
		},
		/it is over 4 MB/,
	],
	'a folder': [(path) => mkdirSync(path), /it is a folder/],
	'a link to itself': [(path) => symlinkSync(path, path), /its links go round in circles/],
	'a device without end': [(path) => symlinkSync('/dev/zero', path), /it is over 4 MB/],
};

describe('a configuration file', () => {
	for (const [what, [make, said]] of Object.entries(wrong)) {
		test(`that is ${what} is said to be so`, () => {
			expect(complaint(homeWith((home) => make(configFile(home))))).toMatch(said);
		});
	}

	test('with a wrong type in any place is refused by the name of the place', () => {
		const settings = [
			'interval',
			'theme',
			'ascii',
			'readOnly',
			'clipboard',
			'filter',
			'sort',
			'reverse',
			'dir',
			'columns',
			'keys',
		];
		for (const setting of settings) {
			for (const value of ['null', '{"a":{"b":1}}', '[[1]]', '1e999', '-1', '18446744073709551615']) {
				const home = homeWith((at) => writeFileSync(configFile(at), `{"${setting}":${value}}`));
				expect(complaint(home), `${setting} ${value}`).toContain(`config.json: ${setting}`);
			}
		}
	});

	test('with a key of a prototype pollutes nothing', () => {
		for (const key of ['__proto__', 'constructor', 'keys":{"__proto__":["x"]},"filter":"a","x']) {
			complaint(homeWith((home) => writeFileSync(configFile(home), `{"${key}":{"polluted":true}}`)));
			expect('polluted' in {}).toBe(false);
		}
	});

	test('that is not there is none', () => {
		expect(complaint(homeWith(() => undefined))).toBe('none');
	});
});

describe('a context file', () => {
	for (const [what, [make, said]] of Object.entries(wrong)) {
		test(`that is ${what} is said to be so, whoever chose it`, () => {
			const home = homeWith((at) => make(contextFile(at)));
			expect(complaint(home, { context: 'broken' })).toMatch(said);
			writeFileSync(selectedFile(home), 'broken\n');
			expect(complaint(home)).toMatch(said);
			expect(complaint(home, { context: contextFile(home) })).toMatch(said);
		});
	}

	test('with a wrong type in any field is refused by the name of the field', () => {
		for (const field of [
			'url',
			'user',
			'password',
			'token',
			'creds',
			'nkey',
			'cert',
			'tls_first',
			'inbox_prefix',
		]) {
			for (const value of ['null', '{"a":1}', '[1]', '7']) {
				const home = homeWith((at) => writeFileSync(contextFile(at), `{"${field}":${value}}`));
				expect(complaint(home, { context: 'broken' }), `${field} ${value}`).toContain(
					`wrong: ${field} must be`,
				);
			}
		}
	});

	test('is not looked for outside its folder', () => {
		const home = homeWith(() => undefined);
		for (const name of [
			'../natstop/config',
			'/etc/passwd',
			'..',
			'a/b',
			'a\\b',
			`x${nul}y`,
			'x'.repeat(5000),
		]) {
			writeFileSync(selectedFile(home), name);
			const said = complaint(home);
			expect(said, name).not.toBe('none');
			expect(said.split('\n'), name).toHaveLength(1);
		}
	});

	for (const [what, [make]] of Object.entries(wrong).slice(8)) {
		test(`is not chosen by a context.txt that is ${what}`, () => {
			const home = homeWith((at) => make(selectedFile(at)));
			expect(complaint(home)).toMatch(/^the selected context, .*context\.txt: it/);
		});
	}
});

describe('credentials', () => {
	test('in URLs that cannot be used are in no sentence', () => {
		const password = 'hunter2hunter2';
		for (const url of [
			`nats://ada:${password}@`,
			`nats://ada:x/${password}@host:4222`,
			`nats://ada:x@${password}@ho st`,
			`http://ada:${password}@host`,
			`ws://ada:x/${password}@host`,
			`nats://ada:${password}@host:99999999`,
			`nats://${password}@[::1`,
			`nats://ada:x@${password}@host,nats://ada:${password}/y@host:4222`,
		]) {
			for (const flags of [{ server: url }, { context: 'broken' }]) {
				const home = homeWith((at) => writeFileSync(contextFile(at), JSON.stringify({ url })));
				checkSecrets(url, complaint(home, flags));
			}
		}
	});

	test('with an @ in the password leave none of it in the address', () => {
		const config = resolveConfig(
			{ server: 'nats://ada:p@ss@host:4222', noContext: true },
			{ ...realEnvironment(), env: {}, home: folder() },
		);
		expect(config.connection).toMatchObject({ servers: ['nats://host:4222'], user: 'ada', password: 'p@ss' });
	});
});

describe('the program', () => {
	type Ended = { code: number; stdout: string; stderr: string };

	/** `natstop servers` as somebody without rights, in a home of its own. */
	const natstop = async (home: string, ...args: string[]): Promise<Ended> => {
		const program = [process.execPath, join(process.cwd(), 'dist/cli.mjs'), 'servers', ...args];
		try {
			const done = await run(program[0] ?? '', program.slice(1), {
				env: { HOME: home, PATH: process.env.PATH },
				...(isRoot ? { uid: nobody, gid: nobody } : {}),
			});
			return { code: 0, ...done };
		} catch (error) {
			return error as Ended;
		}
	};

	test('says one clean sentence about what it may not read, and fails', async () => {
		const files: readonly ((home: string) => string)[] = [configFile, selectedFile];
		for (const file of files) {
			const home = homeWith((at) => {
				writeFileSync(file(at), '{}', { mode: 0 });
				chmodSync(dir, 0o755);
				if (isRoot) chownSync(at, nobody, nobody);
			});
			const { code, stdout, stderr } = await natstop(home);
			expect({ code, stdout }).toEqual({ code: exitCodes.failure, stdout: '' });
			expect(stderr).toMatch(/^natstop: .*: permission denied\n$/);
		}
	});

	test('cleans what it quotes of names and files', async () => {
		const home = homeWith((at) =>
			writeFileSync(configFile(at), JSON.stringify({ '\u001b]0;t\u0007\u009b2J\u202e': 1 })),
		);
		for (const ended of [
			await natstop(home),
			await natstop(
				homeWith(() => undefined),
				'--context',
				'\u001b[31mred.json',
			),
		]) {
			expect(ended.code).toBe(exitCodes.failure);
			const [sentence = '', ...rest] = ended.stderr.split('\n');
			checkText('stderr', sentence);
			expect(rest).toEqual(['']);
		}
	});
});
