// One timer for all stores, so that changes at the same time are published together and drawn as one frame.

/** Milliseconds between two snapshots: at most four a second, whatever arrives. */
const publishSpan = 250;

/** Milliseconds between two snapshots, however many servers there are: seconds are counted on the screen. */
const longestSpan = 1000;

/** Telling all listeners may take one part in so many of the time: the rest is for keys, and for who else uses the machine. */
const share = 25;

/** A store to be published, in two steps: `take` renews the snapshot, `tell` calls the listeners. */
export type Published = { take: () => void; tell: () => void };

/**
 * The only place that publishes, everything that waits at once: with the next beat, or at the end of this turn. All snapshots
 * are taken before anybody is told: a listener of one store that reads another finds both of the same moment.
 */
export class PublishTimer {
	readonly #waiting = new Set<Published>();
	#timer?: NodeJS.Timeout;
	#isHurried = false;
	#lastAt = Number.NEGATIVE_INFINITY;
	/** Milliseconds that the last two beats took. One that is slow alone had something else in its way. */
	#costs: readonly [number, number] = [0, 0];

	/** Publishes with the next beat: at once when the last one is long ago. */
	want(store: Published): void {
		this.#waiting.add(store);
		if (this.#timer || this.#isHurried) return;
		const span = Math.min(longestSpan, Math.max(publishSpan, share * Math.min(...this.#costs)));
		const wait = Math.max(0, this.#lastAt + span - performance.now());
		this.#timer = setTimeout(() => this.#strike(), wait);
	}

	/** Publishes at the end of this turn, once for all changes in it. */
	hurry(store: Published): void {
		this.#waiting.add(store);
		if (this.#isHurried) return;
		this.#isHurried = true;
		queueMicrotask(() => this.#strike());
	}

	/** Drops a store that waits to be published. */
	forget(store: Published): void {
		this.#waiting.delete(store);
	}

	#strike(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#isHurried = false;
		if (this.#waiting.size === 0) return;
		this.#lastAt = performance.now();
		const all = [...this.#waiting];
		this.#waiting.clear();
		for (const store of all) store.take();
		for (const store of all) store.tell();
		this.#costs = [this.#costs[1], performance.now() - this.#lastAt];
	}
}
