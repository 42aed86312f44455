// Keeps the last minutes in memory, packed, under a limit of bytes.

import { unpackMember } from './member.ts';
import type { PackedMember, Sink } from './recorder.ts';
import { readMember, type StoredMember } from './stored-member.ts';

type Kept = PackedMember & { stored: StoredMember };

const stored = ({ facts, bytes }: PackedMember): StoredMember => ({
	...facts,
	lines: async () => {
		const plain = await unpackMember(bytes);
		return plain === undefined ? { trouble: 'what was kept is damaged' } : readMember(plain);
	},
});

/** Whole members, the newest last; the first one always begins with a state. */
export class Ring implements Sink {
	#kept: Kept[] = [];
	#bytes = 0;
	#sinceState = 0;

	/** `limit` is in bytes. */
	constructor(readonly limit: number) {}

	/** Bytes that it holds. */
	get bytes(): number {
		return this.#bytes;
	}

	/** Where a state comes only each minute, little room would be empty for most of it. */
	get wantsState(): boolean {
		return this.#sinceState > this.limit / 4;
	}

	write(member: PackedMember): void {
		this.#kept.push({ ...member, stored: stored(member) });
		this.#bytes += member.bytes.length;
		this.#sinceState = (member.facts.hasState ? 0 : this.#sinceState) + member.bytes.length;
		const first = this.#kept.findIndex(
			({ facts }, index) => facts.hasState && this.#bytesFrom(index) <= this.limit,
		);
		this.#dropBefore(first < 0 ? this.#kept.length : first);
	}

	/** Forgets everything. */
	clear(): void {
		this.#dropBefore(this.#kept.length);
		this.#sinceState = 0;
	}

	members(): readonly StoredMember[] {
		return this.#kept.map(({ stored }) => stored);
	}

	/** Its members as they are written to a file. */
	packed(): readonly PackedMember[] {
		return [...this.#kept];
	}

	#bytesFrom(index: number): number {
		return this.#kept.slice(0, index).reduce((sum, { bytes }) => sum - bytes.length, this.#bytes);
	}

	#dropBefore(index: number): void {
		if (index === 0) return;
		for (const { bytes } of this.#kept.splice(0, index)) this.#bytes -= bytes.length;
	}
}
