// What a connection listens to, with what comes a second, the busiest first.

import type { ClientSubscription, Connection } from '../../model/connection.ts';

import { compareNames } from '../../table/name-order.ts';

export type Listened = ClientSubscription & { rate?: number };

/** Subscriptions of the same subject and queue, told apart by their place. */
const keyed = (subjects: readonly ClientSubscription[] = []): Map<string, ClientSubscription> => {
	const places = new Map<string, number>();
	return new Map(
		subjects.map((each) => {
			const name = `${each.subject} ${each.queue ?? ''}`;
			const place = places.get(name) ?? 0;
			places.set(name, place + 1);
			return [`${name} ${place}`, each];
		}),
	);
};

export const listenedTo = (before: Connection | undefined, now: Connection): Listened[] => {
	const earlier = keyed(before?.subjects);
	const seconds = before === undefined ? 0 : (now.at - before.at) / 1000;
	return [...keyed(now.subjects)]
		.map(([key, each]): Listened => {
			const grown = (each.msgs ?? Number.NaN) - (earlier.get(key)?.msgs ?? Number.NaN);
			return grown >= 0 && seconds > 0 ? { ...each, rate: grown / seconds } : each;
		})
		.sort(
			(a, b) =>
				(b.rate ?? 0) - (a.rate ?? 0) || (b.msgs ?? 0) - (a.msgs ?? 0) || compareNames(a.subject, b.subject),
		);
};
