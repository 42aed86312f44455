// Follows leafnode remotes without a connection: since when each has none, and which of them a row of a leafnode that went stands for.

import { RoundRing } from '../round-ring.ts';
import type { MissingRemote } from './leaf-remotes.ts';
import { type LeafRow, leafMetrics, roleOf } from './leaf-row.ts';
import type { LinkTeller } from './told.ts';

type Bare = Omit<LeafRow, 'troubles' | 'rank'>;

type Unconnected = { key: string; server: LinkTeller; remote: MissingRemote; since: number; heardAt: number };

/** How many leafnodes of a server and an account went, by the word of the leaf and of the hub. */
const goneOf = (rows: readonly Bare[]): Map<string, { leaf: number; hub: number }> => {
	const gone = new Map<string, { leaf: number; hub: number }>();
	for (const { server, end, goneSince } of rows) {
		const role = roleOf({ end });
		if (goneSince === undefined || role === undefined) continue;
		const key = `${role === 'leaf' ? server.name : end.name}\n${end.account}`;
		const known = gone.get(key) ?? { leaf: 0, hub: 0 };
		gone.set(key, { ...known, [role]: known[role] + 1 });
	}
	return gone;
};

export class RemoteBook {
	#all = new Map<string, Unconnected>();

	/** These remotes of a server that has just told of its leafnodes have no connection. */
	told(server: LinkTeller, missing: readonly MissingRemote[], heardAt: number): void {
		const before = this.#all;
		if (missing.length === 0 && before.size === 0) return;
		this.#all = new Map([...before].filter(([, each]) => each.server.id !== server.id));
		for (const remote of missing) {
			const base = `${server.id} ${remote.account} ${remote.urls.join(' ')}`;
			let key = base;
			for (let count = 2; this.#all.has(key); count++) key = `${base} ${count}`;
			const since = before.get(key)?.since ?? heardAt;
			this.#all.set(key, { key, server, remote, since, heardAt });
		}
	}

	/** Forgets those of servers that do not live. */
	endRound(living: ReadonlySet<string>): void {
		for (const [key, { server }] of this.#all) if (!living.has(server.id)) this.#all.delete(key);
	}

	/** Rows of those that no row of one that went stands for; servers in `silent` did not answer. */
	beside(rows: readonly Bare[], silent: ReadonlySet<string>): Bare[] {
		if (this.#all.size === 0) return [];
		const gone = goneOf(rows);
		return [...this.#all.values()].flatMap(({ key, server, remote, since, heardAt }): Bare[] => {
			const { account, urls, isSure } = remote;
			const place = `${server.name}\n${account}`;
			const { leaf, hub } = gone.get(place) ?? { leaf: 0, hub: 0 };
			if (Math.max(leaf, hub) > 0) {
				gone.set(place, { leaf: leaf - 1, hub: hub - 1 });
				return [];
			}
			return [
				{
					...{ key, server, heardAt, goneSince: since, connects: [], remote: { urls, isSure } },
					...{ end: { account, isSpoke: true }, history: new RoundRing(leafMetrics) },
					...(silent.has(server.id) && { isOld: true as const }),
				},
			];
		});
	}
}
