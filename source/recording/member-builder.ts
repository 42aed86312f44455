// Collects the lines of one member: as text in one block of memory, ordered by who they are of once the member is closed.

import { encodeLine, keyOf, type Line, timeOf } from './line.ts';
import type { MemberFacts } from './member.ts';

/** A member is closed after so long, milliseconds: a crash loses no more. */
export const memberSpan = 10_000;

/** A member is closed once it is so long, unpacked, bytes. */
export const memberLimit = 4 * 1024 * 1024;

/** The code of the line that ends a round. */
const roundEnd = 'P';

type Entry = { key: string; from: number; to: number };

/** Lines of one kind and one server stand together: what was said before is then near enough for gzip to find it. */
const orderOf = (line: Line): string => `${line[1]} ${keyOf(line) ?? ''}`;

/** The lines of a member that is not closed. */
export class MemberBuilder {
	#memory = Buffer.allocUnsafe(64 * 1024);
	#length = 0;
	readonly #entries: Entry[] = [];
	readonly #rounds: number[] = [];
	#last: number;

	/** `header` is its first line; `hasState` where the first lines tell everything that came before. */
	constructor(
		readonly start: number,
		header: string,
		readonly hasState: boolean,
	) {
		this.#last = start;
		this.#write('', Buffer.from(`${header}\n`));
	}

	/** Bytes so far. */
	get length(): number {
		return this.#length;
	}

	/** True where nothing but the header is in it. */
	get isEmpty(): boolean {
		return this.#entries.length === 1;
	}

	/** True where a line of this time belongs into the next member. */
	isOver(at: number): boolean {
		return !this.isEmpty && (at - this.start >= memberSpan || this.#length >= memberLimit);
	}

	/** Adds a line. Bytes in it are copied. A state stays before everything else. */
	add(line: Line, isState = false): void {
		this.#last = Math.max(this.#last, timeOf(line));
		if (line[1] === roundEnd) this.#rounds.push(timeOf(line));
		this.#write(isState ? '' : orderOf(line), encodeLine(line, this.start));
	}

	/** The facts of the member as it is now. */
	get facts(): MemberFacts {
		const { start, hasState } = this;
		return { start, end: this.#last, hasState, rounds: [...this.#rounds] };
	}

	/** Its text as it is now. */
	plain(): Buffer {
		const ordered = [...this.#entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
		return Buffer.concat(ordered.map(({ from, to }) => this.#memory.subarray(from, to)));
	}

	#write(key: string, bytes: Buffer): void {
		const needed = this.#length + bytes.length;
		if (needed > this.#memory.length) {
			const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#memory.length));
			this.#memory.copy(larger, 0, 0, this.#length);
			this.#memory = larger;
		}
		const from = this.#length;
		bytes.copy(this.#memory, from);
		this.#length = needed;
		this.#entries.push({ key, from, to: needed });
	}
}
