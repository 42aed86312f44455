// Which servers a server has routes to.

import type { Statsz } from './server.ts';

/**
 * Names at the other ends; before 2.9 routes carry none, and are only counted. `mark` is the same where the names are,
 * and there only where it was worked out.
 */
export type RoutePeers = { names: ReadonlySet<string>; nameless: number; mark?: number };

const known = new WeakMap<Statsz, RoutePeers>();

/** Peers of an earlier statsz of the same server. */
const earlier = new WeakMap<Statsz, RoutePeers>();

const nobody: RoutePeers = { names: new Set(), nameless: 0 };

const peersIn = (statsz: Statsz, before?: RoutePeers): RoutePeers => {
	const told = statsz.routePeers?.(before);
	if (told !== undefined) return told;
	if (!statsz.routes?.length) return nobody;
	const names = new Set<string>();
	let nameless = 0;
	for (const { name } of statsz.routes) {
		if (name === undefined) nameless++;
		else names.add(name);
	}
	return { names, nameless };
};

/** Says which statsz of the same server came before: its peers are mostly the same, and then they are the same object. */
export const followsOn = (statsz: Statsz, before: Statsz): void => {
	const peers = known.get(before) ?? earlier.get(before);
	if (peers !== undefined) earlier.set(statsz, peers);
};

/** The peers of a statsz, worked out once. A statsz without routes has none. */
export const routePeersOf = (statsz: Statsz): RoutePeers => {
	const held = known.get(statsz);
	if (held !== undefined) return held;
	const peers = peersIn(statsz, earlier.get(statsz));
	known.set(statsz, peers);
	return peers;
};
