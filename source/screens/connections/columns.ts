// The columns of connections, in reading order: who, where, what goes on, and with what.

import { fitMiddle, width } from '../../format/text.ts';
import { connectionName } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import { counts, versions } from '../../table/filter-quantity.ts';
import { versionNumber } from '../../table/version-number.ts';
import type { ConnectionColumn } from './facts.ts';
import { trafficColumns, troubleColumn } from './traffic-columns.ts';

const text = { align: 'left' } as const;

/** Totals beside the rates. */
const total = (
	id: string,
	title: string,
	about: string,
	priority: number,
	key: 'inMsgs' | 'outMsgs' | 'inBytes' | 'outBytes',
	json: string,
): ConnectionColumn => {
	const rate = trafficColumns.find((column) => column.id === id.replace('all', ''));
	return {
		...{ id, title, about, priority, json, width: 7, align: 'right', descending: true, ofNow: true },
		...{ isExact: true, unit: rate?.unit ?? counts },
		value: ({ last }) => last[key],
	};
};

/** A text, cut in the middle where it is too long: what tells keys apart stands at both ends. */
const textColumn = (
	column: Pick<ConnectionColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'json'> &
		Partial<ConnectionColumn>,
	value: (row: ConnectionRow) => string | undefined,
): ConnectionColumn => ({
	...text,
	...column,
	value,
	cell: (row, width, { glyphs }) => ({ text: fitMiddle(value(row) ?? glyphs.none, width, glyphs) }),
});

export const connectionColumns: readonly ConnectionColumn[] = [
	textColumn(
		{
			...{ id: 'name', title: 'NAME', about: 'name of the client, else its MQTT id, else its address' },
			...{ width: 12, most: 20, priority: 1, json: 'name', lit: 'always' },
			nameWidth: ({ last }) => width(connectionName(last) ?? ''),
		},
		({ last }) => connectionName(last),
	),
	{
		...{ ...text, id: 'acc', title: 'ACC', about: 'account', width: 6, priority: 2, json: 'account' },
		ofSystem: true,
		aliases: ['account'],
		value: ({ identity }) => identity?.account,
		texts: ({ identity }, facts) =>
			identity === undefined ? [] : [identity.account, facts?.nameFor(identity.account)],
		cell: ({ identity }, width, { glyphs, nameOf }) => ({
			text: identity === undefined ? glyphs.none : fitMiddle(nameOf(identity.account), width, glyphs),
		}),
	},
	textColumn(
		{ id: 'user', title: 'USER', about: 'user', width: 8, priority: 15, json: 'user' },
		({ identity }) => identity?.user,
	),
	textColumn(
		{
			...{ id: 'server', title: 'SERVER', about: 'server', width: 8, most: 12, priority: 3, json: 'server' },
			nameWidth: ({ last }) => width(last.server.name),
		},
		({ last }) => last.server.name,
	),
	{
		...{ id: 'cid', title: 'CID', about: 'number of the connection on its server', width: 7, priority: 14 },
		...{ align: 'right', unit: counts, json: 'cid' },
		value: ({ last }) => last.cid,
		cell: ({ last }) => ({ text: String(last.cid) }),
	},
	...trafficColumns,
	textColumn(
		{ id: 'ip', title: 'IP', about: 'address', width: 15, priority: 16, json: 'ip' },
		({ last }) => last.ip,
	),
	textColumn(
		{ id: 'lang', title: 'LANG', about: 'library of the client', width: 7, priority: 17, json: 'lang' },
		({ last }) => last.lang,
	),
	{
		...{ ...text, id: 'ver', title: 'VER', about: 'version of that library', width: 7, priority: 18 },
		...{ json: 'version', aliases: ['version'], unit: versions, descending: true },
		value: ({ last }) => versionNumber(last.version),
		texts: ({ last }) => [last.version],
		cell: ({ last }, width, { glyphs }) => ({ text: fitMiddle(last.version ?? glyphs.none, width, glyphs) }),
	},
	textColumn(
		{
			...{ id: 'kind', title: 'KIND', about: '`client` `mqtt` `ws` `leaf`', width: 6, priority: 19 },
			json: 'kind',
		},
		({ last }) => last.kind,
	),
	textColumn(
		{ id: 'tls', title: 'TLS', about: 'version of TLS', width: 4, priority: 20, json: 'tls_version' },
		({ last }) => last.tlsVersion,
	),
	total('allout', 'ALL OUT', 'messages sent to it since it connected', 21, 'outMsgs', 'out_msgs'),
	total('allin', 'ALL IN', 'messages it sent since it connected', 22, 'inMsgs', 'in_msgs'),
	total('allbout', 'ALL BO', 'bytes sent to it since it connected', 23, 'outBytes', 'out_bytes'),
	total('allbin', 'ALL BI', 'bytes it sent since it connected', 24, 'inBytes', 'in_bytes'),
	textColumn(
		{
			id: 'cluster',
			title: 'CLUSTER',
			about: 'cluster of its server',
			width: 8,
			priority: 25,
			json: 'cluster',
		},
		({ last }) => last.server.cluster,
	),
	textColumn(
		{ id: 'tags', title: 'TAGS', about: 'tags of its user', width: 12, priority: 26, json: 'tags' },
		({ identity }) => identity?.tags?.join(' '),
	),
	troubleColumn,
];
