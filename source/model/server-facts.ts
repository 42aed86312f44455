// Facts derived from a row: ages by the right clock, shares, and marks that fade.

import type { ServerRow, ServerState } from './fleet.ts';
import { routePeersOf } from './route-peers.ts';
import type { KindCounts, Traffic } from './server.ts';

/** What the states are called. */
export const stateWords: Readonly<Record<ServerState, string>> = {
	ok: 'ok',
	stale: 'stale',
	lameduck: 'lame duck',
	down: 'down',
	unknown: 'unknown',
};

/** When a server is in which state. */
export const stateMeanings: Readonly<Record<ServerState, string>> = {
	ok: 'statsz no older than three intervals, 15 s at least',
	stale: 'nothing newer than that, or no answer when asked for itself',
	lameduck: 'it said that it is going to stop; it answers nothing more',
	down: 'it said that it stops, has no responders any more, or is silent for 150 s; the row stays for 10 minutes',
	unknown: 'natstop itself is disconnected',
};

/** Messages or bytes in one direction: a rate, or the total since the server started. */
export const trafficOf = (
	row: ServerRow,
	direction: 'in' | 'out',
	figure: keyof Traffic,
	totals: boolean,
): number | undefined =>
	totals
		? (direction === 'in' ? row.statsz?.received : row.statsz?.sent)?.[figure]
		: row.rates?.[direction]?.[figure];

/** How long a change stays marked: `14 ↑3!` after slow consumers grew, a server that is new or was restarted. */
const noticeSpan = 60_000;

/** Rows first seen this long after the first row of all are new servers; before that natstop itself was new. */
const discoverySpan = 10_000;

/** States in which the figures of a row are not current. */
const oldStates: readonly ServerState[] = ['stale', 'down', 'unknown'];

/** True when the figures of a row are of some time ago: it is not heard, or no longer with every round. */
export const isOld = (row: Pick<ServerRow, 'state' | 'isOld'>): boolean =>
	row.isOld === true || oldStates.includes(row.state);

/** Milliseconds since the last statsz; undefined before the first. */
export const ageOf = (row: ServerRow, now: number): number | undefined =>
	row.receivedAt === undefined ? undefined : Math.max(0, now - row.receivedAt);

/**
 * Milliseconds the process runs, by the server's own clock where it told the time with its last statsz; of a server
 * that is not heard, as long as it was known to run.
 */
export const uptimeOf = (row: ServerRow, now: number): number | undefined => {
	const start = row.statsz?.start;
	if (start === undefined) return undefined;
	const heard = ageOf(row, now) ?? 0;
	const at = row.info.time === undefined ? now : row.info.time + heard;
	const serverNow = isOld(row) ? at - heard : at;
	return Math.max(0, serverNow - start);
};

/** JetStream storage used, 0 to 1; undefined when it is off, unlimited or unknown. */
export const storageShare = (row: ServerRow): number | undefined => {
	const { storage, maxStorage } = row.statsz?.jetstream ?? {};
	return storage === undefined || !maxStorage ? undefined : storage / maxStorage;
};

/** Whether JetStream runs; statsz carries a block only when it does. Undefined when the server has said nothing. */
export const jetstreamOn = (row: ServerRow): boolean | undefined =>
	row.statsz === undefined ? row.info.jetstream : row.statsz.jetstream !== undefined || row.info.jetstream;

/** True for the leader of the JetStream meta group, by its own account; who has left leads no more, whatever it said last. */
export const isMetaLeader = (row: ServerRow): boolean =>
	row.state !== 'lameduck' &&
	row.state !== 'down' &&
	row.statsz?.jetstream?.meta?.leader !== undefined &&
	row.statsz.jetstream.meta.leader === row.info.name;

/**
 * Servers this one has routes to. A pool of connections to one peer counts once; before 2.9 routes carry no name and
 * each counts. A statsz without routes means none.
 */
export const routedServers = (row: ServerRow): number | undefined => {
	if (row.statsz === undefined) return undefined;
	const { names, nameless } = routePeersOf(row.statsz);
	return names.size + nameless;
};

/** Gateways this server has; a statsz without any means none. */
export const gatewayCount = (row: ServerRow): number | undefined =>
	row.statsz && (row.statsz.gateways?.length ?? 0);

/** `clients 14, routes 2`: kinds without any are left out. */
export const kindsText = (kinds: KindCounts | undefined): string =>
	Object.entries(kinds ?? {})
		.filter(([, count]) => count > 0)
		.map(([kind, count]) => `${kind} ${count}`)
		.join(', ');

/** By how much slow consumers grew, while that is news. */
export const slowGrowthNow = (row: ServerRow, now: number): number | undefined =>
	row.slowGrowth !== undefined && now - row.slowGrowth.at < noticeSpan ? row.slowGrowth.by : undefined;

/** `restarted` or `new` while that is news; `since` is when the first server of all was seen. */
export const newsOf = (
	row: ServerRow,
	now: number,
	since: number | undefined,
): 'new' | 'restarted' | undefined => {
	if (row.restartedAt !== undefined && now - row.restartedAt < noticeSpan) return 'restarted';
	const late = since !== undefined && row.firstSeen - since > discoverySpan;
	return late && now - row.firstSeen < noticeSpan ? 'new' : undefined;
};
