// One server among those of its cluster: which of them it sees, and how.

import type { Trouble } from '../checks/check.ts';
import type { ServerRow } from '../fleet.ts';
import { addTraffic } from '../peers.ts';
import { routePeersOf, routePendingOf } from '../route-peers.ts';
import type { Traffic } from '../server.ts';
import { isOld } from '../server-facts.ts';
import { connectionsOf, type RouteConnection, type RoutePeer, routePeers } from './route-peer.ts';
import type { RouteTrouble } from './route-trouble.ts';
import type { RouteEntry } from './told.ts';

/** What one server says of another: nothing of it yet, or ever since it stopped answering, is unknown. */
export type RouteState = 'own' | 'ok' | 'missing' | 'one-sided' | 'short' | 'unknown';

/** The servers that have, or had, routes to each other; nearly always a cluster. */
export type RouteGroup = {
	id: string;
	/** The name of the cluster. */
	name: string;
	/** Names of its servers, in order. */
	names: readonly string[];
	/** Where it stands among all: the worst first. */
	place: number;
	/** The middle of all round trips that are known, milliseconds. */
	usualRtt?: number;
};

type RouteRowFacts = {
	server: ServerRow;
	group: RouteGroup;
	told?: readonly RouteEntry[];
	/** The worst first. */
	troubles: readonly Trouble[];
	rank: number;
};

const sumOf = (
	rates: ReadonlyMap<string, { in: Traffic; out: Traffic }>,
	way: 'in' | 'out',
): Traffic | undefined =>
	[...rates.values()].reduce<Traffic | undefined>(
		(sum, rate) => (sum === undefined ? rate[way] : addTraffic(sum, rate[way])),
		undefined,
	);

/** What stands in lists of routes is worked out by the first look at it: a system has hundreds of thousands of them. */
export class RouteRow {
	readonly server: ServerRow;
	readonly group: RouteGroup;
	readonly told?: readonly RouteEntry[];
	readonly troubles: readonly Trouble[];
	readonly rank: number;
	#peers?: ReadonlyMap<string, RoutePeer>;
	#connections?: readonly RouteConnection[];

	constructor({ server, group, told, troubles, rank }: RouteRowFacts) {
		this.server = server;
		this.group = group;
		this.told = told;
		this.troubles = troubles;
		this.rank = rank;
	}

	get key(): string {
		return this.server.key;
	}

	get name(): string {
		return this.server.info.name;
	}

	/** Nobody says how it is now. */
	get isOld(): boolean {
		return isOld(this.server);
	}

	/** Its connections one by one. */
	get connections(): readonly RouteConnection[] {
		this.#connections ??= connectionsOf(this.server.statsz?.routes ?? [], this.told);
		return this.#connections;
	}

	get peers(): ReadonlyMap<string, RoutePeer> {
		this.#peers ??= routePeers(this.connections);
		return this.#peers;
	}

	/** How many servers of its group it has a route to; those without a name count each. */
	get sees(): number | undefined {
		const { statsz } = this.server;
		if (statsz === undefined || this.isOld) return undefined;
		const { names, nameless } = routePeersOf(statsz);
		return nameless + this.group.names.filter((name) => name !== this.name && names.has(name)).length;
	}

	/** How many there are beside it. */
	get others(): number {
		return this.group.names.length - 1;
	}

	/** Bytes that wait on the worst of its routes. */
	get pending(): number | undefined {
		return this.server.statsz && routePendingOf(this.server.statsz);
	}

	/** What goes over all its routes, a second. */
	rate(way: 'in' | 'out'): Traffic | undefined {
		const routes = this.server.rates?.routes;
		return routes && sumOf(routes, way);
	}

	/** What goes over its route to one server, a second. */
	rateTo(peer: string, way: 'in' | 'out'): Traffic | undefined {
		return this.server.rates?.routes.get(peer)?.[way];
	}

	/** What is wrong with its route to a server, by what all servers tell. */
	troubleWith(peer: string): RouteTrouble | undefined {
		return this.isOld ? undefined : this.server.routeTroubles?.find((trouble) => trouble.peer === peer);
	}

	stateOf(peer: string): RouteState {
		if (peer === this.name) return 'own';
		const trouble = this.troubleWith(peer);
		if (trouble) return trouble.kind;
		const { statsz } = this.server;
		return statsz && !this.isOld && routePeersOf(statsz).names.has(peer) ? 'ok' : 'unknown';
	}

	/** The servers whose way is slow, by the check that says so. */
	get slowPeers(): readonly string[] {
		return this.troubles.find(({ check }) => check === 'route-rtt')?.parts?.map(({ what }) => what) ?? [];
	}

	/** The servers that something is wrong with, seen from it. */
	get badPeers(): readonly string[] {
		const own = this.isOld ? [] : (this.server.routeTroubles ?? []);
		return [...new Set([...own.map(({ peer }) => peer), ...this.slowPeers])];
	}
}
