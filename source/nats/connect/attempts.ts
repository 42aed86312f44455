// Decides which address is tried when: each has its own pace, so that a silent one does not delay the others.

import type { Address, Addresses } from './addresses.ts';
import { pause } from './reconnect-delay.ts';

/** One address. `dueAt` is when it may be tried again, `performance.now()`; `flight` is the attempt under way. */
export type Attempt = { attempts: number; dueAt: number; flight?: AbortController };

export type Idle = { address: Address; entry: Attempt };

export class Attempts {
	readonly #addresses: Addresses;
	readonly #entries = new Map<string, Attempt>();

	constructor(addresses: Addresses) {
		this.#addresses = addresses;
	}

	/** Every address may be tried at once, and counts from 1. */
	clear(): void {
		this.#entries.clear();
	}

	/** Every address may be tried at once. */
	hurry(): void {
		for (const entry of this.#entries.values()) entry.dueAt = 0;
	}

	/** Whether an attempt is under way. */
	get isBusy(): boolean {
		return [...this.#entries.values()].some(({ flight }) => flight);
	}

	/** Addresses without an attempt under way, in the order they are to be tried; with `once` those never tried. */
	idle(once: boolean): Idle[] {
		return this.#addresses
			.order()
			.map((address) => ({ address, entry: this.#entry(address) }))
			.filter(({ entry }) => !entry.flight && !(once && entry.attempts > 0));
	}

	/** Begins an attempt; the next one of this address is due after a pause. */
	begin(entry: Attempt): AbortController {
		const flight = new AbortController();
		entry.flight = flight;
		entry.attempts++;
		entry.dueAt = performance.now() + pause(entry.attempts);
		return flight;
	}

	/** Gives up every attempt under way. */
	abort(reason: unknown): void {
		for (const { flight } of this.#entries.values()) flight?.abort(reason);
	}

	#entry({ listen }: Address): Attempt {
		const entry = this.#entries.get(listen) ?? { attempts: 0, dueAt: 0 };
		this.#entries.set(listen, entry);
		return entry;
	}
}

/** When the first of them is due, `performance.now()`; infinity where there is none. */
export const nextDue = (idle: readonly Idle[]): number => Math.min(...idle.map(({ entry }) => entry.dueAt));
