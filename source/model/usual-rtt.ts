// The usual round trip of a way, the middle of those of the last ten minutes, and what the last ones have in common.

import { median } from './median.ts';

/** How far back is remembered, and how far apart two that are remembered are, milliseconds. */
const span = 600_000;
const step = 10_000;

/** Fewer are no middle: a minute. */
const fewest = 6;

/** Measurements that are remembered one by one. */
const mostRecent = 4;

/** A round trip in milliseconds, and when it ended. */
export type RoundTrip = { at: number; rtt: number };

/** Follows the round trips of one way. */
export class UsualRtt {
	#kept: RoundTrip[] = [];
	#usual?: number;
	/** The last measurements one by one, milliseconds, the newest first. */
	recent: readonly number[] = [];

	/** Everything it remembers of ten minutes, oldest first. */
	get memory(): readonly RoundTrip[] {
		return this.#kept;
	}

	set memory(kept: readonly RoundTrip[]) {
		this.#kept = [...kept];
		this.#usual = this.#kept.length < fewest ? undefined : median(this.#kept.map((one) => one.rtt));
	}

	/** One round trip that a server told of, which measures seldom: the same one told again is no other measurement. */
	told(rtt: number, at: number): void {
		if (this.recent[0] === rtt) this.#keep(rtt, at);
		else this.take(rtt, at);
	}

	/** One round trip that ended at `at`, both milliseconds. */
	take(rtt: number, at: number): void {
		this.recent = [rtt, ...this.recent].slice(0, mostRecent);
		this.#keep(rtt, at);
	}

	#keep(rtt: number, at: number): void {
		const last = this.#kept.at(-1);
		if (last !== undefined && at - last.at < step && at >= last.at) return;
		this.#kept = [...this.#kept.filter((one) => Math.abs(at - one.at) <= span), { at, rtt }];
		this.#usual = this.#kept.length < fewest ? undefined : median(this.#kept.map((one) => one.rtt));
	}

	/** Milliseconds; unknown before a minute has passed. */
	get usual(): number | undefined {
		return this.#usual;
	}

	/**
	 * The least of the last so many measurements, milliseconds; unknown before there are as many. A way that is slow makes all of
	 * them long; an end that was busy for a moment only some.
	 */
	least(count = mostRecent): number | undefined {
		const recent = this.recent.slice(0, count);
		return recent.length < count ? undefined : Math.min(...recent);
	}
}
