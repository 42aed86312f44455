// A stream as it is in its whole JetStream system, after it was decided which copy to believe.

import type { History } from '../history.ts';
import type { Replicated } from './replicated.ts';
import type { StreamConfig, StreamState, ToldSource } from './told.ts';

export type Stream = Replicated & {
	/** `objectKey` of place, account and stream. */
	key: string;
	stream: string;
	/** The JetStream domain, where its servers name one. */
	domain?: string;
	state: StreamState;
	/** Messages a second that come in; what is deleted meanwhile does not matter. */
	inRate?: number;
	/** Milliseconds that the rate is over. */
	window?: number;
	/** Milliseconds until the replica that lags most has caught up, where it does. */
	catchesUpIn?: number;
	/** Since when nobody leads it, our clock; absent where somebody does. */
	leaderlessSince?: number;
	/** When a server told that its quorum is lost, until it has a leader again; our clock. */
	quorumLostAt?: number;
	/** Since when one more replica that fails takes the quorum with it, our clock. */
	noSpareSince?: number;
	/** Since when it is in trouble, our clock. */
	troubleSince?: number;
	mirror?: ToldSource;
	sources: readonly ToldSource[];
	/** Absent until a round asked for it. */
	config?: StreamConfig;
	/** The part of its narrowest limit that is used; absent without a limit. */
	full?: number;
	history?: History;
};

/** How many of the replicas of a group have to be there for it to go on. */
export const quorumOf = (replicas: number): number => Math.floor(replicas / 2) + 1;

/** Bytes that a message of it takes on average; absent where there is none. */
export const messageSize = ({ state: { messages, bytes } }: Pick<Stream, 'state'>): number | undefined =>
	messages === undefined || bytes === undefined || messages === 0 ? undefined : bytes / messages;
