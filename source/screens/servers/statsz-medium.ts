// The middle form of a statsz: seven rows, from load to routes and gateways by name.

import { bytes, count } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { foldRoutes, gatewayPeers, type Peer, pendingWarning } from '../../model/peers.ts';
import type { MetaGroup, Traffic } from '../../model/server.ts';
import { barPiece, leaderPiece, replicaSummary, usagePiece } from './jetstream-rows.ts';
import { figures, metersOf } from './meters.ts';
import { pendingText } from './peer-table.ts';
import { type ServerView, viewRow } from './server-view.ts';
import { jetstreamLine, meterPairs, slowPiece } from './statsz-lines.ts';

/** A rate, or in totals mode what has flowed since the start. */
const flow = (
	view: ServerView,
	label: string,
	{ rate, total }: { rate: Traffic | undefined; total: Traffic | undefined },
): string => {
	const { glyphs } = view.theme;
	const [traffic, unit] = view.totals ? [total, ''] : [rate, '/s'];
	if (traffic === undefined) return `${label} ${glyphs.none}`;
	return `${label} ${count(traffic.msgs, glyphs, view.exact)}${unit} ${bytes(traffic.bytes, glyphs, view.exact)}${unit}`;
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
				...((peer.pending ?? 0) > pendingWarning ? { token: 'warn' as const } : {}),
			})),
			...rest,
		],
		columns,
	);

const clientsPiece = (view: ServerView): Piece[] => {
	const { rates, statsz } = view.row;
	const received = { rate: rates?.clientsIn, total: statsz?.receivedFromClients };
	const sent = { rate: rates?.clientsOut, total: statsz?.sentToClients };
	if (!(view.totals ? received.total || sent.total : received.rate || sent.rate)) return [];
	return [{ text: `    CLIENTS ${flow(view, 'in', received)}  ${flow(view, 'out', sent)}`, keep: 60 }];
};

const metaPieces = (view: ServerView, meta: MetaGroup): Piece[] => {
	const number = (value: number | undefined): string => count(value, view.theme.glyphs, view.exact);
	return [
		leaderPiece(view, meta),
		`   size ${number(meta.clusterSize)}  quorum ${number(meta.quorum)}   pending ${number(meta.pending)}`,
		...replicaSummary(view, meta),
	];
};

const roomyJetstream = (view: ServerView, columns: number): string[] => {
	const js = view.row.statsz?.jetstream;
	if (!js) return [jetstreamLine(view, columns), viewRow(view, ['META ', view.theme.glyphs.none], columns)];
	const { glyphs } = view.theme;
	const number = (value: number | undefined): string => count(value, glyphs, view.exact);
	const small = (used: number | undefined, limit: number | undefined): Piece[] =>
		limit === undefined ? [] : [' ', barPiece(view, used, limit, 10)];
	return [
		viewRow(
			view,
			[
				'JS   mem ',
				usagePiece(view, js.memory, js.maxMemory),
				...small(js.memory, js.maxMemory),
				'   store ',
				usagePiece(view, js.storage, js.maxStorage),
				...small(js.storage, js.maxStorage),
				`   HA ${number(js.haAssets)}   accounts ${number(js.accounts)}   api ${number(js.apiTotal)}  err ${number(js.apiErrors)}  inflight ${number(js.apiInflight)}`,
			],
			columns,
		),
		viewRow(
			view,
			[
				'META ',
				...(js.meta === undefined ? ['none: JetStream is not clustered here'] : metaPieces(view, js.meta)),
			],
			columns,
		),
	];
};

/** Seven rows: load, traffic, connections, JetStream and its meta group, routes by server, gateways and clients. */
export const mediumLines = (view: ServerView, columns: number): string[] => {
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
				`to ${peer.name} ${glyphs.times}${peer.pool ?? 1}  pend ${pendingText(peer, view, Number.POSITIVE_INFINITY)}  ${flow(view, 'out', { rate: peer.rate?.out, total: peer.sent })}`,
			[],
			columns,
		),
		peersLine(
			view,
			`GATEWAYS ${number(statsz && gateways.length)}`,
			gatewayPeers(gateways, rates),
			(peer) =>
				`${peer.name}  in-conns ${number(peer.inbound)}  ${flow(view, 'out', { rate: peer.rate?.out, total: peer.sent })}  ${flow(view, 'in', { rate: peer.rate?.in, total: peer.received })}`,
			clientsPiece(view),
			columns,
		),
	];
};
