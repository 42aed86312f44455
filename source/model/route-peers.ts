// Which servers a server has routes to.

import type { Statsz } from './server.ts';

/**
 * Names at the other ends; before 2.9 routes carry none, and are only counted. `mark` is the same where the names and the
 * numbers of routes are, and there only where it was worked out.
 */
export type RoutePeers = {
	names: ReadonlySet<string>;
	nameless: number;
	mark?: number;
	/** How many routes lead to most of them: a pool, one of the system account, and those of single accounts. */
	pool?: number;
	/** How many lead to those where it is another number. */
	others?: ReadonlyMap<string, number>;
};

/** Peers by their names and the routes that lead to each. Most have as many; of two numbers as common, the greater counts. */
export const peersOf = (routes: ReadonlyMap<string, number>): Omit<RoutePeers, 'nameless'> => {
	const names = new Set(routes.keys());
	const common = new Map<number, number>();
	for (const count of routes.values()) common.set(count, (common.get(count) ?? 0) + 1);
	let pool: number | undefined;
	for (const [count, times] of common) {
		const most = common.get(pool ?? 0) ?? 0;
		if (times > most || (times === most && count > (pool ?? 0))) pool = count;
	}
	if (common.size <= 1) return { names, pool };
	return { names, pool, others: new Map([...routes].filter(([, count]) => count !== pool)) };
};

/** How many routes lead to a server. */
export const routesLeadingTo = ({ names, pool = 1, others }: RoutePeers, name: string): number =>
	names.has(name) ? (others?.get(name) ?? pool) : 0;

/** Peers that are looked for by the first look at them; nothing where only the routes themselves can tell. */
export type LaterPeers = {
	readonly peers: RoutePeers | undefined;
	/** Bytes that wait on the worst of the routes. */
	readonly pending: number | undefined;
	/** What is held without looking: of an earlier statsz, where nobody has looked yet. */
	readonly held: RoutePeers | undefined;
	follow(before: Pick<LaterPeers, 'held'>): void;
};

const known = new WeakMap<Statsz, RoutePeers>();

const nobody: RoutePeers = { names: new Set(), nameless: 0 };

const peersIn = ({ routes }: Statsz): RoutePeers => {
	if (!routes?.length) return nobody;
	const byName = new Map<string, number>();
	let nameless = 0;
	for (const { name } of routes) {
		if (name === undefined) nameless++;
		else byName.set(name, (byName.get(name) ?? 0) + 1);
	}
	return { ...peersOf(byName), nameless };
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
