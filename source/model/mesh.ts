// Finds servers of a cluster that have no route to each other, by the routes they report.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import { groupsOf, type RouteReport } from './mesh-groups.ts';
import { routePeersOf } from './route-peers.ts';
import type { RouteWatch } from './route-watch.ts';
import type { Sample, ServerInfo } from './server.ts';

/**
 * A server for this purpose: its last sample, whether it answered the last round, or the one under way already, and when it
 * was last asked.
 */
export type MeshMember = { latest?: Sample; answering: boolean; provenAt: number };

/** A server that is followed: `inRound` when it answered the round that just ended; `touch` says that its row has changed. */
type Watched = MeshMember & {
	inRound: boolean;
	key: string;
	info: ServerInfo;
	routes: RouteWatch;
	touch: () => void;
};

const wordOf = ({ latest, inRound, routes }: Watched): RouteReport => {
	const cluster = latest?.server.cluster ?? '';
	if (latest === undefined || cluster === '' || !inRound) return { cluster };
	const peers = routePeersOf(latest.statsz);
	return { cluster, name: latest.server.name, peers, known: routes.learn(peers.names) };
};

const isSame = (a: RouteReport, b: RouteReport | undefined): boolean =>
	a.name === b?.name && a.peers === b?.peers && a.cluster === b?.cluster && a.known === b?.known;

const nobody: ReadonlySet<string> = new Set();

/** Compares the routes of one round after the other. Nearly always a round says what the last one said. */
export class Mesh {
	#words: readonly RouteReport[] = [];
	#unrouted: readonly (readonly string[])[] = [];
	#groups: readonly number[] = [];
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
		for (const [index, track] of members.entries()) {
			// Who did not answer has lost nothing and found nothing.
			if (!track.inRound) continue;
			const { info, routes } = track;
			const word = this.#words[index];
			const group = this.#groups[index];
			const leader = group === undefined ? undefined : members[group]?.key;
			const before = { lost: routes.lost, mesh: routes.mesh };
			const { lost, back } = routes.observe(
				this.#unrouted[index] ?? [],
				word?.peers?.names ?? nobody,
				leader,
			);
			if (routes.lost !== before.lost || routes.mesh !== before.mesh) track.touch();
			for (const peer of lost) this.#news.push((at) => change.routeLost(info, at, peer));
			for (const peer of back) this.#news.push((at) => change.routeBack(info, at, peer));
		}
	}

	/** Routes lost, and routes that are back; each is told once. */
	news(at: number): MonitorEvent[] {
		const news = this.#news.map((tell) => tell(at));
		this.#news = [];
		return news;
	}

	#compare(words: readonly RouteReport[]): void {
		const before = this.#words;
		if (words.length !== before.length || !words.every((word, index) => isSame(word, before[index]))) {
			const { groups, unrouted } = groupsOf(words);
			this.#groups = groups;
			this.#unrouted = unrouted;
		}
		this.#words = words;
	}
}

/** When an answer was asked for is told by two clocks that differ by this, milliseconds. */
const countTolerance = 5;

/**
 * Peers of its cluster that answer, by whether they tell of a route to a server: in order of name. With `since`
 * only those that were asked after that.
 */
export const routesTo = (
	{ latest: lost }: MeshMember,
	members: Iterable<MeshMember>,
	since = Number.NEGATIVE_INFINITY,
): { routed: ServerInfo[]; unrouted: ServerInfo[] } => {
	const found = { routed: [] as ServerInfo[], unrouted: [] as ServerInfo[] };
	for (const { latest, answering, provenAt } of members) {
		if (!answering || latest === undefined || latest.server.id === lost?.server.id) continue;
		if (lost?.server.cluster === undefined || latest.server.cluster !== lost.server.cluster) continue;
		const isRouted = routePeersOf(latest.statsz).names.has(lost.server.name);
		if (!isRouted) found.unrouted.push(latest.server);
		else if (provenAt >= since - countTolerance) found.routed.push(latest.server);
	}
	const byName = (a: ServerInfo, b: ServerInfo): number => (a.name < b.name ? -1 : Number(a.name > b.name));
	return { routed: found.routed.sort(byName), unrouted: found.unrouted.sort(byName) };
};
