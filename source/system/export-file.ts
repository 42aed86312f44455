// Writes an export, of a list or of one object, to a new file that only its owner can read.

import { join, resolve } from 'node:path';
import { fileStamp, writeUnderFreeName } from './new-file.ts';

/** The contents of an export, with the file's name without the time and its ending. */
export type Export = { name: string; ending: 'json' | 'ndjson' | 'txt'; text: string };

const fileName = ({ name, ending }: Omit<Export, 'text'>, time: string): string =>
	`natstop-${name}-${time}.${ending}`;

/** The path of an export that is written at `time`. */
export const exportPath = (directory: string, wanted: Omit<Export, 'text'>, time: string): string =>
	join(resolve(directory), fileName(wanted, time));

/**
 * Writes `natstop-<name>-<time>.<ending>`, or with `-2`, `-3` … where that is there; gives its path. Whole or not at
 * all; fails when it cannot be written.
 */
export const writeExport = (directory: string, { text, ...wanted }: Export): Promise<string> =>
	writeUnderFreeName(resolve(directory), fileName(wanted, fileStamp(Date.now())), text);
