// What buckets and object stores have in common as screens: they are streams under names that client libraries give them.

import { plainName } from '../../model/jetstream/kept-values.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { areaLoad } from '../area-load.ts';
import { tabHeading } from '../jetstream/tab-counts.ts';
import type { AreaFacts } from '../list-facts.ts';
import { ownHonesty } from '../own-jetstream/own-facts.ts';
import { ownStreamsOnce } from '../own-jetstream/own-once.ts';
import { openOwnStreams } from '../own-jetstream/streams-source.ts';
import type { ScreenSpec } from '../screen.ts';
import { streamDetail } from '../streams/detail.ts';
import { type StreamFacts, streamFacts } from '../streams/facts.ts';
import { streamsLegend } from '../streams/legend.ts';
import { streamOpened } from '../streams/opened.ts';
import type { StreamsSnapshot } from '../streams/snapshot.ts';
import { worstFound } from '../worst-found.ts';

type KeptSpec = ScreenSpec<Stream, StreamsSnapshot, StreamFacts>;

/** What differs. */
export type Kept = Pick<
	KeptSpec,
	'id' | 'tab' | 'about' | 'noun' | 'empty' | 'columns' | 'sort' | 'json' | 'tabs'
> & { holds: (stream: Stream) => boolean };

/** What is written a second, and the worst: as streams these are judged by their own list, which reports of them. */
export const keptArea = (rows: readonly Stream[]): AreaFacts => {
	const found = [...rows]
		.sort((a, b) => b.rank - a.rank)
		.map((row) => ({ name: plainName(row), troubles: row.troubles }));
	return { ...areaLoad(rows, ({ inRate }) => inRate), ...worstFound(found) };
};

/** The spec of a list of streams that hold something else than messages. */
export const keptSpec = ({ holds, noun, ...rest }: Kept): KeptSpec => ({
	...{ ...rest, noun, key: '6', title: 'JetStream', list: 'table', modes: ['account'] },
	source: {
		asked: 'while visible',
		open: openOwnStreams,
		once: ownStreamsOnce,
		freeze: (snapshot) => ({
			...snapshot,
			// Histories go on being written, so a frozen snapshot has its own copies.
			streams: snapshot.streams.map((stream) => ({ ...stream, history: stream.history?.clone() })),
		}),
	},
	rows: ({ streams }) => streams.filter(holds),
	honesty: ({ own, streams }) =>
		own === undefined ? {} : ownHonesty(own, streams.filter(holds).length, noun),
	heading: ({ counts, streams }) => ({ ...tabHeading(counts), area: keptArea(streams.filter(holds)) }),
	facts: streamFacts,
	keyOf: ({ key }) => key,
	namesOf: (row) => [plainName(row)],
	rank: ({ rank }) => rank,
	isPast: ({ isOld }) => isOld,
	anywhere: (row) => [plainName(row), row.leader],
	rowLook: ({ noAnswer, troubles: [worst] }, { glyphs }) => {
		if (noAnswer !== undefined) return { glyph: glyphs.down, token: 'crit', faded: true };
		if (worst === undefined) return { glyph: ' ', faded: false };
		return worst.severity === 'critical'
			? { glyph: glyphs.down, token: 'crit', faded: false }
			: { glyph: '!', token: 'warn', faded: false };
	},
	stateOf: ({ troubles: [worst] }) => worst?.text ?? 'ok',
	detail: streamDetail,
	opened: streamOpened,
	serverOf: ({ leader, toldBy }) => ({ name: leader ?? toldBy.server }),
	legend: (glyphs) => streamsLegend(glyphs).slice(1),
	copy: (row) => ({ text: plainName(row), what: `the name of the ${noun[0]}` }),
});
