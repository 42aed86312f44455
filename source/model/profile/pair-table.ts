// Numbers pairs of numbers, quickly: calls between functions, and places in a tree, of which there may be millions.

/** Spreads the bits of a pair. */
const hash = (a: number, b: number): number => {
	let mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
	mixed ^= mixed >>> 15;
	return Math.imul(mixed, 0x2c1b3c6d) ^ (mixed >>> 13);
};

/** Pairs with a number each, from 0, in the order they were first asked for. */
export class PairTable {
	firsts: Uint32Array;
	seconds: Uint32Array;
	count = 0;
	#slots: Uint32Array;

	/** `room` is how many pairs may be expected. */
	constructor(room = 512) {
		const size = 2 ** Math.ceil(Math.log2(Math.max(2, room)));
		this.firsts = new Uint32Array(size);
		this.seconds = new Uint32Array(size);
		this.#slots = new Uint32Array(2 * size);
	}

	/** The number of a pair, which is a new one where it has not been seen. */
	number(first: number, second: number): number {
		const mask = this.#slots.length - 1;
		let slot = hash(first, second) & mask;
		for (;;) {
			const taken = this.#slots[slot] ?? 0;
			if (taken === 0) break;
			if (this.firsts[taken - 1] === first && this.seconds[taken - 1] === second) return taken - 1;
			slot = (slot + 1) & mask;
		}
		if (this.count === this.firsts.length) {
			this.#grow();
			return this.number(first, second);
		}
		this.firsts[this.count] = first;
		this.seconds[this.count] = second;
		this.#slots[slot] = ++this.count;
		return this.count - 1;
	}

	/** Doubles the room; slots are twice the pairs, so that a search ends soon. */
	#grow(): void {
		const wider = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
			const copy = new Uint32Array(array.length * 2);
			copy.set(array);
			return copy;
		};
		this.firsts = wider(this.firsts);
		this.seconds = wider(this.seconds);
		this.#slots = new Uint32Array(this.firsts.length * 2);
		const mask = this.#slots.length - 1;
		for (let pair = 0; pair < this.count; pair++) {
			let slot = hash(this.firsts[pair] ?? 0, this.seconds[pair] ?? 0) & mask;
			while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
			this.#slots[slot] = pair + 1;
		}
	}
}
