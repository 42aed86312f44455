// One round of asking for consumers: whom, for what, and what the answers come to.

import type { ServerRow } from '../../model/fleet.ts';
import type { ConsumerBook } from '../../model/jetstream/consumer-book.ts';
import { placeKey, placeOf } from '../../model/jetstream-place.ts';
import type { JszAnswer } from '../../nats/jsz.ts';

/** More copies of consumers than this are asked for an account at a time. */
export const mostCopies = 20_000;

/** Hands answers to a book, and counts the copies that servers have. */
export const taker = (
	book: ConsumerBook,
	rows: readonly ServerRow[],
	copies: Map<string, number>,
	account: string | undefined,
): ((answer: JszAnswer) => void) => {
	const places = new Map(rows.map((row) => [row.info.id, placeKey(placeOf(row))]));
	return ({ server, consumers, streams, totals, receivedAt, isCut, isOff }) => {
		// Asked for one account some servers count its consumers alone.
		if (account === undefined) copies.set(server.id, isOff ? 0 : (totals.consumers ?? 0));
		const place = places.get(server.id) ?? placeKey({ domain: server.domain });
		book.hear({ server, place, consumers, streams, receivedAt, isCut, account });
	};
};

/** Copies of consumers on all servers that are there. */
export const copiesOn = (rows: readonly ServerRow[], copies: ReadonlyMap<string, number>): number =>
	rows.reduce((sum, { info }) => sum + (copies.get(info.id) ?? 0), 0);

/** Servers that are known not to answer, by their names. */
export const goneServers = (rows: readonly ServerRow[]): Map<string, 'stale' | 'down'> => {
	const gone = new Map<string, 'stale' | 'down'>();
	for (const { state, info } of rows) if (state === 'stale' || state === 'down') gone.set(info.name, state);
	// A server that has started again has left an entry of what it was before.
	for (const { state, info } of rows) if (state !== 'stale' && state !== 'down') gone.delete(info.name);
	return gone;
};

/** The key of an account by what a person calls it; what is not known is taken as it is. */
export const accountMeant = (wanted: string, names: ReadonlyMap<string, string>): string => {
	const same = (text: string): boolean => text.toLowerCase() === wanted.toLowerCase();
	for (const [key, name] of names) if (same(name) || same(key)) return key;
	return wanted;
};
