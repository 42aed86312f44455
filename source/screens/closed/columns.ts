// The columns of closed connections, in reading order.

import { firstFitting } from '../../format/cell.ts';
import { fitMiddle, width } from '../../format/text.ts';
import { clock, duration, uptime, uptimeShort } from '../../format/time.ts';
import { type ClosedRow, isBadEnd } from '../../model/closed-book.ts';
import { type Connection, connectionName } from '../../model/connection.ts';
import { byteSizes, counts, timeSpans, versions } from '../../table/filter-quantity.ts';
import { versionNumber } from '../../table/version-number.ts';
import type { Glyphs } from '../../theme.ts';
import type { ClosedColumn } from './facts.ts';

const text = (
	column: Pick<ClosedColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'json'> &
		Partial<ClosedColumn>,
	value: (row: ClosedRow) => string | undefined,
): ClosedColumn => ({
	...{ ...column, align: 'left', value },
	cell: (row, room, { glyphs }) => ({ text: fitMiddle(value(row) ?? glyphs.none, room, glyphs) }),
});

const figure = (
	column: Pick<ClosedColumn, 'id' | 'title' | 'about' | 'priority' | 'json' | 'unit'>,
	value: (row: ClosedRow) => number | undefined,
): ClosedColumn => ({ ...column, width: 6, align: 'right', descending: true, isExact: true, value });

/** `1.0s`, `38m12s`, `41d`. */
const livedText = ({ start, stop }: Connection, room: number, glyphs: Glyphs): string => {
	if (start === undefined || stop === undefined) return glyphs.none;
	const ms = Math.max(0, stop - start);
	return ms < 60_000 ? duration(ms) : firstFitting([uptime(ms), uptimeShort(ms)], room);
};

export const closedColumns: readonly ClosedColumn[] = [
	{
		...{ id: 'stop', title: 'STOPPED', about: 'when it ended', width: 8, priority: 1, align: 'left' },
		...{ descending: true, aliases: ['stopped'], lit: 'always', json: 'stop' },
		value: ({ last }) => last.stop,
		texts: ({ last }) => [clock(last.stop)],
		cell: ({ last }, _, { glyphs }) => ({ text: clock(last.stop, {}, glyphs) }),
	},
	text(
		{
			...{ id: 'name', title: 'NAME', width: 12, most: 20, priority: 2, json: 'name' },
			about: 'name of the client, else its MQTT id, else its address',
			nameWidth: ({ last }) => width(connectionName(last) ?? ''),
		},
		({ last }) => connectionName(last),
	),
	{
		...{ id: 'acc', title: 'ACC', about: 'account', width: 6, priority: 3, align: 'left', json: 'account' },
		ofSystem: true,
		aliases: ['account'],
		value: ({ identity }) => identity?.account,
		cell: ({ identity }, room, { glyphs, nameOf }) => ({
			text: identity === undefined ? glyphs.none : fitMiddle(nameOf(identity.account), room, glyphs),
		}),
	},
	text(
		{ id: 'user', title: 'USER', about: 'user', width: 8, priority: 10, json: 'user' },
		({ identity }) => identity?.user,
	),
	text(
		{
			...{ id: 'server', title: 'SERVER', about: 'server', width: 8, most: 12, priority: 4, json: 'server' },
			nameWidth: ({ last }) => width(last.server.name),
		},
		({ last }) => last.server.name,
	),
	{
		...{ id: 'cid', title: 'CID', about: 'number of the connection on its server', width: 7, priority: 9 },
		...{ align: 'right', unit: counts, json: 'cid' },
		value: ({ last }) => last.cid,
		cell: ({ last }) => ({ text: String(last.cid) }),
	},
	{
		...text(
			{ id: 'reason', title: 'REASON', about: 'why it ended', width: 26, priority: 5, json: 'reason' },
			({ last }) => last.reason,
		),
		cell: ({ last }, room, { glyphs }) => ({
			text: fitMiddle(last.reason ?? glyphs.none, room, glyphs),
			...(isBadEnd(last) && { token: 'warn' as const }),
		}),
	},
	{
		...{ id: 'lived', title: 'LIVED', about: 'from its start to its end', width: 6, priority: 6 },
		...{ align: 'right', descending: true, unit: timeSpans },
		json: { none: 'the time from `start` to `stop`' },
		value: ({ last }) =>
			last.start === undefined || last.stop === undefined ? undefined : Math.max(0, last.stop - last.start),
		cell: ({ last }, room, { glyphs }) => ({ text: livedText(last, room, glyphs) }),
	},
	figure(
		{ id: 'out', title: 'OUT', about: 'messages sent to it', priority: 7, json: 'out_msgs', unit: counts },
		({ last }) => last.outMsgs,
	),
	figure(
		{ id: 'in', title: 'IN', about: 'messages it sent', priority: 8, json: 'in_msgs', unit: counts },
		({ last }) => last.inMsgs,
	),
	figure(
		{
			id: 'bout',
			title: 'BOUT',
			about: 'bytes sent to it',
			priority: 13,
			json: 'out_bytes',
			unit: byteSizes,
		},
		({ last }) => last.outBytes,
	),
	figure(
		{ id: 'bin', title: 'BIN', about: 'bytes it sent', priority: 14, json: 'in_bytes', unit: byteSizes },
		({ last }) => last.inBytes,
	),
	text(
		{ id: 'ip', title: 'IP', about: 'address', width: 15, priority: 11, json: 'ip' },
		({ last }) => last.ip,
	),
	text(
		{ id: 'lang', title: 'LANG', about: 'library of the client', width: 7, priority: 12, json: 'lang' },
		({ last }) => last.lang,
	),
	{
		...{ id: 'ver', title: 'VER', about: 'version of that library', width: 7, priority: 15, align: 'left' },
		...{ aliases: ['version'], unit: versions, descending: true, json: 'version' },
		value: ({ last }) => versionNumber(last.version),
		texts: ({ last }) => [last.version],
		cell: ({ last }, room, { glyphs }) => ({ text: fitMiddle(last.version ?? glyphs.none, room, glyphs) }),
	},
];
