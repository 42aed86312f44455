// The route from one server to another as that server tells it: all its connections together.

import { median } from '../median.ts';
import { addTraffic } from '../peers.ts';
import type { Route, Traffic } from '../server.ts';
import type { RouteEntry } from './told.ts';

/** A route of a server. Absent is unknown. */
export type RoutePeer = {
	/** The server at the other end; absent before 2.9, where it is not told. */
	name: string;
	/** Its connections: a pool, one of the system account, and those of single accounts. */
	entries: number;
	/** Bytes that wait on the worst of them. */
	pending?: number;
	/** Since each began. */
	sent: Traffic;
	received: Traffic;
	/** The middle of the round trips of all of them, milliseconds. */
	rtt?: number;
	compression?: string;
	/** When the oldest and the newest began, by the server's clock. */
	oldest?: number;
	newest?: number;
	/** This end dialled one of them. */
	isSolicited?: boolean;
	isConfigured?: boolean;
	/** The connection that most bytes wait on. */
	slowestRid?: number;
};

const nothing: Traffic = { msgs: 0, bytes: 0 };

/** One connection, by what both answers say of it. */
export type RouteConnection = {
	rid: number;
	name?: string;
	statsz?: Route;
	told?: RouteEntry;
	/** A second, where two samples in a row tell of it. */
	rates?: { in?: Traffic; out?: Traffic };
};

/** Connections of one answer with what another one adds, by their numbers: statsz is asked for more often. */
export const connectionsOf = (
	routes: readonly Route[],
	told: readonly RouteEntry[] = [],
): readonly RouteConnection[] => {
	const byId = new Map(told.map((entry) => [entry.rid, entry]));
	return routes.map((statsz, index) => {
		const entry = statsz.rid === undefined ? undefined : byId.get(statsz.rid);
		const name = statsz.name ?? entry?.remoteName;
		return { rid: statsz.rid ?? -index, name, statsz, ...(entry && { told: entry }) };
	});
};

/** What all say alike, or `mixed`. */
const common = (texts: readonly (string | undefined)[]): string | undefined => {
	const known = new Set(texts.filter((text) => text !== undefined));
	return known.size > 1 ? 'mixed' : [...known][0];
};

const flag = (flags: readonly (boolean | undefined)[]): boolean | undefined =>
	flags.includes(true) ? true : flags.find((each) => each !== undefined);

const peerOf = (name: string, all: readonly RouteConnection[]): RoutePeer => {
	const told = all.flatMap(({ told: entry }) => entry ?? []);
	const trips = told.flatMap(({ rtt }) => rtt ?? []);
	const starts = told.flatMap(({ start }) => start ?? []);
	const pendings = all.map(({ statsz, told: entry }) => statsz?.pending ?? entry?.pending ?? 0);
	const pending = Math.max(0, ...pendings);
	return {
		...{ name, entries: all.length, pending },
		sent: all.reduce((sum, { statsz }) => addTraffic(sum, statsz?.sent ?? nothing), nothing),
		received: all.reduce((sum, { statsz }) => addTraffic(sum, statsz?.received ?? nothing), nothing),
		rtt: median(trips),
		compression: common(told.map(({ compression }) => compression)),
		...(starts.length > 0 && { oldest: Math.min(...starts), newest: Math.max(...starts) }),
		isSolicited: flag(told.map(({ isSolicited }) => isSolicited)),
		isConfigured: flag(told.map(({ isConfigured }) => isConfigured)),
		...(pending > 0 && { slowestRid: all[pendings.indexOf(pending)]?.rid }),
	};
};

/** The routes of a server by who is at the other end. */
export const routePeers = (connections: readonly RouteConnection[]): ReadonlyMap<string, RoutePeer> => {
	const byName = new Map<string, RouteConnection[]>();
	for (const each of connections) {
		if (each.name === undefined) continue;
		const known = byName.get(each.name);
		if (known) known.push(each);
		else byName.set(each.name, [each]);
	}
	return new Map([...byName].map(([name, all]) => [name, peerOf(name, all)]));
};

/** Of each answer the shortest round trip to each peer; where an entry has no name, statsz of then may tell it. */
const knownTrips = new WeakMap<
	readonly RouteEntry[],
	{ routes?: unknown; trips: ReadonlyMap<string, number> }
>();

const shortestOf = (connections: Iterable<Pick<RouteConnection, 'name' | 'told'>>): Map<string, number> => {
	const trips = new Map<string, number>();
	for (const { name, told } of connections) {
		if (name === undefined || told?.rtt === undefined) continue;
		trips.set(name, Math.min(told.rtt, trips.get(name) ?? told.rtt));
	}
	return trips;
};

/**
 * The shortest round trip of each route that an answer tells of, milliseconds. An answer is worked through once: it stands for
 * several rounds of statsz, and to read all routes of those costs much more.
 */
export const tripsTold = (
	statsz: { routes?: readonly Route[] } | undefined,
	entries: readonly RouteEntry[],
): ReadonlyMap<string, number> => {
	const isNamed = entries.every(({ remoteName }) => remoteName !== undefined);
	const known = knownTrips.get(entries);
	if (known !== undefined && (isNamed || known.routes === statsz)) return known.trips;
	const trips = isNamed
		? shortestOf(entries.map((told) => ({ name: told.remoteName, told })))
		: shortestOf(connectionsOf(statsz?.routes ?? [], entries));
	knownTrips.set(entries, { ...(!isNamed && { routes: statsz }), trips });
	return trips;
};
