// The npm package: what is in it, and that it runs where nothing else is.

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from './helpers/cluster.ts';
import { tempDir } from './helpers/temp-dir.ts';

const run = promisify(execFile);

const folder = tempDir();
const empty = join(folder, 'empty');
const prefix = join(folder, 'prefix');
const natstop = join(prefix, 'bin/natstop');

type Packed = { filename: string; size: number; files: readonly { path: string }[] };
let packed: Packed;
let installed: { stdout: string; stderr: string };

beforeAll(async () => {
	// The gate has built dist/ already.
	const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
	[packed] = JSON.parse(stdout) as [Packed];
	mkdirSync(empty);
	const tarball = join(folder, packed.filename);
	// What npm says of its own updates is not about the package.
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
	const options = ['--offline', ...quiet, '--cache', join(folder, 'npm-cache')];
	installed = await run('npm', ['install', '--global', '--prefix', prefix, ...options, tarball], {
		cwd: empty,
	});
});

describe('the npm package', () => {
	test('holds the bundle, its licences, the man page and completions, and weighs less than 1.1 MB', () => {
		const files = packed.files.map(({ path }) => path);
		const isPage = (path: string) => path === 'README.md' || path.startsWith('docs/');
		const isPart = (path: string) => path.startsWith('dist/parts/');
		expect(files.filter(isPart).sort()).toEqual(
			readdirSync('dist/parts')
				.map((name) => `dist/parts/${name}`)
				.sort(),
		);
		expect(files.filter((path) => !isPage(path) && !isPart(path)).sort()).toEqual([
			'LICENSE',
			'dist/THIRD-PARTY-NOTICES.txt',
			'dist/cli.mjs',
			'dist/completions/_natstop',
			'dist/completions/natstop.bash',
			'dist/completions/natstop.fish',
			'dist/natstop.1',
			'package.json',
		]);
		expect(packed.size).toBeLessThan(1_100_000);
	});

	test('holds the pages and pictures that its README leads to', () => {
		const docs = packed.files.map(({ path }) => path).filter((path) => path.startsWith('docs/'));
		expect(docs.sort()).toEqual(
			readdirSync('docs')
				.map((name) => `docs/${name}`)
				.sort(),
		);
	});

	test('needs no other package and runs no script when it is installed', () => {
		const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
		expect(manifest).not.toHaveProperty('dependencies');
		for (const script of ['preinstall', 'install', 'postinstall']) {
			expect(manifest.scripts).not.toHaveProperty(script);
		}
	});

	test('installs without a network and without a warning', () => {
		expect(installed.stderr).toBe('');
		expect(installed.stdout).toMatch(/added 1 package/);
	});

	test('comes with the licence of every library in the bundle', () => {
		const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
		for (const name of ['ink', 'react', 'react-reconciler', '@nats-io/nats-core', 'meow', 'tweetnacl']) {
			expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
		}
		const [, ...sections] = notices.split(`\n${'-'.repeat(80)}\n`);
		for (const section of sections)
			expect(section).toMatch(/copyright.*(permission|redistribution|licen[cs]e)/is);
		expect(notices).toMatch(/^yoga-layout [\d.]+\n+MIT License\n+Copyright \(c\) Meta/m);
		expect(notices).toMatch(/^@tqman\/ink-table \S+\n+MIT License\n+Copyright \(c\) Matic Zavadlal/m);
	});
});

describe('the installed program', () => {
	let cluster: OperatorTestCluster;

	beforeAll(async () => {
		cluster = await startCluster({ jetstream: false });
	});

	afterAll(() => cluster?.stop());

	const output = async (...args: string[]): Promise<string> =>
		(await run(natstop, args, { cwd: empty, env: { PATH: process.env.PATH, HOME: empty } })).stdout;

	test('says its version, its help and its completions in an empty folder', async () => {
		expect(await output('--version')).toBe(`${JSON.parse(readFileSync('package.json', 'utf8')).version}\n`);
		expect(await output('--help')).toMatch(/^natstop watches a whole NATS system live/);
		expect(await output('completion', 'bash')).toMatch(/complete -F _natstop natstop\n$/);
	});

	test('prints the servers of a real cluster', async () => {
		const args = ['servers', '--json', '-s', cluster.urls[0] ?? '', '--creds', cluster.creds.sys];
		const servers: { server: string }[] = JSON.parse(await output(...args));
		expect(servers.map(({ server }) => server).sort()).toEqual(
			cluster.servers.map(({ name }) => name).sort(),
		);
	});
});
