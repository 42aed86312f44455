// The short form of a statsz: four rows where room is short, seven where there is more of it.

import { bytes, count } from '../format/number.ts';
import { bar } from '../format/sparkline.ts';
import { slowHealth } from '../model/health.ts';
import { foldRoutes, gatewayPeers, type Peer } from '../model/peers.ts';
import type { KindCounts, Traffic } from '../model/server.ts';
import { slowGrowthNow } from '../model/server-facts.ts';
import { leaderPiece, replicaSummary, shareOf, usagePiece } from './jetstream-rows.ts';
import { figures, halfMeter, type Meter, metersOf } from './meters.ts';
import type { Piece } from './pieces.ts';
import { healthToken, type ServerView, viewRow } from './server-view.ts';

/** Two meters beside each other; the left half ends where the right one begins. */
const meterPair = (view: ServerView, left: Meter, right: Meter, columns: number): string => {
	const half = Math.floor((columns - 3) / 2);
	return viewRow(
		view,
		[...halfMeter(view, left, half), '  ', ...halfMeter(view, right, columns - 4 - half)],
		columns,
	);
};

/** CPU beside memory, in beside out: two rows. */
export const meterPairs = (view: ServerView, columns: number): string[] => {
	const { cpu, mem, in: inMeter, out } = metersOf(view);
	return [meterPair(view, cpu, mem, columns), meterPair(view, inMeter, out, columns)];
};

/** `clients 14, routes 2`, kinds without any left out. */
const kindsText = (stats: KindCounts | undefined): string =>
	Object.entries(stats ?? {})
		.filter(([, value]) => value > 0)
		.map(([kind, value]) => `${kind} ${value}`)
		.join(', ');

const slowPiece = (view: ServerView, kinds: boolean): Piece => {
	const { slowConsumers, slowConsumerStats } = view.row.statsz ?? {};
	const { glyphs } = view.theme;
	const growth = slowGrowthNow(view.row, view.now);
	const grown = growth === undefined ? '' : ` ${glyphs.up}${growth}!`;
	const by = kindsText(slowConsumerStats);
	return {
		text: `SLOW ${count(slowConsumers, glyphs, view.exact)}${grown}${kinds && by !== '' ? ` (${by})` : ''}`,
		...healthToken(slowHealth(growth)),
	};
};

/** A figure that is named only when there is something to say. */
const ifAny = (view: ServerView, label: string, value: number | undefined): Piece =>
	value ? `  ${label} ${count(value, view.theme.glyphs, view.exact)}` : '';

export const jetstreamLine = (view: ServerView, columns: number): string => {
	const js = view.row.statsz?.jetstream;
	const { glyphs } = view.theme;
	if (!js) return viewRow(view, [`JS   ${view.row.statsz ? 'off' : glyphs.none}`], columns);
	const meta: Piece =
		js.meta?.leader === view.row.info.name
			? '  meta leader'
			: js.meta?.leader === undefined
				? { text: '  no meta leader!!', token: 'crit' }
				: `  meta ${js.meta.leader}`;
	return viewRow(
		view,
		[
			'JS   mem ',
			usagePiece(view, js.memory, js.maxMemory),
			'  store ',
			usagePiece(view, js.storage, js.maxStorage),
			{ text: `  HA ${count(js.haAssets, glyphs, view.exact)}`, keep: 1 },
			{ text: `  api err ${count(js.apiErrors, glyphs, view.exact)}`, keep: 2 },
			meta,
		],
		columns,
	);
};

/** Four rows: load, traffic, connections, JetStream. */
export const fourLines = (view: ServerView, columns: number): string[] => {
	const { statsz } = view.row;
	const number = (value: number | undefined): string => count(value, view.theme.glyphs, view.exact);
	return [
		...meterPairs(view, columns),
		viewRow(
			view,
			[
				`CONNS ${figures(metersOf(view).conns)}  SUBS ${number(statsz?.subscriptions)}  `,
				slowPiece(view, false),
				ifAny(view, 'STALE', statsz?.staleConnections),
				ifAny(view, 'STALLED', statsz?.stalledClients),
				{ text: `  ACCTS ${number(statsz?.activeAccounts)}`, keep: 3 },
				{ text: `  ROUTES ${number(statsz && (statsz.routes?.length ?? 0))}`, keep: 2 },
				{ text: `  GWS ${number(statsz && (statsz.gateways?.length ?? 0))}`, keep: 1 },
			],
			columns,
		),
		jetstreamLine(view, columns),
	];
};

const rate = (view: ServerView, label: string, traffic: Traffic | undefined): string => {
	const { glyphs } = view.theme;
	return `${label} ${count(traffic?.msgs, glyphs, view.exact)}/s ${bytes(traffic?.bytes, glyphs, view.exact)}/s`;
};

/** Peers one after the other; those that do not fit leave from the end. */
const peersLine = (
	view: ServerView,
	head: string,
	peers: readonly Peer[],
	text: (peer: Peer) => string,
	rest: readonly Piece[],
	columns: number,
): string =>
	viewRow(
		view,
		[
			head.padEnd(12),
			...peers.map((peer, index) => ({
				text: `${index === 0 ? '' : '    '}${text(peer)}`,
				keep: index === 0 ? 100 : 50 - index,
				...(peer.pending ? { token: 'warn' as const } : {}),
			})),
			...rest,
		],
		columns,
	);

const clientsPiece = (view: ServerView): Piece[] => {
	const { clientsIn, clientsOut } = view.row.rates ?? {};
	if (!clientsIn && !clientsOut) return [];
	return [{ text: `    CLIENTS ${rate(view, 'in', clientsIn)}  ${rate(view, 'out', clientsOut)}`, keep: 60 }];
};

const roomyJetstream = (view: ServerView, columns: number): string[] => {
	const js = view.row.statsz?.jetstream;
	if (!js) return [jetstreamLine(view, columns), viewRow(view, ['META ', view.theme.glyphs.none], columns)];
	const { glyphs } = view.theme;
	const number = (value: number | undefined): string => count(value, glyphs, view.exact);
	const small = (used: number | undefined, limit: number | undefined): string =>
		limit === undefined ? '' : ` ${bar(shareOf(used, limit), 10, glyphs)}`;
	return [
		viewRow(
			view,
			[
				'JS   mem ',
				usagePiece(view, js.memory, js.maxMemory),
				`${small(js.memory, js.maxMemory)}   store `,
				usagePiece(view, js.storage, js.maxStorage),
				small(js.storage, js.maxStorage),
				`   HA ${number(js.haAssets)}   accounts ${number(js.accounts)}   api ${number(js.apiTotal)}  err ${number(js.apiErrors)}  inflight ${number(js.apiInflight)}`,
			],
			columns,
		),
		viewRow(
			view,
			[
				'META ',
				leaderPiece(view, js),
				`   size ${number(js.meta?.clusterSize)}  quorum ${number(js.meta?.quorum)}   pending ${number(js.meta?.pending)}`,
				...replicaSummary(view, js),
			],
			columns,
		),
	];
};

/** Seven rows: load, traffic, connections, JetStream and its meta group, routes by server, gateways and clients. */
export const sevenLines = (view: ServerView, columns: number): string[] => {
	const { statsz, rates } = view.row;
	const { glyphs } = view.theme;
	const number = (value: number | undefined): string => count(value, glyphs, view.exact);
	const routes = statsz?.routes ?? [];
	const gateways = statsz?.gateways ?? [];
	return [
		...meterPairs(view, columns),
		viewRow(
			view,
			[
				`CONNS ${figures(metersOf(view).conns)}   SUBS ${number(statsz?.subscriptions)}   ACCOUNTS ${number(statsz?.activeAccounts)}   `,
				slowPiece(view, true),
				`   STALE CONNS ${number(statsz?.staleConnections)}   STALLED ${number(statsz?.stalledClients)}`,
				{ text: `   CORES ${number(statsz?.cores)}`, keep: 2 },
				{ text: `   GOMAXPROCS ${number(statsz?.maxProcs)}`, keep: 1 },
			],
			columns,
		),
		...roomyJetstream(view, columns),
		peersLine(
			view,
			`ROUTES ${number(statsz && routes.length)}`,
			foldRoutes(routes, rates),
			(peer) =>
				`to ${peer.name} ${glyphs.times}${peer.pool ?? 1}  pend ${count(peer.pending, glyphs)}  ${rate(view, 'out', peer.rate?.out)}`,
			[],
			columns,
		),
		peersLine(
			view,
			`GATEWAYS ${number(statsz && gateways.length)}`,
			gatewayPeers(gateways, rates),
			(peer) =>
				`${peer.name}  in-conns ${number(peer.inbound)}  ${rate(view, 'out', peer.rate?.out)}  ${rate(view, 'in', peer.rate?.in)}`,
			clientsPiece(view),
			columns,
		),
	];
};
