// The columns of what fails: the check, where, what, and since when.

import { width as cellsOf, fit, fitMiddle } from '../../format/text.ts';
import { uptime, uptimeShort } from '../../format/time.ts';
import { timeSpans } from '../../table/filter-quantity.ts';
import type { HealthColumn } from './facts.ts';

const name = (
	column: Pick<HealthColumn, 'id' | 'title' | 'about' | 'width' | 'most' | 'priority' | 'json' | 'aliases'>,
	textOf: (row: Parameters<HealthColumn['value']>[0]) => string | undefined,
): HealthColumn => ({
	...{ ...column, align: 'left', value: textOf },
	nameWidth: (row) => cellsOf(textOf(row) ?? ''),
	cell: (row, room, { glyphs }) => ({ text: fitMiddle(textOf(row) ?? glyphs.none, room, glyphs) }),
});

/** Cells that words take at most. */
const mostWords = 110;

/** `4m12s`, `> 41m`: at least that long, as it was so when natstop began to look. */
export const sinceText = (
	{ since, isFromStart }: { since: number; isFromStart: boolean },
	now: number,
): string => (isFromStart ? `> ${uptimeShort(Math.max(0, now - since))}` : uptime(Math.max(0, now - since)));

export const healthColumns: readonly HealthColumn[] = [
	{
		...name(
			{
				...{ id: 'check', title: 'CHECK', width: 13, most: 16, priority: 1, json: 'check' },
				about: 'what was checked; sorts critical ones first, and of these the newest',
			},
			({ check }) => check,
		),
		...{ descending: true, isLead: true, aliases: ['trouble'] },
		value: ({ severity, since }) => (severity === 'critical' ? 2 : 1) * 1e14 + since,
		texts: ({ check }) => [check],
	},
	{
		...name(
			{
				...{ id: 'where', title: 'WHERE', width: 14, most: 24, priority: 2, json: 'where' },
				about: 'the server, account, stream or connection that it is about',
			},
			(row) => row.name,
		),
		stays: true,
	},
	{
		...{
			id: 'text',
			title: 'WHAT',
			about: 'what is wrong',
			width: 18,
			most: mostWords,
			priority: 3,
			json: 'text',
		},
		...{ align: 'left', aliases: ['what'], stays: true },
		// The words take all the room there is.
		nameWidth: () => mostWords,
		value: ({ text }) => text,
		cell: ({ text }, room, { glyphs }) => ({ text: fit(text, room, glyphs) }),
	},
	{
		...{ id: 'since', title: 'SINCE', width: 7, priority: 4, align: 'right', unit: timeSpans, json: 'since' },
		about: 'how long it is so; `> 41m`: at least so long, as natstop found it so',
		stays: true,
		value: ({ since }, { now }) => Math.max(0, now - since),
		cell: (row, _, { now }) => ({ text: sinceText(row, now) }),
	},
];
