// How far behind natstop is with reading: its own ping comes back behind everything that waits before it.

import type { Wire } from './wire.ts';

/** When natstop is behind: its ping is away for longer than `limit` milliseconds, and `most` messages came meanwhile. */
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

	/** Also forgets a ping that is away: what was lost with its connection must not count for the next one. */
	stop(): void {
		clearInterval(this.#timer);
		this.#sentAt = undefined;
	}

	/**
	 * Counts a message; true while natstop is behind. A natstop that was stopped, or a server that hangs, is not: then
	 * the ping is away as long, and next to nothing comes.
	 */
	counts(): boolean {
		if (this.#sentAt === undefined || ++this.#messages < this.limits.most) return false;
		return performance.now() - this.#sentAt > this.limits.limit;
	}

	async #ping(wire: Pick<Wire, 'rtt'>): Promise<void> {
		if (this.#sentAt !== undefined) return;
		this.#sentAt = performance.now();
		this.#messages = 0;
		// A connection that is lost answers nothing, and keeps nothing waiting either.
		await wire.rtt().catch(() => {});
		this.#sentAt = undefined;
	}
}
