// Makes the replicas of a stream or a consumer: by the list of its leader, and by what is known of their servers.

import type { HeldCopy, ServerStand } from './copies.ts';
import { farBehind, type LagView } from './lag-track.ts';
import type { Replica, ReplicaState } from './replicated.ts';
import type { ToldGroup, ToldPeer } from './told.ts';
import { isUnheard } from './unheard.ts';

/** A leader hears of its replicas each second; what it has not heard for longer than this is silent, milliseconds. */
export const silence = 5000;

/** What a leader says of a peer that it has never heard is nothing yet, for so long since it leads. */
const firstWord = 5000;

/** Whether a replica is known to be there. */
export const isHere = ({ state }: Pick<Replica, 'state'>): boolean =>
	state === 'leader' || state === 'ok' || state === 'lags';

/** Whether a replica is known to be gone. */
export const isGone = ({ state }: Pick<Replica, 'state'>): boolean =>
	state === 'silent' || state === 'offline';

/** Whether a replica that answers has what the leader has, but for what is on its way. */
export const isCurrent = ({ state, lag = 0 }: Pick<Replica, 'state' | 'lag'>): boolean =>
	state === 'leader' || state === 'ok' || (state === 'lags' && lag <= farBehind);

const silentBy = (stand: ServerStand): ReplicaState | undefined =>
	stand === 'down' ? 'offline' : stand === 'stale' ? 'silent' : undefined;

/** By its leader, which leads since `leadsFor` milliseconds. */
const stateOf = (peer: ToldPeer, stand: ServerStand, leadsFor: number): ReplicaState => {
	if (peer.offline) return 'offline';
	const silent = silentBy(stand);
	if (silent) return silent;
	if ((peer.active ?? 0) >= silence) return 'silent';
	if (isUnheard(peer)) return leadsFor >= firstWord ? 'silent' : 'unknown';
	return (peer.lag ?? 0) > 0 ? 'lags' : 'ok';
};

export type ReplicaNeeds = {
	/** Who leads; absent where nobody does. */
	leader?: string;
	/** The group as the leader tells it; as a follower does where the leader does not answer. */
	group?: ToldGroup;
	/** The group is as its leader tells it. */
	isLeaders: boolean;
	/** Milliseconds since the leader was elected, where that is told. */
	leadsFor?: number;
	/** Names that are known from before. */
	known: Iterable<string>;
	held: ReadonlyMap<string, HeldCopy>;
	standOf: (server: string) => ServerStand;
	lagOf: (server: string) => LagView | undefined;
};

/** How it stands where no leader says so: whether its server answers and has a copy is all that is known. */
const withoutLeader = (stand: ServerStand, hasCopy: boolean): ReplicaState =>
	silentBy(stand) ?? (stand === 'answers' && hasCopy ? 'ok' : 'unknown');

/** The leader first, then by name. */
export const replicasOf = (needs: ReplicaNeeds): readonly Replica[] => {
	const { leader, group, isLeaders, leadsFor, known, held, standOf, lagOf } = needs;
	const found = new Map<string, Replica>();
	const add = (name: string, state: ReplicaState, peer?: ToldPeer): void => {
		if (found.has(name)) return;
		const own = held.get(name)?.copy;
		const isHeard = peer?.active !== undefined && (peer.active > 0 || peer.current);
		found.set(name, {
			name,
			state,
			lag: state === 'unknown' ? undefined : peer?.lag,
			active: isHeard ? peer.active : undefined,
			isPending: peer?.isPending ?? false,
			isBehind: peer && lagOf(name)?.isBehind ? true : undefined,
			lastSeq: own?.state.lastSeq,
			copyAt: own?.receivedAt,
		});
	};
	if (leader !== undefined) {
		add(leader, silentBy(standOf(leader)) ?? 'leader');
	}
	if (isLeaders) {
		for (const peer of group?.peers ?? []) {
			add(peer.name, stateOf(peer, standOf(peer.name), leadsFor ?? firstWord), peer);
		}
	} else {
		for (const name of [...known, ...(group?.peers ?? []).map((peer) => peer.name), ...held.keys()])
			add(name, withoutLeader(standOf(name), held.has(name)));
	}
	const [first, ...others] = [...found.values()];
	if (first === undefined) return [];
	const byName = (a: Replica, b: Replica): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
	return leader === undefined ? [first, ...others].sort(byName) : [first, ...others.sort(byName)];
};
