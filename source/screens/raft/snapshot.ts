// What the raft tab is drawn from: the members of every meta group, as they see it themselves and as its leader sees them.

import type { FleetSnapshot, ServerRow } from '../../model/fleet.ts';
import { type MetaGroup, type MetaPeer, metaGroupsOf } from '../../model/jetstream/meta-group.ts';
import type { InnerQueue, RaftPeer, RaftView } from '../../model/jetstream/raft.ts';
import { jetstreamOn } from '../../model/server-facts.ts';
import { isOffEverywhere, noRound, type RoundFacts } from '../jetstream/round-facts.ts';
import type { TabCounts } from '../jetstream/tab-counts.ts';

/** The inner queues of a server, or why they are not known. */
export type Queues = { list: readonly InnerQueue[]; at: number; why?: string };

export type RaftRow = {
	key: string;
	name: string;
	/** Absent where no such server is known. */
	server?: ServerRow;
	group: MetaGroup;
	peer: MetaPeer;
	/** What its own server tells. */
	view?: RaftView;
	/** What the leader tells of it. */
	told?: RaftPeer;
	/** Entries committed by somebody that it has not applied. */
	behind?: number;
	queues?: Queues;
};

/** What was asked for. */
export type RaftAsked = {
	round: RoundFacts;
	/** By the id of a server: the group `_meta_` as it sees it. */
	views: ReadonlyMap<string, RaftView>;
	queues: ReadonlyMap<string, Queues>;
	/** How many rows the other tabs have. */
	counts?: TabCounts;
};

export const nothingAsked: RaftAsked = { round: noRound, views: new Map(), queues: new Map() };

export type RaftSnapshot = {
	rows: readonly RaftRow[];
	fleet: FleetSnapshot;
	groups: readonly MetaGroup[];
	round: RoundFacts;
	/** Why there are no rows, where that is an answer. */
	none?: string;
	/** How many rows the other tabs have. */
	counts?: TabCounts;
};

/** The most that anybody of a group has committed. */
const committedIn = (views: readonly RaftView[]): number | undefined => {
	const known = views.flatMap(({ committed }) => committed ?? []);
	return known.length === 0 ? undefined : Math.max(...known);
};

const noneText = (
	{ rows }: FleetSnapshot,
	groups: readonly MetaGroup[],
	round: RoundFacts,
): string | undefined => {
	if (groups.length > 0 || rows.length === 0) return undefined;
	if (isOffEverywhere(round) || rows.every((row) => jetstreamOn(row) === false))
		return `JetStream is off on all ${rows.length} servers.`;
	return 'No server is in a meta group: each has JetStream for itself.';
};

/** The rows as they are now. */
export const raftSnapshot = (
	fleet: FleetSnapshot,
	{ round, views, queues, counts }: RaftAsked,
): RaftSnapshot => {
	const groups = metaGroupsOf(fleet.rows);
	const rows = groups.flatMap((group) => {
		const members = group.members.map((key) => fleet.rows.find((row) => row.key === key));
		const told = members.flatMap((row) => views.get(row?.info.id ?? '') ?? []);
		const most = committedIn(told);
		const leading = told.find(({ state }) => state === 'leader');
		return group.peers.map((peer): RaftRow => {
			const server = members.find((row) => row?.info.name === peer.name);
			const view = views.get(server?.info.id ?? '');
			return {
				...{ key: `${group.key}\n${peer.name}`, name: peer.name, server, group, peer, view },
				told: leading?.peers.find(({ name }) => name === peer.name),
				...(most !== undefined &&
					view?.applied !== undefined && { behind: Math.max(0, most - view.applied) }),
				queues: queues.get(server?.info.id ?? ''),
			};
		});
	});
	return { rows, fleet, groups, round, counts, none: noneText(fleet, groups, round) };
};
