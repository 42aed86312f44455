// How bad servers were a short while ago: a row keeps its rank for some rounds after a state of it ends. Figures do so by themselves.

import type { FleetSnapshot } from '../fleet.ts';
import { fleetFacts, troublesIn } from '../fleet-facts.ts';
import type { Trouble } from './check.ts';
import { keptRankOf, rankOf, stateRankOf } from './trouble.ts';
import { judgedRounds } from './verdict.ts';

/** How bad servers were, and in which round, by key. */
export type RankMemories = ReadonlyMap<string, { rank: number; round: number }>;

/** True where two pictures show the same. */
const isAlike = (a: FleetSnapshot | undefined, b: FleetSnapshot): boolean =>
	a?.rows === b.rows && a.rounds === b.rounds && a.judgement === b.judgement;

/** Follows the servers of one system through its pictures. */
export class RankMemory {
	readonly #last = new Map<string, { rank: number; round: number }>();
	/** The last picture, as it was asked for and as it was remembered: the next one mostly shows the same. */
	#asked?: FleetSnapshot;
	#kept?: FleetSnapshot;

	/** Everything it remembers, by key. */
	get memory(): RankMemories {
		return this.#last;
	}

	set memory(last: RankMemories) {
		this.#last.clear();
		for (const [key, held] of last) this.#last.set(key, { ...held });
		this.#asked = undefined;
		this.#kept = undefined;
	}

	/** Gives a picture with the ranks of servers that were worse a short while ago. */
	ranked(snapshot: FleetSnapshot): FleetSnapshot {
		const ranks = isAlike(this.#asked, snapshot) ? this.#asked?.ranks : this.#ranksOf(snapshot);
		this.#asked = ranks === undefined ? snapshot : { ...snapshot, ranks };
		return this.#asked;
	}

	/** Remembers how bad servers are. Only what happens does so: how often somebody looks changes nothing. */
	keep(snapshot: FleetSnapshot): void {
		if (isAlike(this.#kept, snapshot)) return;
		const { rows, rounds } = snapshot;
		const facts = fleetFacts(snapshot);
		const last = this.#last;
		for (const row of rows) {
			const { key } = row;
			const troubles = troublesIn(facts, row);
			if (this.#keptRank(key, troubles, rounds) !== undefined) continue;
			const stateRank = stateRankOf(troubles);
			if (stateRank > 0) last.set(key, { rank: stateRank, round: rounds });
			else last.delete(key);
		}
		if (last.size > rows.length) {
			const keys = new Set(rows.map(({ key }) => key));
			for (const key of last.keys()) if (!keys.has(key)) last.delete(key);
		}
		this.#kept = snapshot;
		this.#asked = undefined;
	}

	/** The rank a row keeps; nothing where it is as bad now, or has been well for long enough. */
	#keptRank(key: string, troubles: readonly Trouble[], rounds: number): number | undefined {
		const before = this.#last.get(key);
		if (before === undefined || before.rank <= rankOf(troubles)) return undefined;
		return rounds - before.round < judgedRounds ? keptRankOf(before.rank) : undefined;
	}

	#ranksOf(snapshot: FleetSnapshot): FleetSnapshot['ranks'] {
		if (this.#last.size === 0) return undefined;
		const { rows, rounds } = snapshot;
		const facts = fleetFacts(snapshot);
		const ranks = new Map<string, number>();
		for (const row of rows) {
			if (!this.#last.has(row.key)) continue;
			const rank = this.#keptRank(row.key, troublesIn(facts, row), rounds);
			if (rank !== undefined) ranks.set(row.key, rank);
		}
		return ranks.size === 0 ? undefined : ranks;
	}
}
