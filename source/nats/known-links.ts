// Routes and gateways of a statsz of which only the other ends were kept: how much goes over each is not known.

import type { GatewayLink, LaterLinks } from '../model/gateway-links.ts';
import { type LaterPeers, peersOf, type RoutePeers, routesLeadingTo } from '../model/route-peers.ts';
import type { Gateway, Route, Traffic } from '../model/server.ts';
import { safeText } from '../system/redact.ts';
import { type Fields, longestList, readCount, readTexts } from './read.ts';

const unknown: Traffic = { msgs: Number.NaN, bytes: Number.NaN };

/** The most routes to one server: a pool, and those of single accounts. */
const mostRoutes = 256;

/** The most other ends that are read. */
const mostEnds = 2000;

/** Routes by the servers they lead to. */
export class KnownRoutes implements LaterPeers {
	readonly peers: RoutePeers;
	/** Nothing waits on them: routes on which something does are kept whole. */
	readonly pending = 0;
	readonly isCut = false;
	#routes?: readonly Route[];

	constructor(fields: Fields) {
		const each = Math.min(mostRoutes, readCount(fields, 'each') ?? 1);
		const routes = new Map(readTexts(fields, 'peers', mostEnds).map((name) => [name, each]));
		for (const pair of Array.isArray(fields.others) ? fields.others.slice(0, mostEnds) : []) {
			const [name, count]: unknown[] = Array.isArray(pair) ? pair : [];
			if (typeof name !== 'string' || typeof count !== 'number' || !(count > 0)) continue;
			routes.set(safeText(name), Math.min(mostRoutes, Math.floor(count)));
		}
		this.peers = { ...peersOf(routes), nameless: 0 };
	}

	/** As it is written down. */
	static written(peers: RoutePeers): Fields {
		const { names, pool = 1, others } = peers;
		return { peers: [...names], each: pool, ...(others?.size && { others: [...others] }) };
	}

	get held(): RoutePeers {
		return this.peers;
	}

	follow(): void {}

	/** The routes one by one, with figures that are not known. */
	get routes(): readonly Route[] {
		this.#routes ??= [...this.peers.names]
			.flatMap((name) =>
				Array.from({ length: routesLeadingTo(this.peers, name) }, () => ({
					...{ name, sent: unknown, received: unknown, pending: 0 },
				})),
			)
			.slice(0, longestList);
		return this.#routes;
	}
}

/** Gateways by the clusters they lead to. */
export class KnownGateways implements LaterLinks {
	readonly links: readonly GatewayLink[];
	readonly isCut = false;

	constructor(fields: Fields) {
		const inbound: readonly unknown[] = Array.isArray(fields.inbound) ? fields.inbound : [];
		this.links = readTexts(fields, 'clusters', mostEnds).map((name, index) => {
			const count = inbound[index];
			return { name, ...(typeof count === 'number' && { inboundConnections: count }) };
		});
	}

	/** As it is written down. */
	static written(links: readonly GatewayLink[]): Fields {
		return {
			clusters: links.map(({ name }) => name),
			inbound: links.map(({ inboundConnections }) => inboundConnections ?? null),
		};
	}

	get heldLinks(): readonly GatewayLink[] {
		return this.links;
	}

	followLinks(): void {}

	/** The gateways one by one, with figures that are not known. */
	get gateways(): readonly Gateway[] {
		return this.links.map(({ name, inboundConnections }) => ({
			...{ name, sent: unknown, received: unknown, inboundConnections },
		}));
	}
}
