// What servers are asked for where a filter says so: the streams of one account, or those with a copy on one server.

import type { Stream } from '../../model/jetstream/stream.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { Asked } from '../source.ts';

/** Names of the fields that servers choose by. */
export const askedFields = ['acc', 'server'] as const;

export type StreamScope = {
	/** The only account that is asked for, as servers call it. */
	account?: string;
	/** Whether a server is asked for the streams that it leads, and for all its copies. */
	leads: (server: Pick<AskedServer, 'name'>) => boolean;
	holds: (server: Pick<AskedServer, 'name'>) => boolean;
	/** The same text for the same scope; empty where everything is asked for. */
	key: string;
};

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The account that a filter's word means; nothing where several are meant, or none is known by it. */
const accountMeant = (
	wanted: string,
	streams: readonly Stream[],
	names: ReadonlyMap<string, string>,
): string | undefined => {
	const found = new Set<string>();
	for (const [key, name] of names) if (same(key, wanted) || same(name, wanted)) found.add(key);
	for (const { account, accountName } of streams)
		if (same(account, wanted) || same(accountName, wanted)) found.add(account);
	const [only] = found;
	return found.size === 1 ? only : undefined;
};

/** The scope of a filter. Those that lead streams with a copy on a server are asked, too: only they know how these are. */
export const scopeOf = (
	{ acc, server }: Asked,
	streams: readonly Stream[],
	names: ReadonlyMap<string, string>,
): StreamScope => {
	const account = acc === undefined ? undefined : accountMeant(acc, streams, names);
	if (server === undefined)
		return {
			...(account !== undefined && { account }),
			leads: () => true,
			holds: () => true,
			key: account ?? '',
		};
	const leaders = new Set<string>();
	for (const { replicas, leader } of streams)
		if (leader !== undefined && replicas.some(({ name }) => same(name, server))) leaders.add(leader);
	return {
		...(account !== undefined && { account }),
		leads: ({ name }) => same(name, server) || leaders.has(name),
		holds: ({ name }) => same(name, server),
		key: JSON.stringify([account, server]),
	};
};
