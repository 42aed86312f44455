// Plants trouble in a simulated system for people to find: picks the servers, and gives their figures.

import type { FleetPlan, FleetServer } from './fleet-plan.ts';

/** `stale` answers nothing any more, `lagging` falls behind its JetStream meta leader, `hot` uses nearly all of its cores. */
export type PlantedTrouble = 'stale' | 'lagging' | 'hot';

/** The smallest cluster that gets planted trouble. */
const smallestCluster = 10;

/** Where in a cluster the servers are that are no JetStream peers, from 0 to 1. */
const places = { hot: 0.24, stale: 0.6 } as const;

/** The third of the cluster's JetStream peers; the first leads them. */
const laggingPeer = 2;

/** The servers of a plan that get into trouble, each in a cluster of its own as far as there are; of 300, always the same. */
export const plantedServers = ({ clusters }: FleetPlan): ReadonlyMap<PlantedTrouble, FleetServer> => {
	const planted = new Map<PlantedTrouble, FleetServer>();
	const add = (trouble: PlantedTrouble, cluster: number, place: (size: number) => number): void => {
		const members = clusters[cluster % clusters.length]?.members ?? [];
		const server = members[place(members.length)];
		if (server && members.length >= smallestCluster) planted.set(trouble, server);
	};
	add('hot', 0, (size) => Math.floor(size * places.hot));
	add('lagging', 1, () => laggingPeer);
	add('stale', 2, (size) => Math.floor(size * places.stale));
	return planted;
};

/** The CPU of a hot server, percent of one of its eight cores: 95 to 99 percent of them all. */
export const hotCpu = ({ planted }: FleetServer, now: number): number | undefined =>
	planted?.trouble === 'hot' ? 776 + Math.round(16 * Math.sin(now / 7000)) : undefined;

/** Entries that a lagging server has fallen behind since, 200 at once and 40 more a second. */
export const peerLag = ({ planted }: FleetServer, now: number): number =>
	planted?.trouble === 'lagging' ? 200 + Math.floor((now - planted.since) / 25) : 0;
