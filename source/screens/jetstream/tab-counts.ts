// How many rows the tabs of JetStream have: each list counts its own, and tells of others what it learns on the way.

import type { Heading } from '../list-facts.ts';
import type { Watching } from '../source.ts';

/** The tabs that are counted, by the ids of their screens. */
export type CountedTab = 'jetstream' | 'streams' | 'consumers' | 'buckets' | 'objects';

export type TabCounts = Readonly<Partial<Record<CountedTab, number>>>;

/** What was counted so long ago is not told any more, milliseconds. */
const longest = 60_000;

/** Counts of whole lists; of the servers those that there are now. */
export class CountBook {
	readonly #known = new Map<CountedTab, { count: number; at: number }>();

	/** Takes a count of all there are; `at` is our clock. Without a count nothing is learned. */
	take(tab: CountedTab, count: number | undefined, at: number): void {
		if (count !== undefined) this.#known.set(tab, { count, at });
	}

	/** The counts that are of now. */
	at(now: number): TabCounts {
		return Object.fromEntries(
			[...this.#known].flatMap(([tab, { count, at }]) => (now - at < longest ? [[tab, count]] : [])),
		);
	}
}

const books = new WeakMap<Watching['events'], CountBook>();

/** The counts that all tabs of one monitor share. */
export const countBook = ({ events }: Pick<Watching, 'events'>): CountBook => {
	const book = books.get(events) ?? new CountBook();
	books.set(events, book);
	return book;
};

/** The sum of a figure of all; nothing where one of them has none. */
export const sumOfAll = <T>(
	all: readonly T[],
	figure: (one: T) => number | undefined,
): number | undefined => {
	let sum = 0;
	for (const one of all) {
		const value = figure(one);
		if (value === undefined) return undefined;
		sum += value;
	}
	return sum;
};

/** The counts as the heading of a tab has them: its own rows, and those of the others. */
export const tabHeading = (counts: TabCounts = {}, own: TabCounts = {}): Heading => ({
	siblings: { ...counts, ...own },
});
