// Tables of routes by server and gateways by cluster: pending bytes, rates, totals.

import { bytesIn, countIn } from '../../format/number.ts';
import { fit, fitMiddle, width } from '../../format/text.ts';
import type { Peer } from '../../model/peers.ts';
import { clusterPeers, isBroken, routePeers } from './peer-fold.ts';
import type { ServerView } from './server-view.ts';
import { viewRow } from './server-view.ts';

/** `text` is given the cells it may take. */
type PeerColumn = {
	title: string;
	width: number;
	text: (peer: Peer, view: ServerView, columns: number) => string;
};

type Figure = (value: number | undefined, view: ServerView, columns: number) => string;

const number: Figure = (value, view, columns) => countIn(value, columns, view.theme.glyphs, view.exact);
const size: Figure = (value, view, columns) => bytesIn(value, columns, view.theme.glyphs, view.exact);

const flows: readonly PeerColumn[] = [
	{ title: 'OUT/s', width: 8, text: (peer, view, columns) => number(peer.rate?.out.msgs, view, columns) },
	{ title: 'BOUT/s', width: 9, text: (peer, view, columns) => size(peer.rate?.out.bytes, view, columns) },
	{ title: 'IN/s', width: 8, text: (peer, view, columns) => number(peer.rate?.in.msgs, view, columns) },
	{ title: 'BIN/s', width: 9, text: (peer, view, columns) => size(peer.rate?.in.bytes, view, columns) },
];

/** The columns with totals: counts since the start in place of rates. */
const flowTotals: readonly PeerColumn[] = [
	{ title: 'OUT', width: 8, text: (peer, view, columns) => number(peer.sent.msgs, view, columns) },
	{ title: 'BOUT', width: 9, text: (peer, view, columns) => size(peer.sent.bytes, view, columns) },
	{ title: 'IN', width: 8, text: (peer, view, columns) => number(peer.received.msgs, view, columns) },
	{ title: 'BIN', width: 9, text: (peer, view, columns) => size(peer.received.bytes, view, columns) },
];

const totals: readonly PeerColumn[] = [
	{ title: 'SENT TOTAL', width: 14, text: (peer, view, columns) => size(peer.sent.bytes, view, columns) },
	{ title: 'RECV TOTAL', width: 14, text: (peer, view, columns) => size(peer.received.bytes, view, columns) },
];

/** The pending bytes of a peer, marked where they are a problem. */
export const pendingText = (peer: Peer, view: ServerView, columns: number): string => {
	const text = size(peer.pending, view, columns - 1).replace(/^0B$/, '0');
	return isBroken(peer) ? `${text}!` : text;
};

const routeColumns: readonly PeerColumn[] = [
	{ title: 'POOL', width: 5, text: (peer, view, columns) => number(peer.pool, view, columns) },
	{ title: 'PENDING', width: 9, text: pendingText },
];

const gatewayColumns: readonly PeerColumn[] = [
	{ title: 'INBOUND', width: 14, text: (peer, view, columns) => number(peer.inbound, view, columns) },
];

/** Head and rows of a table; the name takes what is left, within reason. Without peers, the name of the table alone. */
const peerTable = (
	view: ServerView,
	head: string,
	peers: readonly Peer[],
	own: readonly PeerColumn[],
	columns: number,
): string[] => {
	const { glyphs } = view.theme;
	if (peers.length === 0) return [viewRow(view, [{ text: head, token: 'title' }], columns)];
	const base = [...own, ...(view.totals ? flowTotals : flows)];
	const used = (list: readonly PeerColumn[]): number => list.reduce((sum, column) => sum + column.width, 1);
	const longest = Math.max(width(head), ...peers.map(({ name }) => width(name)));
	const room = (list: readonly PeerColumn[]): number => columns - used(list) - 1;
	const chosen = room([...base, ...totals]) > Math.max(14, longest) ? [...base, ...totals] : base;
	const nameColumns = Math.max(8, Math.min(Math.max(23, longest) + 1, room(chosen)));
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
					fitMiddle(peer.name, nameColumns - 1, glyphs),
					' ',
					{
						text: cells((column) => column.text(peer, view, column.width - 1)),
						...(isBroken(peer) ? { token: 'warn' as const } : {}),
					},
				],
				columns,
			),
		),
	];
};

/** Routes folded by the server at the other end, under `head`: those to look at first. */
export const routeTable = (view: ServerView, head: string, columns: number): string[] =>
	peerTable(view, head, routePeers(view), routeColumns, columns);

/** Outbound gateways, under `head`. */
export const gatewayTable = (view: ServerView, head: string, columns: number): string[] =>
	peerTable(view, head, clusterPeers(view), gatewayColumns, columns);
