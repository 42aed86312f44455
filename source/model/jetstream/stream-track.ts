// What is remembered of one stream from answer to answer: its copies, its configuration, how fast it grows, who lags.

import type { Standings } from '../checks/judgement.ts';
import type { History } from '../history.ts';
import { type HeldCopy, isAlone, type ServerStand } from './copies.ts';
import { farBehind, LagTrack, type LagView } from './lag-track.ts';
import { silence } from './replicas.ts';
import type { StreamConfig, StreamCopy } from './told.ts';

/** The end of the stream as somebody told it. */
type End = { seq: number; server: string; now?: number; receivedAt: number };

/** Messages a second, and the milliseconds that they were counted over. */
export type InRate = { inRate: number; window: number };

/** Servers write times to the nanosecond, and a restored stream may have lost some of them. */
const sameTime = 1000;

/** What comes in takes so long to all replicas, milliseconds. */
const underWay = 500;

/** Rates over less than this swing too much to be told, milliseconds. */
const shortest = 200;

export class StreamTrack {
	/** By the name of the server. */
	readonly copies = new Map<string, HeldCopy>();
	config?: StreamConfig;
	created?: number;
	rate?: InRate;
	/** The replicas that its leader told of last. */
	known: readonly string[] = [];
	/** As many replicas as its leader listed when its configuration was wanted again. */
	resized?: number;
	/** When its leader told of it last, our clock. */
	ledAt?: number;
	leaderlessSince?: number;
	noSpareSince?: number;
	trouble?: { check: string; since: number };
	history?: History;
	standings?: Standings;
	rank = 0;
	rankRound = 0;
	#end?: End;
	#lags = new Map<string, LagTrack>();
	/** What replicas lack by their own words, in the last round in which all copies came. */
	#behind = new Map<string, { lag: number; share: number; at: number }>();

	/** Takes a copy; false where it is older than what is known. */
	take(copy: StreamCopy): boolean {
		const { created, server } = copy;
		if (created !== undefined && this.created !== undefined) {
			if (created < this.created - sameTime) return false;
			if (created > this.created + sameTime) this.#beginAnew();
		}
		this.created ??= created;
		const held = this.copies.get(server.name)?.copy;
		if (held?.server.id === server.id && isOlder(copy, held)) return false;
		this.copies.set(server.name, { copy, isDeposed: false });
		if (copy.config) this.config = copy.config;
		return true;
	}

	/** A server has told of the streams that it leads, and this is none of them. */
	depose(server: string): void {
		const held = this.copies.get(server);
		if (held) this.copies.set(server, { ...held, isDeposed: true });
	}

	/** Follows the word of its leader, or of the copy that stands for it. */
	follow(copy: StreamCopy, isLeader: boolean, standOf: (server: string) => ServerStand): void {
		this.#measure(copy);
		if (isLeader) this.ledAt = copy.receivedAt;
		if (!isLeader || isAlone(copy.group, this.config?.replicas)) return;
		const { peers = [] } = copy.group ?? {};
		this.known = [copy.server.name, ...peers.map(({ name }) => name)];
		const before = this.#lags;
		const isSame = before.size === peers.length && peers.every(({ name }) => before.has(name));
		const lags = isSame ? before : new Map<string, LagTrack>();
		for (const { name, lag: told = 0, active = 0 } of peers) {
			const track = before.get(name) ?? new LagTrack();
			const isSilent = active >= silence || standOf(name) === 'down' || standOf(name) === 'stale';
			const own = this.#behind.get(name);
			const isByCopy = own !== undefined && own.lag > told;
			const [lag, at] = isByCopy ? [own.lag, own.at] : [told, copy.receivedAt];
			track.take(lag, at, copy.server.name, isSilent || isByCopy);
			if (!isSame) lags.set(name, track);
		}
		this.#lags = lags;
	}

	lagOf(server: string): LagView | undefined {
		return this.#lags.get(server)?.view();
	}

	/**
	 * Compares all copies with the leader's after a round in which they came. A replica that is being filled up again has a lag
	 * of nothing by its leader: what its raft group is behind is another matter than the messages that it lacks.
	 */
	compare(leader: StreamCopy | undefined, roundBegan: number): void {
		const end = leader?.state.lastSeq;
		this.#behind.clear();
		if (leader === undefined || !end || leader.receivedAt < roundBegan) return;
		for (const [name, { copy }] of this.copies) {
			const { lastSeq } = copy.state;
			if (lastSeq === undefined || copy.receivedAt < roundBegan || copy === leader) continue;
			// What came in between the two answers.
			const between = Math.abs(leader.receivedAt - copy.receivedAt) + underWay;
			const lag = end - lastSeq;
			if (lag - ((this.rate?.inRate ?? 0) * between) / 1000 > farBehind)
				this.#behind.set(name, { lag, share: lag / end, at: copy.receivedAt });
		}
	}

	/** Whether some replica lacks messages by its own word. */
	get hasBehind(): boolean {
		return this.#behind.size > 0;
	}

	/** Messages that a replica lacks by its own word, and their part of all; absent where it lacks no more than is on its way. */
	behindOf(server: string): { lag: number; share: number } | undefined {
		return this.#behind.get(server);
	}

	/** Another stream under the same name has nothing of the one before it. */
	#beginAnew(): void {
		this.copies.clear();
		this.#lags.clear();
		this.#behind.clear();
		this.known = [];
		this.config = undefined;
		this.created = undefined;
		this.rate = undefined;
		this.ledAt = undefined;
		this.leaderlessSince = undefined;
		this.noSpareSince = undefined;
		this.trouble = undefined;
		this.history = undefined;
		this.standings = undefined;
		this.#end = undefined;
	}

	/** By the clock of the server where one told both ends, else by ours. */
	#measure({ state, server, now, receivedAt }: StreamCopy): void {
		const { lastSeq: seq } = state;
		if (seq === undefined) return;
		const before = this.#end;
		if (before?.server === server.id && before.receivedAt === receivedAt) return;
		if (before === undefined) {
			this.#end = { seq, server: server.id, now, receivedAt };
			return;
		}
		const isSame = before.server === server.id && before.now !== undefined && now !== undefined;
		const window = isSame ? (now ?? 0) - (before.now ?? 0) : receivedAt - before.receivedAt;
		if (window < shortest) return;
		this.#end = { seq, server: server.id, now, receivedAt };
		// Another copy may be behind the one before it.
		this.rate = seq < before.seq ? undefined : { inRate: ((seq - before.seq) / window) * 1000, window };
	}
}

const isOlder = (copy: StreamCopy, held: StreamCopy): boolean =>
	copy.now !== undefined && held.now !== undefined ? copy.now < held.now : copy.receivedAt < held.receivedAt;
