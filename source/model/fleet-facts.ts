// Facts about all servers that the cells of a single row need.

import { memoizeLast } from '../table/memoize-last.ts';
import type { FleetSnapshot, ServerRow } from './fleet.ts';
import { routedServers } from './server-facts.ts';

export type FleetFacts = {
	/** The version most servers run. */
	majorityVersion?: string;
	/**
	 * By `meshOf`: to how many servers the member with most routes has one. Routes are lost, and never had too many.
	 */
	clusterRoutes: ReadonlyMap<string, number>;
	/** The highest CPU held in any history: the scale of trends where the cores of a server are unknown. */
	cpuTop: number;
	/** When the first server was seen. */
	since?: number;
};

/** The least scale of a trend, percent: below it the noise of idle servers would fill the cell. */
const leastCpuTop = 25;

/** What says that two servers belong together: that they have routes to each other, or, before that is known, their cluster. */
export const meshOf = ({ mesh, info: { cluster } }: ServerRow): string | undefined =>
	cluster === undefined ? undefined : (mesh ?? cluster);

const mostRoutes = (rows: readonly ServerRow[]): ReadonlyMap<string, number> => {
	const most = new Map<string, number>();
	for (const row of rows) {
		const servers = row.state === 'ok' ? routedServers(row) : undefined;
		const mesh = meshOf(row);
		if (mesh === undefined || servers === undefined) continue;
		most.set(mesh, Math.max(servers, most.get(mesh) ?? 0));
	}
	return most;
};

const factsOf = ({ rows, majorityVersion }: FleetSnapshot): FleetFacts => ({
	majorityVersion,
	clusterRoutes: mostRoutes(rows),
	cpuTop: Math.max(leastCpuTop, ...rows.map((row) => row.history.range('cpu')?.max ?? 0)),
	since: rows.length === 0 ? undefined : Math.min(...rows.map((row) => row.firstSeen)),
});

/** Once per snapshot, for all its rows. */
export const fleetFacts = memoizeLast(factsOf);
