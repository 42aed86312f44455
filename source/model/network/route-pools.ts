// Follows how many connections the routes of one server have: fewer than before, or than to others, is a short pool.

import { judgedRounds } from '../checks/verdict.ts';
import { type RoutePeers, routesLeadingTo } from '../route-peers.ts';
import type { RouteTrouble } from './route-trouble.ts';

/** What a pool was is forgotten when it has been smaller for so long, milliseconds: somebody has configured it. */
const rememberedFor = 600_000;

/** How many connections the other end has to most others; nothing where that is not known. */
type PoolOf = (peer: string) => number | undefined;

type Short = { since: number; rounds: number; has: number; of: number };

/** Everything that is remembered of the pools of a server. */
export type PoolMemory = { most?: { pool: number; at: number }; short: ReadonlyMap<string, Short> };

const none: readonly RouteTrouble[] = [];

/** One server's pools. A server in a new process begins anew. */
export class RoutePools {
	#most?: { pool: number; at: number };
	#short: ReadonlyMap<string, Short> = new Map();

	/** Everything it remembers. */
	get memory(): PoolMemory {
		return { most: this.#most, short: this.#short };
	}

	set memory({ most, short }: PoolMemory) {
		this.#most = most;
		this.#short = short;
	}

	/** Takes one round. */
	learn({ pool }: RoutePeers, at: number): void {
		if (pool === undefined) return;
		const most = this.#most;
		if (most === undefined || pool >= most.pool || at - most.at > rememberedFor) this.#most = { pool, at };
	}

	/** How many connections its routes have, or had a short while ago. */
	get most(): number | undefined {
		return this.#most?.pool;
	}

	/** Whether there may be a short one: nearly never. */
	mayBeShort({ pool, others }: RoutePeers): boolean {
		return others !== undefined || pool !== this.most || this.#short.size > 0;
	}

	/** Routes that have been short for some rounds. */
	look(peers: RoutePeers, poolOf: PoolOf, at: number): readonly RouteTrouble[] {
		if (!this.mayBeShort(peers)) return none;
		const short = new Map<string, Short>();
		for (const peer of peers.names) {
			const [has, own, other] = [routesLeadingTo(peers, peer), this.most, poolOf(peer)];
			if (own === undefined || other === undefined) continue;
			const of = Math.min(own, other);
			if (has >= of) continue;
			const { since = at, rounds = 0 } = this.#short.get(peer) ?? {};
			short.set(peer, { since, rounds: rounds + 1, has, of });
		}
		this.#short = short;
		return [...short].flatMap(([peer, { since, rounds, has, of }]) =>
			rounds < judgedRounds ? [] : [{ peer, kind: 'short' as const, since, has, of }],
		);
	}
}
