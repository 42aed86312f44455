// The connections of all routes of one server: which account has one for itself, who dialled, and what waits.

import { fillRows, paneTitle } from '../../../format/pane-title.ts';
import { RouteConnectionRates } from '../../../model/network/route-connection-rates.ts';
import type { RouteConnection } from '../../../model/network/route-peer.ts';
import type { RouteRow } from '../../../model/network/route-row.ts';
import type { Route } from '../../../model/server.ts';
import { byteSizes, counts, shortSpans, timeSpans } from '../../../table/filter-quantity.ts';
import type { Opened, OpenedView } from '../../../table/list-state.ts';
import { memoizeLast } from '../../../table/memoize-last.ts';
import { defineScreen } from '../../define-screen.ts';
import type { Size } from '../../screen.ts';
import type { Source, Watching } from '../../source.ts';
import { figureColumn, nameColumn, rateColumn, textColumn } from '../link-cells.ts';
import { routeConnectionJson } from './connection-json.ts';
import type { RouteLook } from './facts.ts';
import { type RoutesSnapshot, routesHonesty } from './snapshot.ts';
import { routesInView } from './source.ts';

/** One connection, and the server whose it is. */
type Row = RouteConnection & { of: RouteRow; troubles: readonly [] };

type Snapshot = { all?: RoutesSnapshot; rows: readonly Row[] };

const openConnectionsOf = (watching: Watching, of = ''): Source<Snapshot> => {
	const source = routesInView(watching);
	const rates = new RouteConnectionRates();
	const rowsOf = memoizeLast((all: RoutesSnapshot | undefined): Snapshot => {
		const server = all?.rows.find(({ key }) => key === of);
		const { statsz, info } = server?.server ?? {};
		const between = statsz === undefined ? undefined : rates.take(statsz, info?.time);
		const rows =
			server?.connections.map((each): Row => {
				return { ...each, rates: between?.get(each.rid), of: server, troubles: [] };
			}) ?? [];
		return { ...(all && { all }), rows };
	});
	return { get: () => rowsOf(source.get()), subscribe: source.subscribe };
};

/** `pool`, or the account that has it for itself; the system account is told as an account, too. */
const useOf = ({ told }: Row): string | undefined =>
	told === undefined ? undefined : (told.account ?? 'pool');

const ageOf = ({ told, of }: Row): number | undefined => {
	const now = of.server.info.time;
	return told?.start === undefined || now === undefined ? undefined : Math.max(0, now - told.start);
};

/** A total since the connection began. */
const total = (
	[id, title, priority, json]: readonly [id: string, title: string, priority: number, json: string],
	[about, unit]: readonly [about: string, unit: typeof counts | typeof byteSizes],
	value: (route: Route) => number,
) =>
	figureColumn<Row, Record<never, never>>({ id, title, priority, json, about, unit }, ({ statsz }) =>
		statsz === undefined ? undefined : value(statsz),
	);

const totals = [
	total(['outs', 'OUT', 15, 'out_msgs'], ['messages sent since it began', counts], ({ sent }) => sent.msgs),
	total(
		['ins', 'IN', 16, 'in_msgs'],
		['messages received since it began', counts],
		(route) => route.received.msgs,
	),
	total(
		['bouts', 'BOUT', 17, 'out_bytes'],
		['bytes sent since it began', byteSizes],
		({ sent }) => sent.bytes,
	),
	total(
		['bins', 'BIN', 18, 'in_bytes'],
		['bytes received since it began', byteSizes],
		(route) => route.received.bytes,
	),
];

export const connections = defineScreen<Row, Snapshot, Record<never, never>>({
	...{ id: 'route-connections', key: '7', title: 'Connections of its routes', tab: 'Connections' },
	list: 'table',
	about: 'each connection of the routes of one server',
	noun: ['connection', 'connections'],
	empty: () => 'It has no routes.',
	source: { asked: 'while visible', open: openConnectionsOf },
	rows: ({ rows }) => rows,
	honesty: ({ all }) => (all ? routesHonesty(all) : {}),
	facts: () => ({}),
	keyOf: ({ rid }) => `${rid}`,
	namesOf: ({ name, rid }) => [name ?? '', `${rid}`],
	columns: [
		nameColumn(
			{
				id: 'to',
				title: 'TO',
				about: 'the server at the other end',
				width: 8,
				most: 20,
				priority: 1,
				json: 'to',
			},
			({ name }) => name,
		),
		figureColumn(
			{
				id: 'rid',
				title: 'RID',
				about: 'number of the connection on its server',
				priority: 2,
				json: 'rid',
				unit: counts,
				cell: ({ rid }) => ({ text: `${rid}` }),
			},
			({ rid }) => rid,
		),
		textColumn(
			{
				id: 'acc',
				title: 'ACC',
				about: 'the account that has it for itself, else `pool` (nats-server 2.10)',
				width: 10,
				priority: 3,
				json: 'account',
				aliases: ['account'],
			},
			useOf,
		),
		figureColumn(
			{
				id: 'pending',
				title: 'PEND',
				about: 'bytes that wait',
				priority: 4,
				json: 'pending',
				unit: byteSizes,
			},
			({ statsz, told }) => statsz?.pending ?? told?.pending,
		),
		figureColumn(
			{ id: 'rtt', title: 'RTT', about: 'round trip', priority: 5, json: 'rtt', unit: shortSpans },
			({ told }) => told?.rtt,
		),
		rateColumn(
			{
				...{ id: 'out', title: 'OUT/s', about: 'messages a second over it', priority: 6 },
				...{ json: 'out_msgs_rate', unit: counts },
			},
			({ rates }) => rates?.out?.msgs,
		),
		rateColumn(
			{
				...{ id: 'in', title: 'IN/s', about: 'messages a second from it', priority: 7 },
				...{ json: 'in_msgs_rate', unit: counts },
			},
			({ rates }) => rates?.in?.msgs,
		),
		figureColumn(
			{ id: 'up', title: 'UP', about: 'age', priority: 8, json: 'start', unit: timeSpans, width: 5 },
			ageOf,
		),
		textColumn(
			{
				id: 'comp',
				title: 'COMPRESS',
				about: 'compression (nats-server 2.10)',
				width: 8,
				priority: 9,
				json: 'compression',
			},
			({ told }) => told?.compression,
		),
		textColumn(
			{
				id: 'dialled',
				title: 'DIALLED',
				about: 'who made it: `here` or `there`',
				width: 7,
				priority: 10,
				json: 'solicited',
			},
			({ told }) => (told?.isSolicited === undefined ? undefined : told.isSolicited ? 'here' : 'there'),
		),
		textColumn(
			{ id: 'ip', title: 'IP', about: 'address of the other end', width: 15, priority: 11, json: 'ip' },
			({ told }) => told?.ip,
		),
		figureColumn(
			{
				id: 'subs',
				title: 'SUBS',
				about: 'subscriptions that were sent over it',
				priority: 12,
				json: 'subscriptions',
				unit: counts,
			},
			({ told }) => told?.subscriptions,
		),
		rateColumn(
			{
				...{ id: 'bout', title: 'BOUT/s', about: 'bytes a second over it', priority: 13 },
				...{ json: 'out_bytes_rate', unit: byteSizes },
			},
			({ rates }) => rates?.out?.bytes,
		),
		rateColumn(
			{
				...{ id: 'bin', title: 'BIN/s', about: 'bytes a second from it', priority: 14 },
				...{ json: 'in_bytes_rate', unit: byteSizes },
			},
			({ rates }) => rates?.in?.bytes,
		),
		...totals,
	],
	sort: { column: 'to', descending: false },
	anywhere: (row) => [row.name, useOf(row), row.told?.ip],
	isPast: ({ of }) => of.isOld,
	serverOf: ({ of }) => ({ id: of.server.info.id, name: of.name }),
	json: (row) => routeConnectionJson(row.of.name, row),
	copy: ({ rid, of, name }) => ({ text: `rid ${rid} of ${of.name}`, what: `rid ${rid} to ${name ?? '?'}` }),
});

/** The title of an open server; its only tab is the list of its connections. */
export const routeOpened = (
	row: RouteRow | undefined,
	_: Opened,
	{ width, height }: Size,
	{ theme }: RouteLook,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const title = paneTitle({ title: row.name, columns: width, focused: true, theme });
	return { rows: fillRows([title], height, width), page: 1, last: 0 };
};
