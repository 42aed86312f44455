// What a server says about itself: identity and statsz, already decoded, cleaned and optional where servers differ.

import type { LaterLinks } from './gateway-links.ts';
import type { LeafRemote } from './network/leaf-remotes.ts';
import type { LaterPeers } from './route-peers.ts';

/** Messages and bytes, cumulative since the server started. */
export type Traffic = { msgs: number; bytes: number };

/** A cumulative count by kind of connection (`slow_consumer_stats`, `stale_connection_stats`). */
export type KindCounts = { clients: number; routes: number; gateways: number; leafs: number };

/** The `server` block of every reply and event. Times are milliseconds since the epoch, by the server's clock. */
export type ServerInfo = {
	/** Public nkey of the process; a new one on every start. */
	id: string;
	/** Stable across restarts; defaults to the id. */
	name: string;
	host?: string;
	cluster?: string;
	/** JetStream domain. */
	domain?: string;
	version?: string;
	tags: readonly string[];
	metadata: Readonly<Record<string, string>>;
	featureFlags: Readonly<Record<string, boolean>>;
	jetstream?: boolean;
	/** One counter per process over all its messages: rising and gappy, it orders and proves nothing lost. */
	seq?: number;
	time?: number;
};

/** One TCP route; a peer has a pool of them since 2.10. `sent` and `received` as this server sees them. */
export type Route = { rid?: number; name?: string; sent: Traffic; received: Traffic; pending: number };

/** One outbound gateway. */
export type Gateway = {
	name: string;
	sent: Traffic;
	received: Traffic;
	inboundConnections?: number;
};

/** A peer of the JetStream meta group, listed by its leader only. `active` is nanoseconds since last contact. */
export type Replica = {
	name: string;
	current: boolean;
	offline: boolean;
	active?: number;
	lag?: number;
};

/** The JetStream meta group as one server sees it. */
export type MetaGroup = {
	leader?: string;
	clusterSize?: number;
	quorum?: number;
	pending?: number;
	/** Present on the leader only. */
	replicas?: readonly Replica[];
	/** When the last snapshot was taken, ms since the epoch. */
	snapshotAt?: number;
};

/** JetStream as carried by statsz. Sizes in bytes; limits are absent when unlimited or unknown. */
export type JetStream = {
	domain?: string;
	maxMemory?: number;
	maxStorage?: number;
	memory?: number;
	storage?: number;
	reservedMemory?: number;
	reservedStorage?: number;
	accounts?: number;
	haAssets?: number;
	apiLevel?: number;
	apiTotal?: number;
	apiErrors?: number;
	apiInflight?: number;
	meta?: MetaGroup;
};

/** One statsz. A field a server does not send is absent, never 0. */
export type Statsz = {
	/** Start of the process, ms since the epoch: two samples compare only when it is the same. */
	start?: number;
	/** Resident memory, bytes. */
	mem?: number;
	cores?: number;
	/** Percent of one core, so it can pass 100. */
	cpu?: number;
	/** Clients connected now. */
	connections?: number;
	totalConnections?: number;
	activeAccounts?: number;
	subscriptions?: number;
	/** Over every kind of connection. */
	sent?: Traffic;
	received?: Traffic;
	/** Clients only; since 2.12.9 and 2.14.1. */
	sentToClients?: Traffic;
	receivedFromClients?: Traffic;
	slowConsumers?: number;
	slowConsumerStats?: KindCounts;
	staleConnections?: number;
	staleConnectionStats?: KindCounts;
	stalledClients?: number;
	/** Decoded when it is looked at first. */
	routes?: readonly Route[];
	/** There are more routes than are kept. */
	hasMoreRoutes?: true;
	/** Who the routes lead to, where that can be told without decoding them; see `routePeersOf`. */
	routePeers?: LaterPeers;
	/** What checks need of the gateways, where that can be told without decoding them; see `gatewayLinksOf`. */
	gatewayLinks?: LaterLinks;
	/** Decoded when it is looked at first. */
	gateways?: readonly Gateway[];
	/** Servers this one has heard from, itself included: overcounts for minutes after a crash. */
	activeServers?: number;
	jetstream?: JetStream;
	/** GOMEMLIMIT in bytes; absent when unlimited. */
	memLimit?: number;
	maxProcs?: number;
};

/** A setting of a server as VARZ shows it. */
export type ConfigFact = string | number | boolean;

/** What natstop keeps of VARZ: the facts about a configuration that statsz does not carry. */
export type Varz = {
	configLoadTime?: number;
	configDigest?: string;
	go?: string;
	leafnodes?: number;
	maxConnections?: number;
	/** Whether clients have to log in. */
	authRequired?: boolean;
	/** Names of the clusters that its configuration has a gateway to, in order; absent where it has no gateways. */
	gateways?: readonly string[];
	/** The hubs that its configuration has it dial, and whether leafnodes may dial it; absent where it has no leafnodes. */
	leafs?: { remotes: readonly LeafRemote[]; letsIn: boolean };
	/** From 2.14 on it follows a certificate that is exchanged. */
	tlsCertNotAfter?: number;
	/** Other settings by what they are called, to see which a reload changed. */
	facts?: Readonly<Record<string, ConfigFact>>;
};

/** What a server says of its own health, and when it reached us. */
export type Healthz = {
	isOk: boolean;
	/** What is wrong, in its own words; none where it only says that something is. */
	words: readonly string[];
	/** How many more there were. */
	more: number;
	/** The leafnode remotes of its configuration that are not connected, in its words, and since when; absent before nats-server 2.15.3. */
	remotes?: { words: readonly string[]; since: number };
	at: number;
	/** The form that was asked for: `full` looks at every stream and consumer. */
	form: 'cheap' | 'full';
};

/** One statsz as it reached us. `receivedAt` is our clock, `rtt` milliseconds from request to this reply. */
export type Sample = {
	server: ServerInfo;
	statsz: Statsz;
	receivedAt: number;
	rtt?: number;
};
