// The raft tab: every member of every meta group, and the inner queues of the selected server.

import { age } from '../../format/time.ts';
import { type FleetFacts, fleetFacts } from '../../model/fleet-facts.ts';
import type { MetaGroup } from '../../model/jetstream/meta-group.ts';
import { placeName } from '../../model/jetstream-place.ts';
import { isOld } from '../../model/server-facts.ts';
import type { Glyphs } from '../../theme.ts';
import { defineScreen } from '../define-screen.ts';
import { metaLines } from '../jetstream/meta-lines.ts';
import { honestyOf } from '../jetstream/round-facts.ts';
import { tabHeading } from '../jetstream/tab-counts.ts';
import type { LegendPart } from '../legend.ts';
import { assetGroups } from './asset-groups.ts';
import { raftColumns, raftRank, raftTroubles } from './columns.ts';
import { raftDetail } from './detail.ts';
import { raftJson } from './json.ts';
import { raftOnce } from './once.ts';
import { queuesText, raftOpened } from './opened.ts';
import type { RaftRow, RaftSnapshot } from './snapshot.ts';
import { openRaft } from './source.ts';

/** What nobody has to be asked for. */
const still =
	'Who leads, who is behind and who is silent is here all the same, by what the leader tells of itself.';

const legend = (glyphs: Glyphs): readonly LegendPart[] => [
	{
		title: 'Raft',
		entries: [
			['META', 'the meta group: since when its leader leads, and the term, which rises with each election'],
			[
				'leader',
				'in ROLE: it decides; follower: it does as the leader says; candidate: it wants to become leader',
			],
			['catches up', 'in ROLE: it has missed entries, and gets them'],
			['observer', 'in ROLE: it follows and cannot become leader'],
			['LAG', 'as its leader sees it; BEHIND: what it has not applied of what anybody knows to be agreed on'],
			['System recvQ', 'the queue in which our own question waited: it is never empty'],
			['overrun', 'its log grows faster than it is applied (nats-server 2.14)'],
			[glyphs.none, 'servers before 2.10.26 tell nothing of their raft groups'],
		],
	},
];

/** Since when the leader leads, and its term: only it knows. */
const sinceOf = ({ rows }: RaftSnapshot, { key }: MetaGroup): RaftRow['view'] =>
	rows.find(({ group, view }) => group.key === key && view?.state === 'leader')?.view;

export const raft = defineScreen<RaftRow, RaftSnapshot, FleetFacts>({
	id: 'raft',
	key: '6',
	title: 'JetStream',
	tab: 'Raft',
	about: 'the members of every meta group, and what waits inside a server',
	noun: ['peer', 'peers'],
	list: 'table',
	empty: () => 'No server has told of a meta group yet.',
	source: { asked: 'while visible', open: openRaft, once: raftOnce },
	asksMore: true,
	rows: ({ rows }) => rows,
	honesty: ({ fleet, round, none }) => {
		const { at, ...said } = honestyOf(round, { still });
		return { ...said, ...(at !== undefined && { at: fleet.at }), ...(none !== undefined && { none }) };
	},
	heading: ({ counts }) => tabHeading(counts),
	facts: ({ fleet }) => fleetFacts(fleet),
	keyOf: ({ key }) => key,
	namesOf: ({ name, key }) => [name, key],
	columns: raftColumns,
	sort: { column: 'trouble', descending: true },
	rank: raftRank,
	isPast: ({ server }) => server !== undefined && isOld(server),
	fields: [
		{ names: ['server'], texts: ({ name }) => [name] },
		{ names: ['cluster'], texts: ({ server }) => [server?.info.cluster] },
	],
	anywhere: ({ name, server, group }) => [name, server?.info.cluster, placeName(group.place)],
	above: (snapshot, size, look) =>
		metaLines(
			{
				groups: snapshot.groups,
				rows: snapshot.rows.flatMap(({ server, group }) => (server ? [{ server, group }] : [])),
			},
			size,
			look,
			(group, gap) => {
				const { leaderSince, term } = sinceOf(snapshot, group) ?? {};
				return [
					leaderSince === undefined ? '' : ` since ${age(look.now - leaderSince)}`,
					{ text: term === undefined ? '' : `${gap}term ${term}`, keep: 5 },
				];
			},
		),
	rowLook: (row, look) => {
		const [worst] = raftTroubles(row, look);
		const faded = row.server !== undefined && isOld(row.server);
		if (worst === undefined) return { glyph: faded ? look.glyphs.unknown : ' ', faded };
		return worst.severity === 'critical'
			? { glyph: look.glyphs.down, token: 'crit', faded }
			: { glyph: '!', token: 'warn', faded };
	},
	detail: raftDetail,
	tabs: ['queues', { list: assetGroups }],
	opened: raftOpened,
	legend,
	serverOf: ({ server, name }) => ({ id: server?.info.id, name }),
	json: (row, look) => raftJson(row, raftTroubles(row, look)),
	copy: (row, _, open) =>
		open === undefined
			? { text: row.name, what: row.name }
			: { text: queuesText(row), what: `queues of ${row.name}` },
});
