// Folds the links of a server into one line: broken ones by name, sound ones as a number.

import { bytes, count } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { markOf } from '../../model/health.ts';
import { addTraffic, foldRoutes, gatewayPeers, type Peer, pendingWarning } from '../../model/peers.ts';
import type { Traffic } from '../../model/server.ts';
import { healthToken, type ServerView, viewHealth } from './server-view.ts';

/** True for a peer with so many pending bytes that it seems not to read. */
export const isBroken = ({ pending = 0 }: Peer): boolean => pending > pendingWarning;

/** Broken ones first, else in the order given. */
export const brokenFirst = (peers: readonly Peer[]): Peer[] => [
	...peers.filter(isBroken),
	...peers.filter((peer) => !isBroken(peer)),
];

/** The servers at the other ends of its routes, and the clusters of its gateways. */
export const routePeers = ({ row: { statsz, rates } }: ServerView): Peer[] =>
	brokenFirst(foldRoutes(statsz?.routes ?? [], rates));
export const clusterPeers = ({ row: { statsz, rates } }: ServerView): Peer[] =>
	gatewayPeers(statsz?.gateways ?? [], rates);

/** A rate, or with totals the count since the start. */
export const flow = (
	view: ServerView,
	label: string,
	{ rate, total }: { rate: Traffic | undefined; total: Traffic | undefined },
): string => {
	const { glyphs } = view.theme;
	const [traffic, unit] = view.totals ? [total, ''] : [rate, '/s'];
	if (traffic === undefined) return `${label} ${glyphs.none}`;
	return `${label} ${count(traffic.msgs, glyphs, view.exact)}${unit} ${bytes(traffic.bytes, glyphs, view.exact)}${unit}`;
};

const sum = (traffic: readonly (Traffic | undefined)[]): Traffic | undefined => {
	const known = traffic.filter((each) => each !== undefined);
	return known.length === 0 ? undefined : known.reduce(addTraffic);
};

/** `   out 41.2K/s 45.8M/s   in 39.9K/s 44.1M/s` of all peers together. */
const flowsOf = (view: ServerView, peers: readonly Peer[]): Piece[] => [
	{
		text: `   ${flow(view, 'out', { rate: sum(peers.map(({ rate }) => rate?.out)), total: sum(peers.map(({ sent }) => sent)) })}`,
		keep: 2,
	},
	{
		text: `   ${flow(view, 'in', { rate: sum(peers.map(({ rate }) => rate?.in)), total: sum(peers.map(({ received }) => received)) })}`,
		keep: 1,
	},
];

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The most names of broken links in a line. */
const mostNames = 3;

/** `49 servers, all up   out …`; with trouble `no route to n7!!   n3 pends 3.2M!   47 others up   out …`. */
export const routesFold = (view: ServerView, peers: readonly Peer[]): Piece[] => {
	const { glyphs } = view.theme;
	const { unrouted = [] } = view.row;
	const broken = peers.filter(isBroken);
	const route = viewHealth(view, 'route');
	const wrong: Piece[] = [
		...unrouted
			.slice(0, mostNames)
			.map((name) => ({ text: `no route to ${name}!!`, token: 'crit' as const })),
		...broken.slice(0, mostNames).map(({ name, pending }) => ({
			text: `${name} pends ${bytes(pending, glyphs, view.exact)}!`,
			token: 'warn' as const,
		})),
		...(unrouted.length === 0 && route !== undefined
			? [{ text: `fewer than others have${markOf(route)}`, ...healthToken(route) }]
			: []),
	].flatMap((piece) => [piece, '   ']);
	const isWhole = wrong.length === 0;
	const up = peers.length - Math.min(broken.length, mostNames);
	const named = unrouted.length + broken.length > 0;
	const whole = isWhole ? `${plural(up, 'server')}, all up` : `${plural(up, named ? 'other' : 'server')} up`;
	const more = view.row.statsz?.hasMoreRoutes ? ', and more' : '';
	return [...wrong, whole + more, ...flowsOf(view, peers)];
};

/** `5 clusters   out …   in …`. */
export const gatewaysFold = (view: ServerView, peers: readonly Peer[]): Piece[] => [
	plural(peers.length, 'cluster'),
	...flowsOf(view, peers),
];
