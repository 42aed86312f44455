// The columns of routes, a server a row; the servers it sees stand between them on the screen.

import { judged } from '../../../format/cell.ts';
import { healthByCheck } from '../../../model/checks/trouble.ts';
import { byteSizes, counts, shortSpans, timeSpans } from '../../../table/filter-quantity.ts';
import { figureColumn, nameColumn, rateColumn, textColumn, troubleColumn } from '../link-cells.ts';
import type { RouteColumn } from './facts.ts';
import { commonOf, oldestOf, pendingText, worstTripOf } from './figures.ts';

export const routeColumns: readonly RouteColumn[] = [
	nameColumn(
		{
			...{ id: 'from', title: 'FROM', about: 'server', width: 8, most: 20, priority: 1, json: 'from' },
			aliases: ['name', 'server'],
		},
		({ name }) => name,
	),
	{
		...{ id: 'sees', title: 'SEES', about: 'servers it has a route to, of all others of its cluster' },
		...{ width: 7, priority: 2, align: 'right', ofNow: true, lit: 'marked' },
		json: { none: 'the objects with the state `ok`, of all objects of a server' },
		value: ({ sees, others }) => (sees === undefined || others === 0 ? undefined : sees / others),
		cell: (row, width, { glyphs }) =>
			judged(
				() => (row.sees === undefined ? glyphs.none : `${row.sees}/${row.others}`),
				width,
				healthByCheck(row.troubles, 'route'),
				glyphs,
			),
	},
	figureColumn(
		{
			...{ id: 'pending', title: 'PEND', about: 'bytes that wait on the worst of its routes', width: 7 },
			...{ priority: 3, unit: byteSizes, json: 'pending', aliases: ['pend'] },
			cell: (row, width, { glyphs }) => ({
				...judged(
					(room) => pendingText(row.pending, room, glyphs),
					width,
					healthByCheck(row.troubles, 'route-pending'),
					glyphs,
				),
			}),
		},
		({ pending }) => pending,
	),
	figureColumn(
		{
			...{ id: 'rtt', title: 'RTT', about: 'the longest round trip to any of them', priority: 4 },
			...{ unit: shortSpans, json: 'rtt', width: 7 },
		},
		worstTripOf,
	),
	rateColumn(
		{
			...{ id: 'out', title: 'OUT/s', about: 'messages a second to them', priority: 5, unit: counts },
			json: 'out_msgs_rate',
		},
		(row) => row.rate('out')?.msgs,
	),
	rateColumn(
		{
			...{ id: 'in', title: 'IN/s', about: 'messages a second from them', priority: 6, unit: counts },
			json: 'in_msgs_rate',
		},
		(row) => row.rate('in')?.msgs,
	),
	figureColumn(
		{
			...{ id: 'routes', title: 'ROUTES', about: 'connections of all its routes', priority: 7 },
			...{ unit: counts, json: 'entries', aliases: ['entries'] },
		},
		({ server, isOld, connections }) =>
			server.statsz === undefined || isOld ? undefined : connections.length,
	),
	textColumn(
		{
			...{ id: 'comp', title: 'COMPRESS', about: 'compression of its routes (nats-server 2.10)', width: 8 },
			...{ priority: 8, json: 'compression', aliases: ['compress'] },
		},
		({ peers }) => commonOf([...peers.values()].map(({ compression }) => compression)),
	),
	figureColumn(
		{
			...{ id: 'up', title: 'OLDEST', about: 'age of the oldest of its connections', priority: 9 },
			...{ unit: timeSpans, json: 'start', aliases: ['oldest'] },
		},
		oldestOf,
	),
	rateColumn(
		{
			...{ id: 'bout', title: 'BOUT/s', about: 'bytes a second to them', priority: 10, unit: byteSizes },
			json: 'out_bytes_rate',
		},
		(row) => row.rate('out')?.bytes,
	),
	rateColumn(
		{
			...{ id: 'bin', title: 'BIN/s', about: 'bytes a second from them', priority: 11, unit: byteSizes },
			json: 'in_bytes_rate',
		},
		(row) => row.rate('in')?.bytes,
	),
	textColumn(
		{
			...{ id: 'cluster', title: 'CLUSTER', about: 'cluster', width: 10, priority: 12, json: 'cluster' },
		},
		({ group }) => group.name,
	),
	// A matrix whose rows change places by what goes over them cannot be read.
	troubleColumn(13, () => 0),
];
