// The columns about the load of servers: CPU, memory, connections, and the traffic both ways.

import { judged } from '../../format/cell.ts';
import { bytesIn, countIn } from '../../format/number.ts';
import { cellHealth, trendCell } from '../../format/server-cell.ts';
import type { Traffic } from '../../model/server.ts';
import { trafficOf } from '../../model/server-facts.ts';
import { byteSizes, counts, percents } from '../../table/filter-quantity.ts';

import { exactFigure, figure, type ServerColumn } from './column-kinds.ts';

/** Messages or bytes in one direction: a rate, or with totals the count since the start. */
const traffic = (
	column: Pick<ServerColumn, 'id' | 'about' | 'width' | 'priority' | 'stays' | 'aliases' | 'json'> & {
		name: string;
	},
	direction: 'in' | 'out',
	what: keyof Traffic,
): ServerColumn => {
	const { name, ...rest } = column;
	return {
		...exactFigure,
		...rest,
		title: `${name}/s`,
		totalsTitle: name,
		needsTwoSamples: true,
		unit: what === 'bytes' ? byteSizes : counts,
		value: (row, { totals }) => trafficOf(row, direction, what, totals),
	};
};

export const loadColumns: readonly ServerColumn[] = [
	{
		...figure,
		id: 'cpu',
		title: 'CPU%',
		about: 'CPU, 100 is one core',
		width: 5,
		priority: 2,
		stays: true,
		aliases: ['cpu%'],
		value: (row) => row.statsz?.cpu,
		unit: percents,
		cell: (row, width, look) =>
			judged(
				(room) => countIn(row.statsz?.cpu, room, look.glyphs),
				width,
				cellHealth(row, 'cpu', look),
				look.glyphs,
			),
		json: 'cpu',
	},
	{
		...figure,
		id: 'trend',
		title: 'CPU 5m',
		about: 'CPU of all cores over five minutes',
		width: 9,
		priority: 13,
		yields: true,
		align: 'left',
		asciiFrom: 120,
		value: (row) => row.statsz?.cpu,
		unit: percents,
		cell: trendCell,
		printed: false,
		json: { none: 'a picture; `cpu` is its last value' },
	},
	{
		...exactFigure,
		id: 'mem',
		title: 'MEM',
		about: 'memory',
		width: 6,
		priority: 4,
		aliases: ['memory'],
		value: (row) => row.statsz?.mem,
		unit: byteSizes,
		cell: (row, width, look) =>
			judged(
				(room) => bytesIn(row.statsz?.mem, room, look.glyphs, look.exact),
				width,
				cellHealth(row, 'mem', look),
				look.glyphs,
			),
		json: 'memory',
	},
	{
		...exactFigure,
		id: 'conns',
		title: 'CONNS',
		about: 'client connections',
		width: 6,
		priority: 3,
		stays: true,
		aliases: ['conn', 'connections', 'cid'],
		value: (row) => row.statsz?.connections,
		unit: counts,
		json: 'connections',
	},
	{
		...exactFigure,
		id: 'subs',
		title: 'SUBS',
		about: 'subscriptions, those known of other servers included',
		width: 6,
		priority: 14,
		aliases: ['sub', 'subscriptions'],
		value: (row) => row.statsz?.subscriptions,
		unit: counts,
		json: 'subscriptions',
	},
	{
		...exactFigure,
		id: 'accts',
		printed: false,
		title: 'ACCTS',
		about: 'active accounts',
		width: 5,
		priority: 20,
		aliases: ['accounts'],
		value: (row) => row.statsz?.activeAccounts,
		unit: counts,
		json: 'accounts',
	},
	traffic(
		{
			id: 'in',
			name: 'IN',
			about: 'messages received, routes included',
			width: 6,
			priority: 5,
			stays: true,
			aliases: ['in/s', 'msgs_from', 'in_msgs'],
			json: 'in_msgs_rate',
		},
		'in',
		'msgs',
	),
	traffic(
		{
			id: 'out',
			name: 'OUT',
			about: 'messages sent, routes included',
			width: 6,
			priority: 6,
			stays: true,
			aliases: ['out/s', 'msgs_to', 'out_msgs'],
			json: 'out_msgs_rate',
		},
		'out',
		'msgs',
	),
	traffic(
		{
			id: 'bin',
			name: 'BIN',
			about: 'bytes received, routes included',
			width: 7,
			priority: 18,
			aliases: ['bin/s', 'bytes_from', 'in_bytes'],
			json: 'in_bytes_rate',
		},
		'in',
		'bytes',
	),
	traffic(
		{
			id: 'bout',
			name: 'BOUT',
			about: 'bytes sent, routes included',
			width: 7,
			priority: 19,
			aliases: ['bout/s', 'bytes_to', 'out_bytes'],
			json: 'out_bytes_rate',
		},
		'out',
		'bytes',
	),
];
