// What servers tell of streams and consumers: one copy on one server, in one answer, before it is decided which to believe.

/** The server that told it. */
export type Teller = { id: string; name: string; cluster?: string; domain?: string; version?: string };

/** A peer of a raft group, as the server that answered lists it; true of the group only where that server leads it. */
export type ToldPeer = {
	name: string;
	current: boolean;
	offline: boolean;
	/** Milliseconds since the leader heard of it. */
	active?: number;
	/** Entries committed that it does not have yet. */
	lag?: number;
	/** It is being added or removed (nats-server 2.15). */
	isPending: boolean;
};

/** The raft group of a stream or a consumer. */
export type ToldGroup = {
	cluster?: string;
	/** Absent where there is one copy only; servers before 2.11 name it in rounds for it alone. */
	raftGroup?: string;
	leader?: string;
	leaderSince?: number;
	/** Each name once, and never the leader itself where it answered. */
	peers: readonly ToldPeer[];
};

/** A stream that another one copies, or takes in. */
export type ToldSource = {
	name: string;
	lag?: number;
	/** Milliseconds since it was heard of; absent where it never was. */
	active?: number;
	error?: string;
	/** The API prefix of another domain or account. */
	external?: string;
};

export type StreamState = {
	messages?: number;
	bytes?: number;
	firstSeq?: number;
	lastSeq?: number;
	/** Milliseconds since the epoch; absent where there is no message. */
	firstTime?: number;
	lastTime?: number;
	subjects?: number;
	deleted?: number;
	consumers?: number;
};

/** What somebody configured. Absent is unlimited, or not told. */
export type StreamConfig = {
	description?: string;
	subjects: readonly string[];
	retention?: string;
	storage?: string;
	discard?: string;
	replicas?: number;
	maxMessages?: number;
	maxBytes?: number;
	/** Milliseconds. */
	maxAge?: number;
	maxMessageSize?: number;
	maxConsumers?: number;
	maxPerSubject?: number;
	/** Names of what it copies or takes in. */
	mirror?: string;
	sources: readonly string[];
	isSealed: boolean;
	metadata: ReadonlyMap<string, string>;
	/** Everything as it came, cleaned, for a table of it: dotted names and their values. */
	all: ReadonlyMap<string, string>;
};

/** One copy of a stream. */
export type StreamCopy = {
	server: Teller;
	/** Its public key in operator mode, else its name. */
	account: string;
	accountName?: string;
	stream: string;
	created?: number;
	/** Absent where the server is in no cluster. A single copy has one without peers, which its own server leads. */
	group?: ToldGroup;
	state: StreamState;
	mirror?: ToldSource;
	sources: readonly ToldSource[];
	/** Only where the round asked for it. */
	config?: StreamConfig;
	/** When it came, our clock. */
	receivedAt: number;
	/** When it was told, by the clock of the server. */
	now?: number;
};

/** A place in the sequence of a consumer and of its stream. */
export type ConsumerPlace = { consumerSeq?: number; streamSeq?: number; lastActive?: number };

export type ConsumerConfig = {
	description?: string;
	/** Absent where nobody says; `pull` where it delivers to nobody by itself. */
	type?: 'pull' | 'push';
	deliverSubject?: string;
	ackPolicy?: string;
	/** Milliseconds. */
	ackWait?: number;
	maxAckPending?: number;
	maxDeliver?: number;
	maxWaiting?: number;
	filters: readonly string[];
	/** How groups of clients share it, and how many groups there are (nats-server 2.11). */
	priorityPolicy?: string;
	priorityGroups?: number;
	replicas?: number;
	isDurable?: boolean;
	metadata: ReadonlyMap<string, string>;
	all: ReadonlyMap<string, string>;
};

/** One copy of a consumer. */
export type ConsumerCopy = {
	server: Teller;
	account: string;
	accountName?: string;
	stream: string;
	consumer: string;
	created?: number;
	group?: ToldGroup;
	delivered: ConsumerPlace;
	ackFloor: ConsumerPlace;
	/** Messages that wait for it. Followers of some versions tell 0 whatever it is. */
	pending?: number;
	ackPending?: number;
	redelivered?: number;
	/** Pull requests that wait. */
	waiting?: number;
	/** A client listens where it delivers to; only of push consumers. */
	isBound?: boolean;
	/** Groups of clients of which one is pinned; only the leader knows. */
	pinned?: number;
	isPaused: boolean;
	/** Milliseconds of the pause that are left. */
	pauseLeft?: number;
	config?: ConsumerConfig;
	receivedAt: number;
	now?: number;
};

/** What tells one object from all others: a JetStream system, an account, and names, which may hold anything but line ends. */
export const objectKey = (first: string | undefined, ...rest: readonly (string | undefined)[]): string => {
	let key = first ?? '';
	for (const part of rest) key += `\n${part ?? ''}`;
	return key;
};
