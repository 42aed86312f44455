// A consumer as it is in its whole JetStream system, by the word of its own leader.

import type { Replicated } from './replicated.ts';
import type { ConsumerConfig, ConsumerPlace } from './told.ts';

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
	isPaused: boolean;
	/** Milliseconds. */
	pauseLeft?: number;
	delivered: ConsumerPlace;
	ackFloor: ConsumerPlace;
	/** Messages a second. */
	deliveredRate?: number;
	ackedRate?: number;
	/** Since when nothing was delivered, and nothing acknowledged, as far as it was watched; our clock. */
	deliveredStillSince?: number;
	ackStillSince?: number;
	config?: ConsumerConfig;
	catchesUpIn?: number;
};
