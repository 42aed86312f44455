// How bad servers were a short while ago: a row keeps its rank for some rounds after a state of it ends. Figures do so by themselves.

import type { FleetSnapshot } from '../fleet.ts';
import { fleetFacts, troublesIn } from '../fleet-facts.ts';
import { keptRankOf, rankOf, stateRankOf } from './trouble.ts';
import { judgedRounds } from './verdict.ts';

/** Follows the servers of one system through its pictures. */
export class RankMemory {
	readonly #last = new Map<string, { rank: number; round: number }>();
	/** The last picture: between two rounds the next one mostly shows the same. */
	#picture?: FleetSnapshot;

	/** Takes a picture; gives it with the ranks of servers that were worse a short while ago. */
	keep(snapshot: FleetSnapshot): FleetSnapshot {
		const { rows, rounds, judgement } = snapshot;
		const before = this.#picture;
		const isSame = before?.rows === rows && before.rounds === rounds && before.judgement === judgement;
		const ranks = isSame ? before.ranks : this.#ranksOf(snapshot);
		this.#picture = ranks === undefined ? snapshot : { ...snapshot, ranks };
		return this.#picture;
	}

	#ranksOf(snapshot: FleetSnapshot): FleetSnapshot['ranks'] {
		const { rows, rounds } = snapshot;
		const facts = fleetFacts(snapshot);
		const ranks = new Map<string, number>();
		const last = this.#last;
		for (const row of rows) {
			const { key } = row;
			const troubles = troublesIn(facts, row);
			const rank = rankOf(troubles);
			const before = last.get(key);
			if (before !== undefined && before.rank > rank && rounds - before.round < judgedRounds) {
				ranks.set(key, keptRankOf(before.rank));
				continue;
			}
			const stateRank = stateRankOf(troubles);
			if (stateRank > 0) last.set(key, { rank: stateRank, round: rounds });
			else last.delete(key);
		}
		if (last.size > rows.length) {
			const keys = new Set(rows.map(({ key }) => key));
			for (const key of last.keys()) if (!keys.has(key)) last.delete(key);
		}
		return ranks.size === 0 ? undefined : ranks;
	}
}
