// The columns of the servers, in reading order: identity, load, traffic, health, topology, time.

import { nameCell, versionCell } from '../../format/server-cell.ts';
import { width } from '../../format/text.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { isMetaLeader, isOld } from '../../model/server-facts.ts';
import { versions } from '../../table/filter-quantity.ts';
import type { RowOrder } from '../../table/sort-rows.ts';
import { versionNumber } from '../../table/version-number.ts';

import type { ServerColumn } from './column-kinds.ts';
import { healthColumns } from './health-columns.ts';
import { loadColumns } from './load-columns.ts';
import { troubleColumn } from './trouble-column.ts';

/** Cells up to which names are whole; longer ones are cut in the middle. */
const mostName = 32;

/** What text columns have in common. */
const text = { align: 'left' } as const;

export const serverColumns: readonly ServerColumn[] = [
	{
		...text,
		id: 'name',
		title: 'NAME',
		about: 'name of the server',
		width: 10,
		most: mostName,
		nameWidth: (row) => width(row.info.name) + (isMetaLeader(row) ? 2 : 0),
		priority: 1,
		aliases: ['server'],
		value: (row) => row.info.name,
		cell: nameCell,
		lit: 'always',
		json: 'server',
	},
	troubleColumn,
	{
		...text,
		id: 'cluster',
		title: 'CLUSTER',
		about: 'cluster',
		width: 8,
		most: mostName,
		nameWidth: ({ info }) => width(info.cluster ?? ''),
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
		yields: true,
		aliases: ['version'],
		descending: true,
		value: (row) => versionNumber(row.info.version),
		unit: versions,
		texts: (row) => [row.info.version],
		cell: versionCell,
		json: 'version',
	},
	...loadColumns,
	...healthColumns,
];

/** How servers stand that a column does not part. While nobody at all is heard, all figures are of one moment. */
export const serverOrder: RowOrder<ServerRow> = {
	namesOf: ({ info, key }) => [info.name, key],
	isPast: (row) => row.state !== 'unknown' && isOld(row),
};
