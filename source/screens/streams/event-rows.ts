// What happened to a stream and to the servers that have it, the newest last.

import { eventText } from '../../format/event-line.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { pieceRow } from '../../format/pieces.ts';
import { fit } from '../../format/text.ts';
import { clock } from '../../format/time.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import type { Size } from '../screen.ts';
import type { StreamLook } from './facts.ts';

/** What happens to a server and to everything on it. */
const serverKinds: ReadonlySet<LoggedEvent['kind']> = new Set([
	...(['DOWN', 'BACK', 'RESTART', 'SHUTDOWN', 'LAME DUCK', 'JS STORAGE'] as const),
]);

const isAbout = ({ account, stream }: Pick<Stream, 'account' | 'stream'>, event: LoggedEvent): boolean => {
	if (event.account !== account || !event.kind.startsWith('JS ')) return false;
	const { text = '' } = event;
	return text.startsWith(`stream ${stream} `) || text.startsWith(`consumer ${stream}/`);
};

const isOfServer = ({ replicas }: Pick<Stream, 'replicas'>, event: LoggedEvent): boolean => {
	if (!serverKinds.has(event.kind)) return false;
	const name = event.server?.name ?? event.serverName;
	return replicas.some((replica) => replica.name === name);
};

/** Events of a stream and of its servers; the same of many frames, as a log has thousands of lines. */
export const eventsOf = memoizeLast(
	(events: readonly LoggedEvent[], stream: Stream): readonly LoggedEvent[] =>
		events.filter((event) => isAbout(stream, event) || isOfServer(stream, event)),
);

export const eventLine = (event: LoggedEvent, width: number, look: StreamLook): string => {
	const { glyphs, nameFor, now, theme } = look;
	const text = eventText(event, { nameOf: nameFor, glyphs, now });
	const sign = event.severity === 'error' ? glyphs.down : event.severity === 'warn' ? '!' : ' ';
	const token = event.severity === 'error' ? 'crit' : event.severity === 'warn' ? 'warn' : undefined;
	const server = event.server?.name ?? event.serverName ?? '';
	const line = fit(
		` ${clock(event.lastAt)} ${sign} ${event.kind.padEnd(10)} ${server.padEnd(10)} ${text}`,
		width,
		glyphs,
	);
	return pieceRow([{ text: line, ...(token && { token }) }], width, theme);
};

/** The newest under a title of their own; nothing where there is no room, or none are known. */
export const eventRows = (stream: Stream, { width, height }: Size, look: StreamLook): string[] => {
	const events = eventsOf(look.events, stream);
	if (height < 2 || events.length === 0) return [];
	const title = paneTitle({
		...{ title: 'Events of it and its servers', right: String(events.length) },
		...{ columns: width, focused: false, theme: look.theme },
	});
	const rows = events.slice(-(height - 1)).map((event) => eventLine(event, width, look));
	return fillRows([title, ...rows], rows.length + 1, width);
};
