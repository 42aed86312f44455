// The newest lines of one part of the log, by their numbers; what fell off is counted.

import type { EventGroup, LoggedEvent } from './event.ts';

/** Who makes the events of a part: none of them can push out what the others made. */
export type LogPart = 'clients' | 'jetstream' | 'servers';

/** All of them. */
export const logParts: readonly LogPart[] = ['clients', 'jetstream', 'servers'];

/** How many lines are kept of each part. Anybody can make events of clients, a user those of JetStream. */
export const partSizes: Readonly<Record<LogPart, number>> = { clients: 5000, jetstream: 1000, servers: 1000 };

/** The part that events of a group belong to. */
export const partOf: Readonly<Record<EventGroup, LogPart>> = {
	connect: 'clients',
	auth: 'clients',
	conns: 'clients',
	statsz: 'clients',
	jetstream: 'jetstream',
	naked: 'jetstream',
	server: 'servers',
	local: 'servers',
};

/** Lines beyond the size before the oldest are dropped, so that a full ring does not move with every event. */
const slack = 500;

/** Lines by rising number. */
export class LogRing {
	#lines: LoggedEvent[] = [];
	#dropped = 0;

	constructor(readonly size: number) {}

	/** Takes up lines that another one held, oldest first, and how many had fallen off it. */
	resume(lines: readonly LoggedEvent[], dropped: number): void {
		this.#lines = lines.slice(-this.size);
		this.#dropped = dropped + lines.length - this.#lines.length;
	}

	/** Appends a line with a number higher than all before. */
	push(line: LoggedEvent): void {
		this.#lines.push(line);
		if (this.#lines.length <= this.size + slack) return;
		this.#dropped += this.#lines.length - this.size;
		this.#lines = this.#lines.slice(-this.size);
	}

	/** Puts a line in the place of the one with its number; false where that has fallen off. */
	replace(line: LoggedEvent): boolean {
		const index = this.#indexOf(line.seq);
		if (index >= 0) this.#lines[index] = line;
		return index >= 0;
	}

	/** Takes a line out that comes again with another number: it has not fallen off. */
	remove(seq: number): void {
		const index = this.#indexOf(seq);
		if (index >= 0) this.#lines.splice(index, 1);
	}

	/** Position of a line by its number, below 0 where it is not there. */
	#indexOf(seq: number): number {
		let low = 0;
		let high = this.#lines.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.#lines[middle]?.seq ?? 0) < seq) low = middle + 1;
			else high = middle;
		}
		return this.#lines[low]?.seq === seq ? low : -1;
	}

	/** The newest lines, at most `size`, oldest first. */
	get lines(): LoggedEvent[] {
		return this.#lines.slice(-this.size);
	}

	/** How many fell off. */
	get dropped(): number {
		return this.#dropped + Math.max(0, this.#lines.length - this.size);
	}
}

/** Two lists by rising number as one. */
export const merged = (
	some: readonly LoggedEvent[],
	others: readonly LoggedEvent[],
): readonly LoggedEvent[] => {
	if (some.length === 0) return others;
	if (others.length === 0) return some;
	const all: LoggedEvent[] = [];
	let at = 0;
	for (const line of some) {
		for (let next = others[at]; next !== undefined && next.seq < line.seq; next = others[at]) {
			all.push(next);
			at++;
		}
		all.push(line);
	}
	return all.concat(others.slice(at));
};
