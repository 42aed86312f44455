// What `e` writes: a list or one object, to a new file that only we can read.

import { join, resolve } from 'node:path';
import { fileStamp, writeUnderFreeName } from './new-file.ts';

/** A file to be: its name without the time, its ending, its text. */
export type Export = { name: string; ending: 'json' | 'ndjson'; text: string };

const fileName = ({ name, ending }: Omit<Export, 'text'>, time: string): string =>
	`natstop-${name}-${time}.${ending}`;

/** Where an export goes that is written at a time. */
export const exportPath = (directory: string, wanted: Omit<Export, 'text'>, time: string): string =>
	join(resolve(directory), fileName(wanted, time));

/**
 * Writes `natstop-<name>-<time>.<ending>`, or with `-2`, `-3` … where that is there; gives its path. Whole or not at
 * all; fails when it cannot be written.
 */
export const writeExport = (directory: string, { text, ...wanted }: Export): Promise<string> =>
	writeUnderFreeName(resolve(directory), fileName(wanted, fileStamp(Date.now())), text);
