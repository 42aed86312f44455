// `natstop reload`, `natstop profile` and `natstop events` on a real cluster.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileCommand } from '../../source/commands/profile.ts';
import { reloadCommand } from '../../source/commands/reload.ts';
import type { Flags } from '../../source/config/flags.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();

let cluster: OperatorTestCluster;

beforeAll(async () => {
	cluster = await startCluster({ size: 2, jetstream: false, prefix: 'east-' });
});

afterAll(() => cluster.stop());

const config = (flags: Flags = {}) =>
	configOf({ server: cluster.urls[0], creds: cluster.creds.sys, ...flags });

const server = (index: number) => {
	const found = cluster.servers[index];
	if (found === undefined) throw new Error(`no server ${index}`);
	return found;
};

describe('natstop reload', () => {
	const reload = async (name: string, flags: Flags = { yes: true }) => {
		const output = captureOutput();
		const code = await reloadCommand(config(flags), [name], flags, output);
		return { code, lines: output.lines, complaints: output.complaints };
	};

	test('is fine when it is verified that the configuration changed', async () => {
		await server(1).writeConfig({ max_connections: 4321 });
		const { code, lines } = await reload('east-2');
		expect(code).toBe(0);
		expect(lines).toEqual([
			expect.stringMatching(/^east-2 reloaded its configuration in \d+ms: max connections \d+ → 4321$/),
		]);
	});

	test('is fine when nothing has changed, and says that', async () => {
		expect(await reload('east-2')).toEqual({
			code: 0,
			lines: [
				'east-2 reloaded its configuration; its digest is the same, which does not cover certificate files',
			],
			complaints: [],
		});
	});

	test("fails with the server's words when it is refused", async () => {
		await server(1).writeConfigText('port: {{{');
		const { code, lines, complaints } = await reload('east-2');
		expect({ code, lines }).toEqual({ code: 1, lines: [] });
		expect(complaints[0]).toMatch(
			/^east-2 refused the reload and keeps its configuration: 500 Parse error on line 1: /,
		);
		await server(1).writeConfig({});
	});

	test('of several asks one after another, and stops at the first that is refused', async () => {
		const several = async (...names: string[]) => {
			const output = captureOutput();
			const code = await reloadCommand(config({ yes: true }), names, { yes: true }, output);
			return { code, lines: output.lines, complaints: output.complaints };
		};
		expect(await several('east-2', 'east-1', 'east-2')).toEqual({
			code: 0,
			lines: [
				expect.stringMatching(/^east-2 reloaded its configuration: .*, healthy in [\d.]+m?s$/),
				expect.stringMatching(/^east-1 reloaded its configuration: .*, healthy in [\d.]+m?s$/),
			],
			complaints: [],
		});
		await server(0).writeConfigText('port: {{{');
		expect(await several('east-1', 'east-2')).toEqual({
			code: 1,
			lines: [],
			complaints: [
				expect.stringMatching(/^east-1 refused: 500 Parse error on line 1: /),
				'east-2 was not asked',
			],
		});
		await server(0).writeConfig({});
		expect(await several('east-1', 'west-1')).toMatchObject({
			...{ code: 1, lines: [] },
			complaints: ['no server "west-1"; there are east-1, east-2'],
		});
	});

	test('finds a server by its id and by a beginning that only it has', async () => {
		const nc = await cluster.systemClient();
		const id = nc.info?.server_id ?? '';
		expect((await reload(id)).code).toBe(0);
		expect((await reload(id.slice(0, 10))).code).toBe(0);
	});

	test('sends nothing when the name is unknown or means several', async () => {
		expect((await reload('west')).complaints).toEqual(['no server "west"; there are east-1, east-2']);
		expect(await reload('east')).toMatchObject({
			code: 1,
			complaints: ['"east" is ambiguous: east-1, east-2'],
		});
	});

	test('asks nobody where there is no terminal: without --yes it is a usage error', async () => {
		expect(await reload('east-2', {})).toEqual({
			code: 2,
			lines: [],
			complaints: ['nobody to ask: give --yes to reload without a question'],
		});
	});

	test('is off when natstop is read-only', async () => {
		expect(await reload('east-2', { yes: true, readOnly: true })).toMatchObject({
			code: 1,
			complaints: ['reload is off: natstop is read-only'],
		});
	});

	test('ends with 3 in another account', async () => {
		expect((await reload('east-2', { yes: true, creds: cluster.creds.app })).code).toBe(3);
	});
});

describe('natstop profile', () => {
	const profile = async (args: string[], flags: Flags = {}) => {
		const output = captureOutput();
		const code = await profileCommand(config(flags), args, { dir, ...flags }, output);
		return { code, lines: output.lines, complaints: output.complaints };
	};

	test('prints the path of what it saved, and nothing else', async () => {
		const { code, lines, complaints } = await profile(['east-1', 'heap']);
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/\/natstop-east-1-heap-d0-\w+\.pprof$/);
		expect((await readFile(lines[0] ?? ''))[0]).toBe(0x1f);
	});

	test('prints what it captured at once where a flag about a text says so: each server, or their sum', async () => {
		const stacks = await profile(['east-1', 'goroutine'], { stacks: true });
		expect(stacks.code).toBe(0);
		expect(stacks.complaints).toEqual([expect.stringMatching(/^saved .*-goroutine-d2-\w+\.txt$/)]);
		expect(stacks.lines.slice(0, 2)).toEqual([
			'Type: goroutine',
			expect.stringMatching(/^\d+ in \d+ stacks$/),
		]);
		expect(stacks.lines[2]).toMatch(/\d+ select/);
		const each = await profile(['east-1', 'east-2', 'goroutine'], { top: true });
		expect(each.lines.filter((line) => /^==> east-[12] <==$/.test(line))).toHaveLength(2);
		const sum = await profile(['east-1', 'east-2', 'goroutine'], { sum: true });
		const totals = (lines: readonly string[]): number[] =>
			lines.flatMap((line) => Number(/ of (\d+) total$/.exec(line)?.[1] ?? []) || []);
		expect(totals(sum.lines)).toHaveLength(1);
		expect(totals(sum.lines)[0]).toBeGreaterThan(Math.max(...totals(each.lines)));
		expect(await profile(['east-1', 'cpu'], { stacks: true })).toMatchObject({ code: 2, lines: [] });
	});

	test('of several servers prints the path of each, and the words of those that give none', async () => {
		const { code, lines } = await profile(['east-1', 'east-2', 'cpu'], { duration: 300 });
		expect(code).toBe(0);
		expect([...lines].sort()).toEqual([
			expect.stringMatching(/\/natstop-east-1-cpu-0\.3s-\w+\.pprof$/),
			expect.stringMatching(/\/natstop-east-2-cpu-0\.3s-\w+\.pprof$/),
		]);
		const failed = await profile(['east-1', 'east-2', 'heap'], { dir: join(dir, 'none') });
		expect(failed).toMatchObject({ code: 1, lines: [] });
		expect([...failed.complaints].sort()).toEqual(
			['east-1', 'east-2'].map(
				(name) => `${name}: cannot save a profile: there is no folder ${join(dir, 'none')}`,
			),
		);
	});

	test('accepts threadcount for threadcreate', async () => {
		const { lines } = await profile(['east-1', 'threadcount'], { debug: 1 });
		expect(lines[0]).toMatch(/-threadcreate-d1-\w+\.txt$/);
		expect(await readFile(lines[0] ?? '', 'utf8')).toMatch(/^threadcreate profile: /);
	});

	test('takes cpu for as long as it is told', async () => {
		const { lines } = await profile(['east-1', 'cpu'], { duration: 500 });
		expect(lines[0]).toMatch(/-cpu-0\.5s-\w+\.pprof$/);
	});

	test('makes no folder, and says which is missing', async () => {
		for (const folder of [join(dir, 'new'), '/dev/null/x']) {
			const { code, lines, complaints } = await profile(['east-1', 'heap'], { dir: folder });
			expect({ code, lines }).toEqual({ code: 1, lines: [] });
			expect(complaints[0]).toBe(`east-1: cannot save a profile: there is no folder ${folder}`);
		}
		expect(await readdir(dir)).not.toContain('new');
	});

	test.each([
		[['east-1', 'hep'], {}, /^no profile "hep"; there are allocs, block, cpu/],
		[['east-1', 'heap'], { debug: 3 }, '--debug is 0, 1 or 2'],
		[['east-1', 'heap'], { debug: 2 }, '--debug 2 is for goroutine only'],
		[['east-1', 'cpu'], { debug: 1 }, 'a cpu profile has no --debug'],
		[['east-1', 'heap'], { duration: 1000 }, '--duration is for cpu only'],
		[['east-1', 'cpu'], { duration: 16_000 }, '--duration is over 0s and at most 15s'],
		[['east-1', 'cpu'], { duration: 0 }, '--duration is over 0s and at most 15s'],
	] as [string[], Flags, string | RegExp][])('%j %j is a usage error', async (args, flags, sentence) => {
		const { code, lines, complaints } = await profile(args, flags);
		expect({ code, lines }).toEqual({ code: 2, lines: [] });
		expect(complaints[0]).toMatch(sentence);
	});
});
