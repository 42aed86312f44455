// Decodes copies of streams and consumers in the details of an account.

import type {
	ConsumerCopy,
	ConsumerPlace,
	StreamCopy,
	StreamState,
	Teller,
} from '../model/jetstream/told.ts';
import { consumerConfigOf, streamConfigOf } from './jsz-config.ts';
import { groupOf, mirrorOf, readNanos, sourcesOf } from './jsz-group.ts';
import { type Fields, readCount, readFields, readFlag, readList, readText, readTime } from './read.ts';

/** Groups of clients that are read of one consumer. */
const mostGroups = 256;

/** What all copies of one account in one answer have in common. */
export type CopyContext = {
	server: Teller;
	account: string;
	accountName?: string;
	/** Our clock, and that of the server. */
	receivedAt: number;
	now?: number;
};

/** Gaps between the first and the last message; servers leave the number out while it is zero, and so do those that never tell it. */
const deletedOf = (state: Fields): number | undefined => {
	const told = readCount(state, 'num_deleted');
	if (told !== undefined) return told;
	const messages = readCount(state, 'messages');
	const [first, last] = [readCount(state, 'first_seq'), readCount(state, 'last_seq')];
	if (messages === undefined || first === undefined || last === undefined) return undefined;
	return messages === 0 || last - first + 1 === messages ? 0 : undefined;
};

const stateOf = (state: Fields): StreamState => {
	const messages = readCount(state, 'messages');
	return {
		messages,
		bytes: readCount(state, 'bytes'),
		firstSeq: readCount(state, 'first_seq'),
		lastSeq: readCount(state, 'last_seq'),
		firstTime: messages === 0 ? undefined : readTime(state, 'first_ts'),
		lastTime: readTime(state, 'last_ts'),
		// Left out where there is no message.
		subjects: readCount(state, 'num_subjects') ?? (messages === 0 ? 0 : undefined),
		deleted: deletedOf(state),
		consumers: readCount(state, 'consumer_count'),
	};
};

/** A copy of a stream; nothing where it has no name. */
export const streamCopyOf = (detail: Fields, context: CopyContext): StreamCopy | undefined => {
	const stream = readText(detail, 'name');
	if (stream === undefined) return undefined;
	const config = readFields(detail, 'config');
	const { server, account, accountName, receivedAt, now } = context;
	return {
		server,
		account,
		accountName,
		receivedAt,
		now,
		stream,
		created: readTime(detail, 'created'),
		group: groupOf(detail, server, readText(detail, 'stream_raft_group')),
		state: stateOf(readFields(detail, 'state') ?? {}),
		mirror: mirrorOf(detail),
		sources: sourcesOf(detail),
		config: config && streamConfigOf(config),
	};
};

const placeOf = (detail: Fields, key: string): ConsumerPlace => {
	const place = readFields(detail, key) ?? {};
	return {
		consumerSeq: readCount(place, 'consumer_seq'),
		streamSeq: readCount(place, 'stream_seq'),
		lastActive: readTime(place, 'last_active'),
	};
};

/** Groups of which a client is pinned; absent where it has no groups. */
const pinnedOf = (detail: Fields): number | undefined =>
	detail.priority_groups === undefined
		? undefined
		: readList(detail, 'priority_groups', mostGroups)?.filter(
				(group) => readText(group, 'pinned_client_id') !== undefined,
			).length;

/** A copy of a consumer; nothing where it has no name. */
export const consumerCopyOf = (
	detail: Fields,
	stream: string,
	raftGroup: string | undefined,
	context: CopyContext,
): ConsumerCopy | undefined => {
	const consumer = readText(detail, 'name');
	if (consumer === undefined) return undefined;
	const fields = readFields(detail, 'config');
	const config = fields && consumerConfigOf(fields);
	// Left out where nobody listens, and of consumers that deliver to nobody by themselves.
	const isBound = readFlag(detail, 'push_bound') ?? (config?.type === 'push' ? false : undefined);
	const { server, account, accountName, receivedAt, now } = context;
	return {
		server,
		account,
		accountName,
		receivedAt,
		stream,
		consumer,
		created: readTime(detail, 'created'),
		group: groupOf(detail, server, raftGroup),
		delivered: placeOf(detail, 'delivered'),
		ackFloor: placeOf(detail, 'ack_floor'),
		pending: readCount(detail, 'num_pending'),
		ackPending: readCount(detail, 'num_ack_pending'),
		redelivered: readCount(detail, 'num_redelivered'),
		waiting: readCount(detail, 'num_waiting'),
		isBound,
		pinned: pinnedOf(detail),
		isPaused: readFlag(detail, 'paused') ?? false,
		pauseLeft: readNanos(detail, 'pause_remaining'),
		config,
		now: readTime(detail, 'ts') ?? now,
	};
};

/** Names of raft groups by consumer, where they were asked for. */
const raftGroupsOf = (detail: Fields, most: number): ReadonlyMap<string, string> => {
	const groups = new Map<string, string>();
	if (detail.consumer_raft_groups === undefined) return groups;
	for (const fields of (readList(detail, 'consumer_raft_groups') ?? []).slice(0, most)) {
		const [name, group] = [readText(fields, 'name'), readText(fields, 'raft_group')];
		if (name !== undefined && group !== undefined) groups.set(name, group);
	}
	return groups;
};

/** Copies of the consumers of a stream, no more than `most`. */
export const consumerCopiesOf = (
	detail: Fields,
	stream: string,
	context: CopyContext,
	most: number,
): ConsumerCopy[] => {
	const list = readList(detail, 'consumer_detail');
	if (list === undefined) return [];
	const groups = raftGroupsOf(detail, most);
	return list.slice(0, most).flatMap((each) => {
		const group = groups.get(readText(each, 'name') ?? '');
		return consumerCopyOf(each, stream, group, context) ?? [];
	});
};
