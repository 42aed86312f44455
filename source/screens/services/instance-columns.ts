// The columns of instances: which one answers, what it gets of the work, and which connection it is.

import { firstFitting, judged } from '../../format/cell.ts';
import { bytesIn } from '../../format/number.ts';
import { fitMiddle } from '../../format/text.ts';
import { age, rtt } from '../../format/time.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import { type InstanceRow, isSilent } from '../../model/services/service-row.ts';
import type { Column } from '../../table/column.ts';
import { byteSizes, counts, shares, shortSpans, timeSpans } from '../../table/filter-quantity.ts';
import { figureColumn, nameColumn, textColumn, troubleColumn } from '../network/link-cells.ts';
import { averageColumn, errorsColumn, failedColumn, requestsColumn, shareText } from './cells.ts';
import { type ServiceFacts, serviceName } from './snapshot.ts';

export type InstanceColumn = Column<InstanceRow, ServiceFacts>;

/** How long it has been silent or gone, in words. */
const silenceWord = ({ state, since }: InstanceRow, now: number): string | undefined => {
	if (state === 'gone') return since === undefined ? 'gone' : `gone ${age(Math.max(0, now - since))}`;
	return isSilent(state) ? state : undefined;
};

/** What is only so while it is there. */
const there = <T>(row: InstanceRow, value: T): T | undefined => (row.state === 'gone' ? undefined : value);

export const instanceColumns: readonly InstanceColumn[] = [
	{
		...nameColumn<InstanceRow, ServiceFacts>(
			{
				...{ id: 'service', title: 'SERVICE', about: 'service; with its account for a system user' },
				...{ width: 10, most: 20, priority: 1, json: 'service' },
			},
			(row) => serviceName(row, { nameOf: (account) => account }),
		),
		texts: (row, facts) => [row.service, ...(facts ? [serviceName(row, facts)] : [])],
		cell: (row, width, look) => ({ text: fitMiddle(serviceName(row, look), width, look.glyphs) }),
	},
	textColumn(
		{ id: 'id', title: 'ID', about: 'id of the instance', width: 9, priority: 2, json: 'id', lit: 'always' },
		({ id }) => id,
	),
	{
		...troubleColumn<InstanceRow, ServiceFacts>(20, ({ requestsRate }) => requestsRate),
		about: 'what is wrong, the worst of it; sorts by that, then by REQ/s',
	},
	textColumn(
		{
			id: 'version',
			title: 'VER',
			about: 'version',
			width: 6,
			priority: 11,
			json: 'version',
			aliases: ['ver'],
		},
		({ version }) => version,
	),
	nameColumn(
		{
			id: 'server',
			title: 'SERVER',
			about: 'server it is connected to',
			width: 7,
			most: 14,
			priority: 9,
			json: 'server',
		},
		({ connection }) => connection?.server,
	),
	requestsColumn(3, 'requests a second'),
	{
		...{ id: 'share', title: 'SHARE', width: 6, priority: 6, align: 'right', descending: true, ofNow: true },
		about: 'what it gets of all requests to its service',
		...{ unit: shares, json: 'share', lit: 'marked', needsTwoSamples: true },
		value: ({ share }) => share,
		cell: ({ share, troubles }, width, { glyphs }) =>
			judged(() => shareText(share, glyphs), width, healthInColumn(troubles, 'share'), glyphs),
	},
	errorsColumn(8),
	failedColumn(13),
	averageColumn(7),
	figureColumn<InstanceRow, ServiceFacts>(
		{
			...{ id: 'delay', title: 'DELAY', width: 7, priority: 4, unit: shortSpans, json: 'delay' },
			about:
				'time until it answered us; `hangs` where it has not for three rounds, though connected, `gone` where it is not connected',
			cell: (row, width, { glyphs, now }) => {
				const word = silenceWord(row, now);
				return judged(
					(room) => (word === undefined ? rtt(row.delay, glyphs) : firstFitting([word, row.state], room)),
					width,
					healthInColumn(row.troubles, 'delay'),
					glyphs,
				);
			},
		},
		({ delay }) => delay,
	),
	figureColumn<InstanceRow, ServiceFacts>(
		{
			...{ id: 'pending', title: 'PEND', width: 6, priority: 5, unit: byteSizes, json: 'pending' },
			about: 'bytes that wait for its connection',
			aliases: ['pend'],
			cell: (row, width, { glyphs, exact }) => {
				const pending = there(row, row.connection?.pending);
				const health =
					row.troubles.some(({ check }) => check === 'service-silent') && pending ? 'warn' : undefined;
				return judged(
					(room) => (pending === 0 ? '0' : bytesIn(pending, room, glyphs, exact)),
					width,
					health,
					glyphs,
				);
			},
		},
		(row) => there(row, row.connection?.pending),
	),
	{
		...{ id: 'up', title: 'UP', width: 4, priority: 10, align: 'right', descending: true, unit: timeSpans },
		about: 'time since it began, by its own clock',
		...{ aliases: ['started'], json: 'started' },
		value: ({ started }, { now }) => (started === undefined ? undefined : Math.max(0, now - started)),
		cell: ({ started }, _, { now, glyphs }) => ({
			text: age(started === undefined ? undefined : Math.max(0, now - started), glyphs),
		}),
	},
	figureColumn<InstanceRow, ServiceFacts>(
		{
			...{ id: 'cid', title: 'CID', about: 'number of its connection on that server', width: 6 },
			...{ priority: 12, unit: counts, json: 'cid', ofNow: false },
			cell: ({ connection }, _, { glyphs }) => ({
				text: connection === undefined ? glyphs.none : `${connection.cid}`,
			}),
		},
		({ connection }) => connection?.cid,
	),
	textColumn(
		{ id: 'ip', title: 'IP', about: 'address it comes from', width: 15, priority: 14, json: 'ip' },
		({ connection }) => connection?.ip,
	),
	textColumn(
		{
			...{ id: 'lang', title: 'LANG', about: 'client library and its version', width: 14, priority: 15 },
			json: 'language',
		},
		({ connection }) => connection && [connection.lang, connection.version].filter(Boolean).join(' '),
	),
];
