// Measures how far natstop lags behind with reading: the answer to its own ping queues behind every unread message.

import type { Wire } from './wire.ts';

/** natstop lags when a ping is unanswered for more than `limit` ms and `most` messages came meanwhile; it pings `every` ms. */
export type BacklogLimits = { limit: number; most: number; every: number };

const usual: BacklogLimits = { limit: 1000, most: 1000, every: 500 };

/** Pings the server of one connection and counts what comes before the answer. */
export class ReadLag {
	#sentAt?: number;
	#messages = 0;
	#timer?: NodeJS.Timeout;

	constructor(readonly limits: BacklogLimits = usual) {}

	/** Begins on a connection, which reconnects by itself; `stop` ends it. */
	start(wire: Pick<Wire, 'rtt'>): void {
		this.stop();
		this.#timer = setInterval(() => void this.#ping(wire), this.limits.every);
		this.#timer.unref();
	}

	/** Also forgets an unanswered ping: it must not count for the next connection. */
	stop(): void {
		clearInterval(this.#timer);
		this.#sentAt = undefined;
	}

	/**
	 * Counts a message; true while natstop lags. When natstop was stopped, or the server hangs, the ping is unanswered as
	 * long, but hardly any messages come: that is no lag.
	 */
	counts(): boolean {
		if (this.#sentAt === undefined || ++this.#messages < this.limits.most) return false;
		return performance.now() - this.#sentAt > this.limits.limit;
	}

	async #ping(wire: Pick<Wire, 'rtt'>): Promise<void> {
		if (this.#sentAt !== undefined) return;
		this.#sentAt = performance.now();
		this.#messages = 0;
		// A lost connection answers nothing, and nothing waits to be read on it.
		await wire.rtt().catch(() => {});
		this.#sentAt = undefined;
	}
}
