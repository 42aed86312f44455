// Makes a consumer of what its leader says, what its other replicas say, and what is remembered of it.

import type { Trouble } from '../checks/check.ts';
import type { Consumer } from './consumer.ts';
import type { Believed } from './consumer-leader.ts';
import { isReplicated, replicasByLeader, replicasWithoutLeader } from './consumer-replicas.ts';
import { type ConsumerTrack, placeByOurClock } from './consumer-track.ts';
import type { Replica } from './replicated.ts';
import { type ConsumerCopy, objectKey } from './told.ts';

const isUpToDate = ({ state }: Replica): boolean => state === 'leader' || state === 'ok';

/** Which copies there are, and what is known about them beside themselves. */
export type ConsumerSight = {
	place: string;
	believed: Believed;
	/** Nobody who had it answers any more. */
	isOld: boolean;
	isGone: (name: string) => boolean;
};

/** The copy that has got furthest. */
const furthest = (copies: readonly ConsumerCopy[]): ConsumerCopy | undefined =>
	copies.reduce<ConsumerCopy | undefined>((most, copy) => {
		const further = (copy.delivered.consumerSeq ?? 0) > (most?.delivered.consumerSeq ?? -1);
		return further ? copy : most;
	}, undefined);

const groupOf = ({ believed: { led, copies }, isGone, isOld }: ConsumerSight) => {
	if (led === undefined) {
		const replicas = replicasWithoutLeader(copies, isGone);
		const tellers = new Set(copies.map(({ server }) => server.name));
		return { replicas, current: isOld ? 0 : tellers.size };
	}
	const replicas = replicasByLeader(led, isGone);
	if (!isReplicated(led)) return { replicas, current: isOld ? 0 : 1 };
	return {
		replicas,
		current: isOld ? 0 : replicas.filter(isUpToDate).length,
		lag: Math.max(0, ...replicas.map(({ lag = 0 }) => lag)),
	};
};

/** What only the leader knows; of a consumer without one what the last said, and nothing where nobody has. */
const figuresOf = (track: ConsumerTrack, isOld: boolean) => {
	const { led, motion } = track;
	const { pending, drain = 0 } = { pending: led?.pending, drain: motion.drain };
	return {
		pending,
		ackPending: led?.ackPending,
		redelivered: led?.redelivered,
		waiting: led?.waiting,
		isBound: led?.isBound,
		isPaused: led?.isPaused ?? false,
		pauseLeft: led?.pauseLeft,
		...(!isOld && { deliveredRate: motion.deliveredRate, ackedRate: motion.ackedRate }),
		...(pending !== undefined && pending > 0 && drain > 0 && { catchesUpIn: (pending / drain) * 1000 }),
	};
};

/** Since when it stands still: said of one that is led alone. */
const stillnessOf = (track: ConsumerTrack) => ({
	deliveredStillSince: track.deliveredStillSince,
	ackStillSince: track.ackStillSince,
	fullSince: track.fullSince,
	unreadSince: track.unreadSince,
	redelivery: track.redelivery(),
});

/** The consumer, not judged yet; there is at least one copy of it. */
export const consumerOf = (sight: ConsumerSight, track: ConsumerTrack): Consumer | undefined => {
	const { place, believed, isOld } = sight;
	const { led, leader, copies } = believed;
	const copy = led ?? furthest(copies) ?? copies[0];
	if (copy === undefined) return undefined;
	const { account, stream, consumer, group, created } = copy;
	const { config, history, leaderlessSince } = track;
	const group_ = groupOf(sight);
	const word = track.led ?? copy;
	const figures = figuresOf(track, isOld || led === undefined);
	const wanted = config?.replicas || group_.replicas.length;
	const named = copies.find(({ accountName }) => accountName !== undefined && accountName !== account);
	const troubles: readonly Trouble[] = [];
	return {
		key: objectKey(place, account, stream, consumer),
		...{ place, account, accountName: named?.accountName ?? copy.accountName ?? account },
		...{ stream, consumer, cluster: group?.cluster ?? copy.server.cluster, leader, created },
		...(led && { leaderSince: led.group?.leaderSince }),
		raftGroup: group?.raftGroup,
		...{ ...group_, wanted },
		toldBy: { server: word.server.name, isLeader: track.led !== undefined, at: word.receivedAt },
		...figures,
		delivered: placeByOurClock(copy.delivered, copy),
		ackFloor: placeByOurClock(copy.ackFloor, copy),
		...(led !== undefined && !isOld && stillnessOf(track)),
		...(leader === undefined && !isOld && { leaderlessSince }),
		...{ config, history, isOld, troubles, rank: 0 },
	};
};
