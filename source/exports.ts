// What `e` writes: the table, the log or one statsz, to a new file that only we can read.

import { resolve } from 'node:path';
import { eventJson } from './format/event-json.ts';
import { eventText } from './format/event-line.ts';
import { serverJson } from './format/server-json.ts';
import { fileNamePart } from './model/action.ts';
import type { LoggedEvent } from './model/event.ts';
import type { ServerRow } from './model/fleet.ts';
import { fileStamp, writeUnderFreeName } from './nats/new-file.ts';
import type { Glyphs } from './theme.ts';

/** A file to be: its name without the time, its ending, its text. */
export type Export = { name: string; ending: 'json' | 'ndjson'; text: string };

export const serversExport = (rows: readonly ServerRow[]): Export => ({
	name: 'servers',
	ending: 'json',
	text: `${JSON.stringify(rows.map(serverJson), undefined, 2)}\n`,
});

export const eventsExport = (
	events: readonly LoggedEvent[],
	context: { nameOf: (account: string) => string; glyphs: Glyphs; now: number },
): Export => ({
	name: 'events',
	ending: 'ndjson',
	text: events.map((event) => `${JSON.stringify(eventJson(event, eventText(event, context)))}\n`).join(''),
});

export const statszExport = (row: ServerRow, raw: unknown): Export => ({
	name: `statsz-${fileNamePart(row.info.name, row.info.id)}`,
	ending: 'json',
	text: `${JSON.stringify(raw ?? serverJson(row), undefined, 2)}\n`,
});

/**
 * Writes `natstop-<name>-<time>.<ending>`, or with `-2`, `-3` … where that is there; gives its path. Whole or not at
 * all; fails when it cannot be written.
 */
export const writeExport = (directory: string, { name, ending, text }: Export): Promise<string> => {
	const file = `natstop-${name}-${fileStamp(Date.now())}.${ending}`;
	return writeUnderFreeName(resolve(directory), file, text);
};
