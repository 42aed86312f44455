// How long a round is, and which samples are therefore of now.

import type { Sample } from './server.ts';

/** Servers publish their statsz this often unasked, milliseconds: what a round is where nobody may be asked. */
const heartbeatSpan = 10_000;

/** One server for this purpose: its last sample, and whether it answered the round under way, and the last one. */
type Answerer = { latest?: Sample; inRound: boolean; answering: boolean };

export class RoundClock {
	/** How long the last round took, milliseconds. */
	#took = 0;
	/** When the round under way began; absent between two. */
	#began?: number;

	begin(now: number): void {
		this.#began = now;
	}

	end(now: number): void {
		this.#took = this.#began === undefined ? 0 : now - this.#began;
		this.#began = undefined;
	}

	/** Ends a round in which nobody was asked. */
	endBlind(): void {
		this.#took = heartbeatSpan;
		this.#began = undefined;
	}

	/** Our link was cut: the round under way has no end. */
	forget(): void {
		this.#began = undefined;
	}

	/**
	 * True when the last sample of a server is older than a round and a half. Who has answered the round under way is as
	 * new as can be; who answers is not blamed for the time that the last round took.
	 */
	isOld({ latest, inRound, answering }: Answerer, now: number, interval: number): boolean {
		if (latest === undefined || (this.#began !== undefined && inRound)) return false;
		const span = answering ? Math.max(interval, this.#took) : interval;
		return now - latest.receivedAt > 1.5 * span;
	}
}
