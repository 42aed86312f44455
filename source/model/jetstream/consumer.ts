// A consumer as it is in its whole JetStream system, by the word of its own leader.

import type { RoundRing } from '../round-ring.ts';
import type { Replicated } from './replicated.ts';
import type { ConsumerConfig, ConsumerPlace } from './told.ts';

/** What is kept of a consumer over its last rounds: messages a second, and messages that wait. */
export const consumerMetrics = ['delivered', 'acked', 'pending'] as const;

export type ConsumerMetric = (typeof consumerMetrics)[number];

/** What was delivered within the last minutes, and how much of it again. */
export type Redelivery = { delivered: number; again: number; span: number };

export type Consumer = Replicated & {
	/** `objectKey` of place, account, stream and consumer. */
	key: string;
	stream: string;
	consumer: string;
	/** By its leader: what it said last, where there is none now. */
	pending?: number;
	ackPending?: number;
	redelivered?: number;
	waiting?: number;
	isBound?: boolean;
	/** Groups of clients of which one is pinned. */
	pinned?: number;
	isPaused: boolean;
	/** Milliseconds. */
	pauseLeft?: number;
	/** Replicas agree on these two: they are known without a leader as well. Times are by our clock. */
	delivered: ConsumerPlace;
	ackFloor: ConsumerPlace;
	/** Messages a second. */
	deliveredRate?: number;
	ackedRate?: number;
	/** Since when nothing was delivered, and nothing acknowledged, as far as it was watched; our clock. */
	deliveredStillSince?: number;
	ackStillSince?: number;
	/** Since when as many acks are open as may be, without an ack or a new message; absent where that is not so. */
	fullSince?: number;
	/** Since when messages wait and nobody asks for them; absent where that is not so. */
	unreadSince?: number;
	/** Since when nobody leads it, as far as it was watched; absent where somebody does. */
	leaderlessSince?: number;
	/** Absent until it was watched for a minute. */
	redelivery?: Redelivery;
	config?: ConsumerConfig;
	/** Milliseconds until nothing waits any more, where that shrinks. */
	catchesUpIn?: number;
	history?: RoundRing<ConsumerMetric>;
};
