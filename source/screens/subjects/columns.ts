// The columns of subjects, in reading order: what is listened to, by how many, what is delivered, where it is stored.

import { judged } from '../../format/cell.ts';
import { countIn } from '../../format/number.ts';
import { fitMiddle } from '../../format/text.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import { type SubjectRow, storedRate } from '../../model/subjects/subject-row.ts';
import { counts } from '../../table/filter-quantity.ts';
import { figureColumn, nameColumn, rateColumn, textColumn, troubleColumn } from '../network/link-cells.ts';
import type { SubjectColumn, SubjectFacts } from './facts.ts';

/** `ORDERS`, `ORDERS +2`; the consumers that deliver to it where no stream stores it. */
export const storedText = ({ streams, deliveredBy }: SubjectRow): string | undefined => {
	const names = streams?.length ? streams.map(({ stream }) => stream) : deliveredBy;
	const [first, ...more] = names;
	return first === undefined || more.length === 0 ? first : `${first} +${more.length}`;
};

export const subjectColumns: readonly SubjectColumn[] = [
	nameColumn(
		{
			...{ id: 'subject', title: 'SUBJECT', width: 14, most: 40, priority: 1, json: 'subject' },
			about: 'what is listened to, wildcards as they are; many alike stand under one, such as `_INBOX.>`',
		},
		({ subject }) => subject,
	),
	textColumn(
		{
			...{ id: 'queue', title: 'QUEUE', width: 8, priority: 6, json: 'queue_group', aliases: ['group'] },
			about: 'queue group: of its members one gets each message',
		},
		({ queue }) => queue,
	),
	figureColumn(
		{
			...{ id: 'subs', title: 'SUBS', about: 'subscriptions', priority: 3, unit: counts, width: 5 },
			json: 'subscriptions',
			cell: (row, width, { glyphs, exact }) =>
				judged(
					(room) => countIn(row.subscriptions, room, glyphs, exact),
					width,
					healthInColumn(row.troubles, 'subs'),
					glyphs,
				),
		},
		({ subscriptions }) => subscriptions,
	),
	figureColumn(
		{
			...{ id: 'conns', title: 'CONNS', about: 'connections with such a subscription', priority: 4 },
			...{ unit: counts, width: 5, json: 'connections' },
		},
		({ connections }) => connections,
	),
	rateColumn(
		{
			...{ id: 'out', title: 'OUT/s', priority: 2, unit: counts, json: 'deliveries_rate' },
			about: 'messages delivered a second; without a queue group each subscriber counts',
			cell: (row, width, { glyphs, exact }) => {
				const text = countIn(row.rate, width - (row.isPart ? 1 : 0), glyphs, exact);
				return { text: row.isPart ? `~${text}` : text };
			},
		},
		({ rate }) => rate,
	),
	{
		...textColumn(
			{
				...{ id: 'stored', title: 'STORED IN', width: 10, priority: 7, json: 'streams' },
				about: 'streams whose subjects overlap with it; else consumers that deliver to it',
			},
			storedText,
		),
		aliases: ['stream'],
		texts: ({ streams, deliveredBy }) => [...(streams ?? []).map(({ stream }) => stream), ...deliveredBy],
	},
	rateColumn<SubjectRow, SubjectFacts>(
		{
			...{
				id: 'in',
				title: 'IN/s',
				about: 'messages a second that these streams take in, of all their subjects',
			},
			...{ priority: 8, unit: counts, json: 'stored_rate' },
		},
		storedRate,
	),
	figureColumn(
		{
			...{
				id: 'msgs',
				title: 'MSGS',
				about: 'messages delivered so far',
				priority: 9,
				unit: counts,
				width: 7,
			},
			json: 'deliveries',
		},
		({ deliveries }) => deliveries,
	),
	{
		...{ id: 'acc', title: 'ACC', about: 'account', width: 8, priority: 10, align: 'left', json: 'account' },
		aliases: ['account'],
		value: ({ account }, _, facts) => account ?? facts?.account?.name,
		texts: ({ account }, facts) => [account, facts?.account?.key, facts?.account?.name],
		cell: ({ account }, width, { glyphs, account: ours }) => ({
			text: fitMiddle(account ?? ours?.name ?? glyphs.none, width, glyphs),
		}),
	},
	troubleColumn(11, ({ rate }) => rate),
];
