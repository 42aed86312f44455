// The columns of gateways, in reading order: from where to where, how many, how far, and what goes over them.

import { judged } from '../../../format/cell.ts';
import { countIn } from '../../../format/number.ts';
import { healthInColumn } from '../../../model/checks/trouble.ts';
import {
	gatewayAge,
	gatewayPending,
	gatewayRate,
	outboundOf,
	tripsOf,
} from '../../../model/network/gateway-row.ts';
import { byteSizes, counts, shortSpans, timeSpans } from '../../../table/filter-quantity.ts';
import { figureColumn, nameColumn, rateColumn, textColumn, troubleColumn } from '../link-cells.ts';
import { pendingText, tripRange } from '../routes/figures.ts';
import type { GatewayColumn } from './facts.ts';

export const gatewayColumns: readonly GatewayColumn[] = [
	nameColumn(
		{
			...{ id: 'from', title: 'FROM', about: 'cluster', width: 8, most: 20, priority: 1, json: 'from' },
			aliases: ['cluster'],
		},
		({ from }) => from,
	),
	nameColumn(
		{ id: 'to', title: 'TO', about: 'the other cluster', width: 8, most: 20, priority: 2, json: 'to' },
		({ to }) => to,
	),
	{
		...{ id: 'outbound', title: 'OUTB', width: 7, priority: 3, align: 'right', ofNow: true, lit: 'marked' },
		about: 'servers of the cluster with a gateway to the other one, of all that answer',
		json: 'entries',
		value: (row) => {
			const { having, of } = outboundOf(row);
			return of === 0 ? undefined : having / of;
		},
		cell(row, width, { glyphs }) {
			const { having, of } = outboundOf(row);
			if (of === 0) return { text: glyphs.none };
			const none = having === 0 ? `${glyphs.down} ` : '';
			return judged(() => `${none}${having}/${of}`, width, healthInColumn(row.troubles, 'outbound'), glyphs);
		},
	},
	figureColumn(
		{
			...{ id: 'inbound', title: 'INB', about: 'gateways that come in from there, over all servers' },
			...{ priority: 4, width: 5, unit: counts, json: 'inbound' },
			cell: ({ inbound, troubles }, width, { glyphs }) =>
				judged(
					(room) => (inbound === 0 ? '0' : countIn(inbound, room, glyphs)),
					width,
					healthInColumn(troubles, 'inbound'),
					glyphs,
				),
		},
		({ inbound }) => inbound,
	),
	figureColumn(
		{
			...{ id: 'rtt', title: 'RTT', about: 'round trips, the least and the most', priority: 5, width: 9 },
			...{ unit: shortSpans, json: 'rtt' },
			cell: (row, width, { glyphs }) =>
				judged(() => tripRange(tripsOf(row), glyphs), width, healthInColumn(row.troubles, 'rtt'), glyphs),
		},
		(row) => Math.max(...tripsOf(row)) || undefined,
	),
	rateColumn(
		{
			...{ id: 'out', title: 'OUT/s', about: 'messages a second to there', priority: 6, unit: counts },
			json: 'out_msgs_rate',
		},
		(row) => gatewayRate(row, 'out')?.msgs,
	),
	rateColumn(
		{
			...{ id: 'in', title: 'IN/s', about: 'messages a second from there', priority: 7, unit: counts },
			json: 'in_msgs_rate',
		},
		(row) => gatewayRate(row, 'in')?.msgs,
	),
	figureColumn(
		{
			...{ id: 'pending', title: 'PEND', about: 'bytes that wait on the worst of them', priority: 8 },
			...{ unit: byteSizes, json: 'pending', aliases: ['pend'] },
			cell: (row, width, { glyphs }) => ({ text: pendingText(gatewayPending(row), width, glyphs) }),
		},
		gatewayPending,
	),
	figureColumn(
		{
			...{ id: 'up', title: 'UP', about: 'age of the oldest of them', priority: 9, width: 5 },
			...{ unit: timeSpans, json: 'start' },
		},
		gatewayAge,
	),
	rateColumn(
		{
			...{ id: 'bout', title: 'BOUT/s', about: 'bytes a second to there', priority: 10, unit: byteSizes },
			json: 'out_bytes_rate',
		},
		(row) => gatewayRate(row, 'out')?.bytes,
	),
	rateColumn(
		{
			...{ id: 'bin', title: 'BIN/s', about: 'bytes a second from there', priority: 11, unit: byteSizes },
			json: 'in_bytes_rate',
		},
		(row) => gatewayRate(row, 'in')?.bytes,
	),
	figureColumn(
		{
			...{ id: 'accs', title: 'ACCS', about: 'accounts that are known over it, once Enter has asked' },
			...{ priority: 12, width: 5, unit: counts, json: 'accounts', ofNow: false },
		},
		({ accounts }) => accounts,
	),
	textColumn(
		{
			...{ id: 'conf', title: 'CONF', width: 5, priority: 13, json: 'configured' },
			about: '`yes` where it stands in a configuration, `no` where it was learned from others',
		},
		({ isConfigured }) => (isConfigured === undefined ? undefined : isConfigured ? 'yes' : 'no'),
	),
	troubleColumn(14, (row) => (gatewayRate(row, 'out')?.bytes ?? 0) + (gatewayRate(row, 'in')?.bytes ?? 0)),
];
