// The parts that a stream and a consumer share: a raft group, or a single copy on one server.

import type { Trouble } from '../checks/check.ts';
import { spanText } from '../span-text.ts';

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

/** JetStream was asked for an object and named it among those whose leader did not answer. */
export type NoAnswer = {
	/** Since when, our clock. */
	since: number;
	/** Why the server says that it does not run, where it does. */
	why?: string;
};

/** `its leader does not answer for 4m`; under a second of it nothing is said of time. */
export const noAnswerText = ({ since, why }: NoAnswer, now: number): string => {
	const span = now - since < 1000 ? '' : ` for ${spanText(now - since)}`;
	return why === undefined ? `its leader does not answer${span}` : `it does not run${span}: ${why}`;
};

/** Stands for the JetStream system where only what our own account has is known; `placeKey` gives nothing like it. */
export const ownPlace = 'own';

/** Whether an object is one of our own account: there is no other account to tell it from. */
export const isOwn = ({ place }: Partial<Pick<Replicated, 'place'>>): boolean => place === ownPlace;

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
	/** Only where JetStream itself is asked for it: its leader does not answer, and everything is as of before. */
	noAnswer?: NoAnswer;
	/** The worst first. */
	troubles: readonly Trouble[];
	rank: number;
};
