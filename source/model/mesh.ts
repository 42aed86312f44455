// Which servers of a cluster do not see each other, by the routes they tell of.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import { type RoutePeers, routePeersOf } from './route-peers.ts';
import type { Sample, ServerInfo } from './server.ts';

/** A server for this purpose: its last sample, and whether it answered the round that just ended. */
export type MeshMember = { latest?: Sample; inRound: boolean };

/** What one member says of the mesh: its name, its cluster and its peers; only the cluster where it did not answer. */
type Word = { cluster: string; name?: string; peers?: RoutePeers };

const wordOf = ({ latest, inRound }: MeshMember): Word => {
	const cluster = latest?.server.cluster ?? '';
	if (latest === undefined || cluster === '' || !inRound) return { cluster };
	return { cluster, name: latest.server.name, peers: routePeersOf(latest.statsz) };
};

/** Names by cluster of those that answered, and of those they have routes to. */
const clusters = (words: readonly Word[]): Map<string, Set<string>> => {
	const names = new Map<string, Set<string>>();
	for (const { cluster, name, peers } of words) {
		if (name === undefined || peers === undefined) continue;
		const known = names.get(cluster) ?? new Set();
		known.add(name);
		for (const peer of peers.names) known.add(peer);
		names.set(cluster, known);
	}
	return names;
};

/**
 * For each word, the servers of its cluster that it has no route to, though they answered the same round or another has a
 * route to them. Routes carry the name of their peer; where one does not, nothing can be said about that server.
 */
const unroutedPeers = (words: readonly Word[]): string[][] => {
	const names = clusters(words);
	return words.map(({ cluster, name, peers }) => {
		const all = names.get(cluster);
		if (name === undefined || peers === undefined || all === undefined || all.size < 2) return [];
		// As many as there can be: nobody is missing.
		if (peers.nameless > 0 || peers.names.size >= all.size - 1) return [];
		return [...all].filter((peer) => peer !== name && !peers.names.has(peer));
	});
};

const isSame = (a: Word, b: Word | undefined): boolean =>
	a.name === b?.name && a.peers === b?.peers && a.cluster === b?.cluster;

/** A server that is followed: `touch` says that its row has changed. */
type Watched = MeshMember & { info: ServerInfo; routes: RouteWatch; touch: () => void };

/** Compares the routes of one round after the other. Nearly always a round says what the last one said. */
export class Mesh {
	#words: readonly Word[] = [];
	#unrouted: string[][] = [];
	#isDue = false;
	#news: ((at: number) => MonitorEvent)[] = [];

	/** A round has ended: there is something to compare before the next. */
	roundEnded(): void {
		this.#isDue = true;
	}

	/** Compares the round that ended last, once: not while its answers come in, which somebody is waiting for. */
	watch(tracks: ReadonlyMap<string, Watched>): void {
		if (!this.#isDue) return;
		this.#isDue = false;
		const members = [...tracks.values()];
		this.#compare(members.map(wordOf));
		const answers = (name: string): boolean =>
			members.some(({ latest, inRound }) => inRound && latest?.server.name === name);
		for (const [index, track] of members.entries()) {
			// Who did not answer has lost nothing and found nothing.
			if (!track.inRound) continue;
			const { info, routes } = track;
			const { lost, back } = routes.observe(this.#unrouted[index] ?? []);
			if (lost.length + back.length > 0) track.touch();
			for (const peer of lost) this.#news.push((at) => change.routeLost(info, at, peer));
			for (const peer of back.filter(answers)) this.#news.push((at) => change.routeBack(info, at, peer));
		}
	}

	/** Routes lost, and routes back to servers that answered; each is told once. */
	news(at: number): MonitorEvent[] {
		const news = this.#news.map((tell) => tell(at));
		this.#news = [];
		return news;
	}

	#compare(words: readonly Word[]): void {
		const before = this.#words;
		if (words.length !== before.length || !words.every((word, index) => isSame(word, before[index]))) {
			this.#unrouted = unroutedPeers(words);
		}
		this.#words = words;
	}
}

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
