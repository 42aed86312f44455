// Plans the servers and accounts of a simulated system: names, clusters, sizes and loads.

import { FleetAssets, type FleetJetStream } from './fleet-assets.ts';
import type { PlantedTrouble } from './planted.ts';
import { Random } from './random.ts';

/** The options of a simulated system. */
export type FleetOptions = {
	/** How many servers. */
	servers: number;
	/** How many clusters, joined by gateways. */
	clusters: number;
	/** Events a second, all kinds together. */
	rate: number;
	/** The same seed gives the same system. */
	seed: number;
	/** Whether random accidents happen: restarts, crashes, lame ducks, bursts of events. */
	accidents: boolean;
	/** When servers and streams get into trouble that stays, in milliseconds from the start; never where it is absent. */
	plantAt?: number;
	/** How many clients are connected to all servers together; without it each has as many as it happens to have. */
	connections?: number;
	/** How many streams and consumers there are; as many as fit the servers where it is absent. */
	jetStream?: FleetJetStream;
};

export type FleetAccount = { key: string; name: string };

/** The load of a server; rates are per second, and all figures go up and down every `period` milliseconds. */
export type Load = {
	period: number;
	phase: number;
	cpu: number;
	mem: number;
	connections: number;
	msgs: number;
	size: number;
	churn: number;
};

/** `gone`: the process does not exist; `hung`: it exists and answers nothing; `leaving`: lame duck. */
export type Condition = 'well' | 'gone' | 'hung' | 'leaving';

export type FleetServer = {
	/** The id, new for every process. */
	id: string;
	name: string;
	host: string;
	cluster: FleetCluster;
	version: string;
	jetstream: boolean;
	/** The start of the process, in milliseconds since the epoch. */
	start: number;
	seq: number;
	condition: Condition;
	/** When the condition last changed, in milliseconds since the epoch. */
	changedAt?: number;
	load: Load;
	slowConsumers: number;
	/** `noisy`: one client sends as much as all others of the server. `slow`: one client reads too slowly. */
	noisy?: true;
	slow?: true;
	/** Messages a second that one client of the server has begun to publish. */
	flood?: { slot: number; since: number; rate: number };
	/** The planted trouble of the server, and since when; no accident happens to the server, and no repair mends it. */
	planted?: { trouble: PlantedTrouble; since: number };
};

export type FleetCluster = { name: string; members: FleetServer[] };

export type FleetPlan = {
	clusters: readonly FleetCluster[];
	servers: readonly FleetServer[];
	accounts: readonly FleetAccount[];
	assets: FleetAssets;
	/** The key of the system account. */
	system: string;
};

const regions = ['eu-west', 'eu-north', 'us-east', 'us-west', 'ap-south', 'ap-east', 'sa-east', 'af-south'];
const teams = ['orders', 'stock', 'billing', 'search', 'edge', 'iot', 'audit', 'mail', 'video', 'maps'];

/** JetStream runs on the first servers of each cluster. */
const withJetStream = 5;

const day = 86_400_000;

const loadOf = (random: Random): Load => ({
	period: random.between(40_000, 180_000),
	phase: random.between(0, 180_000),
	cpu: random.between(3, 160),
	mem: random.between(1.6, 2.2) * 2 ** 30,
	connections: Math.round(random.between(20, 2500)),
	msgs: random.between(100, 90_000),
	size: random.between(60, 1200),
	churn: random.between(0.1, 4),
});

/** Distributes a number of clients over the servers. */
const spreadConnections = (servers: readonly FleetServer[], connections: number): void => {
	const before = servers.reduce((sum, { load }) => sum + load.connections, 0);
	let left = connections;
	for (const [index, { load }] of servers.entries()) {
		const share = Math.round((load.connections / before) * connections);
		load.connections = index === servers.length - 1 ? left : Math.min(left, share);
		left -= load.connections;
	}
};

/** Plans the system of a seed, as it is at `now`. */
export const planFleet = (options: FleetOptions, now: number): FleetPlan => {
	const { servers, clusters, seed, connections, jetStream } = options;
	const random = new Random(seed);
	const made = Array.from({ length: Math.max(1, Math.min(clusters, servers)) }, (_, index): FleetCluster => {
		const region = regions[index % regions.length];
		return { name: `${region}-${Math.floor(index / regions.length) + 1}`, members: [] };
	});
	for (let index = 0; index < servers; index++) {
		const place = index % made.length;
		const cluster = made[place];
		if (cluster === undefined) continue;
		const number = cluster.members.length + 1;
		cluster.members.push({
			id: random.key('N'),
			name: `${cluster.name}-n${String(number).padStart(2, '0')}`,
			host: `10.${20 + place}.${Math.floor(number / 250)}.${10 + (number % 240)}`,
			cluster,
			// A cluster is moved to another release as a whole.
			version: made.length > 1 && place === made.length - 1 ? '2.14.5' : '2.15.1',
			jetstream: number <= withJetStream,
			start: Math.floor(now - random.between(0.02, 60) * day),
			seq: random.below(1_000_000),
			condition: 'well',
			load: loadOf(random),
			slowConsumers: random.next() < 0.1 ? random.below(40) : 0,
		});
	}
	const accounts = Array.from({ length: 40 }, (_, index) => ({
		key: random.key('A'),
		name: `${teams[index % teams.length]}-${Math.floor(index / teams.length) + 1}`,
	}));
	const all = made.flatMap(({ members }) => members);
	if (connections !== undefined) spreadConnections(all, connections);
	const byLoad = all.toSorted((a, b) => b.load.msgs - a.load.msgs);
	if (byLoad[0]) byLoad[0].noisy = true;
	if (byLoad[1]) byLoad[1].slow = true;
	const assets = new FleetAssets({ clusters: made, accounts, now }, jetStream);
	return { clusters: made, servers: all, accounts, assets, system: new Random(seed + 3).key('A') };
};
