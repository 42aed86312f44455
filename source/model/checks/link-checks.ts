// Checks of the ways to a server: gateways and routes, the round trip, who may not log in, and certificates and credentials that end.

import type { ServerRow } from '../fleet.ts';
import { maxPendingOf } from '../max-pending.ts';
import { routePendingOf } from '../route-peers.ts';
import { routedServers } from '../server-facts.ts';
import { spanWords } from '../span-text.ts';
import { type Check, findingOf, shareOf, swinging, type Thresholds } from './check.ts';
import type { Neighbours } from './neighbours.ts';

type ServerCheck = Check<ServerRow, Neighbours>;

const mib = 1024 * 1024;
const day = 86_400_000;

/** What waits on a route is critical from this share of what a server lets wait on, where that is known. */
const muchPending = 0.5;

const pendingText = (bytes: number): string => `${(bytes / mib).toFixed(1)} MiB wait for one route`;

const pendingOf = ({ statsz }: ServerRow): number | undefined => statsz && routePendingOf(statsz);

/** A round trip of less is never slow, milliseconds. */
const quickTrip = 20;

/** How many times the usual round trip the last ones were at least, without what is slow for all of them. */
const slowerBy = ({ leastRtt, usualRtt }: ServerRow, { slowness }: Neighbours): number | undefined => {
	if (leastRtt === undefined || usualRtt === undefined) return undefined;
	const own = leastRtt - slowness;
	return own <= quickTrip ? 0 : own / Math.max(1, usualRtt);
};

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const slowTrips: ServerCheck = {
	...swinging<ServerRow, Neighbours>({
		id: 'rtt',
		about: `the round trip from natstop, over ${quickTrip} ms four times in a row, against its middle of ten minutes, once it is known for one; what is slow for all servers is not theirs`,
		thresholds: { warn: 4 },
		unit: 'times',
		unknown: 'what is usual is known after a minute',
		figure: slowerBy,
		text: (_, { leastRtt = 0, usualRtt = 0 }) => `round trip ${ms(leastRtt)}, where ${ms(usualRtt)} is usual`,
	}),
	// A round trip that is good again is not told in place of the bad ones while these still count.
	says: undefined,
};

/** `ends in 5 days`, `ends in 20 hours`, `ended 3 days ago`. */
const endText = (verb: string, at: number, now: number): string => {
	const span = spanWords(Math.abs(at - now));
	return at > now ? `${verb} in ${span}` : `ended ${span} ago`;
};

const daysLeft = (at: number | undefined, now: number): number | undefined =>
	at === undefined ? undefined : (at - now) / day;

/** A check of how long something is still good for. */
const ending = (
	[id, about, unknown]: readonly [id: string, about: string, unknown: string],
	[what, verb]: readonly [what: string, verb: string],
	endOf: (row: ServerRow) => number | undefined,
	thresholds: Thresholds,
): ServerCheck => ({
	...{ id, about, unknown, thresholds },
	unit: 'days',
	isLeast: true,
	figure: (row, { at: now }) => daysLeft(endOf(row), now),
	judge(row, { at: now }, limits) {
		const at = endOf(row);
		const left = daysLeft(at, now);
		return findingOf(left, limits, () => `${what} ${endText(verb, at ?? now, now)}`, true);
	},
});

export const gateway: ServerCheck = {
	id: 'gateway',
	about:
		'gateways to other clusters: one that is missing for 10s is critical, fewer from a cluster than it has servers warns; messages between clusters do not arrive',
	applies: ({ statsz, watched }) => watched?.gateway !== undefined || (statsz?.gateways?.length ?? 0) > 0,
	judge: ({ watched }) => watched?.gateway,
};

export const linkChecks: readonly ServerCheck[] = [
	{
		id: 'route-pending',
		column: 'rts',
		about: `bytes that wait for the worst of its routes: messages arrive late; over ${muchPending * 100}% of max_pending is critical, as at all of it the route is cut`,
		thresholds: { warn: mib },
		unit: 'bytes',
		swings: true,
		applies: (row) => (routedServers(row) ?? 0) > 0,
		figure: pendingOf,
		says(row) {
			const bytes = pendingOf(row);
			return bytes === undefined ? undefined : pendingText(bytes);
		},
		judge(row, _, thresholds) {
			const bytes = pendingOf(row);
			const isFull = (shareOf(bytes, maxPendingOf(row)) ?? 0) > muchPending;
			const found = findingOf(bytes, thresholds, pendingText);
			return isFull && bytes !== undefined ? { severity: 'critical', text: pendingText(bytes) } : found;
		},
	},
	slowTrips,
	{
		id: 'auth',
		about:
			'logins that servers refused within a minute, of one user or from one address: somebody has old credentials, or guesses',
		thresholds: { warn: 4, critical: 59 },
		figure: ({ refused }) => refused?.count ?? 0,
		judge: ({ refused }, _, thresholds) =>
			findingOf(
				refused?.count,
				thresholds,
				(count) => `${count} logins ${refused?.who} refused within a minute`,
			),
	},
];

export const endingChecks: readonly ServerCheck[] = [
	ending(
		[
			'tls',
			'days until its certificate ends, and then no client gets in (nats-server 2.11.12, 2.12.4)',
			'no server tells when its certificate ends: it has none, or is older than nats-server 2.11.12',
		],
		['its certificate', 'ends'],
		({ varz }) => varz?.tlsCertNotAfter,
		{ warn: 30, critical: 7 },
	),
	ending(
		[
			'credentials',
			'days until the credentials end that natstop is connected with; said of the server it is connected to',
			'nobody tells when the credentials of natstop end: they may have no end',
		],
		['the credentials of natstop', 'end'],
		({ credentialsEnd }) => credentialsEnd,
		{ warn: 14, critical: 2 },
	),
];
