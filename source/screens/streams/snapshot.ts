// What the screen of streams is drawn from, and how complete it is.

import type { LoggedEvent } from '../../model/event.ts';
import type { RaftView } from '../../model/jetstream/raft.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { honestyOf, noRound, type RoundFacts } from '../jetstream/round-facts.ts';
import type { TabCounts } from '../jetstream/tab-counts.ts';
import type { Honesty } from '../list-facts.ts';
import { type OwnFacts, ownHonesty } from '../own-jetstream/own-facts.ts';
import type { Orphans } from './orphans.ts';

/** The stream that has the whole screen, and what its servers say of its raft group. */
export type OpenStream = {
	key: string;
	/** By the name of the server. */
	rafts: ReadonlyMap<string, RaftView>;
	/** Why a server says nothing of it, in words, by its name. */
	unheard: ReadonlyMap<string, string>;
	/** When that was asked, our clock. */
	at?: number;
};

export type StreamsSnapshot = {
	streams: readonly Stream[];
	/** What the last round of leaders came to. */
	round: RoundFacts;
	/** Milliseconds between two rounds of leaders, as wished. */
	base: number;
	/** When all copies were asked for last, our clock. */
	copiesAt?: number;
	/** Names of servers that have to be asked for all copies still. */
	copiesPartial: boolean;
	/** Servers have more streams than are kept. */
	isFull: boolean;
	one?: OpenStream;
	/** Consumers without a leader, of the stream that is looked at. */
	orphans?: Orphans;
	/** What happened lately, for the events of a stream. */
	events?: readonly LoggedEvent[];
	/** By their keys. */
	accountNames: ReadonlyMap<string, string>;
	/** How many rows the tabs have. */
	counts?: TabCounts;
	/** What JetStream told our own account; absent where servers are asked. */
	own?: OwnFacts;
};

export const noStreams: StreamsSnapshot = {
	...{
		streams: [],
		round: noRound,
		base: 5000,
		copiesPartial: false,
		isFull: false,
		accountNames: new Map(),
	},
};

/** What nobody has to be asked for. */
const still = 'Which streams lose their leader or their quorum stands among the events, on 3.';

const seconds = (ms: number): string => `${Math.max(0, Math.round(ms / 1000))}s`;

/** `leaders every 5s, all copies 24s ago   8 of 8 answered`. */
export const streamsHonesty = ({
	round,
	copiesAt,
	copiesPartial,
	isFull,
	base,
	own,
	streams,
}: StreamsSnapshot): Honesty => {
	if (own !== undefined) return ownHonesty(own, streams.length, ['stream', 'streams']);
	const { at, every } = round;
	const copies =
		copiesAt === undefined || at === undefined
			? 'all copies not asked for yet'
			: `all copies ${seconds(at - copiesAt)} ago`;
	const honesty = honestyOf(round, {
		still,
		note: `leaders every ${seconds(every ?? base)}, ${copies}`,
		missing: [
			...(copiesPartial ? ['some did not tell of all copies'] : []),
			...(isFull ? ['more streams than are kept'] : []),
		],
	});
	// A list that is asked for every five seconds is not old after six.
	return { short: `${round.answered} of ${round.expected}`, ...honesty, every: every ?? base };
};
