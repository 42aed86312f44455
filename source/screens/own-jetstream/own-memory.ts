// What is kept of the streams and consumers of our own account, and how JetStream is asked for them, whatever list is open.

import { OwnConsumerBook } from '../../model/jetstream/own-consumers.ts';
import { type OwnJudging, OwnStreamBook } from '../../model/jetstream/own-streams.ts';
import { AskPace } from '../../nats/ask-pace.ts';
import type { JsAsker } from '../../nats/js-api.ts';
import type { Wire } from '../../nats/wire.ts';
import type { Watching } from '../source.ts';
import { noOwnFacts, type OwnFacts } from './own-facts.ts';
import { ownAccount } from './own-session.ts';

/** Milliseconds between two lists of streams, and of consumers, as they are wished for. */
export const [streamsBase, consumersBase] = [5000, 10_000];

export type OwnMemory = {
	streams: OwnStreamBook;
	consumers: OwnConsumerBook;
	pace: AskPace;
	/** What the last list of streams came to, and the last of consumers. */
	facts: OwnFacts;
	consumerFacts: OwnFacts;
	/** Rises with everything that is told. */
	version: number;
	/** STREAM.LIST was refused: it is not asked for again until a person wishes so. */
	isListDenied: boolean;
	/** The list that is under way, and when it began; `performance.now()`. */
	listing?: Promise<void>;
	listedAt?: number;
	gathering?: Promise<void>;
	gatheredAt?: number;
	/** Streams whose list of consumers took long or was not whole, and when it was asked for last; `performance.now()`. */
	slowConsumers: Map<string, number>;
	/** The next stream that is asked for alone, where lists are slow. */
	turn: number;
};

export const newOwnMemory = (account: string, judging: OwnJudging, isPast = false): OwnMemory => ({
	streams: new OwnStreamBook(judging),
	consumers: new OwnConsumerBook(judging),
	pace: new AskPace(isPast),
	facts: noOwnFacts(account, streamsBase),
	consumerFacts: noOwnFacts(account, consumersBase),
	...{ version: 0, isListDenied: false, slowConsumers: new Map(), turn: 0 },
});

const memories = new WeakMap<Watching['events'], OwnMemory>();

/** What is kept for one session, for every list of it. */
export const ownMemory = (watching: Watching): OwnMemory => {
	const { events, checks, past } = watching;
	const account = ownAccount(watching);
	const memory = memories.get(events) ?? newOwnMemory(account, { settings: checks }, past !== undefined);
	memories.set(events, memory);
	return memory;
};

/** Takes the name of our account, which may become known late. */
export const learnAccount = (memory: OwnMemory, watching: Pick<Watching, 'account'>): void => {
	const account = ownAccount(watching);
	if (memory.facts.account === account) return;
	memory.facts = { ...memory.facts, account };
	memory.consumerFacts = { ...memory.consumerFacts, account };
};

/** Who asks, within the pace that all lists share. */
export const askerOf = (
	wire: Wire,
	{ pace, facts }: OwnMemory,
	rest: Pick<JsAsker, 'mayAsk' | 'spend' | 'signal'> = {},
): JsAsker => ({ wire, pace, account: facts.account, ...rest });
