// Asks servers for JSZ: what JetStream runs on them, and every copy of a stream or a consumer that they hold.

import type { ConsumerCopy, StreamCopy, Teller } from '../model/jetstream/told.ts';

/** What is asked for; see `jszBodies` for the options of each. */
export type JszKind = 'light' | 'leaders' | 'copies' | 'configs' | 'consumers' | 'consumer-configs';

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
