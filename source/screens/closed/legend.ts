// The legend of closed connections, and the filters that match one.

import type { ClosedRow } from '../../model/closed-book.ts';
import { connectionName } from '../../model/connection.ts';
import type { Example, LegendPart } from '../legend.ts';

export const closedLegend = (): readonly LegendPart[] => [
	{
		title: 'Closed connections',
		entries: [
			['!', 'before a row, or behind a count: it did not end because its client wished so'],
			['Open, Closed', 'the tabs: connections that are there, and those that have ended'],
			['newest 64', 'what is asked of each server; those that events tell of come beside'],
			['7 of 8 answered', 'servers that told of theirs in the last round, and who did not'],
		],
	},
	{
		title: 'Detail of closed connections',
		entries: [
			['Reasons', 'why connections ended lately, in the words of their servers, and how often'],
			[
				'comes and goes',
				'one client that connects again and again, how often and for how long; / with a filter for it',
			],
			['cid', 'number of a connection on its server; the one under the cursor, with its address'],
			['in 5m', 'in the last five minutes'],
		],
	},
];

/** Filters that match this connection. */
export const closedExamples = ({ last, identity }: ClosedRow): readonly Example[] => {
	const isPlain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	const name = connectionName(last);
	return [
		...(isPlain(name) ? [[`name:${name}`, 'called like it'] as const] : []),
		...(last.reason === undefined || /["\\]/.test(last.reason)
			? []
			: [[`reason:"${last.reason}"`, 'that ended so'] as const]),
		...(isPlain(identity?.account) ? [[`acc=${identity.account}`, 'of its account'] as const] : []),
		...(isPlain(last.server.name) ? [[`server=${last.server.name}`, 'on its server'] as const] : []),
	];
};
