// Rates per second between two samples of one process, by its own clock.

import type { Rates } from './fleet.ts';
import { addTraffic } from './peers.ts';
import type { Gateway, Route, Sample, Statsz, Traffic } from './server.ts';

/** Two samples closer than this say too little: one message more or less would be a jump. Milliseconds. */
export const shortestSpan = 200;

/** Messages and bytes a second between two counts; unknown where one is unknown, or fell. */
export const trafficRate = (
	before: Traffic | undefined,
	after: Traffic | undefined,
	seconds: number,
): Traffic | undefined => {
	if (before === undefined || after === undefined) return undefined;
	const msgs = after.msgs - before.msgs;
	const bytes = after.bytes - before.bytes;
	return msgs >= 0 && bytes >= 0 ? { msgs: msgs / seconds, bytes: bytes / seconds } : undefined;
};

const nothing: Traffic = { msgs: 0, bytes: 0 };

type Link = { id: number | string; peer: string; sent: Traffic; received: Traffic };

/** Rates by peer: links are matched by their own id, since a link that reconnects starts from zero. */
const perPeer = (before: readonly Link[], after: readonly Link[], seconds: number): Rates['routes'] => {
	const result = new Map<string, { in: Traffic; out: Traffic }>();
	// Of links whose figures nobody kept nothing is known.
	if ([...before, ...after].some(({ sent }) => Number.isNaN(sent.msgs))) return result;
	const earlier = new Map(before.map((link) => [link.id, link]));
	for (const link of after) {
		const old = earlier.get(link.id);
		const sum = result.get(link.peer) ?? { in: nothing, out: nothing };
		result.set(link.peer, {
			in: addTraffic(sum.in, trafficRate(old?.received ?? nothing, link.received, seconds) ?? nothing),
			out: addTraffic(sum.out, trafficRate(old?.sent ?? nothing, link.sent, seconds) ?? nothing),
		});
	}
	return result;
};

const routeLinks = (routes: readonly Route[] | undefined): Link[] =>
	(routes ?? []).map((route, index) => ({
		id: route.rid ?? `#${index}`,
		peer: route.name ?? '?',
		sent: route.sent,
		received: route.received,
	}));

const gatewayLinks = (gateways: readonly Gateway[] | undefined): Link[] =>
	(gateways ?? []).map((gateway) => ({
		id: gateway.name,
		peer: gateway.name,
		sent: gateway.sent,
		received: gateway.received,
	}));

/** Seconds between two samples by the server's clock, else by ours; absent when they do not compare. */
const secondsBetween = (before: Sample, after: Sample): number | undefined => {
	if (before.server.id !== after.server.id || before.statsz.start !== after.statsz.start) return undefined;
	const byServer =
		before.server.time === undefined || after.server.time === undefined
			? undefined
			: after.server.time - before.server.time;
	const span = byServer ?? after.receivedAt - before.receivedAt;
	return span >= shortestSpan ? span / 1000 : undefined;
};

/** Rates between two samples. Only the peers of one server are ever on screen: theirs are worked out by the first look. */
class RatesBetween implements Rates {
	readonly in?: Traffic;
	readonly out?: Traffic;
	readonly clientsIn?: Traffic;
	readonly clientsOut?: Traffic;
	readonly churn?: number;
	readonly stalls?: number;
	#routes?: Rates['routes'];
	#gateways?: Rates['gateways'];

	constructor(
		readonly before: Statsz,
		readonly after: Statsz,
		readonly seconds: number,
	) {
		this.in = trafficRate(before.received, after.received, seconds);
		this.out = trafficRate(before.sent, after.sent, seconds);
		this.clientsIn = trafficRate(before.receivedFromClients, after.receivedFromClients, seconds);
		this.clientsOut = trafficRate(before.sentToClients, after.sentToClients, seconds);
		const connects = (after.totalConnections ?? Number.NaN) - (before.totalConnections ?? Number.NaN);
		this.churn = connects >= 0 ? connects / seconds : undefined;
		const stalls = (after.stalledClients ?? Number.NaN) - (before.stalledClients ?? Number.NaN);
		this.stalls = stalls >= 0 ? stalls / seconds : undefined;
	}

	get routes(): Rates['routes'] {
		const { before, after, seconds } = this;
		this.#routes ??= perPeer(routeLinks(before.routes), routeLinks(after.routes), seconds);
		return this.#routes;
	}

	get gateways(): Rates['gateways'] {
		const { before, after, seconds } = this;
		this.#gateways ??= perPeer(gatewayLinks(before.gateways), gatewayLinks(after.gateways), seconds);
		return this.#gateways;
	}
}

/** Rates between two samples; absent when they are of different processes or too close to each other. */
export const ratesBetween = (before: Sample, after: Sample): Rates | undefined => {
	const seconds = secondsBetween(before, after);
	return seconds === undefined ? undefined : new RatesBetween(before.statsz, after.statsz, seconds);
};
