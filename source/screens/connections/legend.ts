// What the signs and words of connections mean, and filters that fit one.

import { connectionName } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { Glyphs } from '../../theme.ts';
import { eventsLegend } from '../events/legend.ts';
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
			['STALL', 'STALLS: times that its server made it wait for slow readers of what it sends'],
			['RTT', 'time from the server to the client and back'],
			['IDLE', 'time since it sent or took anything; UP: since it connected'],
			['cid', 'CID: number of a connection on its server'],
			['Open, Closed', 'the tabs: connections that are there, and those that have ended'],
			['trouble', 'sorted by what is wrong, then by bytes a second'],
			[
				'all counted',
				'every connection is in the list, without all: those of the servers that answered; every 3.6s: how often, where that is slower than wished',
			],
			[
				'sampled',
				'there are too many to ask for all in each round: 94% of out known is how much of the messages to clients goes to connections that are measured; under 80% it has a !, and somebody who talks may not be found yet',
			],
			['sweep 33s', 'how long it takes until each connection was asked for once'],
			[
				'known',
				'rows there are, of many more connections: those with trouble and those with the most traffic',
			],
			['muted rates', 'means over more than 10 seconds'],
			['7 of 8 answered', 'servers that told of their connections in the last round'],
		],
	},
	{
		title: 'Detail of a connection',
		entries: [
			['APP user', 'its account and user, address, library (go 1.38) and its version'],
			['ws, mqtt', 'how it connects, where that is not as a plain client'],
			['TLS 1.3', 'version of its encryption; TLS_AES…: its cipher'],
			['subs', 'subscriptions'],
			['total', 'messages and bytes since it connected'],
			['38M of 64M', 'PEND: what waits, of what its server lets wait before it closes it'],
			['+1M/s, full in', 'how fast that grows, and when the limit is reached'],
			['tags, issuer', 'of its user: labels, and the key that signed for it'],
		],
	},
	{
		title: 'Page of a connection',
		on: 'object',
		entries: [
			['OUT/s IN/s', 'messages, then bytes a second, to the client and from it'],
			[`4.1K${glyphs.range}4.3K`, 'beside a spark: the least and the greatest in it, which are its scale'],
			['SUBJECT', 'what it listens to'],
			['QUEUE', 'its queue group: of its members one gets each message'],
			['MSGS/s', 'messages a second that came under the subject; MSGS: in all'],
			['3 talk, 1 silent', 'subscriptions with messages in the last round, and those without'],
			['asked for', 'its subscriptions are on their way; they are asked for while the page is open'],
			['asked every round', 'as often as everything else; else what they cost, and how often'],
			['as of its end', 'it has closed: what was known then'],
		],
	},
	// Its page ends with its events.
	...eventsLegend(glyphs).map((part) => ({ ...part, on: 'object' as const })),
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
