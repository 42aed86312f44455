import {
	chmodSync,
	chownSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { codeName, keepCode, readCode } from '../../source/system/kept-code.ts';

const top = mkdtempSync(join(tmpdir(), 'natstop-kept-code-'));
afterAll(() => rmSync(top, { recursive: true }));

let folder: string;
let path: string;
const code = Buffer.from('what V8 made of it');

beforeEach(() => {
	folder = join(mkdtempSync(join(top, 'home-')), '.cache', 'natstop');
	path = join(folder, codeName('5fa3c3bc', 'plain'));
	keepCode(path, code);
});

describe('the code of the program', () => {
	test('is kept where only its user can read or write it, and given back as it was', () => {
		expect(readCode(path)).toEqual(code);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(readdirSync(folder)).toEqual([codeName('5fa3c3bc', 'plain')]);
	});

	test('is another of another program, kind of run or runtime', () => {
		expect(codeName('5fa3c3bc', 'plain')).toContain(process.version);
		expect(readCode(join(folder, codeName('0a1b2c3d', 'plain')))).toBeUndefined();
		expect(readCode(join(folder, codeName('5fa3c3bc', 'screen')))).toBeUndefined();
	});

	test.each([
		['cut', (bytes: Buffer) => bytes.subarray(0, -1)],
		['empty', () => Buffer.alloc(0)],
		['shorter than its own digest', (bytes: Buffer) => bytes.subarray(0, 9)],
		['changed in one bit', (bytes: Buffer) => bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte))],
	])('is not used where the file is %s', (_, damage) => {
		writeFileSync(path, damage(readFileSync(path)));
		expect(readCode(path)).toBeUndefined();
	});

	test('is not used where somebody else could have written it, or where it is only a link', () => {
		chmodSync(path, 0o620);
		expect(readCode(path)).toBeUndefined();
		chmodSync(path, 0o600);
		symlinkSync(path, `${path}-link`);
		expect(readCode(`${path}-link`)).toBeUndefined();
		expect(readCode(folder)).toBeUndefined();
	});

	test('is not kept, and nothing is said, where the folder cannot be made', () => {
		const file = join(top, 'file');
		writeFileSync(file, '');
		keepCode(join(file, 'natstop', 'code-x'), code);
		expect(readFileSync(file, 'utf8')).toBe('');
	});

	test.runIf(process.getuid?.() === 0)('is not kept in the home of somebody else', () => {
		const home = mkdtempSync(join(top, 'theirs-'));
		chownSync(home, 54_321, 54_321);
		keepCode(join(home, '.cache', 'natstop', 'code-x'), code);
		expect(readdirSync(home)).toEqual([]);
	});

	test('is not kept, and no home is made, where there is none', () => {
		const home = join(top, 'nonexistent');
		keepCode(join(home, '.cache', 'natstop', 'code-x'), code);
		expect(existsSync(home)).toBe(false);
	});

	test('of programs that nobody has started for a month is removed when another is kept', () => {
		const old = Date.now() / 1000 - 31 * 24 * 3600;
		utimesSync(path, old, old);
		writeFileSync(join(folder, 'nats-server-2.15.1-forky'), '');
		utimesSync(join(folder, 'nats-server-2.15.1-forky'), old, old);
		const next = codeName('0a1b2c3d', 'plain');
		keepCode(join(folder, next), code);
		expect(readdirSync(folder).sort()).toEqual([next, 'nats-server-2.15.1-forky'].sort());
	});
});
