// The last rounds of one object, for sparks: small, as there are thousands of them.

/** Rounds that are kept. */
export const ringSlots = 60;

/** A ring of rounds; NaN marks what was not known. */
export class RoundRing<Metric extends string> {
	/** Made with the first round: of many objects none is kept. */
	#values?: Float32Array;
	#next = 0;
	#length = 0;

	constructor(readonly metrics: readonly Metric[]) {}

	/** Rounds held so far. */
	get length(): number {
		return this.#length;
	}

	/** Appends a round. */
	push(values: Partial<Record<Metric, number>>): void {
		this.#values ??= new Float32Array(this.metrics.length * ringSlots).fill(Number.NaN);
		for (const [index, metric] of this.metrics.entries())
			this.#values[index * ringSlots + this.#next] = values[metric] ?? Number.NaN;
		this.#next = (this.#next + 1) % ringSlots;
		this.#length = Math.min(ringSlots, this.#length + 1);
	}

	/** The newest values, oldest first; gaps are NaN. */
	tail(metric: Metric, count: number): number[] {
		const from = this.metrics.indexOf(metric) * ringSlots;
		const wanted = Math.min(count, this.#length);
		return Array.from(
			{ length: wanted },
			(_, index) =>
				this.#values?.[from + ((this.#next - wanted + index + ringSlots) % ringSlots)] ?? Number.NaN,
		);
	}

	/** A copy that later rounds do not change. */
	clone(): RoundRing<Metric> {
		const copy = new RoundRing(this.metrics);
		copy.#values = this.#values?.slice();
		copy.#next = this.#next;
		copy.#length = this.#length;
		return copy;
	}
}
