// Where the rows of a screen come from: a source that is watched, or one question and its answers.

import type { CheckSettings } from '../model/checks/check.ts';
import type { EventLogSnapshot } from '../model/event-log.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { HealthBook } from '../model/health/health-book.ts';
import type { Mode } from '../model/mode.ts';
import type { Healthz } from '../model/server.ts';
import type { TapSnapshot } from '../model/subjects/tap.ts';
import type { Connection } from '../nats/connect/connect.ts';
import type { UserInfo } from '../nats/connect/user-info.ts';
import type { Governor } from '../nats/governor.ts';
import type { Wire } from '../nats/wire.ts';
import type { Sort } from '../table/column.ts';
import { memoizeLast } from '../table/memoize-last.ts';
import type { LookingBack } from './looking-back.ts';

/** The filter that servers are asked to apply: values by the name of a field of the filter language. */
export type Asked = Readonly<Record<string, string>>;

/** A value that changes: gives the last one, and tells its listeners of each new one. Ends with `close`. */
export type Source<T> = {
	get: () => T;
	subscribe: (listener: () => void) => () => void;
	/** Asks again now. */
	refresh?: () => void;
	/** Takes the key of the object that has the whole screen, or none; no other object is in view then. */
	focus?: (key: string | undefined) => void;
	/** Takes the filter that servers are asked to apply from now on; other rows may be left out. */
	narrow?: (asked: Asked) => void;
	/** Takes the part of the list that a person looks at, for a list that may be too long to ask for as a whole. */
	look?: (at: LookedAt) => void;
	close?: () => void;
};

/** The sort of a list, and the key under the cursor. */
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

/** The servers, and the last statsz, as it came, of the server whose screen is open. */
export type ServersSnapshot = { fleet: FleetSnapshot; raw?: { id: string; at: number; data: unknown } };

/** The parts of the session that a source is opened with. */
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
	/** Records the name of an account that was learned. */
	learnName: (account: string, name: string) => void;
	/** The budget that all requests for visible lists share. */
	governor: Governor;
	/** Whose eyes are looked through; absent for those of the system account. */
	mode?: Mode;
	/** What there is in account mode alone. */
	account?: AccountAccess;
	/** What the last tap has heard, in account mode. */
	tap?: Pick<Source<TapSnapshot>, 'get' | 'subscribe'>;
	/** How a person wants checks to judge. */
	checks?: CheckSettings;
	/** Where every list reports what its checks have found; absent where nobody follows that. */
	health?: HealthBook;
	/** The moment that is looked back on; absent for now. */
	past?: LookingBack;
	/** Records what a server, by its id, says of its own health. */
	learnHealth?: (id: string, healthz: Healthz) => void;
};

/** Our account as it is known in account mode. */
export type AccountAccess = {
	/** Its name, or its key; absent while it is not known. */
	name: () => string | undefined;
	/** Our user, as the server or his own token tells. */
	user: () => UserInfo | undefined;
	/** Whether our user may use a subject, as far as is known. What he may not is never sent; a server that refused is not asked again before somebody wishes it. */
	mayAsk: (subject: string, what?: 'publish' | 'subscribe') => boolean;
	/** Takes names of servers that stand in answers, as leaders and replicas do: they are asked by them where they do not answer otherwise. */
	mention: (names: Iterable<string>) => void;
	/** True while servers are asked one by one, as asking all of them brings one answer. */
	asksByName: () => boolean;
};

/** The result of asking all servers once, or twice. */
export type ServersOnce = { fleet: FleetSnapshot; why: string; silent: readonly string[] };

/** The inputs of a list that is asked for once. */
export type OnceOptions = {
	/** Asks all servers, as often as samples are wanted, or once. */
	servers: (samples?: 'one') => Promise<ServersOnce>;
	wire: Wire;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** Milliseconds between two samples, where two are wanted. */
	again?: number;
	/** True where everything about each row is wanted, also by a request of its own. */
	detail?: boolean;
	/** How a person wants checks to judge. */
	checks?: CheckSettings;
	/** The object whose rows are wanted, as a person named it, for a list that stands only in a tab. */
	of?: string;
	/** The filter that servers are asked to apply. */
	asked?: Asked;
	/** True where the subscriptions of each connection are wanted, too. */
	subs?: boolean;
	/** As in `Watching`. */
	mode?: Mode;
	account?: AccountAccess;
};

/** The result of a list that was asked for once. */
export type Once<T> = {
	snapshot: T;
	/** When the answers were in, by our clock, ms since the epoch. */
	at: number;
	/** The reason in words why nobody answered; absent where somebody did. */
	failed?: string;
	/** True where that is what no archive can tell: who has made it has left out nothing. */
	isUntold?: true;
	/** Why nobody was asked, as a sentence: the question has to be put otherwise. */
	unclear?: string;
	/** Names of servers that did not answer although others have a route to them. */
	silent?: readonly string[];
	/** True where only some of the servers that were asked have answered: rows are missing. */
	partial?: string;
};

/** A log as it was, and the wire of that moment. */
export type Recorded = { recorded: EventLogSnapshot; wire: Wire };

/** The inputs of a log that is followed without a screen. */
export type FollowOptions = {
	/** The connection, whose own changes the log tells, too; or what was logged by a time that is looked back on. */
	connection: Connection | Recorded;
	/** Milliseconds between two rounds. */
	interval: number;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** True where the groups that are off at the start are wanted, too. */
	everything: boolean;
	/** How a person wants checks to judge. */
	checks?: CheckSettings;
};

/** A log that is followed: the facts that its rows depend on now, and its end. */
export type Following<Facts> = { facts: () => Facts; stop: () => void };
