// The columns of the raft tab: what each member of a meta group is, how far it is, and when its leader heard of it.

import { judged } from '../../format/cell.ts';
import { countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { duration } from '../../format/time.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { healthOf, rankOf } from '../../model/checks/trouble.ts';
import { type FleetFacts, noFacts, troublesIn } from '../../model/fleet-facts.ts';
import { placeName } from '../../model/jetstream-place.ts';
import type { Column, Look } from '../../table/column.ts';
import { counts, shortSpans } from '../../table/filter-quantity.ts';
import { groupChecks } from '../jetstream/meta-lines.ts';
import { healthByChecks } from '../jetstream/words.ts';
import type { RaftRow } from './snapshot.ts';

export type RaftColumn = Column<RaftRow, FleetFacts>;

/** What its own server says is wrong with it, which no check judges. */
const ownTroubles = ({ view }: RaftRow): Trouble[] => {
	if (view?.writeError !== undefined)
		return [
			{ check: 'raft-log', severity: 'critical', text: `its raft log cannot be written: ${view.writeError}` },
		];
	if (view?.isOverrun)
		return [{ check: 'raft-log', severity: 'warn', text: 'its raft log grows faster than it is applied' }];
	return [];
};

/** What is wrong with a member of a meta group, by the checks of its server that are about the group. */
export const raftTroubles = (row: RaftRow, facts: FleetFacts): readonly Trouble[] => [
	...ownTroubles(row),
	...(row.server ? troublesIn(facts, row.server) : []).filter(
		({ check }) => check === 'down' || groupChecks.includes(check),
	),
];

/** How bad a row is. */
export const raftRank = (row: RaftRow, facts: FleetFacts): number => {
	const troubles = raftTroubles(row, facts);
	const own = ownTroubles(row).some(({ severity }) => severity === 'critical') ? 1e6 : 0;
	return own + rankOf(troubles) + (troubles.length > 0 ? 1 : 0);
};

/** `leader`, `follower`, `candidate`, `catches up`, `silent`, `offline`: by its own word, else by its leader's. */
export const roleWord = ({ view, peer }: RaftRow): string | undefined => {
	if (peer.state === 'offline' || peer.state === 'silent' || peer.state === 'down') return peer.state;
	if (view?.isCatchingUp) return 'catches up';
	if (view?.isPaused) return 'paused';
	if (view?.isObserver) return 'observer';
	if (view !== undefined) return view.state;
	if (peer.state === 'leader') return 'leader';
	return peer.state === 'unknown' ? undefined : 'follower';
};

const figure = { align: 'right', descending: true, ofNow: true, isExact: true, unit: counts } as const;

/** Every digit where there is room: who is behind shows in the last ones. */
const entry = (value: number | undefined, width: number, { glyphs }: Pick<Look, 'glyphs'>): string =>
	countIn(value, width, glyphs, true);

const lagOf = ({ peer }: RaftRow): number | undefined => (peer.state === 'leader' ? undefined : peer.lag);

const seenOf = ({ peer, told }: RaftRow): number | undefined => peer.active ?? told?.seen;

export const raftColumns: readonly RaftColumn[] = [
	{
		...{ id: 'peer', title: 'PEER', about: 'name of the server', align: 'left', json: 'server' },
		...{ width: 10, most: 32, priority: 1, aliases: ['name'], lit: 'always' },
		nameWidth: ({ name }) => cellsOf(name),
		value: ({ name }) => name,
	},
	{
		...{ id: 'trouble', title: 'TROUBLE', align: 'left', descending: true, isLead: true, ties: 'lag' },
		about: 'what is wrong with it in its meta group; sorts critical rows first, then warnings, then by LAG',
		...{ width: 24, priority: 20, lit: 'marked', json: 'trouble' },
		value: (row, _, facts = noFacts) => raftRank(row, facts),
		texts: (row, facts = noFacts) => raftTroubles(row, facts).flatMap(({ check, text }) => [check, text]),
		cell(row, _, look) {
			const [worst, ...others] = raftTroubles(row, look);
			if (worst === undefined) return { text: '' };
			const more = others.length === 0 ? '' : ` +${others.length}`;
			return { text: worst.text + more, token: healthOf(worst.severity) };
		},
	},
	{
		...{ id: 'role', title: 'ROLE', about: 'what it is in the group', align: 'left', width: 11, priority: 2 },
		...{ json: 'role', value: roleWord, lit: 'marked' },
		cell: (row, width, look) =>
			judged(
				() => roleWord(row) ?? look.glyphs.none,
				width,
				healthByChecks(raftTroubles(row, look), 'down', 'meta-leader', 'meta-peers', 'raft-log'),
				look.glyphs,
			),
	},
	{
		...{ ...figure, id: 'lag', title: 'LAG', about: 'entries that it is behind, by its leader', width: 6 },
		...{ priority: 3, json: 'lag', value: lagOf },
		cell: (row, width, look) =>
			judged(
				(room) => countIn(lagOf(row), room, look.glyphs, look.exact),
				width,
				healthByChecks(raftTroubles(row, look), 'meta-lag'),
				look.glyphs,
			),
	},
	{
		...{
			...figure,
			id: 'committed',
			title: 'COMMITTED',
			about: 'the last entry that it knows to be agreed on',
		},
		...{ width: 9, priority: 5, json: 'committed', value: ({ view }) => view?.committed },
		cell: ({ view }, width, look) => ({ text: entry(view?.committed, width, look) }),
	},
	{
		...{ ...figure, id: 'applied', title: 'APPLIED', about: 'the last entry that it has applied', width: 9 },
		...{ priority: 6, json: 'applied', value: ({ view }) => view?.applied },
		cell: ({ view }, width, look) => ({ text: entry(view?.applied, width, look) }),
	},
	{
		...{
			...figure,
			id: 'behind',
			title: 'BEHIND',
			about: 'entries agreed on that it has not applied',
			width: 6,
		},
		...{ priority: 4, json: 'behind', value: ({ behind }) => behind },
	},
	{
		...{ ...figure, id: 'log', title: 'LOG', about: 'entries in its log since its last snapshot', width: 6 },
		...{ priority: 8, json: 'log', value: ({ view }) => view?.logMessages },
	},
	{
		...{ ...figure, id: 'queued', title: 'QUEUES', about: 'entries that wait in its own queues', width: 6 },
		...{ priority: 9, aliases: ['queue'], json: 'queued', value: ({ view }) => view?.queued },
	},
	{
		...{ id: 'seen', title: 'SEEN', about: 'how long ago its leader heard of it', align: 'right', width: 5 },
		...{ descending: true, ofNow: true, priority: 7, unit: shortSpans, json: 'seen', value: seenOf },
		cell: (row, _, { glyphs }) => {
			const seen = seenOf(row);
			return { text: seen === undefined ? glyphs.none : duration(seen) };
		},
	},
	{
		...{ ...figure, id: 'term', title: 'TERM', about: 'elections there were, as it knows', width: 5 },
		...{ priority: 10, json: 'term', value: ({ view }) => view?.term },
	},
	{
		...{
			id: 'domain',
			title: 'DOMAIN',
			about: 'JetStream domain of its group',
			align: 'left',
			width: 7,
			most: 24,
		},
		nameWidth: ({ group }) => cellsOf(placeName(group.place) ?? ''),
		...{ priority: 11, json: 'domain', value: ({ group }) => placeName(group.place) },
		cell: ({ group }, width, { glyphs }) => ({
			text: fitMiddle(placeName(group.place) ?? glyphs.none, width, glyphs),
		}),
	},
];
