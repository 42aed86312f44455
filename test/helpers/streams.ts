// Answers about streams, made up one by one, and a book that hears them.

import type { ServerStand } from '../../source/model/jetstream/copies.ts';
import type { Stream } from '../../source/model/jetstream/stream.ts';
import { StreamBook, type StreamsRound, type StreamsTold } from '../../source/model/jetstream/stream-book.ts';
import type { StreamsMoment } from '../../source/model/jetstream/streams-moment.ts';
import type { StreamConfig, StreamCopy, ToldPeer } from '../../source/model/jetstream/told.ts';

export const start = 1_800_000_000_000;

export const peerOf = (name: string, over: Partial<ToldPeer> = {}): ToldPeer => ({
	...{ name, current: true, offline: false, active: 500, lag: 0, isPending: false },
	...over,
});

export const configOf = (over: Partial<StreamConfig> = {}): StreamConfig => ({
	...{ subjects: ['orders.>'], retention: 'limits', storage: 'file', discard: 'old', replicas: 3 },
	...{ sources: [], isSealed: false, metadata: new Map(), all: new Map() },
	...over,
});

const tellerOf = (name: string, id = `N${name}`) => ({ id, name, cluster: 'east', version: '2.15.3' });

/** A copy of APP/ORDERS on a server, `at` milliseconds after the start. */
export const copyOf = (
	server: string,
	at: number,
	over: Partial<Omit<StreamCopy, 'server'>> & { id?: string; lastSeq?: number; leader?: string | null } = {},
): StreamCopy => {
	const { id, lastSeq = 100, leader = 'n1', ...rest } = over;
	const peers = ['n1', 'n2', 'n3'].filter((name) => name !== server).map((name) => peerOf(name));
	return {
		server: tellerOf(server, id),
		...{ account: 'APP', stream: 'ORDERS', created: start - 60_000 },
		group: {
			...{ cluster: 'east', raftGroup: 'S-R3F-abc', peers },
			...(leader !== null && { leader }),
			...(leader === server && { leaderSince: start - 50_000 }),
		},
		state: { messages: lastSeq, bytes: lastSeq * 100, firstSeq: 1, lastSeq, consumers: 1 },
		sources: [],
		...{ receivedAt: start + at, now: start + at },
		...rest,
	};
};

/** The only copy of APP/LOGS. */
export const aloneOf = (
	server: string,
	at: number,
	over: Partial<StreamCopy> & { id?: string } = {},
): StreamCopy => ({
	...copyOf(server, at, { ...over, stream: 'LOGS' }),
	group: { cluster: 'east', leader: server, peers: [] },
});

export const toldOf = (
	server: string,
	at: number,
	streams: readonly StreamCopy[],
	over: Partial<StreamsTold> = {},
): StreamsTold => ({
	...{ server: tellerOf(server), isOff: false, streams, receivedAt: start + at, isCut: false },
	...over,
});

/** A book with rounds of one place. */
export const streamRounds = (over: Partial<StreamsMoment> = {}) => {
	const book = new StreamBook();
	const stands = new Map<string, Exclude<ServerStand, 'unknown'>>();
	const momentOf = (at: number): StreamsMoment => ({
		...{ at: start + at, standOf: (server) => stands.get(server) ?? 'answers' },
		...over,
	});
	return {
		book,
		stands,
		momentOf,
		/** Ends a round of these answers `at` milliseconds after the start; gives the streams by their names. */
		round(at: number, kind: StreamsRound, ...told: StreamsTold[]): Record<string, Stream> {
			for (const each of told) book.hear(each, kind, 'east');
			const streams = book.endRound(momentOf(at), kind, start + at - 100);
			return Object.fromEntries(streams.map((stream) => [stream.stream, stream]));
		},
	};
};
