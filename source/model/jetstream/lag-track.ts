// Follows how far one replica is behind its leader, round after round: whether it catches up, and how fast.

import { judgedRounds } from '../checks/verdict.ts';

/** A replica that is behind by more entries than this is not up to date. */
export const farBehind = 1000;

type Sample = { lag: number; at: number };

/** What several rounds say of a lag. */
export type LagView = {
	/** It is far behind and did not catch up by itself for some rounds, or was silent before. */
	isBehind: boolean;
	/** Milliseconds until it has caught up, where it comes closer. */
	left?: number;
};

/** The samples that a speed is taken from: a few rounds, as entries come in bursts. */
const samples = 3;

export class LagTrack {
	#samples: Sample[] = [];
	#rounds = 0;
	#isBehind = false;
	#leader?: string;

	/** Takes what its leader says now. `isSilent` where the leader does not hear of it. */
	take(lag: number, at: number, leader: string, isSilent: boolean): void {
		if (leader !== this.#leader) {
			// Each leader counts by itself, from what it has heard since it leads.
			this.#samples = [];
			this.#leader = leader;
		}
		const last = this.#samples.at(-1);
		if (last !== undefined && at <= last.at) return;
		const grows = last === undefined || lag >= last.lag;
		if (this.#samples.length >= samples) this.#samples.shift();
		this.#samples.push({ lag, at });
		if (lag <= farBehind) {
			this.#rounds = 0;
			this.#isBehind = isSilent && lag > 0;
			return;
		}
		this.#rounds = grows ? this.#rounds + 1 : 0;
		if (isSilent || this.#rounds >= judgedRounds) this.#isBehind = true;
	}

	view(): LagView {
		const last = this.#samples.at(-1);
		// Since it came no further from its leader.
		let worst: Sample | undefined;
		for (const one of this.#samples) if (worst === undefined || one.lag > worst.lag) worst = one;
		if (worst === undefined || last === undefined || worst.lag === last.lag || last.lag === 0)
			return { isBehind: this.#isBehind };
		const speed = (worst.lag - last.lag) / (last.at - worst.at);
		return { isBehind: this.#isBehind, left: last.lag / speed };
	}
}
