// One beat for all stores: what changed in the same quarter of a second is published at once, and drawn as one frame.

/** At most four pictures a second, whatever arrives. */
const publishSpan = 250;

/** Calls those who wait, together, when the span since the last time is over. */
export class PublishTimer {
	readonly #waiting = new Set<() => void>();
	#timer?: NodeJS.Timeout;
	#lastAt = 0;

	/** Calls `publish` with the next beat: at once when the last one is long ago. */
	want(publish: () => void): void {
		this.#waiting.add(publish);
		if (this.#timer) return;
		const wait = Math.max(0, this.#lastAt + publishSpan - performance.now());
		this.#timer = setTimeout(() => this.#strike(), wait);
	}

	/** Takes back what was wanted. */
	forget(publish: () => void): void {
		this.#waiting.delete(publish);
	}

	#strike(): void {
		this.#timer = undefined;
		if (this.#waiting.size === 0) return;
		this.#lastAt = performance.now();
		const all = [...this.#waiting];
		this.#waiting.clear();
		for (const publish of all) publish();
	}
}
