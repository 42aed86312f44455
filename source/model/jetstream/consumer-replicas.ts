// Who has a copy of a consumer, and how each copy stands, by the word of its leader.

import type { Replica, ReplicaState } from './replicated.ts';
import type { ConsumerCopy, ToldPeer } from './told.ts';
import { isUnheard } from './unheard.ts';

/** A peer that its leader has not heard for so long is silent, milliseconds: leaders are heard every second. */
const silence = 5000;

/** Whether there are, or should be, other copies of it. Before 2.10 servers do not name the raft group. */
export const isReplicated = ({ group, server }: ConsumerCopy): boolean =>
	group !== undefined &&
	(group.raftGroup !== undefined ||
		group.peers.length > 0 ||
		(group.leader !== undefined && group.leader !== server.name));

/** Whether the server that told of it leads it, or has the only copy. */
export const leadsIt = (copy: ConsumerCopy): boolean =>
	!isReplicated(copy) || copy.group?.leader === copy.server.name;

/** What a leader says of a peer that it has never heard is nothing yet, for so long since it leads, milliseconds. */
const firstWord = 5000;

const stateOf = (peer: ToldPeer, isGone: boolean, leadsFor: number): ReplicaState => {
	const { offline, active = 0, lag = 0 } = peer;
	if (offline) return 'offline';
	if (isGone || active >= silence) return 'silent';
	if (isUnheard(peer)) return leadsFor >= firstWord ? 'silent' : 'unknown';
	return lag > 0 ? 'lags' : 'ok';
};

const byName = (a: Replica, b: Replica): number => (a.name < b.name ? -1 : 1);

const peerReplica = (peer: ToldPeer, isGone: boolean, leadsFor: number): Replica => {
	const { name, current, active, lag = 0, isPending } = peer;
	const state = stateOf(peer, isGone, leadsFor);
	const isHeard = current || (active ?? 0) > 0;
	return {
		name,
		state,
		isPending,
		lag: state === 'unknown' ? undefined : lag,
		active: isHeard ? active : undefined,
	};
};

/** Its replicas by the list of its leader, which comes first. `isGone` tells of a server that does not answer. */
export const replicasByLeader = (copy: ConsumerCopy, isGone: (name: string) => boolean): Replica[] => {
	const { leaderSince, peers = [] } = copy.group ?? {};
	const leadsFor = leaderSince === undefined ? firstWord : (copy.now ?? copy.receivedAt) - leaderSince;
	const replicas: Replica[] = [];
	for (const peer of peers) {
		if (peer.name === copy.server.name || replicas.some(({ name }) => name === peer.name)) continue;
		replicas.push(peerReplica(peer, isGone(peer.name), leadsFor));
	}
	replicas.sort(byName);
	replicas.unshift({ name: copy.server.name, state: 'leader', isPending: false });
	return replicas;
};

/** Its replicas where nobody leads it: those that answer, and those that they name. Who is behind is not known then. */
export const replicasWithoutLeader = (
	copies: readonly ConsumerCopy[],
	isGone: (name: string) => boolean,
): Replica[] => {
	const tellers = new Set(copies.map(({ server }) => server.name));
	const named = copies.flatMap(({ group }) => group?.peers ?? []);
	const offline = new Set(named.filter((peer) => peer.offline).map(({ name }) => name));
	const names = new Set([...tellers, ...named.map(({ name }) => name)]);
	const stateNow = (name: string): ReplicaState => {
		if (tellers.has(name)) return 'unknown';
		if (offline.has(name)) return 'offline';
		return isGone(name) ? 'silent' : 'unknown';
	};
	return [...names].map((name) => ({ name, state: stateNow(name), isPending: false })).sort(byName);
};
