// What a cell of one server needs to know about all the others.

import type { FleetSnapshot, ServerRow } from './fleet.ts';
import { lastOnly } from './last-only.ts';
import { routedServers } from './server-facts.ts';

export type FleetFacts = {
	/** The version most servers run. */
	majorityVersion?: string;
	/** By cluster: how many servers most of its members have routes to. */
	clusterRoutes: ReadonlyMap<string, number>;
	/** The highest CPU held in any history: the scale all trends share, so that rows compare. */
	cpuTop: number;
	/** When the first server was seen. */
	since?: number;
};

/** Below this the trends of an idle fleet would show noise as mountains. */
const leastCpuTop = 25;

/** The most frequent number; of two equally frequent ones the greater, as routes are more often lost than won. */
const mostFrequent = (numbers: readonly number[]): number | undefined => {
	const times = new Map<number, number>();
	for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
	return [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0]?.[0];
};

const usualRoutes = (rows: readonly ServerRow[]): ReadonlyMap<string, number> => {
	const byCluster = new Map<string, number[]>();
	for (const row of rows) {
		const servers = row.state === 'ok' ? routedServers(row) : undefined;
		const { cluster } = row.info;
		if (cluster === undefined || servers === undefined) continue;
		const numbers = byCluster.get(cluster);
		if (numbers === undefined) byCluster.set(cluster, [servers]);
		else numbers.push(servers);
	}
	const usual = new Map<string, number>();
	for (const [cluster, numbers] of byCluster) {
		const number = mostFrequent(numbers);
		if (number !== undefined) usual.set(cluster, number);
	}
	return usual;
};

const factsOf = ({ rows, majorityVersion }: FleetSnapshot): FleetFacts => ({
	majorityVersion,
	clusterRoutes: usualRoutes(rows),
	cpuTop: Math.max(leastCpuTop, ...rows.map((row) => row.history.range('cpu')?.max ?? 0)),
	since: rows.length === 0 ? undefined : Math.min(...rows.map((row) => row.firstSeen)),
});

/** Once per snapshot, for all its rows. */
export const fleetFacts = lastOnly(factsOf);
