// Streams events for a command as they come; none is folded, and changes of our own connection are events, too.

import { eventText } from '../../format/event-line.ts';
import { word } from '../../format/quoted.ts';
import { hanging } from '../../format/text.ts';
import { clock } from '../../format/time.ts';
import type { LoggedEvent, MonitorEvent } from '../../model/event.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import { isoZoneAt } from '../../model/local-time.ts';
import { LogLine } from '../../model/log-line.ts';
import { EndingsWatch } from '../../nats/account/endings-watch.ts';
import type { Connection } from '../../nats/connect/connect.ts';
import { meet } from '../../nats/connect/meet.ts';
import { strangerText } from '../../nats/connect/status.ts';
import { EventsFeed } from '../../nats/events-feed.ts';
import { Governor } from '../../nats/governor.ts';
import { ServersLoop } from '../../nats/servers-loop.ts';
import { redactText } from '../../system/redact.ts';
import type { Glyphs } from '../../theme.ts';
import { answering } from '../answering.ts';
import type { Following, FollowOptions } from '../source.ts';
import type { EventFacts } from './filter.ts';
import { judgeServers } from './judge-servers.ts';

/** The words for events that the reader did not take in time. */
const leftOutText = 'left out: the reader of this stream did not keep up';

/** Makes a line of the stream: of one event, or of a number of events that were left out. */
const lineOf = (event: MonitorEvent, count = 1): LoggedEvent => new LogLine(event, 0, count, false, event.at);

/** Adds the changes of our own connection, so that no server is blamed for the gap in the events. */
const followLink = (connection: Connection, feed: EventsFeed, loop: ServersLoop): void => {
	connection.examine((wire) => meet(wire, loop.roster.known()));
	let up = true;
	const add = (severity: MonitorEvent['severity'], at: number, text: string): void =>
		feed.add({ kind: 'LINK', severity, at, text, serverName: connection.wire.server()?.name });
	connection.follow((status) => {
		if (status.type === 'disconnected' && up) {
			up = false;
			loop.disconnected();
			add('error', status.at, `disconnected from ${status.server}`);
		} else if (status.type === 'reconnected') {
			up = true;
			loop.reconnected();
			add('info', status.at, `reconnected to ${status.server}`);
		} else if (status.type === 'stranger') {
			add('warn', status.at, strangerText(status));
			if (status.stays) loop.roster.leftBehind(status.at);
		} else if (status.type === 'error' && status.permission) {
			feed.denied(status.permission.operation, status.permission.subject);
		} else if (status.type === 'error' && status.kind === 'limit') {
			feed.limited(redactText(status.error));
		}
	});
};

/** The facts that lines of events depend on. */
export type EventLineFacts = EventFacts & {
	/** Name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
	/** Cells of the longest name of a server. */
	longestServer: number;
};

/** Gives the events of a log that was recorded, which is all that comes. */
const tellRecorded = (
	{ events, accountNames }: EventLogSnapshot,
	onRow: (event: LoggedEvent) => void,
): Following<EventLineFacts> => {
	queueMicrotask(() => {
		for (const event of events) onRow(event);
	});
	const accountNameOf = (account: string): string | undefined => accountNames.get(account);
	return {
		facts: () => ({
			accountNameOf,
			nameOf: (account) => accountNameOf(account) ?? account,
			longestServer: 0,
		}),
		stop: () => undefined,
	};
};

/** Gives every event, those of servers and those that natstop notices, until it is stopped. */
export const followEvents = (
	{ connection, interval, timeout, everything, checks }: FollowOptions,
	onRow: (event: LoggedEvent) => void,
): Following<EventLineFacts> => {
	if ('recorded' in connection) return tellRecorded(connection.recorded, onRow);
	const { now } = connection.wire;
	const feed = new EventsFeed({
		now,
		timeout,
		onEvent: (event) => onRow(lineOf(event)),
		onChange: () => undefined,
		beside: new EndingsWatch({
			...{ interval: () => interval, timeout, governor: new Governor() },
			servers: () => answering(loop.roster.snapshot(now()).rows),
			onEvent: (event) => feed.add(event),
		}),
		onLeaving: (server, how, at) => loop.roster.announced(server, how, at),
	});
	const loop = new ServersLoop({
		...{ now, interval, timeout, checks },
		onEvents: (events) => {
			for (const event of events) feed.add(event);
		},
		onHeartbeat: (sample) => feed.heartbeat(sample),
		onHung: () => void connection.leave(),
		onIsolated: (lost) => connection.lookElsewhere(lost),
		onChange: () => judge(),
	});
	const judge = judgeServers({
		...{ interval, now, roster: () => loop.roster, tell: (event) => feed.add(event) },
	});
	if (everything) feed.switchOff([]);
	loop.start(connection.wire);
	feed.start(connection.wire);
	followLink(connection, feed, loop);
	const accountNameOf = (account: string): string | undefined => feed.log.nameOf(account);
	return {
		facts: () => ({
			accountNameOf,
			nameOf: (account) => accountNameOf(account) ?? account,
			longestServer: 0,
		}),
		stop() {
			loop.stop();
			feed.stop();
		},
	};
};

/** A line of the stream; kinds and servers stand in columns, and nothing is cut: a terminal has it in several rows. */
export const streamLine = (
	event: LoggedEvent,
	{ nameOf, glyphs }: { nameOf: (account: string) => string; glyphs: Glyphs },
	columns: number | undefined,
): string => {
	const summary = eventText(event, { nameOf, glyphs, now: event.at });
	const mark = event.severity === 'warn' ? '!' : event.severity === 'error' ? 'x' : ' ';
	const name = event.server?.name ?? event.serverName;
	const server = name === undefined ? '-' : word(name, glyphs);
	const time = `${clock(event.at)}${isoZoneAt(event.at)} `;
	const fixed = `${time}${mark} ${event.kind.padEnd(10)} ${server.padEnd(12)} `;
	return columns === undefined ? fixed + summary : hanging(fixed, summary, columns, time.length);
};

/** The line for so many events that nobody read in time. */
export const leftOutEvents = (count: number, at: number): LoggedEvent =>
	lineOf({ kind: 'LINK', severity: 'warn', at, text: leftOutText }, count);
