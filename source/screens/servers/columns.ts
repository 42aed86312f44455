// The columns of the servers, in reading order: identity, load, traffic, health, topology, time.

import { judged } from '../../format/cell.ts';
import { bytesIn, countIn } from '../../format/number.ts';
import {
	type CellLook,
	jetstreamCell,
	nameCell,
	routesCell,
	slowCell,
	trendCell,
	uptimeCell,
	versionCell,
} from '../../format/server-cell.ts';
import { age } from '../../format/time.ts';
import {
	byteSizes,
	counts,
	percents,
	shares,
	shortSpans,
	timeSpans,
	versions,
} from '../../model/filter-quantity.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { FleetFacts } from '../../model/fleet-facts.ts';
import { ageHealth, cpuHealth, memHealth } from '../../model/health.ts';
import type { Traffic } from '../../model/server.ts';
import {
	ageOf,
	gatewayCount,
	isMetaLeader,
	isOld,
	jetstreamOn,
	routedServers,
	storageShare,
	trafficOf,
	uptimeOf,
	versionNumber,
} from '../../model/server-facts.ts';
import type { Column } from '../../table/column.ts';
import type { RowOrder } from '../../table/sort-rows.ts';

type ServerColumn = Column<ServerRow, FleetFacts>;

/** What text columns have in common. */
const text = { align: 'left' } as const;

/** What figures have in common: they sort from the greatest. */
const figure = { align: 'right', descending: true, ofNow: true } as const;

/** A figure that `exact` writes with every digit. */
const exactFigure = { ...figure, isExact: true } as const;

/** Messages or bytes in one direction: a rate, or with totals what came since the start. */
const traffic = (
	column: Pick<ServerColumn, 'id' | 'about' | 'width' | 'priority' | 'aliases' | 'json'> & { name: string },
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

/** `on`, `off` or `on leader`. */
const jetstreamTexts = (row: ServerRow): (string | undefined)[] => {
	const on = jetstreamOn(row);
	const word = on === undefined ? undefined : on ? 'on' : 'off';
	return [isMetaLeader(row) ? `${word} leader` : word];
};

export const serverColumns: readonly ServerColumn[] = [
	{
		...text,
		id: 'name',
		title: 'NAME',
		about: 'name of the server',
		width: 10,
		most: 24,
		priority: 1,
		aliases: ['server'],
		value: (row) => row.info.name,
		cell: nameCell,
		lit: 'always',
		json: 'server',
	},
	{
		...text,
		id: 'cluster',
		title: 'CLUSTER',
		about: 'cluster',
		width: 8,
		priority: 8,
		value: (row) => row.info.cluster,
		json: 'cluster',
	},
	{
		...text,
		id: 'host',
		title: 'HOST',
		about: 'host the server names',
		width: 15,
		priority: 21,
		aliases: ['addr'],
		value: (row) => row.info.host,
		cell: (row, _, { glyphs }) => ({ text: row.info.host ?? glyphs.none }),
		json: 'host',
	},
	{
		...text,
		id: 'id',
		printed: false,
		title: 'ID',
		about: 'id of the process',
		width: 13,
		priority: 22,
		value: (row) => row.info.id,
		json: 'server_id',
	},
	{
		...text,
		id: 'ver',
		title: 'VER',
		about: 'version',
		width: 8,
		priority: 11,
		aliases: ['version'],
		descending: true,
		value: (row) => versionNumber(row.info.version),
		unit: versions,
		texts: (row) => [row.info.version],
		cell: versionCell,
		json: 'version',
	},
	{
		...figure,
		id: 'cpu',
		title: 'CPU%',
		about: 'CPU, 100 is one core',
		width: 5,
		priority: 2,
		aliases: ['cpu%'],
		value: (row) => row.statsz?.cpu,
		unit: percents,
		cell: ({ statsz }, width, { glyphs }) =>
			judged(
				(room) => countIn(statsz?.cpu, room, glyphs),
				width,
				cpuHealth(statsz?.cpu, statsz?.cores),
				glyphs,
			),
		json: 'cpu',
	},
	{
		...figure,
		id: 'trend',
		title: 'CPU 5m',
		about: 'CPU over five minutes',
		width: 9,
		priority: 13,
		align: 'left',
		asciiFrom: 120,
		value: (row) => row.statsz?.cpu,
		unit: percents,
		cell: trendCell,
		printed: false,
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
		cell: ({ statsz }, width, { glyphs, exact }) =>
			judged(
				(room) => bytesIn(statsz?.mem, room, glyphs, exact),
				width,
				memHealth(statsz?.mem, statsz?.memLimit),
				glyphs,
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
	{
		...exactFigure,
		id: 'slow',
		title: 'SLOW',
		about: 'slow consumers',
		width: 6,
		priority: 7,
		aliases: ['slow_consumers'],
		value: (row) => row.statsz?.slowConsumers,
		unit: counts,
		cell: slowCell,
		json: 'slow_consumers',
	},
	{
		...exactFigure,
		id: 'js',
		title: 'JS',
		about: 'JetStream storage used',
		width: 6,
		priority: 9,
		aliases: ['jetstream', 'storage'],
		value: storageShare,
		unit: shares,
		texts: jetstreamTexts,
		cell: jetstreamCell,
	},
	{
		...figure,
		id: 'rts',
		title: 'RTS',
		about: 'servers with a route',
		width: 4,
		priority: 16,
		aliases: ['routes', 'route'],
		value: routedServers,
		unit: counts,
		cell: routesCell,
	},
	{
		...figure,
		id: 'gws',
		title: 'GWS',
		about: 'gateways',
		width: 3,
		priority: 17,
		aliases: ['gateways', 'gateway'],
		value: gatewayCount,
		unit: counts,
	},
	{
		...figure,
		id: 'rtt',
		title: 'RTT',
		about: 'round trip of a request',
		width: 5,
		priority: 15,
		value: (row) => row.rtt,
		unit: shortSpans,
		json: 'rtt',
	},
	{
		...figure,
		ofNow: false,
		id: 'up',
		title: 'UP',
		about: 'time since its start',
		width: 5,
		priority: 10,
		aliases: ['uptime', 'start'],
		value: (row, { now }) => uptimeOf(row, now),
		unit: timeSpans,
		cell: uptimeCell,
	},
	{
		...figure,
		ofNow: false,
		id: 'age',
		printed: false,
		title: 'AGE',
		about: 'time since its last statsz',
		width: 5,
		priority: 12,
		value: (row, { now }) => ageOf(row, now),
		unit: timeSpans,
		cell: (row, width, { now, glyphs }: CellLook) =>
			judged(() => age(ageOf(row, now), glyphs), width, ageHealth(row.state), glyphs),
		lit: 'marked',
	},
];

/** How servers stand that a column does not part. While nobody at all is heard, all figures are of one moment. */
export const serverOrder: RowOrder<ServerRow> = {
	namesOf: ({ info, key }) => [info.name, key],
	isPast: (row) => row.state !== 'unknown' && isOld(row),
};
