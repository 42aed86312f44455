// Finds the server to connect to: tries all known addresses in parallel, and gives the first that greets us.

import { setImmediate } from 'node:timers/promises';
import type { Address, Addresses } from './addresses.ts';
import { type Attempt, Attempts, type Idle, nextDue } from './attempts.ts';
import { type Dial, greet, stagger } from './greeting.ts';
import { lastWords } from './last-words.ts';
import { longest } from './reconnect-delay.ts';
import type { TlsWish } from './tls.ts';

/** A server that has greeted us, and waits for us to say who we are. */
export type Greeted = {
	address: Address;
	transport: Dial;
	/** Ends the login under way. */
	abandon?: () => void;
};

/** Why an address is of no use now. `greeted`: the server was there, and did not let us in. */
export type Failure = { address: Address; error: unknown; greeted: boolean };

export type DialerOptions = {
	addresses: Addresses;
	/** Of one attempt, milliseconds. */
	timeout: number;
	/** For the transport of nats.js: what is wanted of TLS. */
	transport: () => TlsWish;
	/** An address is tried; `attempt` counts them from 1 until a connection has lasted. */
	onTry: (address: Address, attempt: number) => void;
	/** Nothing is tried before `at`, ms since the epoch, when `address` is. */
	onWait: (address: Address, at: number) => void;
};

/** How long a server that greeted us may take to let us in before others are tried beside it, milliseconds. */
const loginPatience = 1000;

/** A connection that lasts less is one more refusal: attempts are counted on, milliseconds. */
const shortestLink = 1000;

/**
 * Owns all attempts of one connection: each address is tried at its own pace, and again within the longest pause.
 */
export class Dialer {
	/** The server that let us in last. */
	current?: Address;
	/** Until the first connection each address is tried once; then for ever. */
	isFirst = true;
	/** Of the attempts before the first connection, since `begin`. */
	failures: Failure[] = [];
	readonly #options: DialerOptions;
	readonly #attempts: Attempts;
	readonly #greeted: Greeted[] = [];
	/** The one that we are logging in to. */
	#asked?: Greeted;
	#askedAt = 0;
	#letInAt = 0;
	/** Attempts since a connection has lasted. */
	#count = 0;
	#hunting = false;
	#taker?: { resolve: (greeted: Greeted) => void; reject: (error: unknown) => void };
	#wake = (): void => undefined;
	#ended?: unknown;

	constructor(options: DialerOptions) {
		this.#options = options;
		this.#attempts = new Attempts(options.addresses);
	}

	/** Of one attempt, milliseconds. */
	get timeout(): number {
		return this.#options.timeout;
	}

	/** How long the connection has stood, milliseconds. */
	get age(): number {
		return performance.now() - this.#letInAt;
	}

	/** Every address may be tried once more, and counts from 1. */
	begin(): void {
		this.#attempts.clear();
		this.failures = [];
		this.#count = 0;
	}

	/** A server that has greeted us. Fails when every address has failed, but only before the first connection. */
	async next(): Promise<Greeted> {
		if (this.#ended !== undefined) {
			// nats.js asks again as soon as this has failed, and everything else has to have its turn.
			await setImmediate();
			throw this.#ended;
		}
		const lasted = this.#letInAt > 0 ? performance.now() - this.#letInAt : 0;
		if (lasted > longest) this.#attempts.clear();
		if (lasted > shortestLink) this.#count = 0;
		this.#letInAt = 0;
		return new Promise((resolve, reject) => {
			this.#taker = { resolve, reject };
			this.#give();
			if (!this.#hunting) void this.#hunt();
			this.#wake();
		});
	}

	/** The server has let us in: everything else is given up. */
	letIn(greeted: Greeted): void {
		if (this.#asked === greeted) this.#asked = undefined;
		this.current = greeted.address;
		this.#letInAt = performance.now();
		if (this.isFirst) this.#count = 0;
		this.isFirst = false;
		this.#options.addresses.forgive();
		this.#drop('another server let us in');
		this.#wake();
	}

	/** The server has not let us in. Before the first connection the neighbours it named are of use. */
	refused(greeted: Greeted, error: unknown, urls?: readonly string[]): void {
		greeted.transport.discard();
		if (this.#asked === greeted) this.#asked = undefined;
		this.#fail({ address: greeted.address, error, greeted: true });
		if (this.isFirst) this.#options.addresses.learn(urls, greeted.address.tlsName);
		this.#wake();
	}

	/** The last words of a server that hangs up on a client that says nothing. */
	listen(address: Address): Promise<string | undefined> {
		return lastWords(address, this.#options.transport());
	}

	/** Ends it for good, for a reason. */
	end(reason: unknown): void {
		this.#ended ??= reason;
		this.#asked?.abandon?.();
		this.#drop(reason);
		this.#taker?.reject(reason);
		this.#taker = undefined;
		this.#wake();
	}

	/** Tries everything now, what was avoided too. */
	hurry(): void {
		this.#options.addresses.forgive();
		this.#attempts.hurry();
		this.#wake();
	}

	/** When the next attempt begins, ms since the epoch; now while one is under way. */
	nextAttemptAt(): number {
		const due = this.#isBusy() ? 0 : Math.max(0, nextDue(this.#idle()) - performance.now());
		return Date.now() + (Number.isFinite(due) ? Math.ceil(due) : 0);
	}

	#isBusy(): boolean {
		return this.#asked !== undefined || this.#attempts.isBusy;
	}

	#idle(): Idle[] {
		return this.#attempts.idle(this.isFirst);
	}

	/** Hands over who greeted us first, while somebody waits for it. */
	#give(): void {
		if (this.#taker === undefined || this.#asked !== undefined) return;
		const greeted = this.#greeted.shift();
		if (greeted === undefined) return;
		this.#asked = greeted;
		this.#askedAt = performance.now();
		this.#taker.resolve(greeted);
		this.#taker = undefined;
	}

	/** Gives up everything under way. */
	#drop(reason: unknown): void {
		this.#attempts.abort(reason);
		for (const { transport } of this.#greeted.splice(0)) transport.discard();
	}

	async #hunt(): Promise<void> {
		this.#hunting = true;
		// nats.js tells of a loss in the next turn; what is tried next is told after that.
		if (!this.isFirst) await setImmediate();
		while (this.#ended === undefined && (this.#taker !== undefined || this.#asked !== undefined)) {
			this.#give();
			const patience = this.#asked && this.#askedAt + loginPatience - performance.now();
			if (patience !== undefined && patience > 0) {
				await this.#nap(patience);
				continue;
			}
			const now = performance.now();
			const idle = this.#idle();
			const due = idle.find(({ entry }) => entry.dueAt <= now);
			if (due !== undefined) {
				this.#attempt(due.address, due.entry);
				await this.#nap(stagger);
				continue;
			}
			if (!this.#isBusy()) this.#rest(idle);
			if (this.#taker || this.#asked) await this.#nap(nextDue(idle) - now);
		}
		this.#hunting = false;
	}

	#fail(failure: Failure): void {
		if (this.isFirst) this.failures.push(failure);
	}

	/** Nothing is under way: what is next, and when; before the first connection it is the end. */
	#rest(idle: readonly Idle[]): void {
		if (this.isFirst) {
			this.#taker?.reject(new Error('every address was tried'));
			this.#taker = undefined;
			return;
		}
		const next = idle.toSorted((one, other) => one.entry.dueAt - other.entry.dueAt)[0];
		if (next) this.#options.onWait(next.address, this.nextAttemptAt());
	}

	#nap(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = Number.isFinite(ms) ? setTimeout(resolve, Math.max(0, ms)) : undefined;
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	#attempt(address: Address, entry: Attempt): void {
		const flight = this.#attempts.begin(entry);
		this.#options.onTry(address, ++this.#count);
		greet(address, this.#options.transport(), this.timeout, flight.signal)
			.then(
				(transport) => {
					if (flight.signal.aborted) transport.discard();
					else this.#greeted.push({ address, transport });
				},
				(error: unknown) => {
					if (!flight.signal.aborted) this.#fail({ address, error, greeted: false });
				},
			)
			.finally(() => {
				entry.flight = undefined;
				this.#give();
				this.#wake();
			});
	}
}
