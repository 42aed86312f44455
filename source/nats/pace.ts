// How long to wait between attempts to connect: soon at first, then every few seconds, never in step with others.

import type { NatsConnection } from '@nats-io/transport-node';
import type { ConnectionStatus } from './status.ts';

const shortest = 1000;
const longest = 5000;

/** Ends the sleep of nats.js before its next attempt; it has no public way (3.4.0), so without one nothing happens. */
const wake = (nc: NatsConnection): void => {
	if (!('protocol' in nc) || typeof nc.protocol !== 'object' || nc.protocol === null) return;
	if (!('dialDelay' in nc.protocol)) return;
	const { dialDelay } = nc.protocol;
	if (typeof dialDelay !== 'object' || dialDelay === null || !('cancel' in dialDelay)) return;
	if (typeof dialDelay.cancel === 'function') dialDelay.cancel();
};

/** One object per connection; nats.js asks it before every attempt. */
export class Pace {
	#lost = false;
	#attempts = 0;
	#wait = shortest;
	/** Attempts that may start without waiting. */
	#hurried = 0;

	/** Milliseconds between two attempts at the same server. */
	wait(): number {
		return this.#hurried > 0 ? 0 : this.#wait;
	}

	/** An attempt begins at one of `servers`; a round over all of them makes the wait half as long again. */
	attempted(servers: number): void {
		const round = Math.floor(this.#attempts / Math.max(1, servers));
		this.#attempts += 1;
		this.#hurried = Math.max(0, this.#hurried - 1);
		this.#wait = Math.round(Math.min(longest, shortest * 1.5 ** round) * (1 + Math.random() / 4));
	}

	/** Keeps up with a connection. */
	follow(status: ConnectionStatus, nc: NatsConnection): void {
		if (status.type === 'reconnecting') this.attempted(nc.getServers().length);
		if (status.type !== 'disconnected' && status.type !== 'reconnected') return;
		this.#lost = status.type === 'disconnected';
		this.#attempts = 0;
		this.#hurried = 0;
		this.#wait = shortest;
	}

	/** When the next attempt is due, ms since the epoch; absent while connected. */
	nextAttemptAt(nc: NatsConnection): number | undefined {
		if (!this.#lost) return undefined;
		const longestAgo = Math.min(...nc.getServers().map((server) => server.lastConnect));
		return Math.max(Date.now(), longestAgo + this.#wait);
	}

	/** Makes a round of attempts now, while disconnected. */
	hurry(nc: NatsConnection): void {
		if (!this.#lost) return;
		this.#hurried = Math.max(1, nc.getServers().length);
		wake(nc);
	}
}
