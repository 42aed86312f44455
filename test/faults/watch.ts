// Watching a cluster as the program does, without a screen, and saying how long it took to notice something.

import { afterEach } from 'vitest';
import { Session, type SessionOptions } from '../../source/hooks/session.ts';
import type { EventKind, LoggedEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import type { ConnectionSettings } from '../../source/nats/connect/settings.ts';
import { waitFor } from '../helpers/wait-for.ts';

/** The default interval of the program, milliseconds. */
export const interval = 2000;

/** A monitor under test. */
export type Watch = {
	monitor: Session;
	rows(): readonly ServerRow[];
	/** The row of a server by its name. */
	row(name: string): ServerRow | undefined;
	/** What was logged of these kinds; of one server when it is named. */
	events(kind: EventKind, server?: string): LoggedEvent[];
	/** Texts of the same, one for each event. */
	texts(kind: EventKind, server?: string): string[];
	/** Waits for a picture in which `size` servers are ok and have rates. */
	ready(size: number): Promise<void>;
	/** Why the first connection failed for good. */
	failure(): string | undefined;
	stop(): Promise<void>;
};

const nameOf = (event: LoggedEvent): string | undefined => event.server?.name ?? event.serverName;

/** Starts a monitor. */
export const watch = (
	settings: Partial<ConnectionSettings> & { servers: readonly string[] },
	options: Partial<SessionOptions> = {},
): Watch => {
	let failure: string | undefined;
	const monitor = new Session({
		settings: { timeout: 5000, name: 'natstop', ...settings },
		...{ origin: 'test', wait: false, interval, ...options },
		onFailed: (sentence) => {
			failure = sentence;
		},
	});
	monitor.start();
	const rows = () => monitor.loop.roster.snapshot(Date.now()).rows;
	const row = (name: string) => rows().find(({ info }) => info.name === name);
	const events: Watch['events'] = (kind, server) =>
		monitor.feed.log
			.snapshot(Date.now())
			.events.filter((event) => event.kind === kind && (server === undefined || nameOf(event) === server));
	return {
		...{ monitor, rows, row, events },
		texts: (kind, server) => events(kind, server).map(({ text, reason }) => text ?? reason ?? ''),
		async ready(size) {
			const isUp = ({ state, rates }: ServerRow) => state === 'ok' && rates?.in !== undefined;
			await waitFor(() => rows().filter(isUp).length === size, {
				what: `${size} servers with rates; failure ${failure}`,
			});
		},
		failure: () => failure,
		stop: () => monitor.stop(),
	};
};

/** Monitors of a test file, stopped after each test. */
export const watches = (): typeof watch => {
	const running: Watch[] = [];
	afterEach(async () => {
		await Promise.all(running.splice(0).map((each) => each.stop()));
	});
	return (settings, options) => {
		const started = watch(settings, options);
		running.push(started);
		return started;
	};
};

/** Says what was seen and after how long, on a line of its own. */
export const report = (fault: string, seen: string, seconds?: number, limit?: number): void => {
	const took = seconds === undefined ? '' : `${seconds.toFixed(2)} s`;
	const late = seconds !== undefined && limit !== undefined && seconds > limit ? ', LATE' : '';
	const within = limit === undefined ? '' : ` (limit ${limit} s${late})`;
	process.stdout.write(`fault: ${fault.padEnd(44)} ${seen.padEnd(44)} ${took}${within}\n`);
};

export type Noticing = {
	fault: string;
	/** What is expected to be seen. */
	seen: string;
	/** The limit, seconds. */
	limit: number;
	/** Where the clock starts, when not now: `performance.now()` of then. */
	since?: number;
};

/**
 * Waits for a probe and prints the seconds it took beside the limit. A busy machine is late, which says nothing about us: what
 * never comes fails.
 */
export const noticed = async <T>(
	{ fault, seen, limit, since = performance.now() }: Noticing,
	probe: () => T | Promise<T>,
): Promise<Exclude<T, undefined | null | false>> => {
	const timeout = limit * 3000;
	const value = await waitFor(probe, { timeout, interval: 10, what: `${seen} after ${fault}` });
	const seconds = (performance.now() - since) / 1000;
	report(fault, seen, seconds, limit);
	return value;
};
