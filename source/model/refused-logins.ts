// Logins that servers refused within a minute, by who tried: one address or one user, whichever servers they tried.

import type { MonitorEvent } from './event.ts';

/** How long they count, milliseconds, and in how many parts. */
const span = 60_000;
const slot = 5000;

/** More who try are not told apart, nor more servers that one tried. */
const mostTriers = 2000;
const mostServers = 200;

/** Logins refused within a minute, and of whom: `from 10.1.2.3`, `of user probe`. */
export type RefusedLogins = { count: number; who: string };

type Trier = { slots: Map<number, number>; servers: Map<string, number>; lastAt: number };

/** Everything a watch remembers, by who tried. */
export type RefusedMemory = ReadonlyMap<string, Readonly<Trier>>;

/** Of two who tried as often the first is told: a user says more than the address of a proxy. */
const triers = ({ client }: MonitorEvent): string[] => [
	...(client?.user === undefined || client.user === '' ? [] : [`of user ${client.user}`]),
	...(client?.host === undefined ? [] : [`from ${client.host}`]),
];

/** Counts them; cheap enough for a storm. */
export class RefusedLoginsWatch {
	readonly #triers = new Map<string, Trier>();

	/** Everything it remembers. */
	get memory(): RefusedMemory {
		return this.#triers;
	}

	set memory(triers: RefusedMemory) {
		this.#triers.clear();
		for (const [who, { slots, servers, lastAt }] of triers)
			this.#triers.set(who, { slots: new Map(slots), servers: new Map(servers), lastAt });
	}

	/** One event AUTH ERR, which a server has published. */
	take(event: MonitorEvent): void {
		const id = event.server?.id;
		if (id === undefined) return;
		for (const who of triers(event)) {
			const trier = this.#triers.get(who) ?? { slots: new Map(), servers: new Map(), lastAt: event.at };
			const number = Math.floor(event.at / slot);
			trier.slots.set(number, (trier.slots.get(number) ?? 0) + 1);
			const [oldest] = trier.slots.keys();
			if (trier.slots.size > span / slot + 1 && oldest !== undefined) trier.slots.delete(oldest);
			trier.servers.delete(id);
			trier.servers.set(id, event.at);
			const [first] = trier.servers.keys();
			if (trier.servers.size > mostServers && first !== undefined) trier.servers.delete(first);
			trier.lastAt = event.at;
			// Who tried last stands last: whoever is forgotten is who tried longest ago.
			this.#triers.delete(who);
			this.#triers.set(who, trier);
			const [longest] = this.#triers.keys();
			if (this.#triers.size > mostTriers && longest !== undefined) this.#triers.delete(longest);
		}
	}

	/** By the id of a server: who tried most of those that tried it within a minute, and how often anywhere. */
	at(now: number): ReadonlyMap<string, RefusedLogins> {
		const worst = new Map<string, RefusedLogins>();
		const first = Math.floor((now - span) / slot);
		for (const [who, { slots, servers, lastAt }] of this.#triers) {
			if (now - lastAt > span) {
				this.#triers.delete(who);
				continue;
			}
			let count = 0;
			for (const [number, times] of slots) if (number > first) count += times;
			for (const [id, at] of servers) {
				if (now - at > span) servers.delete(id);
				else if (count > (worst.get(id)?.count ?? 0)) worst.set(id, { count, who });
			}
		}
		return worst;
	}
}
