// The seam between natstop and NATS: whoever asks or listens does it through a wire, so that a recording can be one too.

import type { NatsConnection } from '@nats-io/transport-node';
import { type GatherEnd, Gatherer, type GatherOptions } from './gather.ts';
import type { Fields } from './read.ts';

export type Wire = {
	/** Asks everybody who listens on a subject; the answers are handed over one by one. */
	gather: (subject: string, body: Fields | undefined, options: GatherOptions) => Promise<GatherEnd>;
	/** The clock that what is received is judged by, ms since the epoch. */
	now: () => number;
	/** Stops listening for answers. */
	close: () => void;
};

/** The wire of a connection. It listens from the first question on: a subscription may be scarce. */
export const wireOf = (nc: NatsConnection, inboxPrefix?: string): Wire => {
	let gatherer: Gatherer | undefined;
	return {
		gather(subject, body, options) {
			gatherer ??= new Gatherer(nc, inboxPrefix);
			return gatherer.gather(subject, body, options);
		},
		now: Date.now,
		close: () => gatherer?.close(),
	};
};
