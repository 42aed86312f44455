// What a server tells of a raft group that it is in: the meta group, or that of a stream or a consumer.

import type { Teller } from './told.ts';

/** Another member of the group, as the server sees it. */
export type RaftPeer = {
	/** The hash of its name. */
	id: string;
	name?: string;
	isKnown: boolean;
	/** The last entry that it has; only the leader knows. */
	replicated?: number;
	/** Milliseconds since it was heard of; absent where it never was, or was not by this server. */
	seen?: number;
};

/** The view of one server. Absent is unknown. */
export type RaftView = {
	server: Teller;
	account: string;
	group: string;
	/** The hash of its own name. */
	id?: string;
	/** `leader`, `follower`, `candidate`, `closed`, in the words of servers. */
	state: string;
	size?: number;
	quorum?: number;
	committed?: number;
	applied?: number;
	/** The hash of the leader's name; absent where it knows of none. */
	leader?: string;
	leaderSince?: number;
	term?: number;
	isCatchingUp: boolean;
	isObserver: boolean;
	isPaused: boolean;
	/** It cannot keep up with its own log (nats-server 2.14). */
	isOverrun: boolean;
	/** Why its log cannot be written. */
	writeError?: string;
	logMessages?: number;
	logBytes?: number;
	/** Entries that wait in its queues. */
	queued?: number;
	peers: readonly RaftPeer[];
	/** Our clock. */
	receivedAt: number;
};

/** A queue inside a server. */
export type InnerQueue = { name: string; pending?: number; busy?: number };
