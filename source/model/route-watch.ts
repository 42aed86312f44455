// Follows the routes of one server over time: which peers it had, which of them it has lost, and which routes are short.

import { type PoolMemory, RoutePools } from './network/route-pools.ts';
import type { RouteTrouble } from './network/route-trouble.ts';

/** Everything that is remembered of the routes of a server. */
export type RouteMemory = {
	suspected: ReadonlyMap<string, number>;
	lost: readonly string[];
	owed: readonly string[];
	known: ReadonlySet<string>;
	mesh?: string;
	pools: PoolMemory;
	troubles: readonly RouteTrouble[];
};

/** A follower of one server's missing routes: only what is missing in two rounds in a row is told. */
export class RouteWatch {
	/** Since when each is missing, our clock. */
	#suspected: ReadonlyMap<string, number> = new Map();
	#lost: readonly string[] = [];
	/** Told as lost, and not as back yet. */
	#owed: readonly string[] = [];
	#known: ReadonlySet<string> = new Set();
	#mesh?: string;
	pools = new RoutePools();
	/** What is wrong with its routes, as it was found last. */
	troubles: readonly RouteTrouble[] = [];

	/** Everything it remembers. */
	get memory(): RouteMemory {
		return {
			...{ suspected: this.#suspected, lost: this.#lost, owed: this.#owed, known: this.#known },
			...{ mesh: this.#mesh, pools: this.pools.memory, troubles: this.troubles },
		};
	}

	set memory({ suspected, lost, owed, known, mesh, pools, troubles }: RouteMemory) {
		this.#suspected = suspected;
		this.#lost = lost;
		this.#owed = owed;
		this.#known = known;
		this.#mesh = mesh;
		this.pools.memory = pools;
		this.troubles = troubles;
	}

	/** The server goes on in a new process, which may have other pools. */
	restart(): void {
		this.pools = new RoutePools();
	}

	/** Peers that are missing for certain. */
	get lost(): readonly string[] {
		return this.#lost;
	}

	/** What a row says of the routes of its server; see `ServerRow`. */
	get facts(): {
		unrouted?: readonly string[];
		mesh?: string;
		routeTroubles?: readonly RouteTrouble[];
	} {
		return {
			unrouted: this.#lost.length > 0 ? this.#lost : undefined,
			mesh: this.#mesh,
			...(this.troubles.length > 0 && { routeTroubles: this.troubles }),
		};
	}

	/** Since when a peer is missing, our clock; absent where it is not. */
	lostSince(peer: string): number | undefined {
		return this.#suspected.get(peer);
	}

	/** The key of the first of those that belong together with it; absent before a round has shown that. */
	get mesh(): string | undefined {
		return this.#mesh;
	}

	/** Takes the names a server has routes to now; gives all it ever had. The same set as long as they are the same. */
	learn(names: ReadonlySet<string>): ReadonlySet<string> {
		const known = this.#known;
		if (names === known) return known;
		let news = 0;
		for (const name of names) if (!known.has(name)) news++;
		if (news > 0) this.#known = known.size + news === names.size ? names : new Set([...known, ...names]);
		return this.#known;
	}

	/**
	 * Takes the unrouted peers of one round at our time `at`, those it has routes to, and whom it belongs together with; gives
	 * who was lost and to whom there is a route again. Of a peer that went away itself nothing is back before there is.
	 */
	observe(
		unrouted: readonly string[],
		routed: ReadonlySet<string>,
		at: number,
		mesh?: string,
	): { lost: string[]; back: string[] } {
		this.#mesh = mesh;
		const certain = unrouted.filter((name) => this.#suspected.has(name));
		const lost = certain.filter((name) => !this.#owed.includes(name));
		const back = this.#owed.filter((name) => routed.has(name));
		if (unrouted.length > 0 || this.#suspected.size > 0) {
			const before = this.#suspected;
			this.#suspected = new Map(unrouted.map((name) => [name, before.get(name) ?? at]));
		}
		if (lost.length + back.length > 0) {
			this.#owed = [...this.#owed.filter((name) => !routed.has(name)), ...lost];
		}
		if (certain.length !== this.#lost.length || certain.some((name, index) => name !== this.#lost[index])) {
			this.#lost = certain;
		}
		return { lost, back };
	}
}
