// Two programs measured in turn on the same machine: this one, and another commit that is built in a temporary folder, or
// another bundle.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readResults } from './results.ts';
import type { Line } from './table.ts';

const run = promisify(execFile);

const isSame = async (path: string, other: string): Promise<boolean> =>
	(await readFile(path, 'utf8')) === (await readFile(other, 'utf8'));

/**
 * Unpacks a commit of this repository into a folder and builds it there, with the measures of now: both are measured in
 * the same way. Fails with git's words where there is no such commit.
 */
export const buildCommit = async (ref: string, folder: string): Promise<void> => {
	const archive = join(folder, 'commit.tar');
	await run('git', ['archive', '--output', archive, ref]);
	await run('tar', ['-xf', archive, '-C', folder]);
	await rm(join(folder, 'bench'), { recursive: true, force: true });
	await cp('bench', join(folder, 'bench'), { recursive: true });
	const lock = 'package-lock.json';
	if (await isSame(lock, join(folder, lock)))
		await symlink(resolve('node_modules'), join(folder, 'node_modules'));
	else await run('npm', ['ci'], { cwd: folder, maxBuffer: 2 ** 24 });
	await run('npm', ['run', '--silent', 'build'], { cwd: folder });
};

/** Where a program is measured, and the words that lead to it. */
type Place = { folder: string; words: readonly string[] };

/** One measure of the program at a place; none where it cannot be measured there. */
const measureIn = async ({ folder, words }: Place, name: string): Promise<Line[]> => {
	const results = join(folder, 'bench', 'results', 'compared.json');
	await rm(results, { force: true });
	const args = ['--import', 'tsx', 'bench/main.ts', name, '--json', results, ...words];
	const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
	await once(child, 'exit');
	return readResults(results).catch(() => []);
};

export type Against = {
	/** A commit, in git's words, or the path of a bundle: `…/cli.mjs`. */
	ref: string;
	names: readonly string[];
	/** How often each is measured. */
	rounds: number;
	/** Further words of each run. */
	words: readonly string[];
	say: (line: string) => void;
};

/** The other program: a bundle that is there, or a commit that is built in a folder. */
const otherPlace = async ({ ref, words, say }: Against, folder: string): Promise<Place> => {
	if (ref.endsWith('.mjs')) return { folder: process.cwd(), words: [...words, '--bundle', resolve(ref)] };
	say(`building ${ref}…`);
	await buildCommit(ref, folder);
	return { folder, words };
};

/** Measures both, each round in the other order. */
export const measureBoth = async (asked: Against): Promise<{ now: Line[]; other: Line[] }> => {
	const { ref, names, rounds, words, say } = asked;
	const folder = await mkdtemp(join(tmpdir(), 'natstop-against-'));
	const lines: { now: Line[]; other: Line[] } = { now: [], other: [] };
	try {
		const other = await otherPlace(asked, folder);
		const places = { now: { folder: process.cwd(), words }, other };
		for (const name of names) {
			for (let round = 0; round < rounds; round++) {
				const order = round % 2 === 0 ? (['now', 'other'] as const) : (['other', 'now'] as const);
				for (const which of order) {
					say(`${name}, round ${round + 1} of ${rounds}: ${which === 'now' ? 'now' : ref}`);
					lines[which].push(...(await measureIn(places[which], name)));
				}
			}
		}
		return lines;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};
