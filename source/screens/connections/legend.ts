// What the signs and words of connections mean, and filters that fit one.

import { connectionName } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

export const connectionsLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Connections',
		entries: [
			[glyphs.down, 'more than half of what may wait for it waits: its server is about to close it'],
			['!', 'it reads too slowly, its way is slow, or its server makes it wait; the detail says which'],
			[glyphs.unknown, 'its server does not answer: nobody knows whether it is still there'],
			['OUT IN', 'messages to the client and from it; BOUT BIN: their bytes'],
			['PEND', 'bytes that wait until the client reads them'],
			['STALL', 'times that its server made it wait for slow readers of what it sends'],
			['RTT', 'time from the server to the client and back'],
			['IDLE', 'time since it sent or took anything; UP: since it connected'],
			['trouble', 'sorted by what is wrong, then by bytes a second'],
			[
				'all counted',
				'every connection is in the list, without all: those of the servers that answered; every 3.6s: how often, where that is slower than wished',
			],
			['7 of 8 answered', 'servers that told of their connections in the last round'],
		],
	},
];

/** Filters that match this connection. */
export const connectionExamples = ({ last, identity }: ConnectionRow): readonly Example[] => {
	const isPlain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	const name = connectionName(last);
	return [
		...(isPlain(name) ? [[`name:${name}`, 'called like it'] as const] : []),
		...(isPlain(identity?.account) ? [[`acc=${identity.account}`, 'of its account'] as const] : []),
		...(isPlain(last.server.name) ? [[`server=${last.server.name}`, 'on its server'] as const] : []),
		['pending>1M', 'for which more than a megabyte waits'],
		['out>1K', 'that take more than a thousand messages a second'],
	];
};
