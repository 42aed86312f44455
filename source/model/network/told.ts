// What servers tell of their links to others, in one answer: routes, gateways and leafnodes.

/** The server that told it. */
export type LinkTeller = { id: string; name: string; cluster?: string; version?: string };

/** What any link counts. Absent is unknown; `in` comes from the other end, `out` goes to it. */
export type LinkCounters = {
	inMsgs?: number;
	outMsgs?: number;
	inBytes?: number;
	outBytes?: number;
	subscriptions?: number;
	/** Bytes that wait to be sent. */
	pending?: number;
	/** Milliseconds, as the server measured it last. */
	rtt?: number;
};

/** One connection of a route: a pair of servers has a pool of them since 2.10. */
export type RouteEntry = LinkCounters & {
	rid: number;
	remoteId?: string;
	/** Since 2.9.16. */
	remoteName?: string;
	/** This end dialled. */
	isSolicited?: boolean;
	isConfigured?: boolean;
	ip?: string;
	port?: number;
	/** Milliseconds since the epoch. */
	start?: number;
	/** The account that has this connection for itself (2.10). */
	account?: string;
	/** `off`, `s2_fast` … (2.10). */
	compression?: string;
};

/** The one connection that a server makes to another cluster. */
export type OutboundGateway = LinkCounters & {
	cid?: number;
	/** The id of the server at the other end. */
	remoteId?: string;
	/** False where it was learned from others. */
	isConfigured?: boolean;
	ip?: string;
	port?: number;
	start?: number;
};

/** What one server tells of its gateways, by the name of the other cluster. */
export type ToldGateways = {
	outbound: ReadonlyMap<string, OutboundGateway>;
	/** How many connections come in. */
	inbound: ReadonlyMap<string, number>;
};

/** One end of a leafnode connection. */
export type LeafEntry = LinkCounters & {
	/** The number of the connection on its server (2.11.7). */
	cid?: number;
	/** The server at the other end (2.9.15). */
	name?: string;
	/** This end dialled, as the leaf does (2.9.15). */
	isSpoke?: boolean;
	/** What other leafnodes send is not passed on to it (2.12). */
	isIsolated?: boolean;
	account?: string;
	ip?: string;
	port?: number;
	compression?: string;
};

/** One answer. */
export type ToldLinks<Links> = {
	server: LinkTeller;
	/** When it was true, by the server's clock. */
	at: number;
	links: Links;
	/** There were more than are read. */
	isCut: boolean;
};
