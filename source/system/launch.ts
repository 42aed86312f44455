// Starts the bundled program with the code that V8 has kept of it: to read it anew takes longer than to connect.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { codeName, keepCode, readCode } from './kept-code.ts';
import { userFolders } from './user-folders.ts';

/** The digest of the program, which the build fills in. */
declare const programDigest: string;

/** After this the monitor has drawn all that it draws at its start, milliseconds. */
const settled = 5000;

const [, , first] = process.argv;
/** Code that the monitor needs is another than what a command needs; the words of `--help` need hardly any. */
const kind = first === undefined || first.startsWith('-') ? 'screen' : 'plain';
const isWorthKeeping = !process.argv.some((word) => word === '--help' || word === '--version');

const filename = join(dirname(fileURLToPath(import.meta.url)), 'parts', 'natstop.cjs');
const kept = join(userFolders().cache, codeName(programDigest, kind));
const cachedData = readCode(kept);
// The build writes nothing but ASCII: each byte is a character.
const program = readFileSync(filename, 'latin1');
const script = new Script(`(function (require, __filename) {${program}\n})`, { filename, cachedData });
if (isWorthKeeping && (cachedData === undefined || script.cachedDataRejected)) {
	let isKept = false;
	const keep = (): void => {
		if (!isKept) keepCode(kept, script.createCachedData());
		isKept = true;
	};
	process.once('exit', keep);
	// Not each monitor ends in good order: its terminal can go away.
	setTimeout(keep, settled).unref();
}
script.runInThisContext()(createRequire(filename), filename);
