// When leafnodes connected, by the events of it.

import type { LoggedEvent } from '../event.ts';
import { backSpan, type LeafConnects } from './leaf-book.ts';

const keyOf = (account: string | undefined, name: string | undefined): string => `${account}\n${name}`;

/** Looks them up of the last five minutes before our time `now`; by the account's key or its name. */
export const leafConnects = (
	events: readonly LoggedEvent[],
	nameOf: (account: string) => string | undefined,
	now: number,
): LeafConnects => {
	const times = new Map<string, number[]>();
	for (let index = events.length - 1; index >= 0; index--) {
		const event = events[index];
		if (event === undefined || now - event.at > backSpan) break;
		if (event.kind !== 'CONNECT' || event.client?.kind !== 'Leafnode' || event.mixed) continue;
		const known = times.get(keyOf(event.account, event.client.name)) ?? [];
		for (let count = 0; count < Math.min(event.count, 1000); count++) known.push(event.lastAt);
		times.set(keyOf(event.account, event.client.name), known);
	}
	return ({ end: { account, name } }) =>
		name === undefined
			? undefined
			: (times.get(keyOf(account, name)) ??
				times.get(keyOf(account === undefined ? undefined : nameOf(account), name)) ??
				[]);
};
