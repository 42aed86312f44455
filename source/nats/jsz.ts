// What JSZ is asked for, and what a server answers: what JetStream runs on it, and its copies of streams and consumers.

import type { ConsumerCopy, StreamCopy, Teller } from '../model/jetstream/told.ts';
import type { Fields } from './read.ts';

/**
 * What is asked for. `light`: figures alone. `leaders`, `configs`: each stream from its leader alone; servers before 2.10.19
 * send all copies. `copies`, `copy-configs`, `consumers`, `consumer-configs`: every copy. `everything`: all of that at once, with the names of
 * raft groups, for the few servers that hold one object.
 */
export type JszKind =
	| 'light'
	| 'leaders'
	| 'copies'
	| 'configs'
	| 'copy-configs'
	| 'consumers'
	| 'consumer-configs'
	| 'everything';

/** The bodies. A consumer's leader is often another server than its stream's: consumers are asked of all who have them. */
export const jszBodies: Readonly<Record<JszKind, Fields>> = {
	// Raft makes servers count what they lead, since 2.11.11 and 2.12.1; without streams it adds nothing else.
	light: { raft: true },
	leaders: { streams: true, stream_leader_only: true },
	copies: { streams: true },
	configs: { streams: true, config: true, stream_leader_only: true },
	'copy-configs': { streams: true, config: true },
	consumers: { streams: true, consumer: true },
	'consumer-configs': { streams: true, consumer: true, config: true },
	everything: { streams: true, consumer: true, config: true, raft: true },
};

/** The figures of one server. Absent is unknown. */
export type JszTotals = {
	streams?: number;
	consumers?: number;
	messages?: number;
	bytes?: number;
	streamsLed?: number;
	consumersLed?: number;
	/** Accounts in all; more than the page has where pages are left. */
	accounts?: number;
};

export type JszAnswer = {
	server: Teller;
	/** JetStream is off there. */
	isOff: boolean;
	totals: JszTotals;
	streams: readonly StreamCopy[];
	consumers: readonly ConsumerCopy[];
	/** Our clock. */
	receivedAt: number;
	/** Whether something was left out, as it was more than natstop reads. */
	isCut: boolean;
};
