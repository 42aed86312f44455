// Files natstop writes where others were first, where nothing can be written, and under names that are no names.

import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { profileFileName } from '../../source/model/action.ts';
import { writeExport } from '../../source/system/export-file.ts';
import { writeUnderFreeName } from '../../source/system/new-file.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { hostileTexts } from './corpus.ts';

const dir = tempDir();

let folders = 0;
const folder = (): string => {
	const path = join(dir, `folder-${++folders}`);
	mkdirSync(path);
	return path;
};

const text = { name: 'servers', ending: 'json', text: '{"new":true}\n' } as const;

describe('a file natstop writes', () => {
	test('never replaces another, and takes the next free name', async () => {
		const here = folder();
		writeFileSync(join(here, 'a.json'), 'old');
		expect(await writeUnderFreeName(here, 'a.json', 'new')).toBe(join(here, 'a-2.json'));
		expect(readFileSync(join(here, 'a.json'), 'utf8')).toBe('old');
		const two = await Promise.all([writeExport(here, text), writeExport(here, text)]);
		expect(new Set(two).size).toBe(2);
		expect(readdirSync(here).filter((name) => name.endsWith('.part'))).toEqual([]);
	});

	test('is readable by its owner alone', async () => {
		expect(statSync(await writeExport(folder(), text)).mode & 0o777).toBe(0o600);
	});

	test('does not follow a link in its way, be it to a file, to a folder or to nowhere', async () => {
		const here = folder();
		const victim = join(dir, 'victim');
		writeFileSync(victim, 'untouched');
		for (const [name, target] of [
			['to-file.json', victim],
			['to-folder.json', dir],
			['to-nowhere.json', join(dir, 'nowhere')],
		] as const) {
			symlinkSync(target, join(here, name));
			expect(await writeUnderFreeName(here, name, 'new')).toBe(join(here, name.replace('.json', '-2.json')));
			expect(readlinkSync(join(here, name))).toBe(target);
		}
		expect(readFileSync(victim, 'utf8')).toBe('untouched');
		expect(existsSync(join(dir, 'nowhere'))).toBe(false);
	});

	test('is given up after a hundred taken names', async () => {
		const here = folder();
		for (let index = 1; index <= 100; index++)
			writeFileSync(join(here, index === 1 ? 'a.json' : `a-${index}.json`), '');
		await expect(writeUnderFreeName(here, 'a.json', 'new')).rejects.toThrow('EEXIST');
		expect(readdirSync(here)).toHaveLength(100);
	});

	test('is not there at all when the disk is full', async (context) => {
		const here = folder();
		try {
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', here], { stdio: 'pipe' });
		} catch {
			context.skip('no tmpfs can be mounted here');
		}
		context.onTestFinished(() => void execFileSync('umount', [here]));
		await expect(writeExport(here, { ...text, text: 'x'.repeat(1_000_000) })).rejects.toThrow(
			/ENOSPC: no space left/,
		);
		expect(readdirSync(here)).toEqual([]);
		await writeExport(here, text);
		expect(readdirSync(here)).toHaveLength(1);
	});

	test('is refused in the words of the system where nothing can be written', async () => {
		const file = join(folder(), 'file');
		writeFileSync(file, 'x');
		await expect(writeExport(file, text)).rejects.toThrow(/EEXIST|ENOTDIR/);
		await expect(writeExport(join(file, 'below'), text)).rejects.toThrow('ENOTDIR');
		await expect(writeExport('/proc', text)).rejects.toThrow(/^E[A-Z]+: /);
		await expect(writeExport(join(dir, 'n'.repeat(300)), text)).rejects.toThrow('ENAMETOOLONG');
		expect(readFileSync(file, 'utf8')).toBe('x');
	});

	test('has a name that stays in its folder, whatever the server is called', async () => {
		const here = folder();
		for (const server of hostileTexts) {
			const name = profileFileName({ server, kind: 'heap', level: 0 }, 'NAB…../C', '20260921T120454Z');
			expect(name).toMatch(/^natstop-[\w.-]{0,64}-heap-d0-20260921T120454Z\.pprof$/);
			await writeUnderFreeName(here, name, 'x');
		}
		expect(readdirSync(here)).toHaveLength(hostileTexts.length);
		expect(readdirSync(dir).filter((name) => !name.startsWith('folder-') && name !== 'victim')).toEqual([]);
	});
});
