// What a check of one server needs to know about all the others.

import { versionNumber } from '../../table/version-number.ts';
import type { FleetSnapshot, ServerRow } from '../fleet.ts';
import { domainOf } from '../jetstream-place.ts';
import { median } from '../median.ts';
import { settledAfter } from '../network/route-trouble.ts';
import type { Replica, ServerInfo } from '../server.ts';
import { isOld, routedServers } from '../server-facts.ts';

/** A peer of a meta group, as its leader sees it. */
type MetaPeer = { replica: Replica; leader: string };

/** What more than half of the servers of a cluster have; absent where no such thing is. Memory is the middle, bytes. */
export type Alike = { digest?: string; gateways?: string; memory?: number; members: number };

export type Neighbours = {
	/** When the picture was taken, our clock. */
	at: number;
	/**
	 * By `meshOf`: to how many servers the member with most routes has one. Routes are lost, and never had too many.
	 */
	clusterRoutes: ReadonlyMap<string, number>;
	/** The version that most servers of a cluster run, by its name. */
	clusterVersions: ReadonlyMap<string, string>;
	/** The middle of all clocks against ours, milliseconds; ours itself where fewer than three are known. */
	clock: number;
	/** How much longer than usual the way to the middle of all servers takes, milliseconds: that is our own. */
	slowness: number;
	/** By JetStream domain and name: how its meta leader sees a peer, and who that leader is. */
	metaPeers: ReadonlyMap<string, ReadonlyMap<string, MetaPeer>>;
	/** By `peerKey`: the server that a peer is. */
	peers: ReadonlyMap<string, ServerRow>;
	/** How many living servers have a name, and a name in a cluster, by `nameInCluster`. */
	names: ReadonlyMap<string, number>;
	/** By cluster: what most of its servers have alike. */
	alike: ReadonlyMap<string, Alike>;
};

/** What is known of others where there are none. */
export const alone: Neighbours = {
	at: 0,
	clusterRoutes: new Map(),
	clusterVersions: new Map(),
	clock: 0,
	slowness: 0,
	metaPeers: new Map(),
	peers: new Map(),
	names: new Map(),
	alike: new Map(),
};

/** What says that two servers belong together: that they have routes to each other, or, before that is known, their cluster. */
export const meshOf = ({ mesh, info: { cluster } }: ServerRow): string | undefined =>
	cluster === undefined ? undefined : (mesh ?? cluster);

/** A peer of a meta group: names are its own within a JetStream domain. */
export const peerKey = (row: ServerRow, name: string = row.info.name): string => `${domainOf(row)} ${name}`;

/** A server that has just begun is still making its routes, and others theirs to it. */
const isYoung = ({ info: { time }, statsz }: ServerRow): boolean =>
	time !== undefined && statsz?.start !== undefined && time - statsz.start < settledAfter;

const mostRoutes = (rows: readonly ServerRow[]): Neighbours['clusterRoutes'] => {
	const most = new Map<string, number>();
	const growing = new Set(rows.filter(isYoung).map(meshOf));
	for (const row of rows) {
		const servers = row.state === 'ok' ? routedServers(row) : undefined;
		const mesh = meshOf(row);
		if (mesh === undefined || servers === undefined || growing.has(mesh)) continue;
		most.set(mesh, Math.max(servers, most.get(mesh) ?? 0));
	}
	return most;
};

/** The version most of these run; ties go to the newest, so that every natstop marks the same ones. */
export const majorityVersion = (rows: readonly ServerRow[]): string | undefined => {
	const counts = new Map<string, number>();
	for (const { info } of rows)
		if (info.version) counts.set(info.version, (counts.get(info.version) ?? 0) + 1);
	const rank = (version: string): number => versionNumber(version) ?? 0;
	let best: [version: string, count: number] | undefined;
	for (const [version, count] of counts) {
		const more = best === undefined || count > best[1];
		if (more || (count === best?.[1] && rank(version) > rank(best[0]))) best = [version, count];
	}
	return best?.[0];
};

const versionsOf = (rows: readonly ServerRow[]): Neighbours['clusterVersions'] => {
	const members = new Map<string, ServerRow[]>();
	for (const row of rows) {
		const { cluster } = row.info;
		if (cluster === undefined || row.state === 'down') continue;
		const known = members.get(cluster);
		if (known) known.push(row);
		else members.set(cluster, [row]);
	}
	return new Map(
		[...members].flatMap(([cluster, some]) => {
			const version = majorityVersion(some);
			return version === undefined ? [] : [[cluster, version] as const];
		}),
	);
};

/** Fewer servers than this have no middle. */
const fewest = 3;

const middleOf = (rows: readonly ServerRow[], figure: (row: ServerRow) => number | undefined): number => {
	const values = rows.filter((row) => !isOld(row)).flatMap((row) => figure(row) ?? []);
	return values.length < fewest ? 0 : (median(values) ?? 0);
};

const middleClock = (rows: readonly ServerRow[]): number => middleOf(rows, ({ clockOffset }) => clockOffset);

const ownSlowness = (rows: readonly ServerRow[]): number =>
	Math.max(
		0,
		middleOf(rows, ({ leastRtt, usualRtt }) =>
			leastRtt === undefined || usualRtt === undefined ? undefined : leastRtt - usualRtt,
		),
	);

const metaPeersOf = (rows: readonly ServerRow[]): Neighbours['metaPeers'] => {
	const domains = new Map<string, Map<string, MetaPeer>>();
	for (const row of rows) {
		const meta = row.statsz?.jetstream?.meta;
		if (meta?.leader !== row.info.name || isOld(row)) continue;
		const domain = domainOf(row);
		const peers = domains.get(domain) ?? new Map<string, MetaPeer>();
		domains.set(domain, peers);
		for (const replica of meta.replicas ?? []) peers.set(replica.name, { replica, leader: row.info.name });
	}
	return domains;
};

/** How the leader of its meta group sees a server, where one does. */
export const metaPeerOf = (row: ServerRow, { metaPeers }: Neighbours): MetaPeer | undefined =>
	metaPeers.size === 0 ? undefined : metaPeers.get(domainOf(row))?.get(row.info.name);

/** A name within its cluster, as no name by itself is. */
export const nameInCluster = ({ name, cluster = '' }: Pick<ServerInfo, 'name' | 'cluster'>): string =>
	`${name}\n${cluster}`;

const namesOf = (rows: readonly ServerRow[]): Neighbours['names'] => {
	const names = new Map<string, number>();
	for (const { info, state } of rows)
		if (state !== 'down')
			for (const name of [info.name, nameInCluster(info)]) names.set(name, (names.get(name) ?? 0) + 1);
	return names;
};

/** What more than half of those that tell have, and two at the least. */
const mostHave = (values: readonly (string | undefined)[]): string | undefined => {
	const counts = new Map<string, number>();
	const told = values.filter((value) => value !== undefined);
	for (const value of told) counts.set(value, (counts.get(value) ?? 0) + 1);
	return [...counts].find(([, count]) => count >= 2 && count * 2 > told.length)?.[0];
};

/** The gateways of a server as one text. */
export const gatewaysText = ({ varz }: ServerRow): string | undefined => varz?.gateways?.join(', ');

const alikeOf = (rows: readonly ServerRow[]): Neighbours['alike'] => {
	const members = new Map<string, ServerRow[]>();
	for (const row of rows) {
		const { cluster } = row.info;
		if (cluster === undefined || row.state !== 'ok') continue;
		const known = members.get(cluster);
		if (known) known.push(row);
		else members.set(cluster, [row]);
	}
	return new Map(
		[...members].map(([cluster, some]) => [
			cluster,
			{
				digest: mostHave(some.map(({ varz }) => varz?.configDigest)),
				gateways: mostHave(some.map(gatewaysText)),
				...(some.length >= fewest && { memory: median(some.flatMap(({ statsz }) => statsz?.mem ?? [])) }),
				members: some.length,
			},
		]),
	);
};

/** What is worked out by the first look at it. */
const once = <T>(make: () => T): (() => T) => {
	let made: { value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
};

const make = (rows: readonly ServerRow[], at: number): Neighbours => {
	const clock = once(() => middleClock(rows));
	const slowness = once(() => ownSlowness(rows));
	const peers = once(() => new Map(rows.map((row) => [peerKey(row), row])));
	const alike = once(() => alikeOf(rows));
	return {
		at,
		clusterRoutes: mostRoutes(rows),
		clusterVersions: versionsOf(rows),
		metaPeers: metaPeersOf(rows),
		names: namesOf(rows),
		// What only the end of a round, or an open server, wants to know.
		get clock() {
			return clock();
		},
		get slowness() {
			return slowness();
		},
		get alike() {
			return alike();
		},
		get peers() {
			return peers();
		},
	};
};

const known = new WeakMap<readonly ServerRow[], Neighbours>();

/** For so long the same rows are judged by the same time, milliseconds: days and hours are all that passes meanwhile. */
const timeSpan = 5000;

/** Worked out once for a picture, and for another one of the same rows a short while later. */
export const neighboursOf = ({ rows, at }: Pick<FleetSnapshot, 'rows' | 'at'>): Neighbours => {
	const before = known.get(rows);
	if (before !== undefined && Math.abs(at - before.at) < timeSpan) return before;
	const neighbours = make(rows, at);
	known.set(rows, neighbours);
	return neighbours;
};
