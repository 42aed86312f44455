// The servers natstop knows, as the views see them.

import type { Finding } from './checks/check.ts';
import type { Judgement } from './checks/judgement.ts';
import type { Growth } from './growth.ts';
import type { History } from './history.ts';
import type { JetStreamTrouble } from './jetstream-watch.ts';
import type { RouteTrouble } from './network/route-trouble.ts';
import type { RefusedLogins } from './refused-logins.ts';
import type { Healthz, ServerInfo, Statsz, Traffic, Varz } from './server.ts';

/** `unknown` is about us, not the server: natstop itself is disconnected. */
export type ServerState = 'ok' | 'stale' | 'lameduck' | 'down' | 'unknown';

/** Per second, by the server's own clock, between two samples of the same start. */
export type Rates = {
	in?: Traffic;
	out?: Traffic;
	clientsIn?: Traffic;
	clientsOut?: Traffic;
	/** New connections a second. */
	churn?: number;
	/** Publishers held up, a second. */
	stalls?: number;
	/** By peer name. */
	routes: ReadonlyMap<string, { in: Traffic; out: Traffic }>;
	gateways: ReadonlyMap<string, { in: Traffic; out: Traffic }>;
};

/** One row of the server table. Everything unknown is absent. */
export type ServerRow = {
	/** Identity of the row: survives a restart of the server, unlike the id. */
	key: string;
	info: ServerInfo;
	statsz?: Statsz;
	varz?: Varz;
	/** What it said of its own health last, where it was asked a short while ago. */
	healthz?: Healthz;
	state: ServerState;
	/** Since when, our clock. */
	stateSince: number;
	/** Why the state is what it is, in words: `no responders for its id`. */
	evidence?: string;
	/** When the last statsz reached us; absent before the first. */
	receivedAt?: number;
	rtt?: number;
	/** The least of the last round trips, which is judged: one that is busy for a moment answers late, too. */
	leastRtt?: number;
	/** The middle of its round trips of ten minutes, once it is known for one. */
	usualRtt?: number;
	/** The last statsz is older than a round and a half: its figures were true then, and nobody says that they are now. */
	isOld?: boolean;
	/** Absent as well once the row is old. */
	rates?: Rates;
	/** Set for a while after slow consumers grew. */
	slowGrowth?: Growth;
	/** The same of stale connections, and of errors of the JetStream API. */
	staleGrowth?: Growth;
	apiErrorGrowth?: Growth;
	/** Rounds in a row that it left unanswered. */
	missedRounds?: number;
	/** When a restart was seen; the row says so for a while. */
	restartedAt?: number;
	restarts: number;
	firstSeen: number;
	asked: number;
	answered: number;
	/** Its clock against ours, milliseconds, positive when ahead; known once it answered a request of ours. */
	clockOffset?: number;
	/** Servers of its cluster that answer, but that it has no route to. */
	unrouted?: readonly string[];
	/** What is wrong with its routes: those that it lacks, and those with fewer connections than usual. */
	routeTroubles?: readonly RouteTrouble[];
	/** The same for servers that have, or had, routes to each other; absent before a round has shown that. */
	mesh?: string;
	/** What is wrong with JetStream on it, while it answers. */
	jetstreamTrouble?: JetStreamTrouble;
	/** What was seen over rounds, by check. */
	watched?: Readonly<Record<string, Finding | undefined>>;
	/** Logins that it refused a short while ago. */
	refused?: RefusedLogins;
	/** When the credentials end that natstop is connected to it with. */
	credentialsEnd?: number;
	/** Ids of living servers of the same cluster that have its name too. */
	twins?: readonly string[];
	history: History;
};

/** Both directions over many servers; a direction is absent when no server gives it. */
export type TrafficSum = {
	in?: Traffic;
	out?: Traffic;
	/** `clients`: each message once a client. `all`: what goes over routes, gateways and leafnodes is in it again. */
	of: 'clients' | 'all';
	/** Servers that give the figure, of those that are counted. */
	servers: number;
};

/** Sums over the servers whose figures are of now; a sum is absent when no server gives the figure. */
export type FleetTotals = {
	/** How many servers the sums are of: those whose last statsz is no older than a round and a half. */
	counted: number;
	connections?: number;
	subscriptions?: number;
	/** Per second. */
	rates: TrafficSum;
	/** Since each server started. */
	sinceStart: TrafficSum;
	ok: number;
	stale: number;
	lameduck: number;
	down: number;
	unknown: number;
};

/** An immutable snapshot of all servers. */
export type FleetSnapshot = {
	rows: readonly ServerRow[];
	totals: FleetTotals;
	rounds: number;
	/** What servers were judged by so far; without it this picture is all there is. */
	judgement?: Judgement;
	/** By key: how bad rows were that are well again for less than three rounds. They keep their rank as long. */
	ranks?: ReadonlyMap<string, number>;
	/** When the snapshot was taken, our clock. */
	at: number;
};
