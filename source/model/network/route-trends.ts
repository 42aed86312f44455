// What went over the routes of a cluster in its last rounds of statsz, for trends.

import { RoundRing } from '../round-ring.ts';
import type { RouteRow } from './route-row.ts';

const metrics = ['out', 'in', 'pending'] as const;

/** Messages a second each way, and bytes that wait. */
export type RouteTrend = RoundRing<(typeof metrics)[number]>;

/** Servers whose routes are followed at a time: a route takes a kilobyte, and a large cluster has a hundred thousand of them. */
const mostServers = 15;

const keyOf = ({ key }: Pick<RouteRow, 'key'>, peer: string): string => `${key}\n${peer}`;

export class RouteTrends {
	#trends: ReadonlyMap<string, RouteTrend> = new Map();
	#round?: number;

	/** Takes a round, once: rows of one cluster, those first that matter most. What is not among them is forgotten. */
	take(rows: readonly RouteRow[], round: number): void {
		if (round === this.#round) return;
		this.#round = round;
		const trends = new Map<string, RouteTrend>();
		for (const row of rows.slice(0, mostServers))
			for (const peer of row.group.names) {
				const key = keyOf(row, peer);
				const known = this.#trends.get(key);
				const told = row.isOld ? undefined : row.peers.get(peer);
				if (known === undefined && told === undefined) continue;
				const trend = known ?? new RoundRing(metrics);
				const [out, into] = [row.rateTo(peer, 'out'), row.rateTo(peer, 'in')];
				trend.push(told ? { out: out?.msgs, in: into?.msgs, pending: told.pending } : {});
				trends.set(key, trend);
			}
		this.#trends = trends;
	}

	/** The trend of the route from one server to another; absent where it is not followed. */
	of(row: Pick<RouteRow, 'key'>, peer: string): RouteTrend | undefined {
		return this.#trends.get(keyOf(row, peer));
	}

	/** A copy that later rounds do not change. */
	clone(): RouteTrends {
		const copy = new RouteTrends();
		copy.#trends = new Map([...this.#trends].map(([key, trend]) => [key, trend.clone()]));
		copy.#round = this.#round;
		return copy;
	}
}
