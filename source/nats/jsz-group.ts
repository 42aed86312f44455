// Decodes what a server says of a raft group, of sources, and of who it is itself.

import type { Teller, ToldGroup, ToldPeer, ToldSource } from '../model/jetstream/told.ts';
import type { ServerInfo } from '../model/server.ts';
import { decodeReplica } from './decode.ts';
import { type Fields, readCount, readFields, readFlag, readList, readText, readTime } from './read.ts';

/** Peers that are read of one group: servers make no more than five, and the meta group is not told here. */
const mostPeers = 64;

/** Sources that are read of one stream. */
const mostSources = 256;

/** Milliseconds of a Go duration in nanoseconds; absent where it is unlimited, unknown or never was. */
export const readNanos = (fields: Fields, key: string): number | undefined => {
	const nanos = readCount(fields, key);
	return nanos === undefined ? undefined : nanos / 1e6;
};

/** A limit; zero and less mean that there is none. */
export const readLimit = (fields: Fields, key: string): number | undefined =>
	readCount(fields, key) || undefined;

/** The server of an answer, without what changes from one answer to the next: all its copies share it. */
export const tellerOf = ({ id, name, cluster, domain, version }: ServerInfo): Teller => ({
	...{ id, name },
	...(cluster !== undefined && { cluster }),
	...(domain !== undefined && { domain }),
	...(version !== undefined && { version }),
});

const peerOf = (fields: Fields): ToldPeer => {
	const { name, current, offline } = decodeReplica(fields);
	return {
		...{ name, current, offline },
		active: readNanos(fields, 'active'),
		// Servers leave it out while it is zero.
		lag: 'lag' in fields ? readCount(fields, 'lag') : 0,
		isPending: readFlag(fields, 'pending') ?? false,
	};
};

/**
 * The group of a copy; absent where its server is in no cluster. A leader that lists itself is passed over, and so is a peer
 * that stands there again. `withRaft` is the name of the group as servers before 2.11 give it, beside the block.
 */
export const groupOf = (detail: Fields, teller: Teller, withRaft?: string): ToldGroup | undefined => {
	const cluster = readFields(detail, 'cluster');
	if (cluster === undefined) return undefined;
	const leader = readText(cluster, 'leader');
	const peers = new Map<string, ToldPeer>();
	for (const fields of (readList(cluster, 'replicas') ?? []).slice(0, mostPeers)) {
		const peer = peerOf(fields);
		const isItself = peer.name === leader && leader === teller.name;
		if (!isItself && !peers.has(peer.name)) peers.set(peer.name, peer);
	}
	const raftGroup = readText(cluster, 'raft_group') ?? withRaft;
	return {
		cluster: readText(cluster, 'name'),
		// A single copy has a group as well, in which nobody votes.
		...(raftGroup !== undefined && !/^[SC]-R1[MF]-/.test(raftGroup) && { raftGroup }),
		leader,
		leaderSince: readTime(cluster, 'leader_since'),
		peers: [...peers.values()],
	};
};

const sourceOf = (fields: Fields): ToldSource | undefined => {
	const name = readText(fields, 'name');
	if (name === undefined) return undefined;
	const error = readFields(fields, 'error');
	const external = readFields(fields, 'external');
	return {
		name,
		lag: readCount(fields, 'lag'),
		// -1 where it was never heard of.
		active: readNanos(fields, 'active'),
		...(error && { error: readText(error, 'description') ?? 'no reason given' }),
		...(external && { external: readText(external, 'api') }),
	};
};

/** What a copy says of the stream that it mirrors. */
export const mirrorOf = (detail: Fields): ToldSource | undefined => {
	const mirror = readFields(detail, 'mirror');
	return mirror && sourceOf(mirror);
};

/** What a copy says of the streams that it takes in. */
export const sourcesOf = (detail: Fields): readonly ToldSource[] =>
	detail.sources === undefined
		? []
		: (readList(detail, 'sources') ?? []).slice(0, mostSources).flatMap((each) => sourceOf(each) ?? []);
