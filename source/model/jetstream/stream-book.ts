// The streams of the whole system from round to round: what their leaders say, and those that nobody leads or tells of any more.

import { versionNumber } from '../../table/version-number.ts';
import type { CheckSettings } from '../checks/check.ts';
import { History } from '../history.ts';
import type { ServerStand } from './copies.ts';
import { isAlone } from './copies.ts';
import type { Stream } from './stream.ts';
import { StreamMaker } from './stream-maker.ts';
import { StreamTrack } from './stream-track.ts';
import type { StreamsMoment } from './streams-moment.ts';
import { objectKey, type StreamCopy, type Teller } from './told.ts';

/** What was asked for: the streams that a server leads, all copies, or those it leads with their configuration. */
export type StreamsRound = 'leaders' | 'copies' | 'configs';

/** What one server told. */
export type StreamsTold = {
	server: Teller;
	/** JetStream is off there. */
	isOff: boolean;
	streams: readonly StreamCopy[];
	/** Our clock. */
	receivedAt: number;
	/** Something was left out: what is not told of may be there all the same. */
	isCut: boolean;
};

/** The part of all streams that was asked for. */
export type StreamsScope = { account?: string };

/** Rounds that a server may leave out before what it told is old. */
const patience = 3;

/** An answer is of now for so long, milliseconds. */
const justNow = 3000;

/** What is that old is forgotten, milliseconds. */
const longest = 600_000;

/** A server that has started again needs a while until it tells of everything it has, milliseconds. */
const recovery = 30_000;

/** Streams that are looked at in one go. */
const stepSize = 100;

/** Streams that are kept, and those that have a history. */
const [mostStreams, mostHistories] = [50_000, 1000];

/** Before this version a server tells of all its copies whatever it is asked for. */
const leadersSince = versionNumber('2.10.19') ?? 0;

/** One server as it has told of its streams. */
type Member = {
	id: string;
	/** When it told first since it started, and last; our clock. */
	since: number;
	heardAt: number;
	missed: number;
	isOff: boolean;
	/** Keys of the streams that it has a copy of. */
	held: Set<string>;
};

/** How streams are judged. */
export type StreamJudging = { settings?: CheckSettings; atOnce?: boolean };

/** Collects answers; `endRound` gives the streams as they are then. */
export class StreamBook {
	readonly #tracks = new Map<string, { track: StreamTrack; place: string }>();
	/** By place and name: a server keeps its name when it starts again, and its copies with it. */
	readonly #members = new Map<string, Member>();
	readonly #heard = new Set<string>();
	readonly #maker: StreamMaker;
	#rounds = 0;
	#histories = 0;
	#isFull = false;
	#isFilling = false;
	/** Something became known that only a round of all copies, or of configurations, can tell more of. */
	#wants = { copies: false, configs: false };

	constructor(judging: StreamJudging = {}) {
		this.#maker = new StreamMaker(judging.settings, judging.atOnce);
	}

	/** What the next rounds should ask for, beside the leaders. */
	get wants(): Readonly<{ copies: boolean; configs: boolean }> {
		return this.#wants;
	}

	/** Some replica is being filled up again, which only all copies tell. */
	get isFilling(): boolean {
		return this.#isFilling;
	}

	/** There are more streams than are kept. */
	get isFull(): boolean {
		return this.#isFull;
	}

	/** Takes the answer of one server in the JetStream system `place`. */
	hear(told: StreamsTold, round: StreamsRound, place: string, scope: StreamsScope = {}): void {
		const { server, receivedAt, isOff, isCut, streams } = told;
		const key = objectKey(place, server.name);
		const before = this.#members.get(key);
		const isSame = before?.id === server.id;
		const member: Member = {
			...{ id: server.id, heardAt: receivedAt, missed: 0, isOff },
			since: isSame ? before.since : receivedAt,
			held: before?.held ?? new Set(),
		};
		this.#members.set(key, member);
		this.#heard.add(key);
		const isNew = this.#take(streams, place, member);
		if (isNew && round !== 'configs') this.#wants.configs = true;
		// Whoever has started again leads what it says so of, and tells of its copies as it finds them.
		if (before !== undefined && !isSame) this.#wants.copies = true;
		if (isCut || isOff) return;
		const listed = new Set(streams.map(({ account, stream }) => objectKey(place, account, stream)));
		const tellsAll = round === 'copies' || (versionNumber(server.version) ?? leadersSince) < leadersSince;
		for (const held of member.held) {
			if (listed.has(held)) continue;
			const track = this.#tracks.get(held)?.track;
			const copy = track?.copies.get(server.name)?.copy;
			if (track === undefined || copy === undefined) {
				member.held.delete(held);
				continue;
			}
			if (scope.account !== undefined && copy.account !== scope.account) continue;
			const mayCome = copy.server.id !== server.id && receivedAt - member.since < recovery;
			if (tellsAll && !mayCome) this.#drop(held, server.name, member);
			else if (!track.copies.get(server.name)?.isDeposed && !isFollower(copy)) {
				track.depose(server.name);
				this.#wants.copies = true;
			}
		}
	}

	/** A server that was asked and did not answer is heard again, or old after some rounds. */
	endRound(moment: StreamsMoment, round: StreamsRound, began = moment.at): readonly Stream[] {
		return lastOf(this.steps(moment, round, began));
	}

	/** The same a part at a time: of a thousand it takes longer than a key may wait. */
	*steps(
		moment: StreamsMoment,
		round: StreamsRound,
		began = moment.at,
	): Generator<undefined, readonly Stream[]> {
		if (round === 'leaders') this.#rounds++;
		for (const [key, member] of this.#members) {
			const isAsked = moment.isAsked?.(nameIn(key)) ?? true;
			if (round === 'leaders' && isAsked && !this.#heard.has(key)) member.missed++;
			if (moment.at - member.heardAt > longest) this.#forget(key, member);
		}
		this.#heard.clear();
		if (round === 'copies') this.#wants.copies = false;
		if (round === 'configs') this.#wants.configs = false;
		return yield* this.#build(moment, round, began);
	}

	/** The streams as they are in the middle of a round. */
	now(moment: StreamsMoment): readonly Stream[] {
		return lastOf(this.nowSteps(moment));
	}

	/** The same a part at a time. */
	nowSteps(moment: StreamsMoment): Generator<undefined, readonly Stream[]> {
		return this.#build(moment);
	}

	#take(streams: readonly StreamCopy[], place: string, member: Member): boolean {
		let isNew = false;
		for (const copy of streams) {
			const key = objectKey(place, copy.account, copy.stream);
			let kept = this.#tracks.get(key);
			if (kept === undefined) {
				if (this.#tracks.size >= mostStreams) {
					this.#isFull = true;
					continue;
				}
				kept = { track: new StreamTrack(), place };
				this.#tracks.set(key, kept);
			}
			const { history } = kept.track;
			if (!kept.track.take(copy)) continue;
			if (history !== undefined && kept.track.history === undefined) this.#histories--;
			member.held.add(key);
			isNew ||= kept.track.config === undefined && !isFollower(copy);
		}
		return isNew;
	}

	#drop(key: string, server: string, member?: Member): void {
		const kept = this.#tracks.get(key);
		member?.held.delete(key);
		if (kept === undefined) return;
		kept.track.copies.delete(server);
		if (kept.track.copies.size > 0) return;
		if (kept.track.history !== undefined) this.#histories--;
		this.#tracks.delete(key);
		this.#isFull = false;
	}

	/** What a server told that has been silent for that long is no use any more. */
	#forget(key: string, member: Member): void {
		for (const held of [...member.held]) this.#drop(held, nameIn(key), member);
		this.#members.delete(key);
	}

	#standOf(place: string, server: string, moment: StreamsMoment): ServerStand {
		const stand = moment.standOf(server);
		if (stand === 'down') return 'down';
		const member = this.#members.get(objectKey(place, server));
		if (member?.isOff) return 'down';
		// It has just answered, whatever else it left unanswered.
		if (stand === 'stale' && moment.at - (member?.heardAt ?? 0) > justNow) return 'stale';
		if (member === undefined) return stand ?? 'unknown';
		return member.missed >= patience ? 'unknown' : 'answers';
	}

	*#build(
		moment: StreamsMoment,
		round?: StreamsRound,
		began = moment.at,
	): Generator<undefined, readonly Stream[]> {
		const isRound = round === 'leaders';
		const streams: Stream[] = [];
		let seen = 0;
		this.#isFilling = false;
		for (const [key, { track, place }] of this.#tracks) {
			if (++seen % stepSize === 0) yield;
			const standOf = (server: string): ServerStand => this.#standOf(place, server, moment);
			const stream = this.#maker.make(track, {
				...{ key, place, standOf, moment, rounds: this.#rounds, isRound },
				...(round === 'copies' && { copiesSince: began }),
			});
			if (stream === undefined) continue;
			this.#isFilling ||= stream.replicas.some(({ missing }) => missing !== undefined);
			if (isRound && !stream.isOld) {
				this.#remember(track, stream, moment.at);
				this.#lookForResize(track, stream);
			}
			stream.history = track.history;
			streams.push(stream);
		}
		return streams;
	}

	/** A stream that got more replicas, or fewer, has another configuration; asked for once, as a replica may be missing for long. */
	#lookForResize(track: StreamTrack, { config, replicas, toldBy }: Stream): void {
		const { length } = replicas;
		if (!toldBy.isLeader || config?.replicas === undefined || config.replicas === length) return;
		if (track.resized !== length) this.#wants.configs = true;
		track.resized = length;
	}

	#remember(track: StreamTrack, { inRate }: Stream, at: number): void {
		if (track.history === undefined) {
			if (this.#histories >= mostHistories) return;
			this.#histories++;
			track.history = new History();
		}
		track.history.push({ in: inRate }, at);
	}
}

/** What a generator comes to, all at once. */
const lastOf = <T>(work: Generator<undefined, T>): T => {
	for (;;) {
		const { done, value } = work.next();
		if (done) return value;
	}
};

/** The name of the server in the key of a member. */
const nameIn = (key: string): string => key.slice(key.lastIndexOf('\n') + 1);

/** A copy that says itself that another server leads. */
const isFollower = ({ group, server }: StreamCopy): boolean =>
	!isAlone(group) && group?.leader !== server.name;
