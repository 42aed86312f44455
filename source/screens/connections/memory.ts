// What is kept of connections from round to round, and what a round needs.

import type { Identity } from '../../model/connection.ts';
import { ConnectionBook, type ConnectionJudging } from '../../model/connection-book.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { TokenMemory } from '../../nats/connections-round.ts';
import type { Wire } from '../../nats/wire.ts';
import type { Round } from '../polled-source.ts';
import type { Asked } from '../source.ts';
import type { Sampler } from './sampled.ts';
import type { ConnectionsSnapshot } from './snapshot.ts';

/** How many connections there are in a scope, and on each server by its id as far as it was asked. */
export type ScopeCount = { total: number; servers: ReadonlyMap<string, number> };

/** What is kept from round to round. */
export type ConnectionsMemory = {
	/** Of all connections. */
	whole: ConnectionBook;
	/** Of those in the scope that is asked for; all without one. */
	book: ConnectionBook;
	/** The scope of `book`. */
	scope: string;
	/**
	 * A scope that servers know nobody in, as what they were asked for may be another word for it than theirs, and the rounds
	 * since it was asked for.
	 */
	vain?: { scope: string; rounds: number };
	tokens: TokenMemory;
	seenEvents: number;
	/** Made for a book of too many connections to ask for all of them. */
	sampler?: Sampler;
	/** The way to NATS on which our user may not ask. */
	deniedOn?: Wire;
	/** How many there were in scopes of accounts, when they were asked for last. */
	counts: Map<string, ScopeCount>;
};

export const newMemory = (judging: ConnectionJudging): ConnectionsMemory => {
	const whole = new ConnectionBook(judging);
	return { whole, book: whole, scope: '', tokens: {}, seenEvents: 0, counts: new Map() };
};

/** What one round needs. */
export type RoundNeeds = {
	wire: Wire;
	memory: ConnectionsMemory;
	servers: readonly ServerRow[];
	log?: EventLogSnapshot;
	timeout: number;
	/** Longest wait for one answer, milliseconds. */
	limit?: number;
	round: Pick<Round<ConnectionsSnapshot>, 'signal' | 'spend' | 'show' | 'lookedAt'> &
		Partial<Pick<Round<never>, 'isWished' | 'follows'>>;
	before: ConnectionsSnapshot;
	/** What servers are asked to choose by. */
	asked?: Asked;
	/** Of too many connections a part is asked for in each round; without it always all of them. */
	mayMiss?: boolean;
	/** What each listens to is wanted too. */
	subs?: boolean;
};

/** Every book there is. */
export const booksOf = ({ whole, book }: ConnectionsMemory): ConnectionBook[] =>
	whole === book ? [whole] : [whole, book];

/** Learns from events who connected, and who has gone. */
export const learnFromEvents = (memory: ConnectionsMemory, log: EventLogSnapshot): void => {
	for (let index = log.events.length - 1; index >= 0; index--) {
		const event = log.events[index];
		if (event === undefined || event.seq <= memory.seenEvents) break;
		const { kind, server, account, client } = event;
		if (server === undefined || client?.cid === undefined) continue;
		if (kind === 'CONNECT' && account !== undefined) {
			const identity: Identity = { account, user: client.user };
			for (const book of booksOf(memory)) book.learn(server.id, client.cid, identity);
		} else if (kind === 'DISCONNECT') {
			for (const book of booksOf(memory)) book.gone(server.id, client.cid);
			memory.sampler?.sample.gone({ serverId: server.id, cid: client.cid });
		}
	}
	memory.seenEvents = log.events.at(-1)?.seq ?? memory.seenEvents;
};
