// What `e` writes: a list or one object, to a new file that only we can read.

import { resolve } from 'node:path';
import { fileStamp, writeUnderFreeName } from './new-file.ts';

/** A file to be: its name without the time, its ending, its text. */
export type Export = { name: string; ending: 'json' | 'ndjson'; text: string };

/**
 * Writes `natstop-<name>-<time>.<ending>`, or with `-2`, `-3` … where that is there; gives its path. Whole or not at
 * all; fails when it cannot be written.
 */
export const writeExport = (directory: string, { name, ending, text }: Export): Promise<string> => {
	const file = `natstop-${name}-${fileStamp(Date.now())}.${ending}`;
	return writeUnderFreeName(resolve(directory), file, text);
};
