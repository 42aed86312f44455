// Where the rows of a screen come from: a source that is watched, or one question and its answers.

import type { CheckSettings } from '../model/checks/check.ts';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { Connection } from '../nats/connect/connect.ts';
import type { Governor } from '../nats/governor.ts';
import type { Wire } from '../nats/wire.ts';
import type { Sort } from '../table/column.ts';
import { memoizeLast } from '../table/memoize-last.ts';

/** What servers are asked to choose by: values by the name of a field of the filter language. */
export type Asked = Readonly<Record<string, string>>;

/** A value that changes: the last one, and word when there is a new one. Ends with `close`. */
export type Source<T> = {
	get: () => T;
	subscribe: (listener: () => void) => () => void;
	/** Asks again now. */
	refresh?: () => void;
	/** The object that is open alone, by its key, or none: the others are not in view then. */
	focus?: (key: string | undefined) => void;
	/** What rows are wanted only of now; those of others are left out, or may be. */
	narrow?: (asked: Asked) => void;
	/** What somebody looks at in a list that may be too long to be asked for as a whole. */
	look?: (at: LookedAt) => void;
	close?: () => void;
};

/** By what a list is sorted, and the row under the cursor by its key. */
export type LookedAt = { sort: Sort; cursor?: string };

/** A source seen through a function that is called once for each of its values. */
export const mapSource = <A, B>(source: Source<A>, map: (value: A) => B): Source<B> => {
	const once = memoizeLast(map);
	return { ...source, get: () => once(source.get()) };
};

/** Two sources as one. */
export const pairOf = <A, B, C>(a: Source<A>, b: Source<B>, join: (a: A, b: B) => C): Source<C> => {
	const joined = memoizeLast(join);
	return {
		get: () => joined(a.get(), b.get()),
		subscribe(listener) {
			const ends = [a.subscribe(listener), b.subscribe(listener)];
			return () => {
				for (const end of ends) end();
			};
		},
	};
};

/** The servers, and the last statsz of the one whose screen is open, as it came. */
export type ServersSnapshot = { fleet: FleetSnapshot; raw?: { id: string; at: number; data: unknown } };

/** What a source is opened on. */
export type Watching = {
	/** Asked and listened to at all times. */
	servers: Source<ServersSnapshot>;
	events: Source<EventLogSnapshot>;
	/** The way to NATS; absent while there is no link. */
	wire: () => Wire | undefined;
	/** Milliseconds between two rounds, as chosen now. */
	interval: () => number;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Asks for the name of an account, once, where only its key is known; the events hold it then. */
	wantName: (account: string) => void;
	/** Tells the name of an account that was learned. */
	learnName: (account: string, name: string) => void;
	/** The budget that everything shares which is asked while it is visible. */
	governor: Governor;
	/** How a person wants checks to judge. */
	checks?: CheckSettings;
};

/** What came of asking all servers once, or twice. */
export type ServersOnce = { fleet: FleetSnapshot; why: string; silent: readonly string[] };

/** What a single question needs. */
export type OnceOptions = {
	/** Asks all servers, as often as samples are wanted, or once. */
	servers: (samples?: 'one') => Promise<ServersOnce>;
	wire: Wire;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Milliseconds between two samples, where two are wanted. */
	again?: number;
	/** Everything is wanted of each row, also what takes a question of its own. */
	detail?: boolean;
	/** How a person wants checks to judge. */
	checks?: CheckSettings;
	/** The object whose rows are wanted, as a person named it, where the list stands only in a tab of one. */
	of?: string;
	/** What servers are asked to choose by. */
	asked?: Asked;
	/** What each connection listens to is wanted too. */
	subs?: boolean;
};

/** What came of it. */
export type Once<T> = {
	snapshot: T;
	/** When the answers were in, our clock. */
	at: number;
	/** Set where nobody answered: why, in words. */
	failed?: string;
	/** Names of servers that did not answer although others have a route to them. */
	silent?: readonly string[];
	/** Set where only some of those that were asked have answered: the rows are not all there are. */
	partial?: string;
};

/** What a log needs to be followed without a screen. */
export type FollowOptions = {
	/** The log follows what becomes of it, too. */
	connection: Connection;
	/** Milliseconds between two rounds. */
	interval: number;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Also the groups that are off at start are wanted. */
	everything: boolean;
};

/** A log that is followed: what its rows depend on now, and its end. */
export type Following<Facts> = { facts: () => Facts; stop: () => void };
