// Finds events that servers send twice: CONNECT of connected clients after a reload, DISCONNECT of refused logins.

import type { MonitorEvent } from '../model/event.ts';

/** A login takes less than this, milliseconds; a client that is older was logged in long ago. */
const longestLogin = 10_000;

/** How many clients are remembered; more never log in within `longestLogin` of a server that natstop can follow. */
const mostClients = 50_000;

/** Clients of the last seconds, by server and cid: no cid is given out twice by one process. */
class Recent {
	readonly #at = new Map<string, number>();

	has(key: string): boolean {
		return this.#at.has(key);
	}

	add(key: string, now: number): void {
		this.#at.set(key, now);
		for (const [old, at] of this.#at) {
			if (Math.abs(now - at) <= 2 * longestLogin && this.#at.size <= mostClients) return;
			this.#at.delete(old);
		}
	}
}

/** Recognises an event that says nothing new. */
export class ToldTwice {
	readonly #connected = new Recent();
	readonly #refused = new Recent();

	/** Remembers a client that is connected: natstop itself, which listens only afterwards. */
	connected(server: string, cid: number, at: number): void {
		this.#connected.add(`${server} ${cid}`, at);
	}

	/**
	 * True for the CONNECT of a client that has long been connected: a server that reloads its configuration sends one
	 * for each. Also for the DISCONNECT (since 2.12) of a client whose login has just been refused.
	 */
	isRepeat({ kind, client, server, at, serverTime }: MonitorEvent): boolean {
		if (client?.cid === undefined || server === undefined) return false;
		const key = `${server.id} ${client.cid}`;
		if (kind === 'AUTH ERR') this.#refused.add(key, at);
		if (kind === 'DISCONNECT') return this.#refused.has(key);
		if (kind !== 'CONNECT') return false;
		const { start } = client;
		const isOld = start !== undefined && serverTime !== undefined && serverTime - start > longestLogin;
		if (isOld || this.#connected.has(key)) return true;
		this.#connected.add(key, at);
		return false;
	}
}
