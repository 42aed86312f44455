// One client's connection to one server, as that server tells it.

/** Who answered for a connection. */
export type ConnectionServer = { id: string; name: string; cluster?: string; version?: string };

/** What a client listens to. */
export type ClientSubscription = {
	subject: string;
	queue?: string;
	/** Messages delivered so far. */
	msgs?: number;
	/** It ends after so many. */
	max?: number;
};

/** Who a client is: asked for apart, as servers send whole tokens with it. */
export type Identity = {
	account: string;
	/** Masked where it can be a token. */
	user?: string;
	issuer?: string;
	tags?: readonly string[];
	/** Only the account is known: servers were asked for those of it. */
	isPart?: true;
};

/** What counts up for as long as a connection lives; `in` is from the client, `out` is to it. */
export type ConnectionCounters = {
	inMsgs?: number;
	outMsgs?: number;
	inBytes?: number;
	outBytes?: number;
	/** How often the server made the client wait for its readers (2.12). */
	stalls?: number;
};

/** How a client speaks. */
export type ConnectionKind = 'client' | 'mqtt' | 'ws' | 'leaf';

export type Connection = ConnectionCounters & {
	server: ConnectionServer;
	cid: number;
	/** When this was true, by the server's own clock, ms since the epoch. */
	at: number;
	kind: ConnectionKind;
	name?: string;
	mqttClient?: string;
	ip?: string;
	port?: number;
	lang?: string;
	version?: string;
	start?: number;
	lastActivity?: number;
	/** Set once it is closed. */
	stop?: number;
	reason?: string;
	/** Milliseconds. */
	rtt?: number;
	/** Bytes that wait to be sent to the client. */
	pending?: number;
	subscriptions?: number;
	tlsVersion?: string;
	tlsCipher?: string;
	/** Set where it was asked for. */
	identity?: Identity;
	subjects?: readonly ClientSubscription[];
};

/** Names a connection in the whole system: a server has a new id after each start, and counts on while it runs. */
export const connectionKey = (serverId: string, cid: number): string => `${serverId} ${cid}`;

/** What a connection is called where it has no name: the id of its MQTT client, else where it comes from. */
export const connectionName = ({
	name,
	mqttClient,
	ip,
}: Pick<Connection, 'name' | 'mqttClient' | 'ip'>): string | undefined => name ?? mqttClient ?? ip;

/** What a connection does a second, by the clock of its server. */
export type ConnectionRates = {
	inMsgs?: number;
	outMsgs?: number;
	inBytes?: number;
	outBytes?: number;
	stalls?: number;
	/** Negative where less waits than before. */
	pending?: number;
	/** Milliseconds they are means over. */
	window: number;
};

/** Two samples closer than this say too little, milliseconds. */
const shortestWindow = 200;

const growth = (
	before: number | undefined,
	after: number | undefined,
	seconds: number,
): number | undefined =>
	before === undefined || after === undefined || after < before ? undefined : (after - before) / seconds;

/** What rates are made of: counters at a time of the server's clock. */
export type CountedAt = ConnectionCounters & Pick<Connection, 'at' | 'pending'>;

/** Rates between two answers about one connection; absent where they are too close, or not in order. */
export const connectionRates = (before: CountedAt, after: CountedAt): ConnectionRates | undefined => {
	const window = after.at - before.at;
	if (window < shortestWindow) return undefined;
	const seconds = window / 1000;
	return {
		inMsgs: growth(before.inMsgs, after.inMsgs, seconds),
		outMsgs: growth(before.outMsgs, after.outMsgs, seconds),
		inBytes: growth(before.inBytes, after.inBytes, seconds),
		outBytes: growth(before.outBytes, after.outBytes, seconds),
		stalls: growth(before.stalls, after.stalls, seconds),
		pending:
			before.pending === undefined || after.pending === undefined
				? undefined
				: (after.pending - before.pending) / seconds,
		window,
	};
};
