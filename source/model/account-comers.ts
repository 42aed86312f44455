// Who connected to which account a short while ago, as the event log remembers it.

import type { Comer } from './account.ts';
import type { EventLogSnapshot } from './event-log.ts';

/** Milliseconds that count. */
const span = 60_000;

/** Names told of each account. */
const mostNames = 8;

/** What clients without a name, or of many names, are called. */
const others = 'others';

/** By account, who came most often first. */
export const comersOf = (
	{ events }: EventLogSnapshot,
	now: number,
): ReadonlyMap<string, readonly Comer[]> => {
	const found = new Map<string, Map<string, Comer>>();
	for (let at = events.length - 1; at >= 0; at--) {
		const event = events[at];
		if (event === undefined || now - event.lastAt > span) break;
		if (event.kind !== 'CONNECT' || event.account === undefined) continue;
		const name = event.mixed ? others : (event.client?.name ?? event.client?.user ?? others);
		const server = event.server?.name ?? event.serverName ?? '';
		const own = found.get(event.account) ?? new Map<string, Comer>();
		found.set(event.account, own);
		const key = `${name}\n${server}`;
		own.set(key, { name, server, count: (own.get(key)?.count ?? 0) + event.count });
	}
	return new Map(
		[...found].map(([account, comers]) => [
			account,
			[...comers.values()].sort((a, b) => b.count - a.count).slice(0, mostNames),
		]),
	);
};
