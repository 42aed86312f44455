// Draws connections with slow and stale ones by kind of connection, and traffic by kind of peer.

import { bytesIn, count, countIn } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { fit } from '../../format/text.ts';
import { markOf } from '../../model/health.ts';
import { addTraffic, type Flow, sumFlows } from '../../model/peers.ts';
import type { KindCounts, Traffic } from '../../model/server.ts';
import { slowGrowthNow } from '../../model/server-facts.ts';
import { cell, healthToken, type ServerView, viewHealth, viewRow } from './server-view.ts';

const kinds = ['clients', 'routes', 'gateways', 'leafs'] as const;

/** Counts by kind; a total of zero has zero of each, whatever the server left out. */
const byKind = (total: number | undefined, stats: KindCounts | undefined): Partial<KindCounts> =>
	stats ?? (total === 0 ? { clients: 0, routes: 0, gateways: 0, leafs: 0 } : {});

const labelColumns = 13;

const kindCells = (view: ServerView, counts: Partial<KindCounts>, each: number): string =>
	kinds.map((kind) => cell(`${kind} ${count(counts[kind], view.theme.glyphs, view.exact)}`, each)).join('');

/** Connections, slow and stale ones by kind, stalled clients: four rows. */
export const connectionRows = (view: ServerView, columns: number): string[] => {
	const { statsz } = view.row;
	const { glyphs } = view.theme;
	const number = (value: number | undefined): string => count(value, glyphs, view.exact);
	const each = columns >= 78 ? 14 : 12;
	const line = (label: string, value: Piece, rest: string): string =>
		viewRow(view, [cell(label, labelColumns), value, rest], columns);
	const growth = slowGrowthNow(view.row, view.now);
	const health = viewHealth(view, 'slow');
	const grown = growth === undefined ? '' : ` ${glyphs.up}${countIn(growth, 4, glyphs)}${markOf(health)}`;
	const slow = countIn(statsz?.slowConsumers, Math.max(1, 7 - grown.length), glyphs, view.exact) + grown;
	return [
		line(
			'Connections',
			fit(countIn(statsz?.connections, 7, glyphs, view.exact), 8, glyphs),
			`${cell(`total ${number(statsz?.totalConnections)}`, each)}${cell(`accounts ${number(statsz?.activeAccounts)}`, each)}subs ${number(statsz?.subscriptions)}`,
		),
		line(
			'Slow',
			{ text: cell(slow, 8), ...healthToken(health) },
			kindCells(view, byKind(statsz?.slowConsumers, statsz?.slowConsumerStats), each),
		),
		line(
			'Stale conns',
			fit(countIn(statsz?.staleConnections, 7, glyphs, view.exact), 8, glyphs),
			kindCells(view, byKind(statsz?.staleConnections, statsz?.staleConnectionStats), each),
		),
		line(
			'Stalled',
			fit(countIn(statsz?.stalledClients, 7, glyphs, view.exact), 8, glyphs),
			`active servers ${number(statsz?.activeServers)}`,
		),
	];
};

/** The traffic by kind of peer, in both directions: rates, or with totals counts since the start. */
type Split = { total: Partial<Flow>; clients: Partial<Flow>; routes?: Flow; gateways?: Flow };

const sumTraffic = (links: readonly { sent: Traffic; received: Traffic }[] | undefined): Flow | undefined => {
	if (links === undefined || links.length === 0) return undefined;
	return links.reduce<Flow>(
		(sum, link) => ({ in: addTraffic(sum.in, link.received), out: addTraffic(sum.out, link.sent) }),
		{ in: { msgs: 0, bytes: 0 }, out: { msgs: 0, bytes: 0 } },
	);
};

const splitOf = ({ row: { statsz, rates }, totals }: ServerView): Split =>
	totals
		? {
				total: { in: statsz?.received, out: statsz?.sent },
				clients: { in: statsz?.receivedFromClients, out: statsz?.sentToClients },
				routes: sumTraffic(statsz?.routes),
				gateways: sumTraffic(statsz?.gateways),
			}
		: {
				total: { in: rates?.in, out: rates?.out },
				clients: { in: rates?.clientsIn, out: rates?.clientsOut },
				routes: sumFlows(rates?.routes),
				gateways: sumFlows(rates?.gateways),
			};

/** Messages and bytes, each with its unit in at most so many cells. */
const pair = (
	{ totals, exact, theme: { glyphs } }: ServerView,
	traffic: Traffic | undefined,
	msgsColumns: number,
	bytesColumns: number,
): [string, string] => {
	const unit = totals || traffic === undefined ? '' : '/s';
	return [
		countIn(traffic?.msgs, msgsColumns - unit.length, glyphs, exact) + unit,
		bytesIn(traffic?.bytes, bytesColumns - unit.length, glyphs, exact) + unit,
	];
};

const flowText = (view: ServerView, traffic: Traffic | undefined): string =>
	traffic === undefined ? view.theme.glyphs.none : pair(view, traffic, 9, 9).join(' ');

/** `Clients   in 66.0K/s 71.9M/s   out 120K/s 128M/s`: clients, routes and gateways, a row each. */
export const flowRows = (view: ServerView, columns: number): string[] => {
	const split = splitOf(view);
	const { routes, gateways } = view.row.statsz ?? {};
	const peers = new Set(routes?.map((route) => route.name)).size;
	const line = (label: string, flow: Partial<Flow> | undefined, rest: string): string =>
		viewRow(
			view,
			[
				cell(label, labelColumns),
				cell(`in ${flowText(view, flow?.in)}`, 22),
				cell(`out ${flowText(view, flow?.out)}`, 22),
				{ text: rest, keep: 1 },
			],
			columns,
		);
	return [
		line('Clients', split.clients, ''),
		line(
			'Routes',
			split.routes,
			routes ? `${routes.length} to ${peers} server${peers === 1 ? '' : 's'}` : '',
		),
		line('Gateways', split.gateways, gateways ? `${gateways.length}` : ''),
	];
};

/** Heads of the matrix: each over a pair of right-aligned figures. */
const matrixColumns = ['TOTAL', 'CLIENTS', 'ROUTES', 'GATEWAYS', 'LEAFS'] as const;

/** In, out, slow and stale by kind of connection, as a table with heads: five rows. Needs 96 columns. */
export const trafficMatrix = (view: ServerView, columns: number): string[] => {
	const { statsz } = view.row;
	const { glyphs } = view.theme;
	const each = columns >= 118 ? 21 : 18;
	const pairCells = (traffic: Traffic | undefined): string => {
		const [msgs, size] = pair(view, traffic, 9, each - 11);
		return `${fit(msgs, 9, glyphs, 'right')} ${fit(size, each - 11, glyphs, 'right')}`.padEnd(each);
	};
	const single = (value: number | undefined): string =>
		fit(countIn(value, 9, glyphs, view.exact), 9, glyphs, 'right').padEnd(each);
	const split = splitOf(view);
	const flows = [split.total, split.clients, split.routes, split.gateways, undefined];
	const line = (label: string, cells: readonly string[]): string =>
		viewRow(view, [cell(label, 8), ...cells], columns);
	const counted = (total: number | undefined, stats: KindCounts | undefined): string[] => {
		const counts = byKind(total, stats);
		return [total, counts.clients, counts.routes, counts.gateways, counts.leafs].map(single);
	};
	return [
		viewRow(
			view,
			[
				{
					text: ' '.repeat(8) + matrixColumns.map((head) => fit(head, each - 1, glyphs, 'right')).join(' '),
					token: 'title',
				},
			],
			columns,
		),
		line(
			'in',
			flows.map((flow) => pairCells(flow?.in)),
		),
		line(
			'out',
			flows.map((flow) => pairCells(flow?.out)),
		),
		line('slow', counted(statsz?.slowConsumers, statsz?.slowConsumerStats)),
		line('stale', counted(statsz?.staleConnections, statsz?.staleConnectionStats)),
	];
};
