// Groups servers that have, or had, routes to each other; a common cluster name alone does not make a group.

import type { RoutePeers } from './route-peers.ts';

/**
 * What one server says of the mesh: its name, its cluster, its peers now, and the names of all it ever had. Only the cluster
 * where it did not answer.
 */
export type RouteReport = { cluster: string; name?: string; peers?: RoutePeers; known?: ReadonlySet<string> };

/** The places of those that answered, by cluster and name. */
type Holders = ReadonlyMap<string, readonly number[]>;

const holderKey = (cluster: string, name: string): string => `${cluster}\n${name}`;

const holdersOf = (words: readonly RouteReport[]): Holders => {
	const holders = new Map<string, number[]>();
	for (const [index, { cluster, name }] of words.entries()) {
		if (name === undefined) continue;
		const key = holderKey(cluster, name);
		const held = holders.get(key);
		if (held) held.push(index);
		else holders.set(key, [index]);
	}
	return holders;
};

/** Sets of places that grow together. */
class Union {
	readonly #above: number[];

	constructor(size: number) {
		this.#above = Array.from({ length: size }, (_, index) => index);
	}

	top(index: number): number {
		let at = index;
		for (let above = this.#above[at] ?? at; above !== at; above = this.#above[at] ?? at) {
			this.#above[at] = this.#above[above] ?? above;
			at = above;
		}
		return at;
	}

	join(a: number, b: number): void {
		const [one, other] = [this.top(a), this.top(b)];
		this.#above[Math.max(one, other)] = Math.min(one, other);
	}
}

/** What is known of one group: all names in it, and whether one of them is that of several servers. */
type Group = { names: Set<string>; hasTwins: boolean };

const isTwin = (holders: Holders, cluster: string, name: string): boolean =>
	(holders.get(holderKey(cluster, name))?.length ?? 0) > 1;

/** Joins those that list each other. A name that several servers of one cluster have leads to nobody in particular. */
const join = (words: readonly RouteReport[], holders: Holders): Union => {
	const union = new Union(words.length);
	for (const [index, { cluster, known }] of words.entries()) {
		for (const name of known ?? []) {
			const held = holders.get(holderKey(cluster, name));
			if (held?.length === 1 && held[0] !== undefined) union.join(index, held[0]);
		}
	}
	return union;
};

/**
 * For each word the group it belongs to, and the servers of that group that it has no route to, though they answered the same
 * round or another has a route to them. Routes carry the name of their peer; where one does not, nothing can be said.
 */
export const groupsOf = (words: readonly RouteReport[]): { groups: number[]; unrouted: string[][] } => {
	const holders = holdersOf(words);
	const union = join(words, holders);
	const groups = new Map<number, Group>();
	for (const [index, { cluster, name, peers }] of words.entries()) {
		if (name === undefined || peers === undefined) continue;
		const top = union.top(index);
		const group = groups.get(top) ?? { names: new Set(), hasTwins: false };
		groups.set(top, group);
		group.names.add(name);
		for (const peer of peers.names) group.names.add(peer);
		group.hasTwins ||= isTwin(holders, cluster, name);
		for (const peer of peers.names) group.hasTwins ||= isTwin(holders, cluster, peer);
	}
	const unrouted = words.map(({ cluster, name, peers, known }, index) => {
		const group = groups.get(union.top(index));
		if (name === undefined || peers === undefined || group === undefined || group.names.size < 2) return [];
		// As many as there can be: nobody is missing.
		if (peers.nameless > 0 || peers.names.size >= group.names.size - 1) return [];
		const missing = [...group.names].filter((peer) => peer !== name && !peers.names.has(peer));
		// Where names are no names of one server, only what a server itself had before can be missing.
		if (!group.hasTwins) return missing;
		return missing.filter((peer) => known?.has(peer) && !isTwin(holders, cluster, peer));
	});
	return { groups: words.map((_, index) => union.top(index)), unrouted };
};
