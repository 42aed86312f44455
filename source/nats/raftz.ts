// Asks a server for raft groups that it is in: the meta group, or one of an account.

import type { RaftPeer, RaftView } from '../model/jetstream/raft.ts';
import { objectKey } from '../model/jetstream/told.ts';
import { safeText } from '../system/redact.ts';
import { askService, type ServiceOptions } from './ask-service.ts';
import { decodeServer } from './decode.ts';
import { goDuration } from './go-duration.ts';
import { tellerOf } from './jsz-group.ts';
import { type Fields, readCount, readFields, readFlag, readText, readTime } from './read.ts';
import type { Result } from './requests.ts';
import type { Wire } from './wire.ts';

/** Servers that do not know the request yet. */
export const raftzSince = '2.10.26';

/** The name of the group that places streams and consumers. */
export const metaGroup = '_meta_';

/** Groups and peers that are read of one answer. */
const mostGroups = 10_000;
const mostPeers = 256;

const peersOf = (fields: Fields): RaftPeer[] => {
	const peers = readFields(fields, 'peers') ?? {};
	return Object.keys(peers)
		.slice(0, mostPeers)
		.flatMap((id): RaftPeer[] => {
			const peer = readFields(peers, id);
			if (peer === undefined) return [];
			return [
				{
					id: safeText(id),
					name: readText(peer, 'name'),
					isKnown: readFlag(peer, 'known') ?? false,
					replicated: readCount(peer, 'last_replicated_index'),
					seen: goDuration(readText(peer, 'last_seen') ?? ''),
				},
			];
		});
};

const queueLengths = ['ipq_proposal_len', 'ipq_entry_len', 'ipq_resp_len', 'ipq_apply_len'] as const;

const queuedOf = (fields: Fields): number | undefined => {
	const known = queueLengths.flatMap((key) => readCount(fields, key) ?? []);
	return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
};

const viewOf = (
	fields: Fields,
	of: Pick<RaftView, 'server' | 'account' | 'group' | 'receivedAt'>,
): RaftView => {
	const log = readFields(fields, 'wal');
	return {
		...of,
		id: readText(fields, 'id'),
		state: (readText(fields, 'state') ?? 'unknown').toLowerCase(),
		size: readCount(fields, 'size'),
		quorum: readCount(fields, 'quorum_needed'),
		committed: readCount(fields, 'committed'),
		applied: readCount(fields, 'applied'),
		leader: readText(fields, 'leader'),
		leaderSince: readTime(fields, 'leader_since'),
		term: readCount(fields, 'term'),
		isCatchingUp: readFlag(fields, 'catching_up') ?? false,
		isObserver: readFlag(fields, 'observer') ?? false,
		isPaused: readFlag(fields, 'paused') ?? false,
		isOverrun: readFlag(fields, 'overrun') ?? false,
		writeError: readText(fields, 'wal_error'),
		logMessages: log && readCount(log, 'messages'),
		logBytes: log && readCount(log, 'bytes'),
		queued: queuedOf(fields),
		peers: peersOf(fields),
	};
};

/** All groups in an answer, each once; nothing where it names no server. An account that is not there gives none. */
export const readRaftz = (answer: Fields, receivedAt: number): readonly RaftView[] | undefined => {
	const info = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (info === undefined || data === undefined) return undefined;
	const server = tellerOf(info);
	const views = new Map<string, RaftView>();
	for (const name of Object.keys(data).slice(0, mostGroups)) {
		const groups = readFields(data, name) ?? {};
		for (const group of Object.keys(groups).slice(0, mostGroups)) {
			const fields = readFields(groups, group);
			if (fields === undefined || views.size === mostGroups) continue;
			const of = { server, account: safeText(name), group: safeText(group), receivedAt };
			views.set(objectKey(of.account, of.group), viewOf(fields, of));
		}
	}
	return [...views.values()];
};

/** Which groups are asked for: one of an account, or without one those of the system account, of which there is `_meta_`. */
export type RaftzScope = { account?: string; group?: string };

/** The groups of one server. */
export const askRaftz = (
	wire: Wire,
	id: string,
	{ account, group }: RaftzScope,
	options: ServiceOptions,
): Promise<Result<readonly RaftView[]>> => {
	const body = { ...(account !== undefined && { account }), ...(group !== undefined && { group }) };
	return askService(wire, { id, service: 'RAFTZ', body, read: readRaftz }, options);
};
