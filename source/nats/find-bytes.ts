// Finds pieces of text in the bytes of payloads: in pieces as short as these a search by Buffer takes longer to call than to run.

/** Searches for one piece of text. */
export class BytesFinder {
	readonly part: Buffer;
	/** How far a search may go on by the byte where the last one of the piece would be (Horspool). */
	readonly #steps: Uint8Array;

	constructor(text: string) {
		this.part = Buffer.from(text);
		const { length } = this.part;
		this.#steps = new Uint8Array(256).fill(length);
		for (const [place, byte] of this.part.subarray(0, -1).entries()) this.#steps[byte] = length - 1 - place;
	}

	get length(): number {
		return this.part.length;
	}

	/** The next place of the piece that begins at `from` or later and ends before `to`; `to` where there is none. */
	next(bytes: Buffer, from: number, to: number): number {
		const { part } = this;
		const steps = this.#steps;
		const { length } = part;
		const last = part[length - 1];
		for (let end = from + length - 1; end < to; ) {
			const byte = bytes[end] as number;
			if (byte === last && standsAt(bytes, end - length + 1, part)) return end - length + 1;
			end += steps[byte] as number;
		}
		return to;
	}
}

/** True where a piece stands at a place. */
export const standsAt = (bytes: Buffer, at: number, part: Buffer): boolean => {
	const { length } = part;
	for (let i = 0; i < length; i++) if (bytes[at + i] !== part[i]) return false;
	return true;
};

/** The next place of a byte, or the end. */
export const placeOf = (byte: number, bytes: Buffer, from: number): number => {
	const { length } = bytes;
	for (let at = from; at < length; at++) if (bytes[at] === byte) return at;
	return length;
};
