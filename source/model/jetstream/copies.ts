// The copies of one stream, and which of them to believe: its leader's, else the one that has most.

import type { StreamCopy, ToldGroup } from './told.ts';

/** How a server that may have a copy stands, as far as is known of it. */
export type ServerStand = 'answers' | 'stale' | 'down' | 'unknown';

/** A copy that is remembered, and whether its server has since said that it does not lead. */
export type HeldCopy = { copy: StreamCopy; isDeposed: boolean };

/** What a look at all copies found. */
export type Believed = {
	copy: StreamCopy;
	/** The copy is its leader's. */
	isLeader: boolean;
	/** Who leads; absent where nobody does. */
	leader?: string;
	/** Every server with a copy is silent. */
	isOld: boolean;
};

/** Whether there is one copy only. Servers before 2.11 do not name a raft group where nobody asks for it. */
export const isAlone = (group: ToldGroup | undefined, wanted?: number): boolean =>
	group === undefined || (group.raftGroup === undefined && group.peers.length === 0 && (wanted ?? 1) <= 1);

const leads = ({ copy, isDeposed }: HeldCopy, wanted: number | undefined): boolean =>
	!isDeposed && (isAlone(copy.group, wanted) || copy.group?.leader === copy.server.name);

/** Answers of one round come within so many milliseconds. */
const oneRound = 2000;

/** The later leader first; where it is not told since when, who was heard in a later round, then who has more. */
const byClaim = (a: HeldCopy, b: HeldCopy): number => {
	const [since, other] = [a.copy.group?.leaderSince, b.copy.group?.leaderSince];
	if (since !== undefined && other !== undefined && since !== other) return other - since;
	const later = Math.trunc((b.copy.receivedAt - a.copy.receivedAt) / oneRound);
	return later || byContent(a, b);
};

const byContent = (a: HeldCopy, b: HeldCopy): number =>
	(b.copy.state.lastSeq ?? 0) - (a.copy.state.lastSeq ?? 0) || b.copy.receivedAt - a.copy.receivedAt;

const firstBy = (
	copies: readonly HeldCopy[],
	order: (a: HeldCopy, b: HeldCopy) => number,
): HeldCopy | undefined =>
	copies.reduce<HeldCopy | undefined>(
		(best, one) => (best === undefined || order(one, best) < 0 ? one : best),
		undefined,
	);

/** The leader that followers name, where it may still be so. */
const namedLeader = (
	answering: readonly HeldCopy[],
	held: ReadonlyMap<string, HeldCopy>,
	standOf: (server: string) => ServerStand,
): string | undefined => {
	const votes = answering.filter(({ copy }) => copy.group?.leader !== undefined && copy.group.leader !== '');
	const newest = firstBy(votes, (a, b) => b.copy.receivedAt - a.copy.receivedAt)?.copy;
	const name = newest?.group?.leader;
	if (name === undefined || newest === undefined) return undefined;
	// Followers name who led them last until they have missed it for a while.
	if (standOf(name) === 'down') return undefined;
	const own = held.get(name);
	return own?.isDeposed && own.copy.receivedAt >= newest.receivedAt ? undefined : name;
};

/** Decides which copy to believe; nothing where there is none. `wanted` is how many there should be. */
export const believe = (
	held: ReadonlyMap<string, HeldCopy>,
	standOf: (server: string) => ServerStand,
	wanted: number | undefined,
): Believed | undefined => {
	const all = [...held.values()];
	const answering = all.filter(({ copy }) => {
		const stand = standOf(copy.server.name);
		return stand === 'answers' || stand === 'stale';
	});
	const leading = firstBy(
		answering.filter((one) => leads(one, wanted)),
		byClaim,
	);
	if (leading) return { copy: leading.copy, isLeader: true, leader: leading.copy.server.name, isOld: false };
	const leader = namedLeader(answering, held, standOf);
	const best = firstBy(answering.length > 0 ? answering : all, byContent);
	if (best === undefined) return undefined;
	const isOld = answering.length === 0;
	return {
		copy: best.copy,
		// The last word of who led it, or of the only copy.
		isLeader: isOld && leads(best, wanted),
		...(leader !== undefined && { leader }),
		...(isOld && isAlone(best.copy.group, wanted) && { leader: best.copy.server.name }),
		isOld,
	};
};
