// Groups events of something that goes on and off again and again, so that it takes one line and not the whole log.

import type { MonitorEvent } from './event.ts';

/** What comes so long after the last one is news again, milliseconds. */
export const flapSpan = 60_000;

/** Once and back is news; from so many events on they are one line. */
const flapsFrom = 3;

/** More are not told apart. */
const mostFlaps = 1000;

/** Events of one thing: when the first and the last came, how many, and the lines that say so. */
export type Flap = { since: number; lastAt: number; count: number; lines: number[] };

/** What becomes of an event: how many it stands for, since when, and the lines that it takes the place of. */
export type FoldedFlap = {
	count: number;
	since?: number;
	replaces: readonly number[];
	standsIn: (line: number) => void;
};

export class FlapFolds {
	/** By what flaps, the one that came last at the end. */
	readonly #flaps = new Map<string, Flap>();

	/** Everything it remembers. */
	get memory(): ReadonlyMap<string, Readonly<Flap>> {
		return this.#flaps;
	}

	set memory(flaps: ReadonlyMap<string, Readonly<Flap>>) {
		for (const [name, flap] of flaps) this.#flaps.set(name, { ...flap });
	}

	/** Counts one event of something by its name. */
	take(name: string, { at }: Pick<MonitorEvent, 'at'>): FoldedFlap {
		const last = this.#flaps.get(name);
		const goesOn = last !== undefined && Math.abs(at - last.lastAt) < flapSpan;
		const flap: Flap = goesOn ? last : { since: at, lastAt: at, count: 0, lines: [] };
		flap.count++;
		flap.lastAt = at;
		this.#flaps.delete(name);
		this.#flaps.set(name, flap);
		const [oldest] = this.#flaps.keys();
		if (this.#flaps.size > mostFlaps && oldest !== undefined) this.#flaps.delete(oldest);
		const isFolded = flap.count >= flapsFrom;
		const replaces = isFolded ? flap.lines : [];
		return {
			count: isFolded ? flap.count : 1,
			...(isFolded && { since: flap.since }),
			replaces,
			standsIn(line) {
				flap.lines = isFolded ? [line] : [...flap.lines, line];
			},
		};
	}
}
