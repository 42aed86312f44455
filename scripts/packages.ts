// Builds what package managers take out of the executables of a release: archives, .deb, .rpm, formula and container file.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { hasGnuTar, mostPacked, packArchive } from './archive.ts';
import { containerfileText } from './containerfile.ts';
import { buildDeb } from './deb.ts';
import { about } from './distribution.ts';
import type { ExecutableTarget } from './executable-targets.ts';
import { formulaText, type Packed } from './formula.ts';
import { buildRpm } from './rpm.ts';

const run = promisify(execFile);

/** The checksum of a file, in hex. */
export const sha256 = async (path: string): Promise<string> => {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path), hash);
	return hash.digest('hex');
};

const runs = (tool: string): Promise<boolean> =>
	run(tool, ['--version']).then(
		() => true,
		() => false,
	);

/** The tools that packages are built with, each with whether it is here. */
const tools = async () => ({
	tar: { name: 'GNU tar and xz', isHere: (await hasGnuTar()) && (await runs('xz')) },
	deb: { name: 'dpkg-deb, of the package dpkg', isHere: await runs('dpkg-deb') },
	rpm: { name: 'rpmbuild, of the package rpm', isHere: await runs('rpmbuild') },
});

/** The names of those that are not here. */
export const missingTools = async (): Promise<string[]> =>
	Object.values(await tools())
		.filter(({ isHere }) => !isHere)
		.map(({ name }) => name);

/** When the commit was made, seconds: the same commit builds the same packages. Now outside a repository. */
const commitTime = async (): Promise<number> =>
	run('git', ['log', '-1', '--format=%ct']).then(
		({ stdout }) => Number(stdout),
		() => Math.floor(Date.now() / 1000),
	);

export type PackagesOptions = {
	/** Where the executables are, `natstop-TARGET`, and the packages go. */
	folder: string;
	targets: readonly ExecutableTarget[];
	/** The file of notices that goes with each executable. */
	notices: string;
	/** The address that archives have in common. */
	base: string;
	say: (line: string) => void;
};

/** Builds every package that the tools of this machine can build, and says which it cannot. Fails where one is too large. */
export const buildPackages = async (options: PackagesOptions): Promise<void> => {
	const { folder, targets, notices, base, say } = options;
	const seconds = await commitTime();
	const { tar, deb, rpm } = await tools();
	const archives: Packed[] = [];
	const debs: string[] = [];
	const tell = async (path: string): Promise<number> => {
		const { size } = await stat(path);
		say(`${basename(path).padEnd(33)}${(size / 1e6).toFixed(1).padStart(6)} MB`);
		return size;
	};
	for (const { name, isHere } of [tar, deb, rpm]) {
		if (!isHere) say(`some packages are left out, as this machine has no ${name}`);
	}
	for (const { name, architecture } of targets) {
		const contents = { executable: join(folder, `natstop-${name}`), notices };
		if (tar.isHere) {
			const path = await packArchive(contents, seconds);
			const size = await tell(path);
			if (size > mostPacked) throw new Error(`${path} has more than ${mostPacked / 1e6} MB`);
			archives.push({ target: name, file: basename(path), sha256: await sha256(path) });
		}
		if (architecture !== undefined && deb.isHere) {
			const path = await buildDeb(folder, architecture.deb, contents, seconds);
			debs.push(basename(path));
			await tell(path);
		}
		if (architecture !== undefined && rpm.isHere)
			await tell(await buildRpm(folder, architecture.rpm, contents, seconds));
	}
	if (archives.length > 0) await writeFile(join(folder, `${about.name}.rb`), formulaText(archives, base));
	if (debs.length > 0) await writeFile(join(folder, 'Containerfile'), containerfileText(debs));
};
