// Groups failed logins that are retried again and again, for as long as they go on.

import type { MonitorEvent } from './event.ts';

/** Logins that were refused in the same way: since when, how many, and the line of the log that says so. */
export type LoginFold = {
	/** Arrival of the first and of the last, ms since the epoch. */
	readonly since: number;
	lastAt: number;
	count: number;
	/** Of more than one client. */
	mixed: boolean;
	/** The last event; of several clients, only what they have in common. */
	latest: MonitorEvent;
	/** The number of its line, and the event that is shown there; set by the log. */
	line?: { seq: number; shown: MonitorEvent };
	/** Set where it is of one client: server, reason and host, which are in `#hosts`. */
	readonly from?: string;
};

/** A login that is not tried again for this long has ended; the next one is news, milliseconds. */
export const loginQuiet = 600_000;

/** So many logins from one host have a fold of their own, and so many in all; what comes beyond shares one. */
export const ownLogins = 8;
export const mostLogins = 500;

/** Reasons of a DISCONNECT that ends a login before it was one. */
const loginReason = /^(Authentication Failure|Authentication Timeout|TLS Handshake Failure)$/;

/** True for a client that did not get in. */
export const isFailedLogin = ({ kind, client, text, reason }: MonitorEvent): boolean =>
	client !== undefined &&
	text === undefined &&
	(kind === 'AUTH ERR' || (kind === 'DISCONNECT' && loginReason.test(reason ?? '')));

/** Everything that is remembered of them. */
export type LoginMemory = {
	folds: ReadonlyMap<string, LoginFold>;
	hosts: ReadonlyMap<string, number>;
};

/** All failed logins that go on. The clock is that of the events. */
export class LoginFolds {
	/** By key, the one that was tried last at the end. */
	readonly #folds = new Map<string, LoginFold>();
	/** How many clients of a host have a fold of their own. */
	readonly #hosts = new Map<string, number>();

	/** Everything it remembers. */
	get memory(): LoginMemory {
		return { folds: this.#folds, hosts: this.#hosts };
	}

	set memory({ folds, hosts }: LoginMemory) {
		for (const [key, fold] of folds) this.#folds.set(key, { ...fold });
		for (const [host, count] of hosts) this.#hosts.set(host, count);
	}

	/** The fold that an event belongs to, with `count` more counted in it. */
	take(event: MonitorEvent, count: number): LoginFold {
		this.#forget(event.at);
		const { name, user, clientType, clientId, host } = event.client ?? {};
		const where = [event.kind, event.server?.id ?? event.serverName ?? '', event.reason ?? ''].join('\n');
		const from = `${where}\n${host ?? ''}`;
		const own = [from, name, user, clientType, clientId].join('\n');
		const isFull = this.#folds.size >= mostLogins;
		const others = this.#hosts.get(from) ?? 0;
		if (this.#folds.has(own)) return this.#count(own, event, count);
		if (!isFull && others < ownLogins) {
			this.#hosts.set(from, others + 1);
			return this.#count(own, event, count, from);
		}
		const shared = isFull && !this.#folds.has(from) ? where : from;
		const fold = this.#count(shared, event, count);
		fold.mixed = fold.count > 1;
		if (fold.mixed) fold.latest = { ...event, client: shared === from ? { host } : {}, data: undefined };
		return fold;
	}

	#count(key: string, latest: MonitorEvent, count: number, from?: string): LoginFold {
		const { at } = latest;
		const fold = this.#folds.get(key) ?? { since: at, lastAt: at, count: 0, mixed: false, latest, from };
		fold.count += count;
		fold.lastAt = at;
		fold.latest = latest;
		this.#folds.delete(key);
		this.#folds.set(key, fold);
		return fold;
	}

	#forget(now: number): void {
		for (const [key, { lastAt, from }] of this.#folds) {
			// A clock that was set back ends them, too.
			if (Math.abs(now - lastAt) < loginQuiet) return;
			this.#folds.delete(key);
			if (from === undefined) continue;
			const left = (this.#hosts.get(from) ?? 1) - 1;
			if (left > 0) this.#hosts.set(from, left);
			else this.#hosts.delete(from);
		}
	}
}
