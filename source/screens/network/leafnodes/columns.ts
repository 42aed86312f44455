// The columns of leafnodes, in reading order: who, where, how far, what goes over it, how often it came back.

import { firstFitting, judged } from '../../../format/cell.ts';
import { fitMiddle } from '../../../format/text.ts';
import { age, rtt } from '../../../format/time.ts';
import { healthInColumn } from '../../../model/checks/trouble.ts';
import { type LeafRow, leafName, roleOf } from '../../../model/network/leaf-row.ts';
import { byteSizes, counts, shortSpans } from '../../../table/filter-quantity.ts';
import { figureColumn, nameColumn, rateColumn, textColumn, troubleColumn } from '../link-cells.ts';
import type { LeafColumn } from './facts.ts';

/** A figure of one that is there. */
const now = <T>(row: LeafRow, value: T): T | undefined => (row.goneSince === undefined ? value : undefined);

export const leafColumns: readonly LeafColumn[] = [
	nameColumn(
		{
			...{ id: 'name', title: 'NAME', width: 12, most: 20, priority: 1, json: 'name' },
			about: 'the server at the other end, else its address (before nats-server 2.9.15)',
		},
		leafName,
	),
	{
		...{ id: 'acc', title: 'ACC', about: 'account', width: 8, priority: 2, align: 'left', json: 'account' },
		aliases: ['account'],
		value: ({ end }) => end.account,
		texts: ({ end: { account } }, facts) => (account === undefined ? [] : [account, facts?.nameOf(account)]),
		cell: ({ end: { account } }, width, { glyphs, nameOf }) => ({
			text: account === undefined ? glyphs.none : fitMiddle(nameOf(account), width, glyphs),
		}),
	},
	nameColumn(
		{
			...{ id: 'server', title: 'SERVER', about: 'the server that tells of it', width: 8, most: 16 },
			...{ priority: 3, json: 'server' },
		},
		({ server }) => server.name,
	),
	textColumn(
		{
			...{ id: 'role', title: 'ROLE', width: 4, priority: 4, json: 'role' },
			about: '`hub` where that server was dialled, `leaf` where it dialled (nats-server 2.9.15)',
		},
		roleOf,
	),
	figureColumn(
		{
			...{
				id: 'rtt',
				title: 'RTT',
				about: 'round trip',
				priority: 5,
				width: 7,
				unit: shortSpans,
				json: 'rtt',
			},
			cell: (row, width, look) => {
				const { glyphs } = look;
				const health = healthInColumn(row.troubles, 'rtt');
				if (row.goneSince === undefined) return judged(() => rtt(row.end.rtt, glyphs), width, health, glyphs);
				const word = row.remote === undefined ? 'gone' : 'none';
				const since = `${word} ${age(Math.max(0, look.now - row.goneSince))}`;
				return judged((room) => firstFitting([since, word], room), width, health, glyphs);
			},
		},
		(row) => now(row, row.end.rtt),
	),
	rateColumn(
		{
			...{ id: 'out', title: 'OUT/s', about: 'messages a second to the other end', priority: 6 },
			...{ unit: counts, json: 'out_msgs_rate' },
		},
		({ rates }) => rates?.out?.msgs,
	),
	rateColumn(
		{
			...{ id: 'in', title: 'IN/s', about: 'messages a second from the other end', priority: 7 },
			...{ unit: counts, json: 'in_msgs_rate' },
		},
		({ rates }) => rates?.in?.msgs,
	),
	figureColumn(
		{
			...{ id: 'subs', title: 'SUBS', about: 'subscriptions of the other end', priority: 8, unit: counts },
			json: 'subscriptions',
		},
		(row) => now(row, row.end.subscriptions),
	),
	figureColumn(
		{
			...{ id: 'back', title: 'BACK', about: 'how often it connected within five minutes', priority: 9 },
			...{ unit: counts, json: 'connects', width: 5 },
		},
		({ back }) => back,
	),
	textColumn(
		{
			...{ id: 'comp', title: 'COMP', about: 'compression (nats-server 2.10)', width: 8, priority: 10 },
			json: 'compression',
		},
		({ end }) => end.compression,
	),
	rateColumn(
		{
			...{ id: 'bout', title: 'BOUT/s', about: 'bytes a second to the other end', priority: 11 },
			...{ unit: byteSizes, json: 'out_bytes_rate' },
		},
		({ rates }) => rates?.out?.bytes,
	),
	rateColumn(
		{
			...{ id: 'bin', title: 'BIN/s', about: 'bytes a second from the other end', priority: 12 },
			...{ unit: byteSizes, json: 'in_bytes_rate' },
		},
		({ rates }) => rates?.in?.bytes,
	),
	textColumn(
		{ id: 'ip', title: 'IP', about: 'address of the other end', width: 15, priority: 13, json: 'ip' },
		({ end }) => end.ip,
	),
	figureColumn(
		{
			...{ id: 'cid', title: 'CID', about: 'number of the connection on its server (nats-server 2.11.7)' },
			...{ priority: 14, unit: counts, json: 'id', ofNow: false },
			cell: ({ end }, _, { glyphs }) => ({ text: end.cid === undefined ? glyphs.none : `${end.cid}` }),
		},
		({ end }) => end.cid,
	),
	textColumn(
		{
			...{ id: 'cluster', title: 'CLUSTER', about: 'cluster of that server', width: 8, priority: 15 },
			json: 'cluster',
		},
		({ server }) => server.cluster,
	),
	troubleColumn(16, ({ rates }) => (rates?.out?.bytes ?? 0) + (rates?.in?.bytes ?? 0)),
];
