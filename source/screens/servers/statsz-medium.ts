// The middle form of a statsz: seven rows, from load to routes and gateways by name.

import { count } from '../../format/number.ts';
import { type Piece, pieceWidth } from '../../format/pieces.ts';
import type { Peer } from '../../model/peers.ts';
import type { MetaGroup } from '../../model/server.ts';
import { barPiece, leaderPiece, replicaSummary, usagePiece } from './jetstream-rows.ts';
import { figures, metersOf } from './meters.ts';
import { clusterPeers, flow, gatewaysFold, isBroken, routePeers, routesFold } from './peer-fold.ts';
import { pendingText } from './peer-table.ts';
import { type ServerView, viewRow } from './server-view.ts';
import { jetstreamLine, meterPairs, slowPiece } from './statsz-lines.ts';

/** Peers one after the other where there is room for all of them; else the line that `folded` makes of them. */
const peersLine = (
	view: ServerView,
	head: string,
	peers: readonly Peer[],
	text: (peer: Peer) => string,
	folded: readonly Piece[],
	rest: readonly Piece[],
	columns: number,
): string => {
	const each = peers.map(
		(peer, index): Piece => ({
			text: `${index === 0 ? '' : '    '}${text(peer)}`,
			...(isBroken(peer) ? { token: 'warn' as const } : {}),
		}),
	);
	const label = `${head.padEnd(11)} `;
	const isRoomy = pieceWidth([' ', label, ...each, ...rest]) <= columns;
	return viewRow(view, [label, ...(isRoomy ? each : folded), ...rest], columns);
};

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
	const small = (
		check: 'js-memory' | 'js-storage',
		used: number | undefined,
		limit: number | undefined,
	): Piece[] => (limit === undefined ? [] : [' ', barPiece(view, check, used, limit, 10)]);
	return [
		viewRow(
			view,
			[
				'JS   mem ',
				usagePiece(view, 'js-memory', js.memory, js.maxMemory),
				...small('js-memory', js.memory, js.maxMemory),
				'   store ',
				usagePiece(view, 'js-storage', js.storage, js.maxStorage),
				...small('js-storage', js.storage, js.maxStorage),
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
	const { statsz } = view.row;
	const { glyphs } = view.theme;
	const number = (value: number | undefined): string => count(value, glyphs, view.exact);
	const routes = routePeers(view);
	const gateways = clusterPeers(view);
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
			`ROUTES ${number(statsz && (statsz.routes?.length ?? 0))}`,
			routes,
			(peer) =>
				`to ${peer.name} ${glyphs.times}${peer.pool ?? 1}  pend ${pendingText(peer, view, Number.POSITIVE_INFINITY)}  ${flow(view, 'out', { rate: peer.rate?.out, total: peer.sent })}`,
			routesFold(view, routes),
			[],
			columns,
		),
		peersLine(
			view,
			`GATEWAYS ${number(statsz && gateways.length)}`,
			gateways,
			(peer) =>
				`${peer.name}  in-conns ${number(peer.inbound)}  ${flow(view, 'out', { rate: peer.rate?.out, total: peer.sent })}  ${flow(view, 'in', { rate: peer.rate?.in, total: peer.received })}`,
			gatewaysFold(view, gateways),
			clientsPiece(view),
			columns,
		),
	];
};
