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
	const share = (used: number | undefined, limit: number | undefined): number | undefined =>
		used === undefined || !limit ? undefined : used / limit;
	const ofMessages = share(messages, config?.maxMessages);
	const ofBytes = share(bytes, config?.maxBytes);
	if (ofMessages === undefined || ofBytes === undefined) return ofMessages ?? ofBytes;
	return Math.max(ofMessages, ofBytes);
};

/** A leader that loses its quorum may answer once more, milliseconds. */
const recent = 2000;

const greatestLag = (replicas: readonly Replica[]): number | undefined => {
	let most: number | undefined;
	for (const { lag } of replicas) if (lag !== undefined && lag >= (most ?? 0)) most = lag;
	return most;
};

const noTroubles: readonly Trouble[] = [];

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
		stream.troubles = troubles;
		stream.troubleSince = track.trouble && sinceOf(stream, track.trouble);
		stream.rank = stream.isOld ? 0 : this.#rank(track, troubles, needs);
		return stream;
	}

	/** Not judged yet. There are thousands of them a round: each is one object, and nothing is copied into it. */

	#streamOf(track: StreamTrack, believed: Believed, needs: MakeNeeds): Stream {
		const { copy, isLeader, leader, isOld } = believed;
		const { key, place, moment } = needs;
		const { account, accountName, group, server } = copy;
		const { config, rate } = track;
		const alone = isAlone(group, config?.replicas);
		const replicas = this.#replicasOf(track, believed, needs, alone);
		// What its leader lists is newer than its configuration, which is asked for now and then.
		const wanted = alone ? (config?.replicas ?? 1) : Math.max(config?.replicas ?? 0, replicas.length);
		let [current, stands] = [0, 0];
		for (const replica of replicas) {
			if (isCurrent(replica)) current++;
			if (!isGone(replica)) stands++;
		}
		const full = fullOf(copy.state, config);
		track.leaderlessSince = leader === undefined && !isOld ? (track.leaderlessSince ?? moment.at) : undefined;
		const spares = replicas.length < 3 || stands > quorumOf(replicas.length);
		track.noSpareSince =
			isOld || leader === undefined || spares ? undefined : (track.noSpareSince ?? moment.at);
		const told = leader === undefined && !isOld ? moment.quorumLostAt?.(account, copy.stream) : undefined;
		// What was told before its leader last spoke is about another time.
		const lost = told !== undefined && told + recent >= (track.ledAt ?? 0) ? told : undefined;
		const isOfNow = !isOld && isLeader;
		return {
			key,
			place,
			account,
			stream: copy.stream,
			accountName: moment.nameOf?.(account) ?? accountName ?? account,
			domain: server.domain,
			cluster: group?.cluster ?? server.cluster,
			leader,
			leaderSince: isLeader ? group?.leaderSince : undefined,
			raftGroup: group?.raftGroup,
			replicas,
			wanted,
			current,
			lag: isLeader && !alone ? greatestLag(replicas) : undefined,
			created: track.created,
			toldBy: { server: server.name, isLeader, at: copy.receivedAt },
			isOld,
			state: copy.state,
			inRate: isOfNow ? rate?.inRate : undefined,
			window: isOfNow ? rate?.window : undefined,
			catchesUpIn: catchesUpIn(replicas, track),
			leaderlessSince: track.leaderlessSince,
			quorumLostAt: lost,
			noSpareSince: track.noSpareSince,
			troubleSince: undefined,
			mirror: copy.mirror,
			sources: copy.sources,
			config,
			full,
			history: track.history,
			troubles: noTroubles,
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
		const replicas = replicasOf({
			leader,
			group,
			isLeaders: isLeader,
			leadsFor: group?.leaderSince === undefined ? undefined : leadsFor(copy),
			known: track.known,
			held: track.copies,
			standOf,
			lagOf: (name) => track.lagOf(name),
		});
		if (!isLeader || !track.hasBehind) return replicas;
		return replicas.map((replica) => {
			const behind = track.behindOf(replica.name);
			if (behind === undefined || isGone(replica)) return replica;
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
const catchesUpIn = (replicas: readonly Replica[], track: StreamTrack): number | undefined => {
	let worst: Replica | undefined;
	for (const replica of replicas) if ((replica.lag ?? 0) > (worst?.lag ?? 0)) worst = replica;
	return worst?.state === 'lags' ? track.lagOf(worst.name)?.left : undefined;
};
