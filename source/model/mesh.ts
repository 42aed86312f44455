// Finds servers of a cluster that have no route to each other, by the routes they report.

import * as change from './change.ts';
import { judgedRounds } from './checks/verdict.ts';
import type { MonitorEvent } from './event.ts';
import type { ServerState } from './fleet.ts';
import { groupsOf, type RouteReport } from './mesh-groups.ts';
import { type RouteTrouble, settledAfter } from './network/route-trouble.ts';
import { type RoutePeers, routePeersOf } from './route-peers.ts';
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
	/** It announced that it stops. */
	leaving?: unknown;
	state: ServerState;
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

/** A server that begins, or ends, has not all its routes. */
const isSettled = ({ latest, leaving }: Watched): boolean => {
	const { server, statsz, receivedAt } = latest ?? {};
	const at = server?.time ?? receivedAt;
	const isYoung = statsz?.start !== undefined && at !== undefined && at - statsz.start < settledAfter;
	return leaving === undefined && !isYoung;
};

/** What is looked up of the others of a round, by cluster and name; nothing of a name that two of a cluster have. */
type Others = (cluster: string, name: string) => Watched | undefined;

const othersIn = (members: readonly Watched[]): Others => {
	let held: Map<string, Watched | undefined> | undefined;
	return (cluster, name) => {
		if (held === undefined) {
			held = new Map();
			for (const member of members) {
				if (member.state === 'down') continue;
				const key = `${member.info.cluster ?? ''}\n${member.info.name}`;
				held.set(key, held.has(key) ? undefined : member);
			}
		}
		return held.get(`${cluster}\n${name}`);
	};
};

const good: readonly RouteTrouble[] = [];

/** What is wrong with the routes of a server that answered. */
const troublesOf = (track: Watched, peers: RoutePeers, others: Others): readonly RouteTrouble[] => {
	const { routes, info, latest } = track;
	const { cluster = '', name: own } = info;
	const at = latest?.receivedAt ?? 0;
	const lost = routes.lost.map((peer): RouteTrouble => {
		const other = others(cluster, peer);
		const isSeen =
			other?.inRound === true &&
			other.latest !== undefined &&
			routePeersOf(other.latest.statsz).names.has(own);
		return { peer, kind: isSeen ? 'one-sided' : 'missing', since: routes.lostSince(peer) ?? at };
	});
	const poolOf = (peer: string): number | undefined => {
		const other = others(cluster, peer);
		return other && isSettled(other) ? other.routes.pools.most : undefined;
	};
	const short = isSettled(track) ? routes.pools.look(peers, poolOf, at) : good;
	return lost.length + short.length === 0 ? good : [...lost, ...short];
};

/** Compares the routes of one round after the other. Nearly always a round says what the last one said. */
export class Mesh {
	#words: readonly RouteReport[] = [];
	#unrouted: readonly (readonly string[])[] = [];
	#groups: readonly number[] = [];
	#isDue = false;
	#news: ((at: number) => MonitorEvent)[] = [];

	/** `atOnce`: each round is taken for as many as it takes to be certain, as there may be no others. */
	constructor(readonly atOnce: () => boolean = () => false) {}

	/** True where the round that ended last is still to be compared; all else is found again by that. */
	get memory(): boolean {
		return this.#isDue;
	}

	set memory(isDue: boolean) {
		this.#isDue = isDue;
	}

	/** A round has ended: there is something to compare before the next. */
	roundEnded(tracks: ReadonlyMap<string, Watched>): void {
		this.#isDue = !this.atOnce();
		if (this.#isDue) return;
		for (let round = 0; round < judgedRounds; round++) this.#look([...tracks.values()]);
	}

	/** Compares the round that ended last, once: not while its answers come in, which somebody is waiting for. */
	watch(tracks: ReadonlyMap<string, Watched>): void {
		if (!this.#isDue) return;
		this.#isDue = false;
		this.#look([...tracks.values()]);
	}

	#look(members: readonly Watched[]): void {
		this.#compare(members.map(wordOf));
		const others = othersIn(members);
		for (const [index, track] of members.entries()) {
			// Who did not answer has lost nothing and found nothing.
			if (!track.inRound) continue;
			const { info, routes, latest } = track;
			const word = this.#words[index];
			const group = this.#groups[index];
			const leader = group === undefined ? undefined : members[group]?.key;
			const before = { lost: routes.lost, mesh: routes.mesh };
			const at = latest?.receivedAt ?? 0;
			const { lost, back } = routes.observe(
				this.#missing(index, track, others),
				word?.peers?.names ?? nobody,
				at,
				leader,
			);
			if (routes.lost !== before.lost || routes.mesh !== before.mesh) track.touch();
			if (word?.peers) routes.pools.learn(word.peers, at);
			for (const peer of lost) this.#news.push((at) => change.routeLost(info, at, peer));
			for (const peer of back) this.#news.push((at) => change.routeBack(info, at, peer));
		}
		for (const [index, track] of members.entries()) {
			const { peers } = this.#words[index] ?? {};
			if (!track.inRound || peers === undefined) continue;
			const troubles = troublesOf(track, peers, others);
			if (troubles === track.routes.troubles) continue;
			track.routes.troubles = troubles;
			track.touch();
		}
	}

	/** Those that a server has no route to: not while one of the two begins or ends. */
	#missing(index: number, track: Watched, others: Others): readonly string[] {
		const unrouted = this.#unrouted[index] ?? [];
		if (unrouted.length === 0) return unrouted;
		if (!isSettled(track)) return [];
		const cluster = track.info.cluster ?? '';
		const settled = unrouted.filter((peer) => {
			const other = others(cluster, peer);
			return other === undefined || isSettled(other);
		});
		return settled.length === unrouted.length ? unrouted : settled;
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
