// What the signs and abbreviations on the list of servers with JetStream mean.

import type { Glyphs } from '../../theme.ts';
import type { Example, LegendPart } from '../legend.ts';
import type { JetStreamRow } from './snapshot.ts';

/** What stands on the screen. */
export const jetStreamLegend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Servers with JetStream',
		entries: [
			['L', 'behind a name: leads the meta group, which decides where streams and consumers are'],
			['META', 'the meta group: who leads it, how many of its peers are up to date, and those that are not'],
			[
				`${glyphs.down} META`,
				'the meta group cannot decide: no stream or consumer can be created, changed or moved',
			],
			['quorum', 'peers that must agree; with fewer it has no leader'],
			['pending', 'entries of the meta group that wait to be applied'],
			['lag 12', 'in META: so many entries behind the leader of the meta group'],
			['silent 20s', 'in META: its leader has not heard it for so long'],
			['offline', 'in META: its leader takes it for gone'],
			['alone', 'in META: it is in no group, and has JetStream for itself'],
			['off', 'in META: it answers, and has no JetStream'],
			[`${glyphs.up}2!`, 'in ERR: so many more failed requests within a minute'],
		],
	},
	{
		title: 'Detail of a server with JetStream',
		entries: [
			['STORE, MEM', 'bytes in files and in memory, of the most that may be; reserved: promised to streams'],
			[
				'API',
				'requests to JetStream a second; errors: those that failed since its start; inflight: under way',
			],
			['BIGGEST', 'the streams that take most room there, copies of others among them'],
			['even share', 'streams it would lead if all servers led as many of theirs'],
			['HA', 'HA assets: streams and consumers with replicas'],
			['LAG', 'entries that the last replica is behind'],
			['SEEN', 'how long ago the leader heard of it'],
		],
	},
];

/** Filters that let this row through. */
export const jetStreamExamples = ({ server, totals }: JetStreamRow): readonly Example[] => {
	const { name, cluster } = server.info;
	const plain = (text: string | undefined): text is string => text !== undefined && /^[\w.-]+$/.test(text);
	return [
		...(plain(name) ? [[name, 'anywhere in its name, cluster, host, version, tags'] as const] : []),
		...(plain(cluster) ? [[`cluster:${cluster}`, 'of this cluster'] as const] : []),
		...(totals?.streams === undefined
			? []
			: [[`streams>=${totals.streams}`, 'with at least so many streams'] as const]),
	];
};
