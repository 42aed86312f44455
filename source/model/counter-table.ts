// What the connections of one server had sent and taken when they were met last, in a few bytes each: for rates over a sweep.

import type { ConnectionRates, CountedAt } from './connection.ts';

/** Numbers of one connection, one after the other; NaN where one is not known. */
const [atPlace, inMsgs, outMsgs, inBytes, outBytes, stalls, inRate, outRate, seenIn, width] = [
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
];

const known = (value: number | undefined): number | undefined =>
	value === undefined || Number.isNaN(value) ? undefined : value;

/** Messages a second from clients and to them. */
export type MessageRates = { in: number; out: number };

/** The connections of one server by cid. A sweep that has come to its end leaves those that it has met. */
export class CounterTable {
	#values = new Float64Array(64 * width);
	readonly #places = new Map<number, number>();
	readonly #free: number[] = [];
	#end = 0;
	/** Rises with each sweep: who was not met in the last one has gone. */
	#sweep = 0;

	get size(): number {
		return this.#places.size;
	}

	/** What a connection had sent and taken when it was met last. */
	find(cid: number): CountedAt | undefined {
		const place = this.#places.get(cid);
		if (place === undefined) return undefined;
		const values = this.#values;
		return {
			at: values[place + atPlace] ?? 0,
			inMsgs: known(values[place + inMsgs]),
			outMsgs: known(values[place + outMsgs]),
			inBytes: known(values[place + inBytes]),
			outBytes: known(values[place + outBytes]),
			stalls: known(values[place + stalls]),
		};
	}

	/** A connection was met; its rates, where there are some. `isSwept`: as the sweep came by, not out of turn. */
	put(cid: number, counted: CountedAt, rates: ConnectionRates | undefined, isSwept: boolean): void {
		const known = this.#places.get(cid);
		const place = known ?? this.#take(cid);
		const values = this.#values;
		values[place + atPlace] = counted.at;
		values[place + inMsgs] = counted.inMsgs ?? Number.NaN;
		values[place + outMsgs] = counted.outMsgs ?? Number.NaN;
		values[place + inBytes] = counted.inBytes ?? Number.NaN;
		values[place + outBytes] = counted.outBytes ?? Number.NaN;
		values[place + stalls] = counted.stalls ?? Number.NaN;
		if (rates !== undefined || known === undefined) {
			values[place + inRate] = rates?.inMsgs ?? 0;
			values[place + outRate] = rates?.outMsgs ?? 0;
		}
		if (isSwept || known === undefined) values[place + seenIn] = this.#sweep;
	}

	has(cid: number): boolean {
		return this.#places.has(cid);
	}

	/** The sweep came by a connection that was measured a moment ago. */
	meet(cid: number): void {
		const place = this.#places.get(cid);
		if (place !== undefined) this.#values[place + seenIn] = this.#sweep;
	}

	delete(cid: number): void {
		const place = this.#places.get(cid);
		if (place === undefined) return;
		this.#places.delete(cid);
		this.#free.push(place);
	}

	/** A sweep has come to the end of the list: gives the cids of those that have gone, and forgets them. */
	endSweep(): number[] {
		const gone: number[] = [];
		for (const [cid, place] of this.#places) if (this.#values[place + seenIn] !== this.#sweep) gone.push(cid);
		for (const cid of gone) this.delete(cid);
		this.#sweep++;
		return gone;
	}

	/** The rates of all of them together. */
	rates(): MessageRates {
		const sum = { in: 0, out: 0 };
		for (const place of this.#places.values()) {
			sum.in += this.#values[place + inRate] ?? 0;
			sum.out += this.#values[place + outRate] ?? 0;
		}
		return sum;
	}

	#take(cid: number): number {
		const place = this.#free.pop() ?? this.#end;
		if (place === this.#end) {
			this.#end += width;
			if (this.#end > this.#values.length) {
				const values = new Float64Array(this.#values.length * 2);
				values.set(this.#values);
				this.#values = values;
			}
		}
		this.#places.set(cid, place);
		return place;
	}
}
