// Keeps the last snapshots of sources that were closed, for a while.

/** Milliseconds for which a snapshot is kept. */
const keptSpan = 60_000;

/** Snapshots by a key. What is too old to be shown again is forgotten with the next use. */
export class KeptSnapshots {
	readonly #kept = new Map<string, { snapshot: unknown; at: number }>();

	constructor(readonly clock: () => number = () => performance.now()) {}

	/** How many are kept. */
	get size(): number {
		return this.#kept.size;
	}

	keep(key: string, snapshot: unknown): void {
		this.#forgetOld();
		this.#kept.set(key, { snapshot, at: this.clock() });
	}

	/** What is kept under a key; undefined where that is nothing. */
	recall(key: string): unknown {
		this.#forgetOld();
		return this.#kept.get(key)?.snapshot;
	}

	#forgetOld(): void {
		for (const [key, { at }] of this.#kept) if (this.clock() - at >= keptSpan) this.#kept.delete(key);
	}
}
