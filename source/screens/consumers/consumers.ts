// The consumers of all streams: which of them nobody reads, whose clients hang, and which have no leader.

import { consumerJson } from '../../format/consumer-json.ts';
import { consumerWord } from '../../model/checks/consumer-checks.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import { isOwn } from '../../model/jetstream/replicated.ts';
import { modes } from '../../model/mode.ts';
import type { Field } from '../../table/list-language.ts';
import { areaLoad } from '../area-load.ts';
import { defineScreen } from '../define-screen.ts';
import { tabHeading } from '../jetstream/tab-counts.ts';
import { openOwnConsumers } from '../own-jetstream/consumers-source.ts';
import { ownConsumersOnce } from '../own-jetstream/own-once.ts';
import { consumerColumns } from './columns.ts';
import { consumerPage, consumerTabs } from './consumer-page.ts';
import { consumerDetail } from './detail.ts';
import { type ConsumerFacts, consumerFacts } from './facts.ts';
import { consumerExamples, consumersLegend } from './legend.ts';
import { consumersOnce } from './once.ts';
import { consumersReport } from './report.ts';
import { accountScope } from './scopes.ts';
import { type ConsumersSnapshot, consumersHonesty } from './snapshot.ts';
import { openConsumers } from './source.ts';

const fields: readonly Field<Consumer, ConsumerFacts>[] = [
	{
		names: ['acc', 'account'],
		texts: (row, facts) => [row.account, row.accountName, facts?.nameFor(row.account)],
	},
	{ names: ['stream'], texts: ({ stream }) => [stream] },
	{ names: ['server'], texts: ({ replicas }) => replicas.map(({ name }) => name) },
	{ names: ['paused'], texts: ({ isPaused }) => [isPaused ? 'yes' : 'no'] },
	{ names: ['subject'], texts: ({ config }) => config?.filters ?? [] },
];

export const consumers = defineScreen<Consumer, ConsumersSnapshot, ConsumerFacts>({
	...{ id: 'consumers', key: '6', title: 'JetStream', tab: 'Consumers', list: 'table' },
	modes,
	about: 'every consumer of every stream, and whether its clients get on',
	noun: ['consumer', 'consumers'],
	empty: () => 'No stream has a consumer.',
	source: {
		asked: 'while visible',
		open: (watching) => (watching.mode === 'account' ? openOwnConsumers(watching) : openConsumers(watching)),
		once: (options) => (options.mode === 'account' ? ownConsumersOnce(options) : consumersOnce(options)),
		// Histories go on being written.
		freeze: ({ consumers: live, ...rest }) => ({
			...rest,
			consumers: live.map((row) => ({ ...row, history: row.history?.clone() })),
		}),
	},
	asks: ['acc', 'stream'],
	rows: (snapshot) => snapshot.consumers,
	report: consumersReport,
	honesty: consumersHonesty,
	heading: ({ counts, consumers: rows }) => ({
		...tabHeading(counts),
		area: areaLoad(rows, ({ deliveredRate }) => deliveredRate),
	}),
	facts: consumerFacts,
	keyOf: ({ key }) => key,
	namesOf: ({ consumer, stream, accountName }) => [consumer, stream, accountName],
	columns: consumerColumns,
	sort: { column: 'trouble', descending: true },
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	fields,
	anywhere: ({ consumer, stream, account, accountName, leader }) => [
		...[consumer, stream, account, accountName, leader],
	],
	rowLook: ({ isOld, noAnswer, troubles: [worst] }, { glyphs }) => {
		if (noAnswer !== undefined) return { glyph: glyphs.down, token: 'crit', faded: true };
		if (isOld) return { glyph: glyphs.unknown, token: 'muted', faded: true };
		if (worst === undefined) return { glyph: ' ', faded: false };
		return worst.severity === 'critical'
			? { glyph: glyphs.down, token: 'crit', faded: false }
			: { glyph: '!', token: 'warn', faded: false };
	},
	stateOf: (row) => (row.isOld && !row.noAnswer ? 'unknown' : (consumerWord(row)?.word ?? 'ok')),
	detail: consumerDetail,
	tabs: consumerTabs,
	opened: consumerPage,
	scopes: (row) => ({ connections: isOwn(row) ? '' : accountScope(row) }),
	serverOf: ({ leader }) => (leader === undefined ? undefined : { name: leader }),
	legend: consumersLegend,
	examples: consumerExamples,
	json: consumerJson,
	copy: ({ accountName, stream, consumer }) => ({
		text: `${stream} ${consumer}`,
		what: `stream and consumer of ${accountName}`,
	}),
});
