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
		name,
		current,
		offline,
		active: readNanos(fields, 'active'),
		// Servers leave it out while it is zero.
		lag: 'lag' in fields ? readCount(fields, 'lag') : 0,
		isPending: readFlag(fields, 'pending') ?? false,
	};
};

/** A single copy has a group as well, in which nobody votes. */
const isOfOne = (group: string): boolean => /^[SC]-R1[MF]-/.test(group);

/** Each peer once; a leader that lists itself is passed over. */
const peersOf = (cluster: Fields, leader: string | undefined, isLeading: boolean): readonly ToldPeer[] => {
	const list = readList(cluster, 'replicas', mostPeers);
	const peers: ToldPeer[] = [];
	for (const fields of list ?? []) {
		const peer = peerOf(fields);
		const isItself = isLeading && peer.name === leader;
		if (!isItself && !peers.some(({ name }) => name === peer.name)) peers.push(peer);
	}
	return peers;
};

/** A group as a server tells of it. Its peers are read when somebody looks: of followers nobody does, and these are most copies. */
class ReadGroup implements ToldGroup {
	#cluster: Fields | undefined;
	#isLeading: boolean;
	#peers?: readonly ToldPeer[];

	constructor(
		readonly cluster: string | undefined,
		readonly raftGroup: string | undefined,
		readonly leader: string | undefined,
		readonly leaderSince: number | undefined,
		fields: Fields,
		teller: Teller,
	) {
		this.#cluster = fields;
		this.#isLeading = leader === teller.name;
	}

	get peers(): readonly ToldPeer[] {
		this.#peers ??= this.#cluster ? peersOf(this.#cluster, this.leader, this.#isLeading) : [];
		// What has been read is not needed any more.
		this.#cluster = undefined;
		return this.#peers;
	}
}

/** The group of a copy; absent where its server is in no cluster. `withRaft` is the name of the group as servers before 2.11 give it, beside the block. */
export const groupOf = (detail: Fields, teller: Teller, withRaft?: string): ToldGroup | undefined => {
	const cluster = readFields(detail, 'cluster');
	if (cluster === undefined) return undefined;
	const raftGroup = readText(cluster, 'raft_group') ?? withRaft;
	return new ReadGroup(
		readText(cluster, 'name'),
		raftGroup === undefined || isOfOne(raftGroup) ? undefined : raftGroup,
		readText(cluster, 'leader'),
		readTime(cluster, 'leader_since'),
		cluster,
		teller,
	);
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
