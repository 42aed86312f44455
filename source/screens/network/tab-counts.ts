// How many gateways and leafnodes the tabs of the network have: by their own list where that was open lately, else by statsz and VARZ.

import type { FleetSnapshot } from '../../model/fleet.ts';
import { gatewayLinksOf } from '../../model/gateway-links.ts';
import type { Watching } from '../source.ts';

/** The tabs that are counted, by the ids of their screens. */
type CountedTab = 'gateways' | 'leafnodes';

/** How many rows tabs have, as far as that is known. */
export type NetworkCounts = Readonly<Partial<Record<CountedTab, number>>>;

/** What a list has counted is told for so long, milliseconds. */
const longest = 60_000;

type Counted = { count: number; at: number };

const books = new WeakMap<Watching['events'], Map<CountedTab, Counted>>();

/** Takes how many rows a list has; `at` is our clock. */
export const countRows = ({ events }: Watching, tab: CountedTab, count: number, at: number): void => {
	const book = books.get(events) ?? new Map<CountedTab, Counted>();
	books.set(events, book);
	book.set(tab, { count, at });
};

/** Pairs of a cluster and another one that it has, or should have, gateways to. */
const gatewaysIn = ({ rows }: FleetSnapshot): number => {
	const pairs = new Set<string>();
	for (const { info, state, statsz, varz } of rows) {
		const { cluster } = info;
		if (cluster === undefined || state === 'down') continue;
		for (const { name } of statsz ? gatewayLinksOf(statsz) : []) pairs.add(`${cluster}\n${name}`);
		for (const name of varz?.gateways ?? []) if (name !== cluster) pairs.add(`${cluster}\n${name}`);
	}
	return pairs.size;
};

/** Where a server dials a hub, both ends may be seen: then only the list knows how many there are. */
const leafnodesIn = ({ rows }: FleetSnapshot): number | undefined => {
	let sum = 0;
	for (const { varz } of rows) {
		if (varz?.leafnodes === undefined || varz.leafs !== undefined) return undefined;
		sum += varz.leafnodes;
	}
	return sum;
};

/** The counts of a picture of all servers. */
export const networkCounts = ({ events }: Watching, fleet: FleetSnapshot): NetworkCounts => {
	const book = books.get(events);
	const counted = (tab: CountedTab): number | undefined => {
		const last = book?.get(tab);
		return last !== undefined && fleet.at - last.at < longest ? last.count : undefined;
	};
	if (fleet.rows.length === 0) return {};
	const leafnodes = counted('leafnodes') ?? leafnodesIn(fleet);
	return {
		gateways: counted('gateways') ?? gatewaysIn(fleet),
		...(leafnodes !== undefined && { leafnodes }),
	};
};
