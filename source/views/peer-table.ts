// Routes by server and gateways by cluster: what waits, what flows, what has flowed.

import { bytes, count } from '../format/number.ts';
import { fit } from '../format/text.ts';
import { foldRoutes, gatewayPeers, type Peer } from '../model/peers.ts';
import type { ServerView } from './server-view.ts';
import { viewRow } from './server-view.ts';

type PeerColumn = { title: string; width: number; text: (peer: Peer, view: ServerView) => string };

const number = (value: number | undefined, view: ServerView): string =>
	count(value, view.theme.glyphs, view.exact);
const size = (value: number | undefined, view: ServerView): string =>
	bytes(value, view.theme.glyphs, view.exact);

const flows: readonly PeerColumn[] = [
	{ title: 'OUT/s', width: 8, text: (peer, view) => number(peer.rate?.out.msgs, view) },
	{ title: 'BOUT/s', width: 9, text: (peer, view) => size(peer.rate?.out.bytes, view) },
	{ title: 'IN/s', width: 8, text: (peer, view) => number(peer.rate?.in.msgs, view) },
	{ title: 'BIN/s', width: 9, text: (peer, view) => size(peer.rate?.in.bytes, view) },
];

/** In totals mode the same columns hold what has flowed since the start. */
const flowTotals: readonly PeerColumn[] = [
	{ title: 'OUT', width: 8, text: (peer, view) => number(peer.sent.msgs, view) },
	{ title: 'BOUT', width: 9, text: (peer, view) => size(peer.sent.bytes, view) },
	{ title: 'IN', width: 8, text: (peer, view) => number(peer.received.msgs, view) },
	{ title: 'BIN', width: 9, text: (peer, view) => size(peer.received.bytes, view) },
];

const totals: readonly PeerColumn[] = [
	{ title: 'SENT TOTAL', width: 14, text: (peer, view) => size(peer.sent.bytes, view) },
	{ title: 'RECV TOTAL', width: 14, text: (peer, view) => size(peer.received.bytes, view) },
];

const routeColumns: readonly PeerColumn[] = [
	{ title: 'POOL', width: 5, text: (peer, view) => number(peer.pool, view) },
	{ title: 'PENDING', width: 9, text: (peer, view) => size(peer.pending, view).replace(/^0B$/, '0') },
];

const gatewayColumns: readonly PeerColumn[] = [
	{ title: 'INBOUND', width: 14, text: (peer, view) => number(peer.inbound, view) },
];

/** Head and rows of a table; the name takes what is left, within reason. */
const peerTable = (
	view: ServerView,
	head: string,
	peers: readonly Peer[],
	own: readonly PeerColumn[],
	columns: number,
): string[] => {
	const { glyphs } = view.theme;
	const base = [...own, ...(view.totals ? flowTotals : flows)];
	const used = (list: readonly PeerColumn[]): number => list.reduce((sum, column) => sum + column.width, 1);
	const chosen = used([...base, ...totals]) + 16 <= columns ? [...base, ...totals] : base;
	const nameColumns = Math.max(8, Math.min(24, columns - used(chosen) - 1));
	const cells = (text: (column: PeerColumn) => string): string =>
		chosen.map((column) => fit(text(column), column.width, glyphs, 'right')).join('');
	return [
		viewRow(
			view,
			[{ text: fit(head, nameColumns, glyphs) + cells((column) => column.title), token: 'title' }],
			columns,
		),
		...peers.map((peer) =>
			viewRow(
				view,
				[
					fit(peer.name, nameColumns - 1, glyphs),
					' ',
					{
						text: cells((column) => column.text(peer, view)),
						...(peer.pending ? { token: 'warn' as const } : {}),
					},
				],
				columns,
			),
		),
	];
};

/** Routes folded by the server at the other end, under `head`. */
export const routeTable = (view: ServerView, head: string, columns: number): string[] =>
	peerTable(view, head, foldRoutes(view.row.statsz?.routes ?? [], view.row.rates), routeColumns, columns);

/** Outbound gateways, under `head`. */
export const gatewayTable = (view: ServerView, head: string, columns: number): string[] =>
	peerTable(
		view,
		head,
		gatewayPeers(view.row.statsz?.gateways ?? [], view.row.rates),
		gatewayColumns,
		columns,
	);
