// What a cell of a stream depends on besides its row.

import type { LoggedEvent } from '../../model/event.ts';
import { isOwn } from '../../model/jetstream/replicated.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import type { Column } from '../../table/column.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import type { Orphans } from './orphans.ts';
import type { StreamsSnapshot } from './snapshot.ts';

export type StreamFacts = {
	/** The name of its account, or the key where a person wants keys. */
	accountOf: (stream: Pick<Stream, 'account' | 'accountName'>) => string;
	/** The same of an account that is only known by its key. */
	nameFor: (account: string) => string;
	/** Streams are in more than one domain, so that it takes that to tell them apart. */
	hasDomains: boolean;
	events: readonly LoggedEvent[];
	/** The consumers of a stream that nobody leads, where they were asked for. */
	orphans?: Orphans;
};

export type StreamColumn = Column<Stream, StreamFacts>;

export type StreamLook = ScreenLook<StreamFacts>;

export const streamFacts = (
	{ streams, accountNames, events = [], orphans }: StreamsSnapshot,
	{ keys }: Pick<Choices, 'keys'>,
): StreamFacts => ({
	accountOf: ({ account, accountName }) => (keys ? account : accountName),
	nameFor: (account) => (keys ? account : (accountNames.get(account) ?? account)),
	hasDomains: new Set(streams.map(({ domain }) => domain)).size > 1,
	events,
	...(orphans && { orphans }),
});

/** `APP/ORDERS`; its own name alone where there is no other account. */
export const streamName = (stream: Stream, { accountOf }: Pick<StreamFacts, 'accountOf'>): string =>
	isOwn(stream) ? stream.stream : `${accountOf(stream)}/${stream.stream}`;
