// What is told of the instances of micro services: by themselves, and by the servers they are connected to.

/** One endpoint of one instance; counters since the instance began. */
export type ToldEndpoint = {
	name: string;
	subject?: string;
	/** Absent where every instance gets each request. */
	queue?: string;
	requests?: number;
	errors?: number;
	/** Milliseconds of all requests together. */
	processing?: number;
	lastError?: string;
};

/**
 * Who says so: the instance by its statistics, by its answer to a ping, which has no figures, or the server by the
 * subscriptions of its connection.
 */
export type ToldBy = 'stats' | 'ping' | 'subscriptions';

/** The connection of an instance, as its server tells it. */
export type InstanceConnection = {
	server: string;
	serverId: string;
	cid: number;
	name?: string;
	ip?: string;
	lang?: string;
	version?: string;
	/** Bytes that wait to be sent to it. */
	pending?: number;
	/** Messages from it and to it since it connected. */
	inMsgs?: number;
	outMsgs?: number;
	/** Milliseconds. */
	rtt?: number;
};

/** One instance of a service. */
export type ToldInstance = {
	by: ToldBy;
	/** Name or key of its account; absent where it is our own. */
	account?: string;
	service: string;
	id: string;
	version?: string;
	description?: string;
	metadata?: Readonly<Record<string, string>>;
	/** Ms since the epoch, by its own clock. */
	started?: number;
	/** Milliseconds from the question to its answer; absent where it was not asked itself. */
	delay?: number;
	/** When its counters were so, ms since the epoch: by the clock of its server where that tells of it, else by ours. */
	at?: number;
	/** Absent where they are not told. */
	endpoints?: readonly ToldEndpoint[];
};

/** An instance as one connection has it: what it subscribes to says what it serves. */
export type Subscribed = { instance: ToldInstance; connection: InstanceConnection };

/** The key of a service, and of an instance of it. */
export const serviceKey = ({ account = '', service }: Pick<ToldInstance, 'account' | 'service'>): string =>
	`${account}\n${service}`;

export const instanceKey = (instance: Pick<ToldInstance, 'account' | 'service' | 'id'>): string =>
	`${serviceKey(instance)}\n${instance.id}`;

/** More endpoints of one instance are not kept. */
export const mostEndpoints = 256;

/** More instances are not followed. */
export const mostInstances = 4096;
