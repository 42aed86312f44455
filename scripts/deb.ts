// Builds the .deb of an executable, with dpkg-deb and without root.

import { execFile } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { about, type Contents, debianPlaces, layOut } from './distribution.ts';

const run = promisify(execFile);

/** A version as Debian orders it: 1.2.3~rc.1 comes before 1.2.3. */
export const debianVersion = (version: string): string => version.replace('-', '~');

/** The control file; `size` in KiB. */
export const controlText = (architecture: string, size: number): string =>
	[
		`Package: ${about.name}`,
		`Version: ${debianVersion(about.version)}`,
		`Architecture: ${architecture}`,
		`Maintainer: ${about.maintainer}`,
		`Installed-Size: ${size}`,
		`Depends: libc6 (>= ${about.glibc})`,
		'Section: net',
		'Priority: optional',
		`Description: ${about.summary}`,
		...about.description.map((line) => ` ${line}`),
		'',
	].join('\n');

/** Bytes of all files below a folder. */
const sizeOf = async (folder: string): Promise<number> => {
	let sum = 0;
	for (const name of await readdir(folder, { recursive: true })) {
		const entry = await lstat(join(folder, name));
		if (entry.isFile()) sum += entry.size;
	}
	return sum;
};

/** Builds the package into a folder; gives its path. Fails with the words of dpkg-deb, or where there is none. */
export const buildDeb = async (
	folder: string,
	architecture: string,
	contents: Contents,
	seconds: number,
): Promise<string> => {
	const root = await mkdtemp(join(tmpdir(), 'natstop-deb-'));
	try {
		await layOut(root, debianPlaces, contents);
		const size = Math.ceil((await sizeOf(root)) / 1024);
		await mkdir(join(root, 'DEBIAN'), { mode: 0o755 });
		await writeFile(join(root, 'DEBIAN', 'control'), controlText(architecture, size));
		const path = join(folder, `${about.name}_${debianVersion(about.version)}_${architecture}.deb`);
		// xz is what every dpkg unpacks that is in use.
		await run('dpkg-deb', ['--root-owner-group', '-Zxz', '-z9', '--build', root, path], {
			env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds) },
		});
		return path;
	} finally {
		await rm(root, { recursive: true, force: true });
	}
};
