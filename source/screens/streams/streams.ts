// The streams of the whole system: who leads them, which replicas are behind, what comes in, how full they are.

import { isOwn } from '../../model/jetstream/replicated.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { modes } from '../../model/mode.ts';
import { counts } from '../../table/filter-quantity.ts';
import type { Field } from '../../table/list-language.ts';
import { connectionsScope } from '../accounts/scopes.ts';
import { areaLoad } from '../area-load.ts';
import { consumers } from '../consumers/consumers.ts';
import { streamScope } from '../consumers/scopes.ts';
import { defineScreen } from '../define-screen.ts';
import { tabHeading } from '../jetstream/tab-counts.ts';
import { streamSubjects } from '../kept/subjects.ts';
import { ownStreamsOnce } from '../own-jetstream/own-once.ts';
import { openOwnStreams } from '../own-jetstream/streams-source.ts';
import { copyHolders, streamColumns } from './columns.ts';
import { streamDetail } from './detail.ts';
import { type StreamFacts, streamFacts } from './facts.ts';
import { streamJson } from './json.ts';
import { streamExamples, streamsLegend } from './legend.ts';
import { streamsOnce } from './once.ts';
import { streamOpened } from './opened.ts';
import { streamsReport } from './report.ts';
import { askedFields } from './scope.ts';
import { type StreamsSnapshot, streamsHonesty } from './snapshot.ts';
import { openStreams } from './source.ts';

const fields: readonly Field<Stream, StreamFacts>[] = [
	{ names: ['acc', 'account'], texts: ({ account, accountName }) => [accountName, account] },
	{ names: ['server'], texts: copyHolders },
	{ names: ['replicas'], number: { unit: counts, value: ({ wanted }) => wanted } },
	{ names: ['subject'], texts: ({ config }) => config?.subjects ?? [] },
	{ names: ['storage'], texts: ({ config }) => [config?.storage] },
	{ names: ['cluster'], texts: ({ cluster }) => [cluster] },
	{ names: ['domain'], texts: ({ domain }) => [domain] },
];

export const streams = defineScreen<Stream, StreamsSnapshot, StreamFacts>({
	id: 'streams',
	key: '6',
	title: 'JetStream',
	modes,
	tab: 'Streams',
	about: 'every stream of the system: its leader, its replicas, what comes in, how full it is',
	noun: ['stream', 'streams'],
	list: 'table',
	empty: () => 'No server has told of a stream yet.',
	source: {
		asked: 'while visible',
		open: (watching) => (watching.mode === 'account' ? openOwnStreams(watching) : openStreams(watching)),
		once: (options) => (options.mode === 'account' ? ownStreamsOnce(options) : streamsOnce(options)),
		freeze: (snapshot) => ({
			...snapshot,
			// Histories go on being written, so a frozen snapshot has its own copies.
			streams: snapshot.streams.map((stream) => ({ ...stream, history: stream.history?.clone() })),
		}),
	},
	asks: askedFields,
	rows: (snapshot) => snapshot.streams,
	report: streamsReport,
	honesty: streamsHonesty,
	heading: ({ counts, streams: rows }) => ({
		...tabHeading(counts),
		area: areaLoad(rows, ({ inRate }) => inRate),
	}),
	facts: streamFacts,
	keyOf: ({ key }) => key,
	namesOf: (row) => [isOwn(row) ? row.stream : `${row.accountName}/${row.stream}`, row.domain ?? ''],
	columns: streamColumns,
	sort: { column: 'trouble', descending: true },
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	fields,
	anywhere: ({ stream, accountName, account, leader, config }) => [
		...[stream, accountName, account, leader],
		...(config?.subjects ?? []),
	],
	rowLook: ({ isOld, noAnswer, troubles: [worst] }, { glyphs }) => {
		if (noAnswer !== undefined) return { glyph: glyphs.down, token: 'crit', faded: true };
		if (isOld) return { glyph: glyphs.unknown, token: 'warn', faded: true };
		if (worst === undefined) return { glyph: ' ', faded: false };
		return worst.severity === 'critical'
			? { glyph: glyphs.down, token: 'crit', faded: false }
			: { glyph: '!', token: 'warn', faded: false };
	},
	stateOf: ({ isOld, noAnswer, troubles: [worst] }) =>
		isOld && !noAnswer ? 'unknown' : (worst?.text ?? 'ok'),
	detail: streamDetail,
	tabs: [
		'overview',
		{ list: consumers, scope: streamScope },
		{ list: streamSubjects, has: isOwn },
		'config',
		'events',
	],
	tabCounts: ({ state }) => ({ [consumers.id]: state.consumers, [streamSubjects.id]: state.subjects }),
	scopes: (row) => ({ connections: isOwn(row) ? '' : connectionsScope({ name: row.accountName }) }),
	opened: streamOpened,
	serverOf: ({ leader, toldBy }) => ({ name: leader ?? toldBy.server }),
	legend: streamsLegend,
	examples: streamExamples,
	json: streamJson,
	copy: (row) => ({
		text: row.stream,
		what: isOwn(row) ? `the name of ${row.stream}` : `${row.accountName}/${row.stream}`,
	}),
});
