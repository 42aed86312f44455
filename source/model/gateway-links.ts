// To which clusters a server has a gateway.

import type { Statsz } from './server.ts';

/** One outbound gateway, and how many connections come in from its cluster. */
export type GatewayLink = { name: string; inboundConnections?: number };

/** Links that are looked for by the first look at them; nothing where only the gateways themselves can tell. */
export type LaterLinks = { readonly links: readonly GatewayLink[] | undefined };

/** The gateways of a statsz; one without any has none. */
export const gatewayLinksOf = (statsz: Statsz): readonly GatewayLink[] =>
	statsz.gatewayLinks?.links ?? statsz.gateways ?? [];
