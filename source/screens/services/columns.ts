// The columns of services: how many instances answer, what they do, how much of it fails, and how long it takes.

import { judged } from '../../format/cell.ts';
import { age } from '../../format/time.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import type { ServiceRow } from '../../model/services/service-row.ts';
import type { Column } from '../../table/column.ts';
import { counts, shares, shortSpans, timeSpans } from '../../table/filter-quantity.ts';
import { figureColumn, nameColumn, textColumn, troubleColumn } from '../network/link-cells.ts';
import { averageColumn, errorsColumn, failedColumn, requestsColumn, shareText } from './cells.ts';
import { type ServiceFacts, serviceName } from './snapshot.ts';

export type ServiceColumn = Column<ServiceRow, ServiceFacts>;

/** `1.4.0`, `1.4.0+` where instances are of several versions. */
const versionText = ({ versions }: ServiceRow): string | undefined =>
	versions.length > 1 ? `${versions.at(-1)}+` : versions[0];

/** `13/14`; where nobody says whether the rest is there, all that are known. */
const instancesText = ({ answered, known }: ServiceRow): string => `${answered}/${known}`;

export const serviceColumns: readonly ServiceColumn[] = [
	{
		...nameColumn<ServiceRow, ServiceFacts>(
			{
				...{ id: 'service', title: 'SERVICE', about: 'name; with its account for a system user' },
				...{ width: 12, most: 24, priority: 1, json: 'service', aliases: ['name'] },
			},
			(row) => serviceName(row, { nameOf: (account) => account }),
		),
		texts: (row, facts) => [row.service, ...(facts ? [serviceName(row, facts)] : [])],
		cell: (row, width, look) =>
			textColumn<ServiceRow, ServiceFacts>(
				{ id: '', title: '', about: '', priority: 1, json: 'service', width },
				(one) => serviceName(one, look),
			).cell?.(row, width, look) ?? { text: '' },
	},
	{
		...troubleColumn<ServiceRow, ServiceFacts>(20, ({ requestsRate }) => requestsRate),
		about: 'what is wrong, the worst of it; sorts by that, then by REQ/s',
	},
	textColumn(
		{
			...{ id: 'version', title: 'VER', width: 7, priority: 9, json: 'versions', aliases: ['ver'] },
			about: 'version, the highest; `+` where instances are of several',
		},
		versionText,
	),
	{
		...{ id: 'inst', title: 'INST', width: 6, priority: 2, align: 'right', descending: true, ofNow: true },
		about: 'instances that answered, of those that are known',
		...{ unit: counts, aliases: ['instances'], json: 'instances', lit: 'marked' },
		value: ({ answered }) => answered,
		cell: (row, width, { glyphs }) =>
			judged(() => instancesText(row), width, healthInColumn(row.troubles, 'inst'), glyphs),
	},
	figureColumn<ServiceRow, ServiceFacts>(
		{
			...{ id: 'ep', title: 'EP', about: 'endpoints', width: 3, priority: 10, unit: counts },
			...{ json: 'endpoints', aliases: ['endpoints'], ofNow: false },
		},
		({ endpointCount }) => endpointCount,
	),
	requestsColumn(3, 'requests a second, of all instances together'),
	errorsColumn(6),
	failedColumn(5),
	averageColumn(4),
	{
		...{ id: 'top', title: 'TOP%', width: 6, priority: 8, align: 'right', descending: true, ofNow: true },
		about: 'what the busiest instance has of all requests; `–` where there is one',
		...{ unit: shares, json: 'top', lit: 'marked', needsTwoSamples: true },
		value: ({ top }) => top,
		cell: ({ top, troubles }, width, { glyphs }) =>
			judged(() => shareText(top, glyphs), width, healthInColumn(troubles, 'top'), glyphs),
	},
	figureColumn<ServiceRow, ServiceFacts>(
		{
			...{ id: 'delay', title: 'DELAY', width: 6, priority: 7, unit: shortSpans, json: 'delay' },
			about: 'time until the slowest of its instances answered us',
		},
		({ delay }) => delay,
	),
	{
		...{ id: 'up', title: 'UP', width: 4, priority: 11, align: 'right', descending: true, unit: timeSpans },
		about: 'time since the youngest of its instances began',
		...{ aliases: ['started'], json: 'started' },
		value: ({ started }, { now }) => (started === undefined ? undefined : Math.max(0, now - started)),
		cell: ({ started }, _, { now, glyphs }) => ({
			text: age(started === undefined ? undefined : Math.max(0, now - started), glyphs),
		}),
	},
];
