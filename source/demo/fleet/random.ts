// Chance that repeats itself: the same seed gives the same fleet, the same events and the same accidents.

/** A stream of numbers that looks random and follows from its seed alone (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 up to, but without, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number below `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	/** One of a list that is not empty. */
	pick<T>(list: readonly T[]): T {
		const picked = list[this.below(list.length)];
		if (picked === undefined) throw new RangeError('nothing to pick from');
		return picked;
	}

	/** So many characters of an alphabet. */
	text(length: number, alphabet: string): string {
		let text = '';
		for (let i = 0; i < length; i++) text += alphabet[this.below(alphabet.length)];
		return text;
	}

	/** What looks like a public nkey: its kind (`N`, `A`, `U`) and 55 characters of base32. */
	key(kind: string): string {
		return kind + this.text(55, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
	}
}
