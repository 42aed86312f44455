// The usual round trip to a server: the middle of those of the last ten minutes.

import { median } from './median.ts';

/** How far back is remembered, and how far apart two that are remembered are, milliseconds. */
const span = 600_000;
const step = 10_000;

/** Fewer are no middle: a minute. */
const fewest = 6;

/** A round trip in milliseconds, and when it ended. */
export type RoundTrip = { at: number; rtt: number };

/** Follows the round trips of one server. */
export class UsualRtt {
	#kept: RoundTrip[] = [];
	#usual?: number;

	/** Everything it remembers, oldest first. */
	get memory(): readonly RoundTrip[] {
		return this.#kept;
	}

	set memory(kept: readonly RoundTrip[]) {
		this.#kept = [...kept];
		this.#usual = this.#kept.length < fewest ? undefined : median(this.#kept.map((one) => one.rtt));
	}

	/** One round trip that ended at `at`, both milliseconds. */
	take(rtt: number, at: number): void {
		const last = this.#kept.at(-1);
		if (last !== undefined && at - last.at < step && at >= last.at) return;
		this.#kept = [...this.#kept.filter((one) => Math.abs(at - one.at) <= span), { at, rtt }];
		this.#usual = this.#kept.length < fewest ? undefined : median(this.#kept.map((one) => one.rtt));
	}

	/** Milliseconds; unknown before a minute has passed. */
	get usual(): number | undefined {
		return this.#usual;
	}
}
