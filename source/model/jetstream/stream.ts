// A stream as it is in its whole JetStream system, after it was decided which copy to believe.

import type { History } from '../history.ts';
import type { Replicated } from './replicated.ts';
import type { StreamConfig, StreamState, ToldSource } from './told.ts';

export type Stream = Replicated & {
	/** `objectKey` of place, account and stream. */
	key: string;
	stream: string;
	state: StreamState;
	/** Messages a second that come in; what is deleted meanwhile does not matter. */
	inRate?: number;
	/** Milliseconds that the rate is over. */
	window?: number;
	/** Milliseconds until the replica that lags most has caught up, where it does. */
	catchesUpIn?: number;
	mirror?: ToldSource;
	sources: readonly ToldSource[];
	/** Absent until a round asked for it. */
	config?: StreamConfig;
	/** The part of its narrowest limit that is used; absent without a limit. */
	full?: number;
	history?: History;
};
