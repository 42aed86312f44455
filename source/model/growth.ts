// By how much counters of a server grew within a minute: what stands still is history.

import type { Statsz } from './server.ts';

/** How much a counter grew, and when last. */
export type Growth = { by: number; at: number };

/** How long growth is news, milliseconds. */
export const growthSpan = 60_000;

/** What one sample added to a counter since the one before. */
export type Step = { from: number; to: number };

/** Follows one counter of one process. */
export class GrowthWatch {
	#growth?: Growth;

	constructor(readonly counter: (statsz: Statsz) => number | undefined) {}

	/** Takes two samples of one process; gives what was added, if anything. */
	take(before: Statsz | undefined, after: Statsz, at: number): Step | undefined {
		const from = before?.start === after.start ? before && this.counter(before) : undefined;
		const to = this.counter(after);
		if (from === undefined || to === undefined || to <= from) return undefined;
		this.#growth = { by: (this.now(at)?.by ?? 0) + to - from, at };
		return { from, to };
	}

	/** Everything it remembers. */
	get memory(): Growth | undefined {
		return this.#growth;
	}

	set memory(growth: Growth | undefined) {
		this.#growth = growth;
	}

	/** The growth while it is news; the same object as long as nothing is added. */
	now(at: number): Growth | undefined {
		return this.#growth && at - this.#growth.at < growthSpan ? this.#growth : undefined;
	}

	/** A new process counts from zero. */
	forget(): void {
		this.#growth = undefined;
	}
}

/** The counters of a server whose growth is trouble. */
export class ServerGrowth {
	readonly slow = new GrowthWatch(({ slowConsumers }) => slowConsumers);
	readonly stale = new GrowthWatch(({ staleConnections }) => staleConnections);
	readonly apiErrors = new GrowthWatch(({ jetstream }) => jetstream?.apiErrors);

	/** Everything it remembers, of each counter. */
	get memory(): readonly (Growth | undefined)[] {
		return [this.slow.memory, this.stale.memory, this.apiErrors.memory];
	}

	set memory([slow, stale, apiErrors]: readonly (Growth | undefined)[]) {
		this.slow.memory = slow;
		this.stale.memory = stale;
		this.apiErrors.memory = apiErrors;
	}

	/** Takes two samples of one process; gives what was added to slow consumers, if anything. */
	take(before: Statsz | undefined, after: Statsz, at: number): Step | undefined {
		this.stale.take(before, after, at);
		this.apiErrors.take(before, after, at);
		return this.slow.take(before, after, at);
	}

	/** A new process counts from zero. */
	forget(): void {
		for (const watch of [this.slow, this.stale, this.apiErrors]) watch.forget();
	}
}
