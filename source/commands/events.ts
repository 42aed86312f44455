// `natstop events`: events to standard output as they come, a line each.

import type { Config } from '../config/config.ts';
import { eventJson } from '../format/event-json.ts';
import { eventText } from '../format/event-line.ts';
import { word } from '../format/quoted.ts';
import { hanging, toAscii } from '../format/text.ts';
import { clock } from '../format/time.ts';
import type { LoggedEvent, MonitorEvent } from '../model/event.ts';
import { eventKinds } from '../model/event.ts';
import { noisyGroups } from '../model/event-log.ts';
import { isoZoneAt } from '../model/local-time.ts';
import type { Connection } from '../nats/connect/connect.ts';
import { meet } from '../nats/connect/meet.ts';
import { strangerText } from '../nats/connect/status.ts';
import { EventsFeed } from '../nats/events-feed.ts';
import { ServersLoop } from '../nats/servers-loop.ts';
import { parseEventFilter } from '../screens/events/filter.ts';
import { type ExitCode, exitCodes, type Output } from '../system/output.ts';
import { redactText } from '../system/redact.ts';
import { createTheme, type Glyphs } from '../theme.ts';
import { inSystemAccount } from './connected.ts';

type EventMatcher = Extract<ReturnType<typeof parseEventFilter>, { ok: true }>['matches'];

/** Without a filter here, that of the configuration holds. */
export type EventsFlags = { json?: boolean; count?: number; filter?: string };

/** What stands for events that nobody read in time. */
const leftOutText = 'left out: the reader of this stream did not keep up';

/** One event by itself: nothing is folded in a stream. */
const alone = (event: MonitorEvent): LoggedEvent => ({
	...event,
	seq: 0,
	count: 1,
	mixed: false,
	lastAt: event.at,
});

/** A line of the stream; kinds and servers stand in columns, and nothing is cut: a terminal has it in several rows. */
const lineOf = (event: LoggedEvent, summary: string, glyphs: Glyphs, columns: number | undefined): string => {
	const mark = event.severity === 'warn' ? '!' : event.severity === 'error' ? 'x' : ' ';
	const name = event.server?.name ?? event.serverName;
	const server = name === undefined ? '-' : word(name, glyphs);
	const time = `${clock(event.at)}${isoZoneAt(event.at)} `;
	const fixed = `${time}${mark} ${event.kind.padEnd(10)} ${server.padEnd(12)} `;
	return columns === undefined ? fixed + summary : hanging(fixed, summary, columns, time.length);
};

/** Tells the stream what becomes of our own connection: a server is not blamed for what happened to us. */
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

/** Prints what the filter lets through until `count` events or until it is stopped. */
const follow = (
	connection: Connection,
	config: Config,
	flags: EventsFlags,
	matches: EventMatcher,
	output: Output,
	signal: AbortSignal,
): Promise<ExitCode> =>
	new Promise((resolve) => {
		const { glyphs } = createTheme('mono', config.ascii);
		const { timeout } = config.connection;
		const { now } = connection.wire;
		let printed = 0;
		let leftOut = 0;
		const end = (code: ExitCode): void => {
			loop.stop();
			feed.stop();
			resolve(code);
		};
		const learned = (account: string): string | undefined => feed.log.nameOf(account);
		const nameOf = (account: string): string => learned(account) ?? account;
		/** `received` is the event itself, which has its payload; a copy has not. */
		const written = (event: LoggedEvent, received: MonitorEvent = event): string => {
			const summary = eventText(event, { nameOf, glyphs, now: event.at });
			if (flags.json) return JSON.stringify(eventJson(received, summary));
			const line = lineOf(event, summary, glyphs, output.columns());
			return config.ascii ? toAscii(line) : line;
		};
		/** The reader is back: it is told of the gap before it reads on. */
		const goOn = (): void => {
			const gap: MonitorEvent = { kind: 'LINK', severity: 'warn', at: now(), text: leftOutText };
			const count = leftOut;
			leftOut = 0;
			output.offer(written({ ...alone(gap), count }));
		};
		const show = (event: MonitorEvent): void => {
			if (printed === flags.count) return;
			const quiet = (flags.filter ?? '') === '' && noisyGroups.includes(eventKinds[event.kind].group);
			const logged = alone(event);
			if (quiet || !matches(logged, learned)) return;
			if (leftOut > 0 || !output.offer(written(logged, event))) {
				if (leftOut++ === 0) output.whenTaken(goOn);
				return;
			}
			printed++;
			if (printed === flags.count) end(exitCodes.fine);
		};
		const feed = new EventsFeed({
			now,
			timeout,
			onEvent: show,
			onChange: () => undefined,
			onLeaving: (server, how, at) => loop.roster.announced(server, how, at),
		});
		const loop = new ServersLoop({
			now,
			interval: config.interval,
			timeout,
			onEvents: (events) => {
				for (const event of events) feed.add(event);
			},
			onHeartbeat: (sample) => feed.heartbeat(sample),
			onHung: () => void connection.leave(),
			onIsolated: (lost) => connection.lookElsewhere(lost),
			onChange: () => undefined,
		});
		if ((flags.filter ?? '') !== '') feed.switchOff([]);
		loop.start(connection.wire);
		feed.start(connection.wire);
		followLink(connection, feed, loop);
		if (signal.aborted) end(exitCodes.interrupted);
		signal.addEventListener('abort', () => end(exitCodes.interrupted), { once: true });
		void connection.closed().then(() => end(exitCodes.failure));
	});

/** Streams events; exit 0 after `--count`, 130 when interrupted. */
export const eventsCommand = (
	config: Config,
	given: EventsFlags,
	output: Output,
	signal: AbortSignal,
): Promise<ExitCode> => {
	const flags = { ...given, filter: given.filter ?? config.screens.events?.filter };
	const filter = parseEventFilter(flags.filter ?? '');
	if (!filter.ok) {
		output.complain(`--filter: ${filter.error}`);
		return Promise.resolve(exitCodes.usage);
	}
	if (flags.count === 0) {
		output.complain('--count is at least 1');
		return Promise.resolve(exitCodes.usage);
	}
	return inSystemAccount(
		config,
		output,
		(connection) => follow(connection, config, flags, filter.matches, output, signal),
		signal,
	);
};
