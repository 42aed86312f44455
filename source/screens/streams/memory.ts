// What is kept of streams from round to round, and how servers stand that have them.

import type { FleetSnapshot, ServerRow } from '../../model/fleet.ts';
import { QuorumNews } from '../../model/jetstream/quorum-news.ts';
import { StreamBook, type StreamJudging } from '../../model/jetstream/stream-book.ts';
import type { StreamsMoment } from '../../model/jetstream/streams-moment.ts';
import type { Teller } from '../../model/jetstream/told.ts';
import { type JetStreamPlace, placeKey, placeOf } from '../../model/jetstream-place.ts';
import type { Orphans } from './orphans.ts';

export type StreamsMemory = {
	book: StreamBook;
	news: QuorumNews;
	/** The JetStream system of each server by its id, as it was known last. */
	places: Map<string, string>;
	/** Something has happened after which all copies are to be asked for. */
	isStirred: boolean;
	/** When all copies, and all configurations, were asked for last; our clock. */
	copiesAt?: number;
	configsAt?: number;
	copiesPartial: boolean;
	/** The consumers of the stream that was looked at last and that nobody leads. */
	orphans?: Orphans;
	/** The scope that all copies were asked for in. */
	scope: string;
};

export const newMemory = (judging: StreamJudging): StreamsMemory => ({
	...{ book: new StreamBook(judging), news: new QuorumNews(), places: new Map() },
	...{ isStirred: false, copiesPartial: false, scope: '' },
});

/** Servers whose places are remembered. */
const mostPlaces = 10_000;

/** The JetStream system that a server told for; one that is not known is taken to be in the meta group of its domain. */
export const placeFor = (
	{ places }: StreamsMemory,
	rows: ReadonlyMap<string, ServerRow>,
	{ id, domain }: Teller,
): string => {
	const row = rows.get(id);
	const known = row?.statsz === undefined ? undefined : placeKey(placeOf(row));
	if (known !== undefined) {
		places.set(id, known);
		const [oldest] = places.keys();
		if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
	}
	const group: JetStreamPlace = { ...(domain !== undefined && { domain }) };
	return known ?? places.get(id) ?? placeKey(group);
};

/** Servers by their ids. */
export const rowsById = ({ rows }: Pick<FleetSnapshot, 'rows'>): ReadonlyMap<string, ServerRow> =>
	new Map(rows.map((row) => [row.info.id, row]));

const stands = {
	ok: 'answers',
	lameduck: 'answers',
	stale: 'stale',
	down: 'down',
	unknown: undefined,
} as const;

/** How servers stand by their names; of several with one name the best. */
export const standsOf = ({ rows }: Pick<FleetSnapshot, 'rows'>): StreamsMoment['standOf'] => {
	const known = new Map<string, 'answers' | 'stale' | 'down'>();
	const order = ['down', 'stale', 'answers'];
	for (const { info, state } of rows) {
		const stand = stands[state];
		if (stand === undefined) continue;
		const before = known.get(info.name);
		if (before === undefined || order.indexOf(stand) > order.indexOf(before)) known.set(info.name, stand);
	}
	return (server) => known.get(server);
};
