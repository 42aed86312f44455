// How bad servers were a short while ago: a row keeps its rank for some rounds after its trouble ends.

import type { FleetSnapshot } from '../fleet.ts';
import { fleetFacts } from '../fleet-facts.ts';
import { rankOf, troublesOf } from './trouble.ts';

/** Rounds for which a row keeps its rank. */
const keptRounds = 3;

/** Follows the servers of one system through its pictures. */
export class RankMemory {
	readonly #last = new Map<string, { rank: number; round: number }>();

	/** Takes a picture; gives it with the ranks of servers that were worse a short while ago. */
	keep(snapshot: FleetSnapshot): FleetSnapshot {
		const { rows, rounds } = snapshot;
		const { neighbours } = fleetFacts(snapshot);
		const ranks = new Map<string, number>();
		const last = this.#last;
		for (const row of rows) {
			const { key } = row;
			const rank = rankOf(troublesOf(row, neighbours));
			const before = last.get(key);
			if (before !== undefined && before.rank > rank && rounds - before.round < keptRounds) {
				ranks.set(key, before.rank);
			} else if (rank > 0) last.set(key, { rank, round: rounds });
			else last.delete(key);
		}
		if (last.size > rows.length) {
			const keys = new Set(rows.map(({ key }) => key));
			for (const key of last.keys()) if (!keys.has(key)) last.delete(key);
		}
		if (ranks.size === 0) return snapshot;
		const kept = { ...snapshot, ranks };
		return kept;
	}
}
