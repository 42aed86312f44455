// Keeps the code that V8 has compiled of the program in a file of the user's own, from one run to the next.

import { createHash } from 'node:crypto';
import {
	closeSync,
	constants,
	existsSync,
	fstatSync,
	lstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The bytes of the digest that a file begins with: it tells a file that was cut or damaged. */
const digestLength = 32;

/** The code of a program is a few megabytes. */
const mostBytes = 64 * 1024 * 1024;

/** Files of programs that nobody has started for so long are removed, milliseconds. */
const forgottenAfter = 30 * 24 * 3600 * 1000;

/** The start of the names of all such files. */
const prefix = 'code-';

/** The name of the file with the code of a program that has this digest, as this runtime compiles it for this kind of run. */
export const codeName = (program: string, kind: string): string =>
	`${prefix}${program}-${kind}-${process.version}-${process.arch}`;

const digestOf = (code: Uint8Array): Buffer => createHash('sha256').update(code).digest();

/** Whoever can write the file decides what is run: that must be nobody but us. */
const isOurs = ({ uid, mode }: { uid: number; mode: number }): boolean =>
	(mode & 0o022) === 0 && uid === process.geteuid?.();

/** The code in a file; nothing where there is none, where it is damaged, or where somebody else could have written it. */
export const readCode = (path: string): Buffer | undefined => {
	let file: number | undefined;
	try {
		file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
		const facts = fstatSync(file);
		if (!facts.isFile() || !isOurs(facts) || facts.size > mostBytes) return undefined;
		const bytes = readFileSync(file);
		const code = bytes.subarray(digestLength);
		return digestOf(code).equals(bytes.subarray(0, digestLength)) ? code : undefined;
	} catch {
		return undefined;
	} finally {
		if (file !== undefined) closeSync(file);
	}
};

/**
 * Makes natstop's folder in the user's cache folder, and that too. Not where there is no home, and not in somebody else's: as
 * root in a home that sudo left as it was.
 */
const makeFolder = (folder: string): boolean => {
	const caches = dirname(folder);
	const there = [folder, caches, dirname(caches)].find((path) => existsSync(path));
	if (there === undefined || there === dirname(there) || statSync(there).uid !== process.geteuid?.())
		return false;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	return true;
};

const removeForgotten = (folder: string, kept: string): void => {
	for (const name of readdirSync(folder)) {
		if (!name.startsWith(prefix) || name === kept) continue;
		const path = join(folder, name);
		const age = Date.now() - lstatSync(path).mtimeMs;
		if (age > forgottenAfter) rmSync(path, { force: true });
	}
};

const write = (path: string, code: Uint8Array): void => {
	const written = `${path}.${process.pid}`;
	try {
		writeFileSync(written, Buffer.concat([digestOf(code), code]), { flag: 'wx', mode: 0o600 });
		renameSync(written, path);
	} finally {
		rmSync(written, { force: true });
	}
};

/** Writes code to a file that only we can read. Where that fails the next start is as slow as this one was, and nothing else. */
export const keepCode = (path: string, code: Uint8Array): void => {
	const folder = dirname(path);
	try {
		if (!makeFolder(folder)) return;
		write(path, code);
		removeForgotten(folder, basename(path));
	} catch {
		// A full disk or a home that may not be written to is not worth a word.
	}
};
