// The legend of the log: its signs, kinds and abbreviations.

import { type EventKind, eventKinds, type LoggedEvent } from '../../model/event.ts';
import { eventWords } from '../../model/event-words.ts';
import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

/** The parts of the legend. */
export const eventsLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Events',
		entries: [
			['12:04:50', 'when natstop heard of it; then its kind, and the server it is about'],
			['!', 'before a kind: a warning'],
			[glyphs.down, 'before a kind: an error'],
			[
				'APP',
				'an account, or the key of one or of a user; $SYS is that of the system, $G that of users without one',
			],
			['cid', 'number of a connection on its server'],
			['go 1.38', 'library of a client and its version; ws, mqtt: how it connects'],
			['11s in, out', 'how long a client was there, messages it sent and got meanwhile; last its address'],
			['following', 'the newest line is in view; after a move: not following, G goes back'],
			['18 of 20', 'lines shown, of those kept, one number where all are; dropped: fell off; 33/s: new ones'],
		],
	},
	{
		title: 'Kinds of events',
		entries: (Object.keys(eventKinds) as EventKind[]).map((kind) => [kind, eventWords[kind]]),
	},
];

/** Filters that match this event. */
export const eventExamples = ({ kind, server, serverName, severity }: LoggedEvent): readonly Example[] => {
	const name = server?.name ?? serverName;
	return [
		[`kind:"${kind.toLowerCase()}"`, 'of this kind'],
		...(name !== undefined && /^[\w.-]+$/.test(name)
			? [[`server:${name}`, 'about this server'] as const]
			: []),
		[`sev:${severity}`, 'as grave as this'],
	];
};
