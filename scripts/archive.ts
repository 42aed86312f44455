// Packs an executable with its man page, completions and licences into a .tar.xz, with GNU tar and xz.

import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { about, type Contents, parts } from './distribution.ts';

const run = promisify(execFile);

/** Bytes that an archive may have: the runtime alone is 107 MB of machine code for the most part, which packs to half. */
export const mostPacked = 50_000_000;

/** True where tar has the options that make the same archive of the same files. */
export const hasGnuTar = async (): Promise<boolean> =>
	run('tar', ['--version']).then(
		({ stdout }) => stdout.includes('GNU tar'),
		() => false,
	);

/** Packs into `natstop-TARGET.tar.xz` beside the executable; gives its path. The same commit packs the same bytes. */
export const packArchive = async (contents: Contents, seconds: number): Promise<string> => {
	const work = await mkdtemp(join(tmpdir(), 'natstop-archive-'));
	try {
		const name = `${basename(contents.executable)}-${about.version}`;
		const folder = join(work, name);
		await mkdir(folder);
		await copyFile(contents.executable, join(folder, about.name));
		await chmod(join(folder, about.name), 0o755);
		for (const path of [parts.man, parts.licence, contents.notices])
			await copyFile(path, join(folder, basename(path)));
		await cp(parts.completions, join(folder, 'completions'), { recursive: true });
		const words = ['--sort=name', `--mtime=@${seconds}`, '--owner=0', '--group=0', '--numeric-owner'];
		const tar = spawn('tar', ['-cf', '-', '--mode=u+rw,go+r-w', ...words, '-C', work, name], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const path = `${contents.executable}.tar.xz`;
		// One thread: with several the bytes depend on the machine.
		const xz = spawn('xz', ['-9', '--threads=1', '--stdout'], { stdio: ['pipe', 'pipe', 'inherit'] });
		const packed = pipeline(xz.stdout, createWriteStream(path));
		await Promise.all([pipeline(tar.stdout, xz.stdin), packed]);
		return path;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
};
