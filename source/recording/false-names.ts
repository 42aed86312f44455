// Gives each name a false one: always the same within a recording, and from which nobody finds the way back.

import { createHmac, randomBytes } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/** Names that are remembered, so that no two become the same. */
const mostRemembered = 500_000;

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A public key of servers, accounts, users and operators. */
const publicKey = /^[NAUCOX][A-Z2-7]{55}$/;

const syllable = (byte: number): string =>
	(consonants[byte % consonants.length] ?? '') +
	(vowels[Math.floor(byte / consonants.length) % vowels.length] ?? '');

/** The false names of one recording. */
export class FalseNames {
	readonly #secret = randomBytes(32);
	readonly #known = new Map<string, string>();
	readonly #used = new Set<string>();

	/** True for a name that has got a false one. */
	has(name: string): boolean {
		return this.#known.has(name);
	}

	/** The false name of a name: of a key a key, of an address an address, else a short word. */
	of(name: string): string {
		const known = this.#known.get(name);
		if (known !== undefined) return known;
		const made = this.#make(name);
		if (this.#known.size < mostRemembered) {
			this.#known.set(name, made);
			this.#used.add(made);
		}
		return made;
	}

	#make(name: string): string {
		const hash = createHmac('sha256', this.#secret).update(name).digest();
		if (publicKey.test(name)) {
			const more = createHmac('sha256', this.#secret).update(hash).digest();
			const letters = [...hash, ...more].slice(0, 55).map((byte) => base32[byte % 32]);
			return `${name[0]}${letters.join('')}`;
		}
		if (isIPv4(name)) return `10.${hash[0]}.${hash[1]}.${hash[2]}`;
		if (isIPv6(name)) return `fd00::${hash.toString('hex', 0, 2)}:${hash.toString('hex', 2, 4)}`;
		for (let length = 3; length < hash.length; length++) {
			const word = [...hash.subarray(0, length)].map(syllable).join('');
			if (!this.#used.has(word)) return word;
		}
		return hash.toString('hex');
	}
}
