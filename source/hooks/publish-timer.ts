// One timer for all stores: what changed together is published together, and drawn as one frame.

/** At most four snapshots a second, whatever arrives. */
const publishSpan = 250;

/** The only place that calls `publish` functions, all that wait at once: with the next beat, or at the end of this turn. */
export class PublishTimer {
	readonly #waiting = new Set<() => void>();
	#timer?: NodeJS.Timeout;
	#isHurried = false;
	#lastAt = Number.NEGATIVE_INFINITY;

	/** Calls `publish` with the next beat: at once when the last one is long ago. */
	want(publish: () => void): void {
		this.#waiting.add(publish);
		if (this.#timer || this.#isHurried) return;
		const wait = Math.max(0, this.#lastAt + publishSpan - performance.now());
		this.#timer = setTimeout(() => this.#strike(), wait);
	}

	/** Calls `publish` at the end of this turn, once for all changes in it. */
	hurry(publish: () => void): void {
		this.#waiting.add(publish);
		if (this.#isHurried) return;
		this.#isHurried = true;
		queueMicrotask(() => this.#strike());
	}

	/** Takes back what was wanted. */
	forget(publish: () => void): void {
		this.#waiting.delete(publish);
	}

	#strike(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#isHurried = false;
		if (this.#waiting.size === 0) return;
		this.#lastAt = performance.now();
		const all = [...this.#waiting];
		this.#waiting.clear();
		for (const publish of all) publish();
	}
}
