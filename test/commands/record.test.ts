// `natstop record` and `natstop anonymize`, the built program on a real cluster.

import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Line } from '../../source/recording/line.ts';
import { openRecording } from '../../source/recording/reader.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { type Program, runProgram } from '../helpers/program.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const dir = tempDir();
let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
});
afterAll(() => cluster.stop());

const record = (path: string, ...flags: string[]): Program => {
	const { user, password } = cluster.logins.sys;
	const login = ['--server', cluster.urls.join(','), '--user', user, '--password', password];
	return runProgram(['record', path, ...login, ...flags]);
};

/** Lines of a file as far as they are written. */
const linesOf = async (path: string): Promise<readonly Line[]> => {
	const recording = await openRecording(path);
	if ('sentence' in recording) return [];
	const lines: Line[] = [];
	for (const member of recording.members()) {
		const read = await member.lines();
		if ('lines' in read) lines.push(...read.lines);
	}
	await recording.close();
	return lines;
};

const codesOf = (lines: readonly Line[]): Set<string> => new Set(lines.map(([, code]) => code));

describe('natstop record', () => {
	test('natstop record writes what passes until its duration is over, says what is in it, and its false-named copy names nothing', async () => {
		const path = join(dir, 'a.natstop.gz');
		const { ended, stdout, stderr } = record(path, '--duration', '3s', '--every', '500ms');
		expect(await ended).toEqual({ code: 0, signal: null });
		expect(stderr()).toBe('');
		expect(stdout()).toMatch(/^recording \S+ to .*a\.natstop\.gz; \^C ends it\n/);
		expect(stdout()).toContain('It holds names of servers, accounts and users');
		expect(statSync(path).mode & 0o777).toBe(0o600);
		execFileSync('gzip', ['-t', path], { stdio: 'pipe' });
		const codes = codesOf(await linesOf(path));
		for (const code of ['S', 'B', 'P', 'T', 'L', 'V', 'I']) expect(codes).toContain(code);
		const copy = join(dir, 'false.natstop.gz');
		expect(await runProgram(['anonymize', path, copy]).ended).toEqual({ code: 0, signal: null });
		const text = execFileSync('gzip', ['-dc', copy], { encoding: 'utf8' });
		const true_ = execFileSync('gzip', ['-dc', path], { encoding: 'utf8' });
		const names = [...true_.matchAll(/"(?:name|host|cluster|id|user|serverName)":"([^"]{3,})"/g)].map(
			([, name]) => name ?? '',
		);
		expect(names.length).toBeGreaterThan(4);
		expect([...new Set(names)].filter((name) => name !== 'natstop' && text.includes(`"${name}"`))).toEqual(
			[],
		);
		expect(codesOf(await linesOf(copy))).toEqual(codes);
		expect(true_).not.toContain(cluster.logins.sys.password);
	});

	test('a recording that is killed leaves everything but its last ten seconds, and is gone on with', async () => {
		const path = join(dir, 'killed.natstop.gz');
		const { child, ended, stdout } = record(path, '--every', '200ms');
		await waitFor(async () => (await linesOf(path)).length > 0, { what: 'a first member' });
		child.kill('SIGKILL');
		expect((await ended).signal).toBe('SIGKILL');
		expect(stdout()).toContain('recording');
		const before = await linesOf(path);
		const rounds = before.filter(([, code]) => code === 'P');
		const [first, last] = [before[0]?.[0] ?? 0, before.at(-1)?.[0] ?? 0];
		expect(last - first).toBeGreaterThan(9000);
		expect(rounds.length).toBeGreaterThan(5);
		// As a machine that loses power leaves it.
		writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(300, 0x1f)]));
		const again = record(path, '--append', '--duration', '2s');
		expect(await again.ended).toEqual({ code: 0, signal: null });
		expect((await linesOf(path)).slice(0, before.length).map(([at]) => at)).toEqual(before.map(([at]) => at));
		expect((await linesOf(path)).length).toBeGreaterThan(before.length);
	});

	test('a recording ends with ^C as it is planned, and with 130 before its duration is over', async () => {
		for (const [flags, code] of [
			[[], 0],
			[['--duration', '1h'], 130],
		] as const) {
			const path = join(dir, `int-${code}.natstop.gz`);
			const { child, ended, stdout } = record(path, ...flags);
			await waitFor(() => stdout().includes('^C ends it'), { what: 'a recording' });
			child.kill('SIGINT');
			expect((await ended).code).toBe(code);
			expect((await linesOf(path)).length).toBeGreaterThan(0);
		}
	});

	test('natstop record refuses each wrong flag, place and login in one sentence', async () => {
		const there = join(dir, 'there');
		writeFileSync(there, 'x');
		const wrong: [string[], number, string][] = [
			[['record'], 2, 'FILE is missing: natstop record FILE'],
			[['record', 'a', 'b'], 2, 'natstop record does not take "b"'],
			[['record', 'a', '--with', 'strems'], 2, '--with: "strems" cannot be recorded; did you mean'],
			[['record', 'a', '--with', ','], 2, '--with needs names: connections'],
			[['record', 'a', '--every', '1ms'], 2, '--every is at least 100ms and at most 1h'],
			[['record', 'a', '--max-size', 'much'], 2, '--max-size: "much" is not a size such as 64K'],
			[['record', 'a', '--max-size', '1K'], 2, '--max-size is at least 64K for each part'],
			[['record', 'a', '--parts', '0'], 2, '--parts is at least 1'],
			[['record', there], 1, `${there} is there already; give another name`],
			[['record', there, '--append'], 1, `${there} is no recording of natstop`],
			[['record', dir], 1, `${dir} is a folder`],
			[['record', join(dir, 'no', 'x')], 1, 'there is no such folder'],
			[['record', join(dir, 'x'), '-s', '127.0.0.1:1'], 1, '127.0.0.1:1'],
			[['anonymize', there], 2, 'OUT is missing'],
			[['anonymize', there, join(dir, 'y')], 1, `${there} is no recording of natstop`],
			[['anonymize', join(dir, 'none'), join(dir, 'y')], 1, 'no such file'],
		];
		for (const [args, code, sentence] of wrong) {
			const { ended, stdout, stderr } = runProgram(args);
			expect([args, (await ended).code]).toEqual([args, code]);
			expect(stderr()).toContain(sentence);
			expect(stderr().trimEnd().split('\n')).toHaveLength(1);
			expect(stdout()).toBe('');
		}
		const { user, password } = cluster.logins.app;
		const path = join(dir, 'app.natstop.gz');
		const app = runProgram([
			'record',
			path,
			'-s',
			cluster.urls[0] ?? '',
			'--user',
			user,
			'--password',
			password,
			'--as',
			'system',
		]);
		expect((await app.ended).code).toBe(3);
		expect(app.stderr()).toContain('not the system account');
	});
});
