// Plans the streams and consumers of a simulated system: names, places, sizes and rates, always the same of a seed.

import { chance } from './fleet-load.ts';
import type { FleetAccount, FleetCluster, FleetServer } from './fleet-plan.ts';

/** How many there are. With `replicas` each stream has as many copies; without, some have three and others one. */
export type FleetJetStream = { streams: number; consumers: number; replicas?: 1 | 3 };

/** What a stream or consumer gets into once trouble is planted. */
export type StreamFate = 'leaderless' | 'lagging' | 'full';

export type FleetConsumer = {
	stream: FleetStream;
	name: string;
	raftGroup: string;
	/** In the order in which they would lead it. */
	servers: readonly FleetServer[];
	isPush: boolean;
	/** Its acknowledgements stop, once trouble is planted. */
	getsStuck?: true;
	seed: number;
};

export type FleetStream = {
	account: FleetAccount;
	name: string;
	raftGroup: string;
	cluster: FleetCluster;
	/** In the order in which they would lead it. */
	servers: readonly FleetServer[];
	/** When it was created; its figures begin then. */
	start: number;
	/** Since when nothing comes in, where it is idle. */
	idleSince?: number;
	load: { period: number; phase: number };
	/** Messages a second, the bytes of one, and how many are kept. */
	rate: number;
	size: number;
	kept: number;
	consumers: readonly FleetConsumer[];
	fate?: StreamFate;
	seed: number;
};

/** Of each server with JetStream, where nobody says how many. */
const usual = { streams: 80, consumers: 160 } as const;

const kinds = ['ORDERS', 'EVENTS', 'KV_sessions', 'JOBS', 'AUDIT', 'METRICS', 'OBJ_images', 'SALES'];
const readers = ['worker', 'audit', 'mirror-out', 'billing', 'search', 'report', 'archive'];

const day = 86_400_000;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Eight characters, as servers give to a raft group. */
const groupId = (seed: number): string => {
	let text = '';
	for (let place = 0; place < 8; place++)
		text += letters[Math.floor(chance(seed, place, 31) * letters.length)];
	return text;
};

/** The peers of the JetStream system of a cluster. */
export const jetStreamPeers = ({ members }: FleetCluster): readonly FleetServer[] =>
	members.filter(({ jetstream }) => jetstream);

const rotated = <T>(list: readonly T[], by: number): T[] => [
	...list.slice(by % list.length),
	...list.slice(0, by % list.length),
];

type Place = { clusters: readonly FleetCluster[]; accounts: readonly FleetAccount[]; now: number };

const planConsumers = (stream: FleetStream, count: number): FleetConsumer[] =>
	Array.from({ length: count }, (_, number): FleetConsumer => {
		const seed = Math.floor(chance(stream.seed, number, 41) * 2 ** 31);
		const reader = readers[number % readers.length] ?? 'worker';
		return {
			...{ stream, seed, name: number < readers.length ? reader : `${reader}-${number}` },
			raftGroup: `C-R${stream.servers.length}F-${groupId(seed)}`,
			servers: rotated(stream.servers, Math.floor(chance(seed, 1) * 3)),
			isPush: chance(seed, 2) < 0.2,
		};
	});

const planStream = (index: number, { clusters, accounts, now }: Place, replicas?: 1 | 3): FleetStream => {
	const seed = 7_919 * (index + 1);
	const cluster = clusters[index % clusters.length] as FleetCluster;
	const peers = jetStreamPeers(cluster);
	const copies = Math.min(peers.length, replicas ?? (chance(seed, 1) < 0.6 ? 3 : 1));
	const start = Math.floor(now - (0.1 + 90 * chance(seed, 2)) * day);
	const isIdle = chance(seed, 3) < 0.35;
	return {
		account: accounts[Math.floor(chance(seed, 4) ** 2 * accounts.length)] as FleetAccount,
		name: `${kinds[Math.floor(chance(seed, 5) * kinds.length)]}-${index + 1}`,
		raftGroup: `S-R${copies}F-${groupId(seed)}`,
		cluster,
		servers: rotated(peers, Math.floor(chance(seed, 6) * peers.length)).slice(0, copies),
		start,
		...(isIdle && { idleSince: Math.floor(now - (now - start) * 0.8 * chance(seed, 7)) }),
		load: { period: 40_000 + 140_000 * chance(seed, 8), phase: 0 },
		rate: isIdle ? 0 : 10 ** (-1 + 3.2 * chance(seed, 9)),
		size: Math.floor(80 + 1100 * chance(seed, 10)),
		kept: Math.floor(10 ** (2 + 3.5 * chance(seed, 11))),
		...{ consumers: [], seed },
	};
};

/** What is planted: one of each, in clusters of their own as far as there are. */
const decideFates = (streams: readonly FleetStream[], clusters: readonly FleetCluster[]): void => {
	const taken = new Set<FleetStream>();
	const find = (cluster: number, suits: (stream: FleetStream) => boolean): FleetStream | undefined => {
		const wanted = clusters[cluster % clusters.length];
		const found = streams.find(
			(stream) =>
				stream.cluster === wanted && stream.servers.length >= 3 && !taken.has(stream) && suits(stream),
		);
		if (found) taken.add(found);
		return found;
	};
	const isBusy = ({ rate, consumers }: FleetStream): boolean => rate > 20 && consumers.length > 0;
	const [leaderless, lagging, full] = [
		find(3, isBusy),
		find(4, isBusy),
		find(5, ({ rate, kept }) => rate === 0 && kept > 1000),
	];
	if (leaderless) leaderless.fate = 'leaderless';
	if (lagging) lagging.fate = 'lagging';
	if (full) full.fate = 'full';
	const stuck = find(0, isBusy)?.consumers.find(({ isPush }) => !isPush);
	if (stuck) stuck.getsStuck = true;
};

/** What a server holds, together. */
export type Held = { streams: number; consumers: number; messages: number; bytes: number; groups: number };

/** All streams of a system, and who has a copy. */
export class FleetAssets {
	readonly streams: readonly FleetStream[];
	/** When trouble was planted. */
	plantedAt?: number;
	readonly #byServer = new Map<FleetServer, Map<FleetAccount, FleetStream[]>>();
	readonly #held = new Map<FleetServer, Held>();
	readonly #used = new Map<string, number>();

	constructor(place: Place, wanted?: FleetJetStream) {
		const clusters = place.clusters.filter((cluster) => jetStreamPeers(cluster).length > 0);
		const peers = clusters.reduce((sum, cluster) => sum + jetStreamPeers(cluster).length, 0);
		const count = clusters.length === 0 ? 0 : (wanted?.streams ?? usual.streams * peers);
		const consumers = wanted?.consumers ?? usual.consumers * peers;
		const upTo = (index: number): number => Math.floor((index * consumers) / count);
		this.streams = Array.from({ length: count }, (_, index): FleetStream => {
			const stream = planStream(index, { ...place, clusters }, wanted?.replicas);
			stream.consumers = planConsumers(stream, upTo(index + 1) - upTo(index));
			return stream;
		});
		decideFates(this.streams, clusters);
		const byAccount = this.streams.toSorted((a, b) => (a.account.key < b.account.key ? -1 : 1));
		for (const stream of byAccount) for (const server of stream.servers) this.#add(server, stream);
	}

	#add(server: FleetServer, stream: FleetStream): void {
		const accounts = this.#byServer.get(server) ?? new Map<FleetAccount, FleetStream[]>();
		this.#byServer.set(server, accounts);
		const streams = accounts.get(stream.account) ?? [];
		accounts.set(stream.account, streams);
		streams.push(stream);
	}

	/** The streams of which a server has a copy, by account; accounts by key. */
	on(server: FleetServer): readonly (readonly [FleetAccount, readonly FleetStream[]])[] {
		return [...(this.#byServer.get(server) ?? [])];
	}

	/** Bytes of all copies of the streams of an account in a cluster, as every server there tells them. */
	usedBy(key: string, cluster: FleetCluster): number {
		const known = `${key} ${cluster.name}`;
		const used =
			this.#used.get(known) ??
			this.streams
				.filter((stream) => stream.account.key === key && stream.cluster === cluster)
				.reduce((sum, { kept, size, servers }) => sum + kept * size * servers.length, 0);
		this.#used.set(known, used);
		return used;
	}

	/** What a server holds together. */
	held(server: FleetServer): Held {
		const known = this.#held.get(server);
		if (known) return known;
		const held = { streams: 0, consumers: 0, messages: 0, bytes: 0, groups: 1 };
		for (const { servers, kept, size, consumers } of [
			...(this.#byServer.get(server)?.values() ?? []),
		].flat()) {
			held.streams++;
			held.consumers += consumers.length;
			held.messages += kept;
			held.bytes += kept * size;
			if (servers.length > 1) held.groups += 1 + consumers.length;
		}
		this.#held.set(server, held);
		return held;
	}
}
