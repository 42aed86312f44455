// The columns about the health of servers: slow consumers, JetStream, routes, round trip, uptime.

import { judged } from '../../format/cell.ts';
import { cellHealth, jetstreamCell, routesCell, slowCell, uptimeCell } from '../../format/server-cell.ts';
import { age } from '../../format/time.ts';
import type { ServerRow } from '../../model/fleet.ts';
import {
	ageOf,
	gatewayCount,
	isMetaLeader,
	jetstreamOn,
	routedServers,
	storageShare,
	uptimeOf,
} from '../../model/server-facts.ts';
import { counts, shares, shortSpans, timeSpans } from '../../table/filter-quantity.ts';

import { exactFigure, figure, type ServerColumn } from './column-kinds.ts';

/** `on`, `off` or `on leader`. */
const jetstreamTexts = (row: ServerRow): (string | undefined)[] => {
	const on = jetstreamOn(row);
	const word = on === undefined ? undefined : on ? 'on' : 'off';
	return [isMetaLeader(row) ? `${word} leader` : word];
};

export const healthColumns: readonly ServerColumn[] = [
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
		json: 'jetstream.storage',
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
		json: 'routes',
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
		json: 'gateways',
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
		json: 'start',
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
		yields: true,
		value: (row, { now }) => ageOf(row, now),
		unit: timeSpans,
		cell: (row, width, look) =>
			judged(() => age(ageOf(row, look.now), look.glyphs), width, cellHealth(row, 'age', look), look.glyphs),
		lit: 'marked',
		json: 'received_at',
	},
];
