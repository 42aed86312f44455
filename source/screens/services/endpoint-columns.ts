// The columns of endpoints: what is asked of each, how much of it fails, and who shares the work.

import { judged } from '../../format/cell.ts';
import { fitMiddle } from '../../format/text.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import type { EndpointRow } from '../../model/services/service-row.ts';
import type { Column } from '../../table/column.ts';
import { counts } from '../../table/filter-quantity.ts';
import { figureColumn, nameColumn, textColumn, troubleColumn } from '../network/link-cells.ts';
import { averageColumn, errorsColumn, failedColumn, requestsColumn } from './cells.ts';
import { type ServiceFacts, serviceName } from './snapshot.ts';

export type EndpointColumn = Column<EndpointRow, ServiceFacts>;

/** `pricing/get`; by subscriptions an endpoint has no name, and its subject has a column of its own. */
export const endpointName = (row: EndpointRow, facts: Pick<ServiceFacts, 'nameOf'>): string =>
	row.by === 'subscriptions' ? serviceName(row, facts) : `${serviceName(row, facts)}/${row.name}`;

const plain = { nameOf: (account: string): string => account };

export const endpointColumns: readonly EndpointColumn[] = [
	{
		...nameColumn<EndpointRow, ServiceFacts>(
			{
				...{
					id: 'endpoint',
					title: 'ENDPOINT',
					about: 'service and name; the service alone where nobody tells a name',
				},
				...{ width: 14, most: 32, priority: 1, json: 'endpoint', aliases: ['name'] },
			},
			(row) => endpointName(row, plain),
		),
		texts: (row, facts) => [row.name, ...(facts ? [endpointName(row, facts)] : [])],
		cell: (row, width, look) => ({ text: fitMiddle(endpointName(row, look), width, look.glyphs) }),
	},
	{
		...troubleColumn<EndpointRow, ServiceFacts>(20, ({ requestsRate }) => requestsRate),
		about: 'what is wrong, the worst of it; sorts by that, then by REQ/s',
	},
	nameColumn(
		{
			id: 'subject',
			title: 'SUBJECT',
			about: 'subject it listens to',
			width: 14,
			most: 40,
			priority: 4,
			json: 'subject',
		},
		({ subject }) => subject,
	),
	{
		...{
			id: 'queue',
			title: 'QUEUE',
			width: 6,
			priority: 6,
			align: 'left',
			json: 'queue_group',
			lit: 'marked',
		},
		about: 'queue group; `–` without one, and then every instance gets each request',
		value: ({ queue }) => queue,
		cell: ({ queue, troubles }, width, { glyphs }) => {
			const health = healthInColumn(troubles, 'queue');
			return queue === undefined
				? judged(() => glyphs.none, width, health, glyphs)
				: { text: fitMiddle(queue, width, glyphs) };
		},
	},
	requestsColumn(2, 'requests a second, of all instances together'),
	errorsColumn(7),
	failedColumn(3),
	averageColumn(5),
	figureColumn<EndpointRow, ServiceFacts>(
		{
			...{ id: 'total', title: 'TOTAL', about: 'requests since its instances began', width: 6, priority: 8 },
			...{ unit: counts, json: 'requests', ofNow: false },
		},
		({ requests }) => requests,
	),
	figureColumn<EndpointRow, ServiceFacts>(
		{
			...{ id: 'inst', title: 'INST', about: 'instances that have it', width: 4, priority: 10 },
			...{ unit: counts, json: 'instances', aliases: ['instances'] },
		},
		({ instances }) => instances,
	),
	textColumn(
		{
			id: 'error',
			title: 'LAST ERROR',
			about: 'the last error of an instance',
			width: 20,
			priority: 9,
			json: 'last_error',
		},
		({ lastError }) => lastError,
	),
];
