// Which servers a server has routes to.

import type { Statsz } from './server.ts';

/**
 * Names at the other ends; before 2.9 routes carry none, and are only counted. `mark` is the same where the names are,
 * and there only where it was worked out.
 */
export type RoutePeers = { names: ReadonlySet<string>; nameless: number; mark?: number };

/** Peers that are looked for by the first look at them; nothing where only the routes themselves can tell. */
export type LaterPeers = {
	readonly peers: RoutePeers | undefined;
	/** Bytes that wait on the worst of the routes. */
	readonly pending: number | undefined;
	/** What is held without looking: of an earlier statsz, where nobody has looked yet. */
	readonly held: RoutePeers | undefined;
	follow(before: LaterPeers): void;
};

const known = new WeakMap<Statsz, RoutePeers>();

const nobody: RoutePeers = { names: new Set(), nameless: 0 };

const peersIn = ({ routes }: Statsz): RoutePeers => {
	if (!routes?.length) return nobody;
	const names = new Set<string>();
	let nameless = 0;
	for (const { name } of routes) {
		if (name === undefined) nameless++;
		else names.add(name);
	}
	return { names, nameless };
};

/** Says which statsz of the same server came before: its peers are mostly the same, and then they are the same object. */
export const followsOn = (statsz: Statsz, before: Statsz): void => {
	if (before.routePeers) statsz.routePeers?.follow(before.routePeers);
};

/** The peers of a statsz, worked out once. A statsz without routes has none. */
export const routePeersOf = (statsz: Statsz): RoutePeers => {
	const held = statsz.routePeers?.peers ?? known.get(statsz);
	if (held !== undefined) return held;
	const peers = peersIn(statsz);
	known.set(statsz, peers);
	return peers;
};

/** Bytes that wait on the route where most do; the routes themselves are read only where nothing else tells. */
export const routePendingOf = (statsz: Statsz): number | undefined => {
	const known = statsz.routePeers?.pending;
	if (known !== undefined) return known;
	const { routes } = statsz;
	return routes?.length ? Math.max(...routes.map(({ pending }) => pending)) : undefined;
};
