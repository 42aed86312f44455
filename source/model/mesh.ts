// Which servers of a cluster do not see each other, by the routes they tell of.

import { routePeersOf } from './route-peers.ts';
import type { Sample } from './server.ts';

/** A server for this purpose: its last sample, and whether it answered the round that just ended. */
export type MeshMember = { latest?: Sample; inRound: boolean };

/** Names by cluster of those that answered, and of those they have routes to. */
const clusters = (members: readonly MeshMember[]): Map<string, Set<string>> => {
	const names = new Map<string, Set<string>>();
	for (const { latest, inRound } of members) {
		const cluster = latest?.server.cluster;
		if (latest === undefined || cluster === undefined || !inRound) continue;
		const known = names.get(cluster) ?? new Set();
		known.add(latest.server.name);
		for (const name of routePeersOf(latest.statsz).names) known.add(name);
		names.set(cluster, known);
	}
	return names;
};

/**
 * For each member, the servers of its cluster that it has no route to, though they answered the same round or another has a
 * route to them. Routes carry the name of their peer; where one does not, nothing can be said about that server.
 */
const unroutedPeers = (members: readonly MeshMember[]): string[][] => {
	const names = clusters(members);
	return members.map(({ latest, inRound }) => {
		const peers = names.get(latest?.server.cluster ?? '');
		if (latest === undefined || !inRound || peers === undefined || peers.size < 2) return [];
		const { names: routed, nameless } = routePeersOf(latest.statsz);
		// As many as there can be: nobody is missing.
		if (nameless > 0 || routed.size >= peers.size - 1) return [];
		return [...peers].filter((name) => name !== latest.server.name && !routed.has(name));
	});
};

/** Names of peers of its cluster that answered this round, by whether they tell of a route to a server; three of each. */
export const routesTo = (
	{ latest: lost }: MeshMember,
	members: Iterable<MeshMember>,
): { routed: string[]; unrouted: string[] } => {
	const found = { routed: [] as string[], unrouted: [] as string[] };
	for (const { latest, inRound } of members) {
		if (!inRound || latest === undefined || latest.server.id === lost?.server.id) continue;
		if (lost?.server.cluster === undefined || latest.server.cluster !== lost.server.cluster) continue;
		const isRouted = routePeersOf(latest.statsz).names.has(lost.server.name);
		found[isRouted ? 'routed' : 'unrouted'].push(latest.server.name);
	}
	return { routed: found.routed.sort().slice(0, 3), unrouted: found.unrouted.sort().slice(0, 3) };
};

/** A follower of one server's missing routes: only what is missing in two rounds in a row is told. */
export class RouteWatch {
	#suspected: readonly string[] = [];
	#lost: readonly string[] = [];

	/** Peers that are missing for certain. */
	get lost(): readonly string[] {
		return this.#lost;
	}

	/** Takes the unrouted peers of one round; gives who was lost and who came back since the last. */
	observe(unrouted: readonly string[]): { lost: string[]; back: string[] } {
		const certain = unrouted.filter((name) => this.#suspected.includes(name));
		const lost = certain.filter((name) => !this.#lost.includes(name));
		const back = this.#lost.filter((name) => !certain.includes(name));
		this.#suspected = unrouted;
		if (lost.length > 0 || back.length > 0) this.#lost = certain;
		return { lost, back };
	}
}

/** What changed with a round for each that answered it: peers lost, and peers back that answered too. Remembers the round. */
export const routeNews = <Member extends MeshMember & { routes: RouteWatch }>(
	members: readonly Member[],
): { member: Member; lost: string[]; back: string[] }[] => {
	const answers = new Set(members.flatMap(({ latest, inRound }) => (inRound && latest?.server.name) || []));
	const unrouted = unroutedPeers(members);
	return members.flatMap((member, index) => {
		// Who did not answer has lost nothing and found nothing.
		if (!member.inRound) return [];
		const { lost, back } = member.routes.observe(unrouted[index] ?? []);
		return [{ member, lost, back: back.filter((name) => answers.has(name)) }];
	});
};
