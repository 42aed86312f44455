// Reads parts of an archive when they are wanted, each once as long as it is remembered, and notes what cannot be read.

import { setImmediate as turn } from 'node:timers/promises';
import { asFields, type Fields, textOf } from '../nats/read.ts';
import { ArchiveError } from './archive-error.ts';
import type { Manifest, Tags } from './manifest.ts';
import type { Zip } from './zip.ts';

/** Parts that are remembered, by their bytes: parsed they take a few times as much. */
const mostRemembered = 32 * 1024 * 1024;

/** Keys and lists wait at most so long for parts that are read, milliseconds. */
const longestWork = 10;

/** Damaged parts that are told of one by one. */
const mostNoted = 20;

/** A part that cannot be read, and why. */
export type Damage = { path: string; why: string };

type Part = { fields: Fields; bytes: number };

export class Parts {
	readonly #read = new Map<string, Part>();
	readonly #damages = new Map<string, string>();
	#bytes = 0;
	#rested = performance.now();

	constructor(
		readonly zip: Zip,
		readonly manifest: Manifest,
	) {}

	/** What could not be read so far. */
	get damages(): readonly Damage[] {
		return [...this.#damages].map(([path, why]) => ({ path, why }));
	}

	/** All pages of a part; none where it is not there. What cannot be read is left out and noted. */
	async pages(tags: Tags): Promise<readonly Fields[]> {
		const pages: Fields[] = [];
		for (const path of this.manifest.pathsOf(tags)) {
			const page = await this.#part(path);
			if (page !== undefined) pages.push(page);
		}
		return pages;
	}

	/** Why a part is missing, in words. */
	whyMissing(tags: Tags): string {
		const [path] = this.manifest.pathsOf(tags);
		const why = path === undefined ? undefined : this.#damages.get(path);
		return why === undefined ? 'not in the archive' : `cannot be read in the archive: ${why}`;
	}

	/** The bytes of a part as they are. Fails with an ArchiveError. */
	bytes(path: string): Promise<Buffer> {
		return this.zip.read(path);
	}

	async #part(path: string): Promise<Fields | undefined> {
		const known = this.#read.get(path);
		if (known !== undefined) return known.fields;
		if (this.#damages.has(path)) return undefined;
		await this.#rest();
		try {
			const bytes = await this.zip.read(path);
			const fields = parse(bytes);
			this.#remember(path, { fields, bytes: bytes.length });
			return fields;
		} catch (error) {
			if (!(error instanceof ArchiveError)) throw error;
			if (this.#damages.size < mostNoted) this.#damages.set(path, error.message);
			return undefined;
		}
	}

	/** Lets others go on now and then. */
	async #rest(): Promise<void> {
		if (performance.now() - this.#rested < longestWork) return;
		await turn();
		this.#rested = performance.now();
	}

	#remember(path: string, part: Part): void {
		this.#read.set(path, part);
		this.#bytes += part.bytes;
		for (const [oldest, { bytes }] of this.#read) {
			if (this.#bytes <= mostRemembered || oldest === path) break;
			this.#read.delete(oldest);
			this.#bytes -= bytes;
		}
	}
}

const parse = (bytes: Buffer): Fields => {
	let value: unknown;
	try {
		value = JSON.parse(textOf(bytes));
	} catch {
		// A text that is too long for a string fails here too.
	}
	const fields = asFields(value);
	if (fields === undefined) throw new ArchiveError('it is not JSON as servers write it');
	return fields;
};
