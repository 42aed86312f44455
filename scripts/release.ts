// A release in one command: tsx scripts/release.ts VERSION [--publish] [--from ADDRESS]

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { missingTools } from './packages.ts';

class Refused extends Error {}

const say = (line: string): void => void process.stdout.write(`\n== ${line}\n`);

/** Runs a command on our terminal. Fails when the command does. */
const run = (file: string, ...args: readonly string[]): void => {
	const { status, error } = spawnSync(file, args, { stdio: 'inherit' });
	if (error || status !== 0) throw new Refused(`${[file, ...args].join(' ')} failed`);
};

/** The output of a command, trimmed; empty when it fails. */
const ask = (file: string, ...args: readonly string[]): string =>
	spawnSync(file, args, { encoding: 'utf8' }).stdout.trim();

/** Fails with one sentence unless the tree is clean, the version is new, and every package can be built here. */
const check = async (version: string): Promise<void> => {
	if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
		throw new Refused(`${version} is not a version such as 1.2.3`);
	if (ask('git', 'status', '--porcelain') !== '')
		throw new Refused('the tree has changes: commit them first');
	if (ask('git', 'tag', '--list', `v${version}`) !== '') throw new Refused(`there is a v${version} already`);
	const missing = await missingTools();
	if (missing.length > 0) throw new Refused(`a release needs ${missing.join(' and ')}`);
};

const currentVersion = (): string => JSON.parse(readFileSync('package.json', 'utf8')).version;

const release = async (version: string, publish: boolean, from?: string): Promise<void> => {
	await check(version);
	say('the gate');
	run('npm', 'test');
	if (currentVersion() !== version) {
		say(`version ${version}`);
		run('npm', 'version', '--no-git-tag-version', version);
		run('git', 'commit', '-m', `chore(release): ${version}`, '--', 'package.json', 'package-lock.json');
	}
	say('packages and executables');
	run('npm', 'run', '--silent', 'package', ...(from === undefined ? [] : ['--', '--from', from]));
	run('git', 'tag', '--annotate', `v${version}`, '--message', `natstop ${version}`);
	if (publish) {
		say('publishing');
		run('npm', 'publish', `release/natstop-${version}.tgz`);
		run('git', 'push', '--follow-tags');
	}
	say(`v${version} is tagged, its files are in release/${publish ? '' : '; nothing is published'}`);
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { publish: { type: 'boolean', default: false }, from: { type: 'string' } },
});
const [version] = positionals;
if (version === undefined || positionals.length > 1) {
	process.stderr.write('npm run release -- VERSION [--publish] [--from ADDRESS]\n');
	process.exitCode = 2;
} else {
	try {
		await release(version, values.publish, values.from);
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	}
}
