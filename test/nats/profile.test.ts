// Profiles of real servers: every kind at every level, and the files they leave.

import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ProfileKind, type ProfileRequest, profileKinds } from '../../source/model/action.ts';
import { captureProfile } from '../../source/nats/profile.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { versions } from '../helpers/versions.ts';

const timeout = 20_000;
const all = await versions();
const older = all.filter(({ since }) => !since('2.10.0'));
const newer = all.filter(({ since }) => since('2.10.0'));
const dir = tempDir();
const run = promisify(execFile);
const simple = profileKinds.filter((kind) => kind !== 'cpu');

/** What a server answers PROFILEZ with. */
type ProfileReply = { data: { profile: string | null; error: string } };

describe.each(newer)('nats-server $version', ({ version, binary, since }) => {
	let cluster: OperatorTestCluster;
	let nc: NatsConnection;
	let id: string;
	beforeAll(async () => {
		cluster = await startCluster({ binary, size: 1, jetstream: false });
		nc = await cluster.systemClient();
		id = nc.info?.server_id ?? '';
	});
	afterAll(() => cluster.stop());

	const take = (request: Partial<ProfileRequest>, directory = dir) =>
		captureProfile(
			wireOf(nc),
			id,
			{ server: 'n1', kind: 'heap', level: 0, ...request },
			{ timeout, directory },
		);

	/** Takes one that must succeed; gives its path and bytes. */
	const saved = async (request: Partial<ProfileRequest>, directory?: string) => {
		const end = await take(request, directory);
		if (end.step !== 'saved') throw new Error(JSON.stringify(end));
		return { ...end, content: await readFile(end.path) };
	};

	test.each(simple)('saves %s as a gzipped protobuf that only its owner can read', async (kind) => {
		const { path, mode, bytes, content, ms } = await saved({ kind });
		expect(path).toMatch(new RegExp(`/natstop-n1-${kind}-d0-\\d{8}T\\d{6}Z\\.pprof$`));
		expect([...content.subarray(0, 3)]).toEqual([0x1f, 0x8b, 8]);
		// The units of its samples are in its table of strings.
		expect(gunzipSync(content).toString('latin1')).toMatch(/count|bytes/);
		expect(content.length).toBe(bytes);
		expect((await stat(path)).mode & 0o777).toBe(0o600);
		expect(mode).toBe(0o600);
		expect(ms).toBeGreaterThan(0);
	});

	test.each(simple)('saves %s at level 1 as text', async (kind) => {
		const { path, content } = await saved({ kind, level: 1 });
		expect(path).toMatch(/-d1-.*\.txt$/);
		const text = content.toString('utf8');
		const beginnings: Partial<Record<ProfileKind, string>> = {
			allocs: 'heap profile: ',
			block: '--- contention:',
			mutex: '--- mutex:',
		};
		expect(text.startsWith(beginnings[kind] ?? `${kind} profile: `)).toBe(true);
	});

	test('saves whole stacks of goroutines at level 2', async () => {
		const { content, path } = await saved({ kind: 'goroutine', level: 2 });
		expect(path).toMatch(/-goroutine-d2-.*\.txt$/);
		expect(content.toString('utf8')).toMatch(/^goroutine \d+ .*:\n/);
	});

	const takesCpu = since('2.10.19');

	test.runIf(takesCpu)(
		'saves a cpu profile after its seconds, and says that one is under way meanwhile',
		async () => {
			const started = performance.now();
			const ends = await Promise.all([1, 2].map(() => take({ kind: 'cpu', seconds: 1 })));
			expect(performance.now() - started).toBeGreaterThan(900);
			expect(ends.find(({ step }) => step === 'failed')).toMatchObject({
				message: 'Failed to start CPU profile: cpu profiling already in use',
			});
			const end = ends.find(({ step }) => step === 'saved');
			if (end?.step !== 'saved') throw new Error('one is saved');
			const { path, ms } = end;
			const content = await readFile(path);
			expect(ms).toBeGreaterThan(900);
			expect(path).toMatch(/-cpu-1s-.*\.pprof$/);
			expect([...content.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
		},
	);

	test.runIf(takesCpu)('waits for a cpu profile longer than for anything else', async () => {
		const end = await captureProfile(
			wireOf(nc),
			id,
			{ server: 'n1', kind: 'cpu', level: 0, seconds: 2 },
			{ timeout: 1900, directory: dir },
		);
		expect(end.step).toBe('saved');
	});

	test.runIf(takesCpu).each([
		[{ kind: 'cpu', seconds: 0 }, 'Duration 0s should be between 0s and 15s'],
		[{ kind: 'cpu', seconds: 16 }, 'Duration 16s should be between 0s and 15s'],
	] as const)('says itself why not: %j', async (request, message) => {
		expect(await take(request)).toMatchObject({ step: 'failed', message });
	});

	test.skipIf(takesCpu)('does not know cpu', async () => {
		const end = await take({ kind: 'cpu', seconds: 1 });
		expect(end).toMatchObject({
			step: 'failed',
			message: 'Profile "cpu" not found; a server gives cpu profiles from 2.10.19 on',
		});
	});

	test('says itself that it does not know a profile', async () => {
		// Types do not let such a kind through; a newer natstop on an older server would send one.
		const kind = 'bogus' as ProfileKind;
		expect(await take({ kind })).toMatchObject({ step: 'failed', message: 'Profile "bogus" not found' });
	});

	test('never overwrites: the next of the same second gets a number', async () => {
		const directory = join(dir, `${version}-many`);
		await mkdir(directory);
		const ends = await Promise.all([1, 2, 3, 4].map(() => saved({ kind: 'threadcreate' }, directory)));
		const names = await readdir(directory);
		expect(names).toHaveLength(4);
		expect(new Set(ends.map(({ path }) => path)).size).toBe(4);
		expect(names.every((name) => /^natstop-n1-threadcreate-d0-\w+(-\d)?\.pprof$/.test(name))).toBe(true);
	});
});

describe('where a profile is saved', () => {
	let cluster: OperatorTestCluster;
	let nc: NatsConnection;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
		nc = await cluster.systemClient();
	});
	afterAll(() => cluster.stop());

	const take = (directory: string, request: Partial<ProfileRequest> = {}) =>
		captureProfile(
			wireOf(nc),
			nc.info?.server_id ?? '',
			{ server: 'n1', kind: 'heap', level: 0, ...request },
			{ timeout, directory },
		);

	test('is not made where it is missing, and that is said before a profile is taken', async () => {
		const directory = join(dir, 'not', 'there');
		const started = performance.now();
		expect(await take(directory, { kind: 'cpu', seconds: 15 })).toMatchObject({
			step: 'failed',
			message: `cannot save a profile: there is no folder ${directory}`,
		});
		// Sooner than the profile itself would be.
		expect(performance.now() - started).toBeLessThan(15_000);
		expect(await readdir(dir)).not.toContain('not');
	});

	test('may not be a file, and that is said', async () => {
		const file = join(dir, 'a-file');
		await writeFile(file, 'x');
		expect(await take(file)).toMatchObject({ message: `cannot save a profile: ${file} is no folder` });
		const below = join(file, 'below');
		expect(await take(below)).toMatchObject({
			message: `cannot save a profile: there is no folder ${below}`,
		});
		expect(await readFile(file, 'utf8')).toBe('x');
	});

	test.skipIf(process.getuid?.() === 0)('has nothing in it when it may not be written to', async () => {
		const directory = join(dir, 'read-only');
		await mkdir(directory, { mode: 0o500 });
		expect(await take(directory)).toMatchObject({
			step: 'failed',
			message: expect.stringContaining('permission denied'),
		});
		await chmod(directory, 0o700);
		expect(await readdir(directory)).toEqual([]);
	});

	test('of a kernel folder that takes no files is refused in the words of the system', async () => {
		expect(await take('/proc')).toMatchObject({
			step: 'failed',
			message: expect.stringMatching(/^cannot save the profile: E\w+/),
		});
	});

	test('has no half-written file when it is full', async () => {
		const directory = join(dir, 'full');
		await mkdir(directory);
		// A limit on the size of files makes any disk a full one.
		const profile = ['profile', 'n1', 'goroutine', '--debug', '2', '--dir', directory];
		const login = ['--no-context', '-s', cluster.urls[0] ?? '', '--creds', cluster.creds.sys];
		const program = [process.execPath, 'dist/cli.mjs', ...profile, ...login];
		const end = await run('bash', ['-c', 'ulimit -f 1; exec "$@"', 'bash', ...program]).catch(
			(error: { code: number; stderr: string }) => error,
		);
		expect(end).toMatchObject({ code: 1 });
		expect(end.stderr).toContain('n1: cannot save the profile: EFBIG');
		expect(await readdir(directory)).toEqual([]);
	});

	test('is not left by the name of a hostile server', async () => {
		const directory = join(dir, 'hostile');
		await mkdir(directory);
		const names = [
			'../../etc/passwd',
			'/etc/passwd',
			'..',
			'.hidden',
			'a b;$(rm -rf ~)`\n',
			'––',
			'x'.repeat(500),
		];
		for (const server of names) expect(await take(directory, { server })).toMatchObject({ step: 'saved' });
		const files = await readdir(directory);
		expect(files).toHaveLength(names.length);
		for (const file of files) expect(file).toMatch(/^natstop-[\w.-]+-heap-d0-\w+(-\d)?\.pprof$/);
		expect((await readdir(dir)).some((name) => name.includes('passwd'))).toBe(false);
	});

	test('is nothing when the server does not answer in time, or answers nonsense', async () => {
		const replies: Record<string, string | undefined> = {
			A: undefined,
			B: 'junk',
			C: '{}',
			D: JSON.stringify({ data: { profile: null, error: '' } } satisfies ProfileReply),
			E: JSON.stringify({ data: { profile: null, error: 'no \u001b[2Jway' } } satisfies ProfileReply),
		};
		const old = { data: { profile: null, error: 'Profile "cpu" not found' } } satisfies ProfileReply;
		const directory = join(dir, 'nothing');
		await mkdir(directory);
		const messages: string[] = [];
		for (const [letter, reply] of Object.entries(replies)) {
			const id = `N${letter.repeat(55)}`;
			nc.subscribe(`$SYS.REQ.SERVER.${id}.PROFILEZ`, {
				callback: (_, message) => void (reply !== undefined && message.respond(reply)),
			});
			const request = { server: 'n1', kind: 'heap', level: 0 } as const;
			const limit = reply === undefined ? 400 : timeout;
			const end = await captureProfile(wireOf(nc), id, request, { timeout: limit, directory });
			if (end.step === 'failed') messages.push(end.message);
		}
		nc.subscribe('$SYS.REQ.SERVER.NOLD.PROFILEZ', {
			callback: (_, message) => void message.respond(JSON.stringify(old)),
		});
		const cpu = { server: 'n1', kind: 'cpu', level: 0, seconds: 1 } as const;
		expect(await captureProfile(wireOf(nc), 'NOLD', cpu, { timeout: 10_000, directory })).toMatchObject({
			message: 'Profile "cpu" not found; a server gives cpu profiles from 2.10.19 on',
		});
		expect(messages).toEqual([
			'no answer in 0.4s',
			'the answer cannot be read',
			'the answer holds no profile',
			'the answer holds no profile',
			'no ·[2Jway',
		]);
		expect(await readdir(directory)).toEqual([]);
	});

	test('does not matter to a user who may not ask', async () => {
		const creds = await cluster.userCreds('SYS', {
			permissions: { pub: { deny: ['$SYS.REQ.SERVER.*.PROFILEZ'] } },
		});
		const { credsAuthenticator } = await import('@nats-io/transport-node');
		const client = await cluster.connect({ authenticator: credsAuthenticator(await readFile(creds)) });
		const id = client.info?.server_id ?? '';
		const request = { server: 'n1', kind: 'heap', level: 0 } as const;
		expect(await captureProfile(wireOf(client), id, request, { timeout, directory: dir })).toMatchObject({
			step: 'failed',
			message: `not permitted to publish $SYS.REQ.SERVER.${id}.PROFILEZ`,
		});
	});
});

test.each(older)('nats-server $version has no profiles to ask for', async ({ binary }) => {
	const cluster = await startCluster({ binary, size: 1, jetstream: false });
	try {
		const nc = await cluster.systemClient();
		const request = { server: 'n1', kind: 'heap', level: 0 } as const;
		const end = await captureProfile(wireOf(nc), nc.info?.server_id ?? '', request, {
			timeout,
			directory: dir,
		});
		expect(end).toMatchObject({
			step: 'failed',
			message: 'no responders: n1 may have gone, or is older than 2.10',
		});
	} finally {
		await cluster.stop();
	}
});
