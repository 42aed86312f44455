// The configuration file when settings are saved: what is done to it, and where nothing is.

import {
	chmodSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SettingChange } from '../../source/config/changed-settings.ts';
import { checkConfigFile, saveConfigFile } from '../../source/config/save-config.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
let folders = 0;

const theme: SettingChange = {
	...{ name: 'theme', from: 'default', to: 'light' },
	values: [{ path: ['theme'], value: 'light' }],
};

/** A configuration file with this text, in a folder of its own; without a text there is neither. */
const fileWith = (text?: string): string => {
	const path = join(dir, `home-${++folders}`, 'natstop', 'config.json');
	if (text !== undefined) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
	return path;
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** Nothing was written: the file is as it was, and no draft is left beside it. */
const expectRefused = async (path: string, why: RegExp, text?: string): Promise<void> => {
	const before = readdirSync(dirname(path));
	expect(() => checkConfigFile(path)).toThrow(why);
	await expect(saveConfigFile(path, [theme])).rejects.toThrow(why);
	expect(readdirSync(dirname(path))).toEqual(before);
	if (text !== undefined) expect(readFileSync(path, 'utf8')).toBe(text);
};

describe('a configuration file that settings are saved to', () => {
	test('is made with its folder, and only we may read it', async () => {
		const path = fileWith();
		checkConfigFile(path);
		await saveConfigFile(path, [theme]);
		expect(readFileSync(path, 'utf8')).toBe('{\n\t"theme": "light"\n}\n');
		expect([modeOf(path), modeOf(dirname(path))]).toEqual([0o600, 0o700]);
		expect(readdirSync(dirname(path))).toEqual(['config.json']);
	});

	test('keeps its mode and all that is in it', async () => {
		const path = fileWith('{\n  "utc": true,\n  "keys": { "quit": ["q"] }\n}\n');
		chmodSync(path, 0o640);
		await saveConfigFile(path, [theme]);
		expect(readFileSync(path, 'utf8')).toBe(
			'{\n  "utc": true,\n  "keys": { "quit": ["q"] },\n  "theme": "light"\n}\n',
		);
		expect(modeOf(path)).toBe(0o640);
	});

	test('is read anew: what another wrote meanwhile stays', async () => {
		const path = fileWith('{"utc":true}');
		checkConfigFile(path);
		writeFileSync(path, '{"ascii":true}');
		await saveConfigFile(path, [theme]);
		expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ascii: true, theme: 'light' });
	});

	test('stays where a link leads to, and the link stays a link', async () => {
		const path = fileWith('{}');
		const real = fileWith('{"utc":true}');
		rmSync(path);
		symlinkSync(real, path);
		await saveConfigFile(path, [theme]);
		expect(lstatSync(path).isSymbolicLink()).toBe(true);
		expect(JSON.parse(readFileSync(real, 'utf8'))).toEqual({ utc: true, theme: 'light' });
		expect(readdirSync(dirname(path))).toEqual(['config.json']);
	});

	test.each([
		['is no JSON', '{"utc":true', /config\.json is not valid JSON$/],
		['is empty', '', /config\.json is not valid JSON$/],
		['is no object', '[]', /config\.json: it holds no JSON object$/],
		['has an unknown setting', '{"screens":{"server":{}}}', /no setting screens\.server; did you mean/],
		['has screens that are no object', '{"screens":5}', /screens must be an object$/],
		['is read-only', undefined, /config\.json: it is read-only$/],
	])('is left alone when it %s', async (_, text, why) => {
		const path = fileWith(text ?? '{}');
		if (text === undefined) chmodSync(path, 0o444);
		await expectRefused(path, why, text ?? '{}');
	});

	test('is left alone when it names a setting twice', async () => {
		const text = '{"theme":"mono","theme":"mono"}';
		const path = fileWith(text);
		await expect(saveConfigFile(path, [theme])).rejects.toThrow('it names theme twice');
		expect(readFileSync(path, 'utf8')).toBe(text);
	});

	test('is not made in place of a folder', async () => {
		const path = fileWith('');
		rmSync(path);
		mkdirSync(path);
		await expectRefused(path, /config\.json: it is a folder$/);
	});

	test('is not made where a link leads that leads nowhere', async () => {
		const path = fileWith('');
		rmSync(path);
		symlinkSync(join(dir, 'nowhere.json'), path);
		await expectRefused(path, /it is a link to a file that is not there$/);
		expect(lstatSync(path).isSymbolicLink()).toBe(true);
	});

	test('is not made where its folder is a file, in one sentence', async () => {
		const path = fileWith('');
		rmSync(dirname(path), { recursive: true });
		writeFileSync(dirname(path), 'a file');
		await expect(saveConfigFile(path, [theme])).rejects.toThrow(
			/^the configuration file .*config\.json: [\w -]+$/,
		);
		expect(readFileSync(dirname(path), 'utf8')).toBe('a file');
	});
});
