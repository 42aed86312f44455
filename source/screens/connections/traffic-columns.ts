// What connections send and take, what waits for them, and how long they have been there.

import { judged } from '../../format/cell.ts';
import { bytesIn, countIn } from '../../format/number.ts';
import { rtt } from '../../format/time.ts';
import { unitCell } from '../../format/unit-cell.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import type { ConnectionCounters } from '../../model/connection.ts';
import { type ConnectionRow, connectionLoad } from '../../model/connection-row.ts';
import { byteSizes, counts, shortSpans, timeSpans } from '../../table/filter-quantity.ts';
import type { ConnectionColumn } from './facts.ts';

const figure = { align: 'right', descending: true, ofNow: true } as const;

/** Rates over more milliseconds than this say what was, rather than what is. */
const broadWindow = 10_000;

const isBroad = (rates: ConnectionRow['rates']): boolean => (rates?.window ?? 0) > broadWindow;

/** A rate, or with totals what came since the connection began. */
const traffic = (
	column: Pick<ConnectionColumn, 'id' | 'about' | 'priority' | 'aliases' | 'json'> & { name: string },
	key: keyof ConnectionCounters,
	unit: ConnectionColumn['unit'],
): ConnectionColumn => {
	const { name, ...rest } = column;
	const value: ConnectionColumn['value'] = ({ last, rates }, { totals }) =>
		totals ? last[key] : rates?.[key as keyof typeof rates];
	return {
		...{ ...figure, ...rest, isExact: true, width: 6, title: `${name}/s`, totalsTitle: name, unit },
		needsTwoSamples: true,
		stays: true,
		value,
		cell: (row, width, look) => {
			const { text } = unitCell(value(row, look), unit, width, look);
			return { text, ...(!look.totals && isBroad(row.rates) && { token: 'muted' }) };
		},
	};
};

/** Trouble first, and what goes on within it: more than any connection moves in a second. */
const rankStep = 2 ** 46;

export const troubleColumn: ConnectionColumn = {
	...{
		id: 'trouble',
		title: 'TROUBLE',
		about: 'what is wrong with it; sorts by that, then by bytes a second',
	},
	...{ width: 14, priority: 27, align: 'left', descending: true, printed: false },
	...{ isLead: true, lit: 'marked', json: 'trouble' },
	value: (row) => row.rank * rankStep + Math.min(connectionLoad(row), rankStep - 1),
	texts: ({ troubles }) => troubles.flatMap(({ check, text }) => [check, text]),
	cell: ({ troubles: [worst] }) => ({
		text: worst?.text ?? '',
		token: healthOf(worst?.severity),
	}),
};

export const trafficColumns: readonly ConnectionColumn[] = [
	traffic(
		{
			...{ id: 'out', name: 'OUT', about: 'messages sent to it', priority: 4 },
			...{ aliases: ['out/s', 'msgs_to', 'out_msgs'], json: 'out_msgs_rate' },
		},
		'outMsgs',
		counts,
	),
	traffic(
		{
			...{ id: 'bout', name: 'BOUT', about: 'bytes sent to it', priority: 5 },
			...{ aliases: ['bout/s', 'bytes_to', 'out_bytes'], json: 'out_bytes_rate' },
		},
		'outBytes',
		byteSizes,
	),
	traffic(
		{
			...{ id: 'in', name: 'IN', about: 'messages it sent', priority: 6 },
			...{ aliases: ['in/s', 'msgs_from', 'in_msgs'], json: 'in_msgs_rate' },
		},
		'inMsgs',
		counts,
	),
	traffic(
		{
			...{ id: 'bin', name: 'BIN', about: 'bytes it sent', priority: 7 },
			...{ aliases: ['bin/s', 'bytes_from', 'in_bytes'], json: 'in_bytes_rate' },
		},
		'inBytes',
		byteSizes,
	),
	{
		...{
			...figure,
			id: 'pending',
			title: 'PEND',
			about: 'bytes that wait for it',
			width: 6,
			priority: 8,
			stays: true,
		},
		...{ isExact: true, aliases: ['pend'], unit: byteSizes, json: 'pending', lit: 'marked' },
		value: ({ last }) => last.pending,
		cell: (row, width, { glyphs, exact }) =>
			row.last.pending === 0
				? { text: '0' }
				: judged(
						(room) => bytesIn(row.last.pending, room, glyphs, exact),
						width,
						healthInColumn(row.troubles, 'pending'),
						glyphs,
					),
	},
	{
		...{ ...figure, id: 'stalls', title: 'STALL', width: 6, priority: 12 },
		...{ about: 'how often the server made it wait for slow readers (nats-server 2.12)' },
		...{ aliases: ['stall'], unit: counts, json: 'stalls', lit: 'marked', isExact: true },
		value: ({ last }) => last.stalls,
		cell: (row, width, { glyphs, exact }) =>
			judged(
				(room) => countIn(row.last.stalls, room, glyphs, exact),
				width,
				healthInColumn(row.troubles, 'stalls'),
				glyphs,
			),
	},
	{
		...{ ...figure, id: 'rtt', title: 'RTT', about: 'time to it and back', width: 6, priority: 11 },
		...{ unit: shortSpans, json: 'rtt', lit: 'marked' },
		value: ({ last }) => last.rtt,
		cell: (row, width, { glyphs }) =>
			judged(() => rtt(row.last.rtt, glyphs), width, healthInColumn(row.troubles, 'rtt'), glyphs),
	},
	{
		...{ ...figure, id: 'subs', title: 'SUBS', about: 'subscriptions', width: 5, priority: 9 },
		...{ isExact: true, aliases: ['subscriptions'], unit: counts, json: 'subscriptions' },
		value: ({ last }) => last.subscriptions,
	},
	{
		...{ ...figure, id: 'idle', title: 'IDLE', about: 'time since it sent or took anything', width: 5 },
		...{ priority: 13, aliases: ['last'], unit: timeSpans, json: 'last_activity' },
		value: ({ last }) =>
			last.lastActivity === undefined ? undefined : Math.max(0, last.at - last.lastActivity),
	},
	{
		...{
			align: 'right',
			descending: true,
			id: 'up',
			title: 'UP',
			about: 'time since it connected',
			width: 5,
		},
		...{ priority: 10, aliases: ['uptime', 'start'], unit: timeSpans, json: 'start' },
		value: ({ last, heardAt }, { now }) =>
			last.start === undefined ? undefined : Math.max(0, last.at - last.start + (now - heardAt)),
	},
];
