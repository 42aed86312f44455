// The parts that a stream and a consumer share: a raft group, or a single copy on one server.

import type { Trouble } from '../checks/check.ts';

/** How a replica stands. `silent` is what its leader has not heard of for a while, or what does not answer us. */
export type ReplicaState = 'leader' | 'ok' | 'lags' | 'silent' | 'offline' | 'unknown';

/** One replica: by the leader's list, and with what its own server told of its copy. */
export type Replica = {
	name: string;
	state: ReplicaState;
	/** Entries that it is behind, by its leader. */
	lag?: number;
	/** Milliseconds since its leader heard of it. */
	active?: number;
	isPending: boolean;
	/** It is far behind and did not catch up by itself, or comes back after it was silent. */
	isBehind?: true;
	/** The part of all entries that its own copy lacks, as its server told last. */
	missing?: number;
	/** The end of its own copy, and when its server told that. */
	lastSeq?: number;
	copyAt?: number;
};

/** Whose word the state of an object is. */
export type ToldBy = {
	server: string;
	isLeader: boolean;
	/** When it came, our clock. */
	at: number;
};

/** A stream or a consumer, as to who has it and who leads it. */
export type Replicated = {
	/** The JetStream system, as `placeKey` of model/jetstream-place gives it. */
	place: string;
	account: string;
	accountName: string;
	cluster?: string;
	/** Absent where nobody leads. */
	leader?: string;
	leaderSince?: number;
	raftGroup?: string;
	/** The leader first, then by name. One entry where there is one copy. */
	replicas: readonly Replica[];
	/** How many there should be; absent where it is not known. */
	wanted?: number;
	/** How many of them are up to date, the leader included. */
	current?: number;
	/** The greatest lag; absent without a leader, and where there is one copy. */
	lag?: number;
	created?: number;
	toldBy: ToldBy;
	/** Its server does not answer any more, and no other has a copy: everything is as of then. */
	isOld: boolean;
	/** The worst first. */
	troubles: readonly Trouble[];
	rank: number;
};
