// What one connection did over its last rounds, for sparks.

const metrics = ['out', 'in', 'pending', 'rtt', 'stalls'] as const;

export type ConnectionMetric = (typeof metrics)[number];

/** Rounds that are kept. */
export const connectionSlots = 60;

/** A ring of rounds; NaN marks what was not known. It takes a kilobyte: there are thousands of them. */
export class ConnectionHistory {
	/** Made with the first round: of many connections none is kept. */
	#values?: Float32Array;
	#next = 0;
	#length = 0;

	/** Appends a round. */
	push(values: Partial<Record<ConnectionMetric, number>>): void {
		this.#values ??= new Float32Array(metrics.length * connectionSlots).fill(Number.NaN);
		for (const [index, metric] of metrics.entries())
			this.#values[index * connectionSlots + this.#next] = values[metric] ?? Number.NaN;
		this.#next = (this.#next + 1) % connectionSlots;
		this.#length = Math.min(connectionSlots, this.#length + 1);
	}

	/** The newest values, oldest first; gaps are NaN. */
	tail(metric: ConnectionMetric, count: number): number[] {
		const from = metrics.indexOf(metric) * connectionSlots;
		const wanted = Math.min(count, this.#length);
		return Array.from(
			{ length: wanted },
			(_, index) =>
				this.#values?.[from + ((this.#next - wanted + index + connectionSlots) % connectionSlots)] ??
				Number.NaN,
		);
	}

	/** A copy that later rounds do not change. */
	clone(): ConnectionHistory {
		const copy = new ConnectionHistory();
		copy.#values = this.#values?.slice();
		copy.#next = this.#next;
		copy.#length = this.#length;
		return copy;
	}
}
