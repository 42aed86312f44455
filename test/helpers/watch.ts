// Runs the monitor without a screen, for tests that look at its rows and events.

import { Session, type SessionOptions } from '../../source/hooks/session.ts';
import type { EventKind, LoggedEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { waitFor } from './wait-for.ts';

export type Watch = {
	monitor: Session;
	/** The row of a server now. */
	row(name: string): ServerRow | undefined;
	/** The events of a kind so far, of one server where it is named. */
	events(kind: EventKind, server?: string): LoggedEvent[];
	/** Waits for an event of a kind that `fits`. */
	event(kind: EventKind, fits?: (event: LoggedEvent) => boolean, timeout?: number): Promise<LoggedEvent>;
	/** Waits for a row that `fits`. */
	until(name: string, what: string, fits: (row: ServerRow) => boolean, timeout?: number): Promise<ServerRow>;
	/** Calls `look` after each change of the servers, published or not; gives the function that ends it. */
	eachChange(look: () => void): () => void;
	stop(): Promise<void>;
};

/** Starts a monitor on servers with a creds file; rounds come every half second unless told. */
export const watch = (
	login: Partial<SessionOptions['settings']>,
	options: Partial<SessionOptions> = {},
): Watch => {
	const monitor = new Session({
		settings: { servers: [], timeout: 20_000, name: 'natstop', ...login },
		origin: 'test',
		wait: false,
		interval: 500,
		onFailed: (sentence) => {
			throw new Error(sentence);
		},
		...options,
	});
	monitor.start();
	const named = (event: LoggedEvent, server?: string): boolean =>
		server === undefined || (event.server?.name ?? event.serverName) === server;
	const row: Watch['row'] = (name) =>
		monitor.loop.roster.snapshot(Date.now()).rows.find(({ info }) => info.name === name);
	const events: Watch['events'] = (kind, server) =>
		monitor.feed.log
			.snapshot(Date.now())
			.events.filter((event) => event.kind === kind && named(event, server));
	return {
		monitor,
		row,
		events,
		event: (kind, fits = () => true, timeout) =>
			waitFor(() => events(kind).find(fits), { what: `an event ${kind}`, timeout }),
		until: (name, what, fits, timeout) =>
			waitFor(
				() => {
					const found = row(name);
					return found && fits(found) ? found : undefined;
				},
				{ what: `${name} to be ${what}`, timeout },
			),
		eachChange(look) {
			const { options: of } = monitor.loop;
			const { onChange } = of;
			of.onChange = () => {
				look();
				onChange();
			};
			return () => {
				of.onChange = onChange;
			};
		},
		stop: () => monitor.stop(),
	};
};
