// The columns of the server table as data: widths, reading order, who leaves first, and what each sorts by.

import type { ServerRow } from './fleet.ts';
import type { Traffic } from './server.ts';
import { ageOf, gatewayCount, routedServers, storageShare, uptimeOf, versionNumber } from './server-facts.ts';

export type ColumnId =
	| 'name'
	| 'cluster'
	| 'host'
	| 'id'
	| 'ver'
	| 'cpu'
	| 'trend'
	| 'mem'
	| 'conns'
	| 'subs'
	| 'accts'
	| 'in'
	| 'out'
	| 'bin'
	| 'bout'
	| 'slow'
	| 'js'
	| 'rts'
	| 'gws'
	| 'rtt'
	| 'up'
	| 'age';

/** What sorting needs to know besides the rows. */
export type SortContext = { now: number; totals: boolean };

export type Column = {
	id: ColumnId;
	title: string;
	/** What it holds, in words. */
	about: string;
	/** In totals mode, where the title differs. */
	totalsTitle?: string;
	/** Cells; one space stands between two columns. */
	width: number;
	/** The greatest leaves first. */
	priority: number;
	align: 'left' | 'right';
	/** What people call it elsewhere: natscli and nats-top. */
	aliases: readonly string[];
	/** Which way sorting by it starts. */
	descending: boolean;
	/** A figure that changes from round to round: one that is old sorts as unknown. */
	ofNow: boolean;
	/** What rows are sorted by; undefined when unknown. */
	value: (row: ServerRow, context: SortContext) => number | string | undefined;
};

/** NAME is at least this wide and grows to at most `nameMax`. */
export const nameMin = 10;
export const nameMax = 24;

type Figure = keyof Traffic;

/** Messages or bytes in one direction: a rate, or the total since the server started. */
export const trafficOf = (
	row: ServerRow,
	direction: 'in' | 'out',
	figure: Figure,
	totals: boolean,
): number | undefined =>
	totals
		? (direction === 'in' ? row.statsz?.received : row.statsz?.sent)?.[figure]
		: row.rates?.[direction]?.[figure];

const text = (
	id: ColumnId,
	title: string,
	about: string,
	width: number,
	priority: number,
	aliases: readonly string[],
	value: Column['value'],
): Column => ({
	id,
	title,
	about,
	width,
	priority,
	align: 'left',
	aliases,
	descending: false,
	ofNow: false,
	value,
});

const number = (
	id: ColumnId,
	title: string,
	about: string,
	width: number,
	priority: number,
	aliases: readonly string[],
	value: Column['value'],
): Column => ({
	id,
	title,
	about,
	width,
	priority,
	align: 'right',
	aliases,
	descending: true,
	ofNow: true,
	value,
});

const traffic = (
	id: ColumnId,
	name: string,
	about: string,
	width: number,
	priority: number,
	aliases: readonly string[],
	direction: 'in' | 'out',
	figure: Figure,
): Column => ({
	...number(id, `${name}/s`, about, width, priority, aliases, (row, context) =>
		trafficOf(row, direction, figure, context.totals),
	),
	totalsTitle: name,
});

/** In reading order: identity, load, traffic, health, topology, time. */
export const columns: readonly Column[] = [
	text('name', 'NAME', 'name of the server', nameMin, 1, ['server'], (row) => row.info.name),
	text('cluster', 'CLUSTER', 'cluster', 8, 8, [], (row) => row.info.cluster),
	text('host', 'HOST', 'host the server names', 15, 21, ['addr'], (row) => row.info.host),
	text('id', 'ID', 'id of the process', 13, 22, [], (row) => row.info.id),
	{
		...text('ver', 'VER', 'version', 8, 11, ['version'], (row) => versionNumber(row.info.version)),
		descending: true,
	},
	number('cpu', 'CPU%', 'CPU, 100 is one core', 5, 2, ['cpu%'], (row) => row.statsz?.cpu),
	{
		...number('trend', 'CPU 5m', 'CPU over five minutes', 9, 13, [], (row) => row.statsz?.cpu),
		align: 'left',
	},
	number('mem', 'MEM', 'memory', 6, 4, ['memory'], (row) => row.statsz?.mem),
	number(
		'conns',
		'CONNS',
		'client connections',
		6,
		3,
		['conn', 'connections', 'cid'],
		(row) => row.statsz?.connections,
	),
	number(
		'subs',
		'SUBS',
		'subscriptions, those known of other servers included',
		6,
		14,
		['sub', 'subscriptions'],
		(row) => row.statsz?.subscriptions,
	),
	number('accts', 'ACCTS', 'active accounts', 5, 20, ['accounts'], (row) => row.statsz?.activeAccounts),
	traffic(
		'in',
		'IN',
		'messages received, routes included',
		6,
		5,
		['in/s', 'msgs_from', 'in_msgs'],
		'in',
		'msgs',
	),
	traffic(
		'out',
		'OUT',
		'messages sent, routes included',
		6,
		6,
		['out/s', 'msgs_to', 'out_msgs'],
		'out',
		'msgs',
	),
	traffic(
		'bin',
		'BIN',
		'bytes received, routes included',
		7,
		18,
		['bin/s', 'bytes_from', 'in_bytes'],
		'in',
		'bytes',
	),
	traffic(
		'bout',
		'BOUT',
		'bytes sent, routes included',
		7,
		19,
		['bout/s', 'bytes_to', 'out_bytes'],
		'out',
		'bytes',
	),
	number('slow', 'SLOW', 'slow consumers', 6, 7, ['slow_consumers'], (row) => row.statsz?.slowConsumers),
	number('js', 'JS', 'JetStream storage used', 6, 9, ['jetstream', 'storage'], storageShare),
	number('rts', 'RTS', 'servers with a route', 4, 16, ['routes', 'route'], routedServers),
	number('gws', 'GWS', 'gateways', 3, 17, ['gateways', 'gateway'], gatewayCount),
	number('rtt', 'RTT', 'round trip of a request', 5, 15, [], (row) => row.rtt),
	{
		...number('up', 'UP', 'time since its start', 5, 10, ['uptime', 'start'], (row, { now }) =>
			uptimeOf(row, now),
		),
		ofNow: false,
	},
	{
		...number('age', 'AGE', 'time since its last statsz', 5, 12, [], (row, { now }) => ageOf(row, now)),
		ofNow: false,
	},
];

/** A column by its id, title or what other tools call it; case does not matter. */
export const columnNamed = (name: string): Column | undefined => {
	const wanted = name.trim().toLowerCase();
	return (
		columns.find((column) => column.id === wanted) ??
		columns.find((column) => column.title.toLowerCase() === wanted || column.aliases.includes(wanted))
	);
};
