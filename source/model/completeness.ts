// Tells whether every server has answered, by what the answers know of the other servers.

import { compareNames } from '../table/name-order.ts';
import { routePeersOf } from './route-peers.ts';
import type { Sample } from './server.ts';

/** What one answer knows of the rest of the system. */
type Known = { count?: number; names: readonly string[]; clusters: readonly string[]; metaSize?: number };

const knownBy = ({ statsz }: Sample): Known => ({
	count: statsz.activeServers,
	names: (statsz.routes ?? []).flatMap(({ name }) => name ?? []),
	clusters: (statsz.gateways ?? []).map(({ name }) => name),
	metaSize: statsz.jetstream?.meta?.clusterSize,
});

/** Names of servers that somebody who answered has a route to, and that did not answer themselves; in order of name. */
export const silentPeers = (samples: readonly Sample[]): string[] => {
	const answered = new Set(samples.map(({ server }) => server.name));
	const named = new Set(samples.flatMap(({ statsz }) => [...routePeersOf(statsz).names]));
	return [...named].filter((name) => !answered.has(name)).sort(compareNames);
};

/**
 * True when nobody can be missing: all who answered count the same number of servers, that many have answered, and so
 * have every peer of a route, every cluster of a gateway and the whole JetStream meta group. Right after a start servers
 * count too few and disagree; after a crash they count too many: then it is never true, and only silence ends the wait.
 */
export const isComplete = (samples: readonly Sample[]): boolean => {
	const count = samples[0]?.statsz.activeServers;
	// The cheap checks come first: the routes of a large system are long lists.
	if (count === undefined || samples.length < count) return false;
	const names = new Set(samples.map(({ server }) => server.name));
	const clusters = new Set(samples.map(({ server }) => server.cluster));
	return samples
		.map(knownBy)
		.every(
			(known) =>
				known.count === count &&
				(known.metaSize ?? 0) <= samples.length &&
				known.names.every((name) => names.has(name)) &&
				known.clusters.every((cluster) => clusters.has(cluster)),
		);
};
