// What the signs and abbreviations of the streams mean, in their list, in the detail and on the screen of one.

import type { Stream } from '../../model/jetstream/stream.ts';
import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';

/** What stands on the screens of streams. */
export const streamsLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Streams',
		entries: [
			['!', 'something about the stream is worth a look; the detail says what'],
			[glyphs.down, 'something about it is bad; the detail says what'],
			[glyphs.unknown, 'no server that has it answers any more: its figures are old'],
			['2/3', 'in REPL: replicas that are up to date, of those there should be'],
			['none!!', 'in LEADER: nobody leads it, so nobody can write to it'],
			['98%!!', 'in FULL: it refuses messages once it is full'],
			['~', 'before BIN/s: by the average size of what is kept'],
			['leaders every 5s', 'how often each stream is asked of its leader'],
			['all copies 24s ago', 'when all replicas were asked: streams without a leader are seen only so'],
		],
	},
	{
		title: 'Replicas of a stream',
		entries: [
			['leader', 'takes what is written, and hands it to the others'],
			['ok', 'has all, and its leader hears of it'],
			['lags 48.1K', 'is so many entries behind'],
			['silent 20s', 'its leader has not heard of it for so long, or it does not answer natstop'],
			['offline', 'it is down, or its leader says so'],
			['follower', 'it is there, and nobody leads'],
			['LAG', 'entries that it is behind, by its leader'],
			['COMMITTED', 'the last entry of its raft log that most replicas have (nats-server 2.10.26)'],
			['APPLIED', 'the last entry that has become a message there'],
			['BEHIND', 'entries that are committed somewhere and not applied there'],
			['LOG', 'messages and bytes of its raft log'],
			['LAST SEQ', 'the end of its own copy'],
			['SEEN', 'when its leader heard of it last'],
		],
	},
];

/** Filters that let this stream through. */
export const streamExamples = (stream: Stream): readonly Example[] => {
	const { accountName, replicas, state } = stream;
	const plain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	const [first] = replicas;
	return [
		...(plain(stream.stream) ? [[`stream:${stream.stream}`, 'by its name'] as const] : []),
		...(plain(accountName)
			? [[`acc=${accountName}`, 'asked of servers for this account alone'] as const]
			: []),
		...(plain(first?.name) ? [[`server=${first.name}`, 'with a copy on this server'] as const] : []),
		...(state.messages === undefined
			? []
			: [[`msgs>=${state.messages}`, 'with at least so many messages'] as const]),
	];
};
