// To which clusters a server has a gateway.

import type { Statsz } from './server.ts';

/** One outbound gateway, and how many connections come in from its cluster. */
export type GatewayLink = { name: string; inboundConnections?: number };

/** Links that are looked for by the first look at them; nothing where only the gateways themselves can tell. */
export type LaterLinks = {
	readonly links: readonly GatewayLink[] | undefined;
	/** Only the first of them are kept: who is not among them may be among the others. */
	readonly isCut: boolean;
	/** The links that are held without looking: those of an earlier statsz, where nobody has looked yet. */
	readonly heldLinks: readonly GatewayLink[] | undefined;
	followLinks(before: Pick<LaterLinks, 'heldLinks'>): void;
};

/** Says which statsz of the same server came before: its links are mostly the same, and then they are the same objects. */
export const gatewaysFollowOn = (statsz: Statsz, before: Statsz): void => {
	if (before.gatewayLinks) statsz.gatewayLinks?.followLinks(before.gatewayLinks);
};

/** The gateways of a statsz; one without any has none. */
export const gatewayLinksOf = (statsz: Statsz): readonly GatewayLink[] =>
	statsz.gatewayLinks?.links ?? statsz.gateways ?? [];

/** Whether those are all it has. */
export const hasAllGatewayLinks = ({ gatewayLinks }: Statsz): boolean => gatewayLinks?.isCut !== true;
