// The check of what only ROUTEZ tells of routes: the round trip to each server.

import { firstAndMore } from '../first-names.ts';
import type { Check, Finding, Part } from './check.ts';

/** What the routes of a server are judged by. */
export type RouteFigures = {
	/** The round trip to each server, milliseconds; without those that are not known. */
	trips: readonly { peer: string; rtt: number }[];
	/** The middle of all round trips in its cluster. */
	usual?: number;
	cluster: string;
};

/** A shorter round trip is never slow, milliseconds. */
const quickTrip = 5;

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

type Trips = RouteFigures['trips'];

const slowOf = ({ trips, usual }: RouteFigures, times: number | undefined): Trips =>
	usual === undefined || times === undefined
		? []
		: trips.filter(({ rtt }) => rtt > quickTrip && rtt > times * usual).toSorted((a, b) => b.rtt - a.rtt);

const partOf = ({ peer }: Trips[number]): Part => ({ what: peer, severity: 'warn' });

const textOf = (slow: Trips, { usual = 0, cluster }: RouteFigures): string => {
	const ways = slow.map(({ peer, rtt }) => `${ms(rtt)} to ${peer}`);
	return `${firstAndMore(ways)}, where ${ms(usual)} is usual in ${cluster}`;
};

export const routeRtt: Check<RouteFigures, undefined> = {
	id: 'route-rtt',
	column: 'rtt',
	about: `round trips over ${quickTrip} ms between servers of a cluster, against the middle of all in it`,
	thresholds: { warn: 4 },
	unit: 'times',
	swings: true,
	says: (figures, _, { warn }) => {
		const slow = slowOf(figures, warn);
		return slow.length === 0 ? undefined : textOf(slow, figures);
	},
	partsOf: (figures, { warn }) => slowOf(figures, warn).map(partOf),
	judge(figures, _, { warn, critical }): Finding | undefined {
		const slow = slowOf(figures, warn);
		if (slow.length === 0) return undefined;
		const isWorst = slowOf(figures, critical).length > 0;
		const parts = slow.map(partOf);
		return { severity: isWorst ? 'critical' : 'warn', text: textOf(slow, figures), parts };
	},
};
