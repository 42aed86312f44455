// One event in one row: time, mark, kind, server, and what happened.

import { eventText } from '../../format/event-line.ts';
import { fit, fitMiddle } from '../../format/text.ts';
import { clock } from '../../format/time.ts';
import type { LoggedEvent, Severity } from '../../model/event.ts';
import type { Theme, Token } from '../../theme.ts';

export type EventRowContext = {
	/** The name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
	now: number;
	/** Columns the text is scrolled to the left. */
	offset: number;
	/** Cells for the name of the server; 10 unless told. */
	serverColumns?: number;
	selected: boolean;
	theme: Theme;
};

/** Cells before the text, the server aside: cursor, time, mark, kind and the blanks between. */
const aroundServer = 24;

const leastServer = 10;
const mostServer = 32;

/** Cells for the names of servers, of which the longest takes `longest`: at most a quarter of the screen. */
export const serverColumnsFor = (columns: number, longest: number): number =>
	Math.max(leastServer, Math.min(mostServer, Math.floor(columns / 4), longest));

const tokens: Record<Severity, Token | undefined> = {
	debug: 'muted',
	info: undefined,
	warn: 'warn',
	error: 'crit',
};

const mark = (severity: Severity, { glyphs }: Theme): string =>
	severity === 'warn' ? '!' : severity === 'error' ? glyphs.down : ' ';

const scrolled = (text: string, offset: number, { glyphs }: Theme): string =>
	offset === 0 ? text : glyphs.ellipsis + [...text].slice(offset + 1).join('');

/** ` 12:04:51 ✗ JS QUORUM  hub        stream APP/AUDIT lost quorum`, exactly `columns` wide. */
export const eventRow = (event: LoggedEvent, columns: number, context: EventRowContext): string => {
	const { theme, selected, offset, nameOf, now, serverColumns = leastServer } = context;
	const { glyphs, paint } = theme;
	const token = tokens[event.severity];
	const server = event.server?.name ?? event.serverName ?? glyphs.none;
	const when = `${selected ? '>' : ' '}${clock(event.at)} `;
	const kind = `${mark(event.severity, theme)} ${event.kind.padEnd(10)}`;
	const room = columns - aroundServer - serverColumns;
	const text = scrolled(eventText(event, { nameOf, glyphs, now, room }), offset, theme);
	const rest = ` ${fitMiddle(server, serverColumns, glyphs)} ${fit(text, room, glyphs)}`;
	const line = when + (token ? paint(token, kind) : kind) + rest;
	return selected ? paint('select', line) : line;
};
