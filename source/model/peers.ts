// Routes and gateways by the server or cluster at the other end, with what flows to and from it.

import { compareNames } from '../table/name-order.ts';
import type { Rates } from './fleet.ts';
import type { Gateway, Route, Traffic } from './server.ts';

/** Bytes waiting for one peer above which someone should look: what TCP and one flush hold is normal. */
export const pendingWarning = 1024 * 1024;

/** Both directions of a link or of many. */
export type Flow = { in: Traffic; out: Traffic };

/** All connections to one peer. Pending in bytes; the rate is absent before two samples. */
export type Peer = {
	name: string;
	/** TCP routes to a server: a pool plus one for the system account since 2.10. */
	pool?: number;
	pending?: number;
	/** Connections the other cluster made to this server. */
	inbound?: number;
	sent: Traffic;
	received: Traffic;
	rate?: Flow;
};

/** Both together. */
export const addTraffic = (a: Traffic, b: Traffic): Traffic => ({
	msgs: a.msgs + b.msgs,
	bytes: a.bytes + b.bytes,
});

/** One peer for all routes to it, in order of name. */
export const foldRoutes = (routes: readonly Route[], rates?: Rates): Peer[] => {
	const peers = new Map<string, Peer>();
	for (const route of routes) {
		const name = route.name ?? '?';
		const peer = peers.get(name);
		peers.set(name, {
			name,
			pool: (peer?.pool ?? 0) + 1,
			pending: (peer?.pending ?? 0) + route.pending,
			sent: peer ? addTraffic(peer.sent, route.sent) : route.sent,
			received: peer ? addTraffic(peer.received, route.received) : route.received,
			...(rates?.routes.has(name) ? { rate: rates.routes.get(name) } : {}),
		});
	}
	return [...peers.values()].sort((a, b) => compareNames(a.name, b.name));
};

/** One peer for each outbound gateway, in order of name. */
export const gatewayPeers = (gateways: readonly Gateway[], rates?: Rates): Peer[] =>
	gateways
		.map(({ name, sent, received, inboundConnections }) => ({
			name,
			sent,
			received,
			...(inboundConnections === undefined ? {} : { inbound: inboundConnections }),
			...(rates?.gateways.has(name) ? { rate: rates.gateways.get(name) } : {}),
		}))
		.sort((a, b) => compareNames(a.name, b.name));

/** The sum over peers; absent when none has a rate. */
export const sumFlows = (flows: Rates['routes'] | undefined): Flow | undefined => {
	let sum: Flow | undefined;
	for (const flow of flows?.values() ?? []) {
		sum = sum ? { in: addTraffic(sum.in, flow.in), out: addTraffic(sum.out, flow.out) } : flow;
	}
	return sum;
};
