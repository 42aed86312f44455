// A member of a meta group as one JSON object, for the export. Fields are added, never renamed.

import { jsonSeconds, jsonTime } from '../../format/json-value.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { placeName } from '../../model/jetstream-place.ts';
import { roleWord } from './columns.ts';
import type { RaftRow } from './snapshot.ts';

/** The object of a member of a meta group. Unknown values are undefined, so JSON omits them. */
export const raftJson = (row: RaftRow, troubles: readonly Trouble[]): Readonly<Record<string, unknown>> => {
	const { server, group, peer, view, queues } = row;
	return {
		server: row.name,
		server_id: server?.info.id,
		domain: placeName(group.place),
		trouble: troubles.map(({ check, severity, text }) => ({ check, severity, text })),
		role: roleWord(row),
		lag: peer.state === 'leader' ? undefined : peer.lag,
		seen: jsonSeconds(peer.active ?? row.told?.seen),
		committed: view?.committed,
		applied: view?.applied,
		behind: row.behind,
		term: view?.term,
		log: view?.logMessages,
		log_bytes: view?.logBytes,
		queued: view?.queued,
		leader: group.leader,
		leader_since: jsonTime(view?.leaderSince),
		size: group.size,
		quorum: group.quorum,
		overrun: view?.isOverrun,
		write_error: view?.writeError,
		queues: queues?.list.map(({ name, pending, busy }) => ({ name, pending, busy })),
	};
};
