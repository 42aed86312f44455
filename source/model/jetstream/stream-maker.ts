// Makes a stream from what is remembered of it: the copy to believe, its replicas, how full it is, and what is wrong.

import type { CheckSettings, Trouble } from '../checks/check.ts';
import { keptRankBy, rankBy, standingsAfter, stateRankBy, troublesBy } from '../checks/judge.ts';
import { streamChecks } from '../checks/stream-checks.ts';
import { judgedRounds } from '../checks/verdict.ts';
import { type Believed, believe, isAlone, type ServerStand } from './copies.ts';
import { isCurrent, isGone, replicasOf } from './replicas.ts';
import type { Replica } from './replicated.ts';
import { quorumOf, type Stream } from './stream.ts';
import type { StreamTrack } from './stream-track.ts';
import type { StreamsMoment } from './streams-moment.ts';
import type { StreamConfig, StreamCopy, StreamState } from './told.ts';

export type MakeNeeds = {
	key: string;
	place: string;
	standOf: (server: string) => ServerStand;
	moment: StreamsMoment;
	/** Rounds so far. */
	rounds: number;
	/** A round of leaders has ended: figures stand for one more round. */
	isRound: boolean;
	/** A round of all copies has ended that began then. */
	copiesSince?: number;
};

/** The part of its narrowest limit that is used. */
export const fullOf = (
	{ messages, bytes }: StreamState,
	config: Pick<StreamConfig, 'maxMessages' | 'maxBytes'> | undefined,
): number | undefined => {
	const parts = [
		[messages, config?.maxMessages],
		[bytes, config?.maxBytes],
	].flatMap(([used, limit]) => (used === undefined || !limit ? [] : [used / limit]));
	return parts.length === 0 ? undefined : Math.max(...parts);
};

/** A leader that loses its quorum may answer once more, milliseconds. */
const recent = 2000;

const greatest = (values: readonly (number | undefined)[]): number | undefined => {
	const known = values.filter((value) => value !== undefined);
	return known.length === 0 ? undefined : Math.max(...known);
};

export class StreamMaker {
	constructor(
		readonly settings?: CheckSettings,
		/** There is one round: what takes time to tell is judged at once. */
		readonly atOnce = false,
	) {}

	/** Nothing where no copy of it is known. */
	make(track: StreamTrack, needs: MakeNeeds): Stream | undefined {
		const { standOf, copiesSince, moment } = needs;
		const wanted = track.config?.replicas;
		const believed = believe(track.copies, standOf, wanted);
		if (believed === undefined) return undefined;
		const { copy, isLeader } = believed;
		if (copiesSince !== undefined) track.compare(isLeader ? copy : undefined, copiesSince);
		track.follow(copy, isLeader, standOf);
		const stream = this.#streamOf(track, believed, needs);
		const troubles = stream.isOld ? [] : this.#judge(track, stream, needs);
		const [worst] = troubles;
		if (worst === undefined) track.trouble = undefined;
		else if (worst.check !== track.trouble?.check) track.trouble = { check: worst.check, since: moment.at };
		return {
			...stream,
			troubles,
			...(track.trouble && { troubleSince: sinceOf(stream, track.trouble) }),
			rank: stream.isOld ? 0 : this.#rank(track, troubles, needs),
		};
	}

	#streamOf(track: StreamTrack, believed: Believed, needs: MakeNeeds): Stream {
		const { copy, isLeader, leader, isOld } = believed;
		const { key, place, moment } = needs;
		const { account, accountName, group, server } = copy;
		const { config, rate } = track;
		const alone = isAlone(group, config?.replicas);
		const replicas = this.#replicasOf(track, believed, needs, alone);
		// What its leader lists is newer than its configuration, which is asked for now and then.
		const wanted = alone ? (config?.replicas ?? 1) : Math.max(config?.replicas ?? 0, replicas.length);
		const current = replicas.filter(isCurrent).length;
		const lags = isLeader && !alone ? replicas.map(({ lag }) => lag) : [];
		const full = fullOf(copy.state, config);
		track.leaderlessSince = leader === undefined && !isOld ? (track.leaderlessSince ?? moment.at) : undefined;
		const stands = replicas.filter((replica) => !isGone(replica)).length;
		const spares = replicas.length < 3 || stands > quorumOf(replicas.length);
		track.noSpareSince =
			isOld || leader === undefined || spares ? undefined : (track.noSpareSince ?? moment.at);
		const told = leader === undefined && !isOld ? moment.quorumLostAt?.(account, copy.stream) : undefined;
		// What was told before its leader last spoke is about another time.
		const lost = told !== undefined && told + recent >= (track.ledAt ?? 0) ? told : undefined;
		return {
			...{ key, place, account, stream: copy.stream },
			accountName: moment.nameOf?.(account) ?? accountName ?? account,
			...(server.domain !== undefined && { domain: server.domain }),
			...((group?.cluster ?? server.cluster) !== undefined && { cluster: group?.cluster ?? server.cluster }),
			...(leader !== undefined && { leader }),
			...(isLeader && group?.leaderSince !== undefined && { leaderSince: group.leaderSince }),
			...(group?.raftGroup !== undefined && { raftGroup: group.raftGroup }),
			...{ replicas, wanted, current },
			...(lags.length > 0 && { lag: greatest(lags) }),
			...(track.created !== undefined && { created: track.created }),
			toldBy: { server: server.name, isLeader, at: copy.receivedAt },
			isOld,
			state: copy.state,
			...(!isOld && isLeader && rate),
			...catchingUp(replicas, track),
			...(track.leaderlessSince !== undefined && { leaderlessSince: track.leaderlessSince }),
			...(lost !== undefined && { quorumLostAt: lost }),
			...(track.noSpareSince !== undefined && { noSpareSince: track.noSpareSince }),
			...(copy.mirror && { mirror: copy.mirror }),
			sources: copy.sources,
			...(config && { config }),
			...(full !== undefined && { full }),
			troubles: [],
			rank: 0,
		};
	}

	#replicasOf(
		track: StreamTrack,
		{ copy, isLeader, leader }: Believed,
		{ standOf }: MakeNeeds,
		alone: boolean,
	): readonly Replica[] {
		const { server, group } = copy;
		if (alone) {
			const stand = standOf(server.name);
			const state =
				stand === 'answers'
					? 'leader'
					: stand === 'down'
						? 'offline'
						: stand === 'stale'
							? 'silent'
							: 'unknown';
			return [
				{ name: server.name, state, isPending: false, lastSeq: copy.state.lastSeq, copyAt: copy.receivedAt },
			];
		}
		return replicasOf({
			...{ leader, group, isLeaders: isLeader, known: track.known, held: track.copies, standOf },
			...(group?.leaderSince !== undefined && { leadsFor: leadsFor(copy) }),
			lagOf: (name) => track.lagOf(name),
		}).map((replica) => {
			const behind = track.behindOf(replica.name);
			if (behind === undefined || !isLeader || isGone(replica)) return replica;
			const lag = Math.max(behind.lag, replica.lag ?? 0);
			return { ...replica, state: 'lags' as const, lag, missing: behind.share };
		});
	}

	#judge(track: StreamTrack, stream: Stream, { moment: { at }, isRound }: MakeNeeds): readonly Trouble[] {
		const facts = { now: at, atOnce: this.atOnce };
		if (isRound)
			track.standings = standingsAfter(streamChecks, stream, facts, track.standings, this.settings);
		return troublesBy(streamChecks, stream, facts, this.settings, track.standings);
	}

	/** A stream keeps its place for some rounds after its trouble has ended. */
	#rank(track: StreamTrack, troubles: readonly Trouble[], { rounds }: MakeNeeds): number {
		const rank = rankBy(streamChecks, troubles);
		if (track.rank > rank && rounds - track.rankRound < judgedRounds)
			return Math.max(rank, keptRankBy(streamChecks, track.rank));
		track.rank = stateRankBy(streamChecks, troubles);
		track.rankRound = rounds;
		return rank;
	}
}

/** By the clock of the server that leads. */
const leadsFor = ({ group, now, receivedAt }: StreamCopy): number =>
	(now ?? receivedAt) - (group?.leaderSince ?? 0);

/** That nobody leads a stream is known from before it is trouble. */
const sinceOf = (stream: Stream, { check, since }: { check: string; since: number }): number =>
	check === 'quorum' ? (stream.leaderlessSince ?? since) : since;

/** By the replica that lags most; unknown where that one does not catch up. */
const catchingUp = (replicas: readonly Replica[], track: StreamTrack): Pick<Stream, 'catchesUpIn'> => {
	let worst: Replica | undefined;
	for (const replica of replicas) if ((replica.lag ?? 0) > (worst?.lag ?? 0)) worst = replica;
	const left = worst?.state === 'lags' ? track.lagOf(worst.name)?.left : undefined;
	return left === undefined ? {} : { catchesUpIn: left };
};
