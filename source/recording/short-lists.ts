// Leaves figures of single routes and gateways out of statsz where servers are many: in a large system they are nine tenths of it.

import type { GatewayLink } from '../model/gateway-links.ts';
import type { RoutePeers } from '../model/route-peers.ts';
import type { Sample, Statsz } from '../model/server.ts';
import { KnownGateways, KnownRoutes } from '../nats/known-links.ts';
import { listsIn, UnreadList } from '../nats/links.ts';
import { asFields, type Fields } from '../nats/read.ts';

/** What stands in place of a list that leads where the last one of that server did. */
const asBefore = 'as before';

type Told = { peers?: RoutePeers; links?: readonly GatewayLink[] };

/** The peers of a list of routes, where there is nothing else to be told of it. */
const plainPeers = ({ routePeers }: Statsz, before: RoutePeers | undefined): RoutePeers | undefined => {
	if (!(routePeers instanceof UnreadList) || routePeers.isCut) return undefined;
	routePeers.follow({ held: before });
	const { peers, pending } = routePeers;
	return peers !== undefined && peers.nameless === 0 && pending === 0 ? peers : undefined;
};

const plainLinks = (
	{ gatewayLinks }: Statsz,
	before: readonly GatewayLink[] | undefined,
): readonly GatewayLink[] | undefined => {
	if (!(gatewayLinks instanceof UnreadList) || gatewayLinks.isCut) return undefined;
	gatewayLinks.followLinks({ heldLinks: before });
	return gatewayLinks.links;
};

const isSame = (peers: RoutePeers, before: RoutePeers | undefined): boolean =>
	peers === before || (peers.mark !== undefined && peers.mark === before?.mark);

/** Shortens statsz of the servers of one session. A list on which something waits stays whole. */
export class ListShortener {
	readonly #told = new Map<string, Told>();

	/** The payload of a sample with its lists shortened; the same bytes where there is nothing to shorten. */
	short({ server, statsz }: Sample, data: Uint8Array): Uint8Array {
		const before = this.#told.get(server.id) ?? {};
		const peers = plainPeers(statsz, before.peers);
		const links = plainLinks(statsz, before.links);
		this.#told.set(server.id, { ...(peers && { peers }), ...(links && { links }) });
		const texts = {
			...(peers && { routes: isSame(peers, before.peers) ? asBefore : KnownRoutes.written(peers) }),
			...(links && { gateways: links === before.links ? asBefore : KnownGateways.written(links) }),
		};
		const payload = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
		const pieces: Buffer[] = [];
		let from = 0;
		for (const { key, start, end } of listsIn(payload)) {
			const text = texts[key];
			if (text === undefined) continue;
			pieces.push(payload.subarray(from, start), Buffer.from(JSON.stringify(text)));
			from = end;
		}
		return from === 0 ? data : Buffer.concat([...pieces, payload.subarray(from)]);
	}

	/** Forgets what was told: what is read from here on begins here. */
	clear(): void {
		this.#told.clear();
	}
}

/** A list in its short form, for a state; nothing where there is no list of it, or it is no list of plain links. */
export const writtenLists = (statsz: Statsz): { routes?: Fields; gateways?: Fields } => {
	const { routePeers, gatewayLinks } = statsz;
	const peers = routePeers instanceof KnownRoutes ? routePeers.peers : plainPeers(statsz, undefined);
	const links = gatewayLinks instanceof KnownGateways ? gatewayLinks.links : plainLinks(statsz, undefined);
	return {
		...(peers && { routes: KnownRoutes.written(peers) }),
		...(links && { gateways: KnownGateways.written(links) }),
	};
};

/** What stands for a list in what was recorded. */
export const readShort = {
	routes: (value: unknown): KnownRoutes | undefined => {
		const fields = value instanceof UnreadList ? undefined : asFields(value);
		return fields && new KnownRoutes(fields);
	},
	gateways: (value: unknown): KnownGateways | undefined => {
		const fields = value instanceof UnreadList ? undefined : asFields(value);
		return fields && new KnownGateways(fields);
	},
};

type Known = { routes?: KnownRoutes | undefined; gateways?: KnownGateways | undefined };

/** Puts lists in their short form back into what was recorded. */
export class ShortLists {
	readonly #known = new Map<string, Known>();

	/** Fills the lists of one statsz; `fields` is its message as it was parsed for this alone. */
	fill(id: string, fields: Fields): void {
		const statsz: Record<string, unknown> | undefined = asFields(fields.statsz);
		if (statsz === undefined) return;
		const before = this.#known.get(id) ?? {};
		const routes = statsz.routes === asBefore ? before.routes : readShort.routes(statsz.routes);
		const gateways = statsz.gateways === asBefore ? before.gateways : readShort.gateways(statsz.gateways);
		if (routes !== before.routes || gateways !== before.gateways) this.#known.set(id, { routes, gateways });
		if (routes !== undefined) statsz.routes = routes;
		if (gateways !== undefined) statsz.gateways = gateways;
	}

	/** Takes up what is known of servers from their last statsz. */
	learn(servers: Iterable<{ info: { id: string }; latest?: Pick<Sample, 'statsz'> }>): void {
		this.#known.clear();
		for (const { info, latest } of servers) {
			const { routePeers, gatewayLinks } = latest?.statsz ?? {};
			this.#known.set(info.id, {
				...(routePeers instanceof KnownRoutes && { routes: routePeers }),
				...(gatewayLinks instanceof KnownGateways && { gateways: gatewayLinks }),
			});
		}
	}
}
