// Which servers a server has routes to.

import type { Statsz } from './server.ts';

/** Names at the other ends; before 2.9 routes carry none, and are only counted. */
export type RoutePeers = { names: ReadonlySet<string>; nameless: number };

const known = new WeakMap<Statsz, RoutePeers>();

const peersIn = (statsz: Statsz): RoutePeers => {
	const { routePeers } = statsz;
	if (routePeers !== undefined) return routePeers;
	const names = new Set<string>();
	let nameless = 0;
	for (const { name } of statsz.routes ?? []) {
		if (name === undefined) nameless++;
		else names.add(name);
	}
	return { names, nameless };
};

/** The peers of a statsz, worked out once. A statsz without routes has none. */
export const routePeersOf = (statsz: Statsz): RoutePeers => {
	const held = known.get(statsz);
	if (held !== undefined) return held;
	const peers = peersIn(statsz);
	known.set(statsz, peers);
	return peers;
};
