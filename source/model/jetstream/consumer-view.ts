// Makes a consumer of what its leader says, what its other replicas say, and what is remembered of it.

import type { Trouble } from '../checks/check.ts';
import type { Consumer } from './consumer.ts';
import type { Believed } from './consumer-leader.ts';
import { isReplicated, replicasByLeader, replicasWithoutLeader } from './consumer-replicas.ts';
import { type ConsumerTrack, placeByOurClock } from './consumer-track.ts';
import type { Replica } from './replicated.ts';
import type { ConsumerCopy, ConsumerPlace } from './told.ts';

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

const greatestLag = (replicas: readonly Replica[]): number =>
	replicas.reduce((most, { lag = 0 }) => Math.max(most, lag), 0);

/** The last word of its leader about a place; a new leader has not seen yet when it moved last. */
const placeOf = (
	copy: ConsumerCopy,
	last: ConsumerCopy | undefined,
	key: 'delivered' | 'ackFloor',
): ConsumerPlace => {
	const own = copy[key];
	const isSame =
		last !== undefined && own.lastActive === undefined && own.consumerSeq === last[key].consumerSeq;
	return isSame ? placeByOurClock(last[key], last) : placeByOurClock(own, copy);
};

const noTroubles: readonly Trouble[] = [];

/** The name of its account: a server may know only the key. */
const nameIn = (copies: readonly ConsumerCopy[], account: string): string =>
	copies.find(({ accountName }) => accountName !== undefined && accountName !== account)?.accountName ??
	account;

/** The consumer, not judged yet; nothing where there is no copy of it. There are thousands: each is one object. */
export const consumerOf = (
	key: string,
	{ place, believed, isOld, isGone }: ConsumerSight,
	track: ConsumerTrack,
): Consumer | undefined => {
	const { led, leader, copies } = believed;
	const copy = led ?? furthest(copies) ?? copies[0];
	if (copy === undefined) return undefined;
	const { account, stream, consumer, group, created } = copy;
	const { config, history, motion, led: last } = track;
	const isLed = led !== undefined;
	const isNow = isLed && !isOld;
	const replicas = isLed ? replicasByLeader(led, isGone) : replicasWithoutLeader(copies, isGone);
	const isGroup = !isLed || isReplicated(led);
	const word = last ?? copy;
	const drain = isNow ? (motion.drain ?? 0) : 0;
	const pending = last?.pending;
	return {
		key,
		place,
		account,
		stream,
		consumer,
		created,
		leader,
		replicas,
		config,
		history,
		isOld,
		accountName: nameIn(copies, account),
		cluster: group?.cluster ?? copy.server.cluster,
		leaderSince: led?.group?.leaderSince,
		raftGroup: group?.raftGroup,
		wanted: config?.replicas || replicas.length,
		current: isOld ? 0 : isLed ? replicas.filter(isUpToDate).length : copies.length,
		lag: isLed && isGroup ? greatestLag(replicas) : undefined,
		toldBy: { server: word.server.name, isLeader: last !== undefined, at: word.receivedAt },
		// What only the leader knows; of a consumer without one what the last said, and nothing where nobody has.
		pending,
		ackPending: last?.ackPending,
		redelivered: last?.redelivered,
		waiting: last?.waiting,
		isBound: last?.isBound,
		pinned: last?.pinned,
		isPaused: last?.isPaused ?? false,
		pauseLeft: last?.pauseLeft,
		deliveredRate: isNow ? motion.deliveredRate : undefined,
		ackedRate: isNow ? motion.ackedRate : undefined,
		catchesUpIn: pending !== undefined && pending > 0 && drain > 0 ? (pending / drain) * 1000 : undefined,
		delivered: placeOf(copy, last, 'delivered'),
		ackFloor: placeOf(copy, last, 'ackFloor'),
		// It is said of one that is led alone since when it stands still.
		deliveredStillSince: isNow ? track.deliveredStillSince : undefined,
		ackStillSince: isNow ? track.ackStillSince : undefined,
		fullSince: isNow ? track.fullSince : undefined,
		unreadSince: isNow ? track.unreadSince : undefined,
		redelivery: isNow ? track.redelivery() : undefined,
		leaderlessSince: leader === undefined && !isOld ? track.leaderlessSince : undefined,
		troubles: noTroubles,
		rank: 0,
	};
};
