// Gives random numbers from a seed: the same seed gives the same servers, events and accidents.

/** A generator of pseudo-random numbers (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A number from 0 to below 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from 0 to below `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	/** One element of a list that is not empty. */
	pick<T>(list: readonly T[]): T {
		const picked = list[this.below(list.length)];
		if (picked === undefined) throw new RangeError('nothing to pick from');
		return picked;
	}

	/** A text of `length` characters of an alphabet. */
	text(length: number, alphabet: string): string {
		let text = '';
		for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)];
		return text;
	}

	/** A text that looks like a public nkey: its kind (`N`, `A`, `U`) and 55 characters of base32. */
	key(kind: string): string {
		return kind + this.text(55, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
	}
}
