// The last samples of one server, one slot a round; a slot without a sample is a gap, not a zero.

/** What is kept for the sparks. */
const historyMetrics = [
	'cpu',
	'mem',
	'in',
	'inBytes',
	'out',
	'outBytes',
	'connections',
	'slow',
	'churn',
] as const;

export type HistoryMetric = (typeof historyMetrics)[number];

/** Values of one slot; an absent one is a gap. */
export type HistorySlot = Partial<Record<HistoryMetric, number>>;

type Range = Readonly<{ min: number; max: number }>;

/** In whatever order; a gap and a slot that is still empty are neither less nor greater. */
const rangeOf = (column: Iterable<number>): Range => {
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	for (const value of column) {
		if (value < min) min = value;
		if (value > max) max = value;
	}
	return { min, max };
};

/** Slots as text: when they ended, and their values by metric; a gap is empty. */
export type PackedHistory = {
	readonly times: string;
	readonly columns: readonly (readonly [HistoryMetric, string])[];
};

const textOf = (values: readonly number[]): string =>
	values.map((value) => (Number.isNaN(value) ? '' : value)).join();

const numbersIn = (text: string): number[] =>
	text === '' ? [] : text.split(',').map((value) => (value === '' ? Number.NaN : Number(value)));

/** How many slots are kept. */
export const historySize = 300;

/** A slot that was appended while columns before it were not read. */
type LateSlot = { place: number; slot: HistorySlot };

/** A ring of slots, columns of numbers; NaN marks a gap. */
export class History {
	/** A column is made with its first value: a server that nothing is known of holds none. */
	readonly #columns = new Map<HistoryMetric, Float64Array>();
	/** When each slot was closed: rounds come sooner or later as somebody wishes. */
	#times = new Float64Array(historySize);
	/** Least and greatest value of a column, until one of them leaves it: all servers are asked for them four times a second. */
	readonly #ranges = new Map<HistoryMetric, Range>();
	#length = 0;
	#next = 0;
	/** Columns that were taken up and that nobody has looked at, and the slots since: of a thousand servers few are looked at. */
	readonly #unread = new Map<HistoryMetric, string>();
	#late: LateSlot[] = [];
	/** How many slots were taken up. */
	#taken = 0;

	/** Slots held so far, at most `historySize`. */
	get length(): number {
		return this.#length;
	}

	/** Appends one slot that ends at our time `at`; the oldest leaves when full. */
	push(slot: HistorySlot, at: number): void {
		this.#times[this.#next] = at;
		for (const metric of historyMetrics) {
			const value = slot[metric] ?? Number.NaN;
			if (this.#unread.has(metric)) continue;
			const column = this.#columns.get(metric) ?? (Number.isNaN(value) ? undefined : this.#add(metric));
			if (column === undefined) continue;
			this.#follow(metric, column[this.#next] ?? Number.NaN, value);
			column[this.#next] = value;
		}
		if (this.#unread.size > 0) this.#late.push({ place: this.#next, slot });
		if (this.#late.length > historySize) this.#late.shift();
		this.#next = (this.#next + 1) % historySize;
		if (this.#length < historySize) this.#length++;
	}

	/** The newest `count` values of a metric, oldest first; gaps are NaN. Shorter when fewer are held. */
	tail(metric: HistoryMetric, count: number): number[] {
		const column = this.#column(metric);
		const wanted = Math.min(count, this.#length);
		const values: number[] = [];
		for (let i = wanted; i > 0; i--) {
			values.push(column?.[(this.#next - i + historySize) % historySize] ?? Number.NaN);
		}
		return values;
	}

	/** When the newest `count` slots were closed, oldest first. */
	times(count: number): number[] {
		const wanted = Math.min(count, this.#length);
		return Array.from({ length: wanted }, (_, index) => this.#timeOf(wanted - 1 - index));
	}

	/** How many of the newest slots ended within so many milliseconds before the last one. */
	within(span: number): number {
		let count = 0;
		while (count < this.#length && this.#timeOf(0) - this.#timeOf(count) < span) count++;
		return count;
	}

	/** Milliseconds that the newest `count` slots cover, as far as they are held. */
	span(count: number): number {
		return this.#length === 0 ? 0 : this.#timeOf(0) - this.#timeOf(Math.min(count, this.#length - 1));
	}

	/** Least and greatest value held, gaps aside; absent when there is none. */
	range(metric: HistoryMetric): Range | undefined {
		const range = this.#ranges.get(metric) ?? rangeOf(this.#column(metric) ?? []);
		this.#ranges.set(metric, range);
		return range.min <= range.max ? range : undefined;
	}

	/** The newest `count` slots as text. */
	pack(count: number): PackedHistory {
		const columns = historyMetrics
			.filter((metric) => this.#column(metric))
			.map((metric): [HistoryMetric, string] => [metric, textOf(this.tail(metric, count))]);
		return { times: textOf(this.times(count)), columns };
	}

	/** Takes up slots that were packed; only into one that holds none. */
	unpack({ times, columns }: PackedHistory): void {
		const ends = numbersIn(times).slice(0, historySize);
		this.#times.set(ends);
		this.#length = ends.length;
		this.#next = ends.length % historySize;
		for (const [metric, text] of columns)
			if (historyMetrics.includes(metric) && text !== '') this.#unread.set(metric, text);
		this.#taken = ends.length;
	}

	/** A copy that later pushes do not change: what a paused screen reads. */
	clone(): History {
		const copy = new History();
		for (const metric of this.#unread.keys()) this.#column(metric);
		for (const [metric, column] of this.#columns) copy.#columns.set(metric, column.slice());
		copy.#times = this.#times.slice();
		copy.#length = this.#length;
		copy.#next = this.#next;
		return copy;
	}

	/** The time of a slot, counted back from the newest. */
	#timeOf(back: number): number {
		return this.#times[(this.#next - 1 - back + 2 * historySize) % historySize] ?? 0;
	}

	/** Keeps a range that is known as a value takes the place of another; forgets it when that was one of its ends. */
	#follow(metric: HistoryMetric, old: number, value: number): void {
		const range = this.#ranges.get(metric);
		if (range === undefined) return;
		if (old === range.min || old === range.max) this.#ranges.delete(metric);
		else if (value < range.min || value > range.max) {
			this.#ranges.set(metric, { min: Math.min(value, range.min), max: Math.max(value, range.max) });
		}
	}

	/** The column of a metric, where there is one; it is read now where it was not yet. */
	#column(metric: HistoryMetric): Float64Array | undefined {
		const text = this.#unread.get(metric);
		if (text === undefined) return this.#columns.get(metric);
		this.#unread.delete(metric);
		const column = this.#add(metric);
		column.set(numbersIn(text).slice(0, this.#taken));
		for (const { place, slot } of this.#late) column[place] = slot[metric] ?? Number.NaN;
		if (this.#unread.size === 0) this.#late = [];
		return column;
	}

	#add(metric: HistoryMetric): Float64Array {
		const column = new Float64Array(historySize).fill(Number.NaN);
		this.#columns.set(metric, column);
		return column;
	}
}
