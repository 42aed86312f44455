// The consumers of all JetStream systems from round to round: whom to believe, and what becomes of those nobody tells of.

import type { CheckSettings, Trouble } from '../checks/check.ts';
import { consumerChecks } from '../checks/consumer-checks.ts';
import { keptRankBy, rankBy, stateRankBy, troublesBy } from '../checks/judge.ts';
import { judgedRounds } from '../checks/verdict.ts';
import type { Consumer } from './consumer.ts';
import { believe } from './consumer-leader.ts';
import { ConsumerTrack } from './consumer-track.ts';
import { consumerOf } from './consumer-view.ts';
import { type ConsumerCopy, objectKey, type StreamCopy, type Teller } from './told.ts';

/** Rounds that a server may leave out before what it told is old. */
const patience = 3;

/** What is that old is forgotten, milliseconds. */
const longest = 600_000;

/** Copies that are kept of one server, and of consumers a past. */
const [mostCopies, mostHistories] = [50_000, 5000];

/** Consumers that are looked at in one go, and copies that are put together. */
const [stepSize, copiesAtOnce] = [200, 2000];

/** Rounds for which it is remembered how one was that nobody tells of any more: its server may only be starting. */
const remembered = 6;

/** `objectKey` of it: there are thousands, and each is needed in each round. */
const keyOf = (place: string, { account, stream, consumer }: ConsumerCopy): string =>
	`${place}\n${account}\n${stream}\n${consumer}`;

/** What one server told of its copies. */
export type ConsumersTold = {
	server: Teller;
	/** The JetStream system it is in, as `placeKey` gives it. */
	place: string;
	consumers: readonly ConsumerCopy[];
	/** Streams that it told of on the way. */
	streams?: readonly Pick<StreamCopy, 'account' | 'stream' | 'state'>[];
	receivedAt: number;
	/** Something was left out. */
	isCut?: boolean;
	/** Only consumers of this account were asked for, by its key or its name. */
	account?: string;
};

/** A server that has started again needs a while until it tells of everything it has, milliseconds. */
const recovery = 30_000;

type Held = {
	/** As it is now; copies that it told of before it started again have another id. */
	server: Teller;
	place: string;
	copies: Map<string, ConsumerCopy>;
	/** When the newest message of each stream came, by the clock of the server. */
	quiet: Map<string, number>;
	/** When it told first since it started again, where that was seen, and when it told last; our clock. */
	since?: number;
	isStarting: boolean;
	heardAt: number;
	missed: number;
};

type Memory = { track: ConsumerTrack; rank: number; rankRound: number; seenRound: number };

export type ConsumerJudging = { settings?: CheckSettings };

export type ConsumersRound = {
	/** Our clock. */
	at: number;
	/** Servers that are known not to answer, by their names. */
	gone?: ReadonlyMap<string, 'stale' | 'down'>;
	/** Names of the servers that were asked, where those were not all. */
	asked?: ReadonlySet<string>;
};

type Copies = { place: string; fresh: ConsumerCopy[]; old: ConsumerCopy[] };

/** Collects answers; `endRound` gives the consumers as they are then. */
export class ConsumerBook {
	readonly #servers = new Map<string, Held>();
	readonly #memories = new Map<string, Memory>();
	#heard = new Set<string>();
	#rounds = 0;
	#histories = 0;

	constructor(readonly judging: ConsumerJudging = {}) {}

	/** Takes the answer of one server: what it does not tell of any more it does not have. */
	hear({ server, place, consumers, streams = [], receivedAt, isCut = false, account }: ConsumersTold): void {
		// Its name is one within its JetStream system, and stays when it starts again.
		const name = objectKey(place, server.name);
		// Where it belongs is not known before it has told of its meta group.
		for (const [other, held] of this.#servers)
			if (held.server.id === server.id && other !== name) this.#servers.delete(other);
		const before = this.#servers.get(name);
		const isSame = before === undefined || before.server.id === server.id;
		const since = isSame ? before?.since : receivedAt;
		const isStarting = since !== undefined && receivedAt - since < recovery;
		const isKept = (copy: ConsumerCopy): boolean =>
			isCut ||
			(isStarting && copy.server.id !== server.id) ||
			(account !== undefined && copy.account !== account && copy.accountName !== account);
		const copies = new Map([...(before?.copies ?? [])].filter(([, copy]) => isKept(copy)));
		for (const copy of consumers) {
			if (copies.size >= mostCopies) break;
			copies.set(keyOf(place, copy), copy);
		}
		const quiet = new Map(account === undefined ? [] : before?.quiet);
		for (const { account: of, stream, state } of streams) {
			if (state.lastTime !== undefined) quiet.set(objectKey(of, stream), state.lastTime);
		}
		this.#servers.set(name, {
			...{ server, place, copies, quiet, since, isStarting, heardAt: receivedAt, missed: 0 },
		});
		this.#heard.add(name);
	}

	/** Consumers of which it is not known how they were configured. */
	get unconfigured(): number {
		return [...this.#memories.values()].filter(({ track }) => track.config === undefined).length;
	}

	/** Copies that are held of one account, by its key; of all without one. */
	copiesOf(account: string | undefined): number {
		let sum = 0;
		for (const { copies } of this.#servers.values()) {
			if (account === undefined) sum += copies.size;
			else for (const copy of copies.values()) if (copy.account === account) sum++;
		}
		return sum;
	}

	/** Whether somebody has lost its leader in the last round: a short while later it may have another one. */
	get hasNewLeaderless(): boolean {
		return this.#newLeaderless;
	}

	#newLeaderless = false;

	/** The consumers as they are after a round. */
	endRound(round: ConsumersRound): readonly Consumer[] {
		for (const steps = this.steps(round); ; ) {
			const { done, value } = steps.next();
			if (done) return value;
		}
	}

	/** The same a part at a time: of thousands it takes longer than a key may wait. */
	*steps({ at, gone = new Map(), asked }: ConsumersRound): Generator<undefined, readonly Consumer[]> {
		this.#rounds++;
		for (const [name, held] of this.#servers) {
			const isAsked = asked === undefined || asked.has(held.server.name);
			if (isAsked && !this.#heard.has(name)) held.missed++;
			if (at - held.heardAt > longest) this.#servers.delete(name);
		}
		this.#heard = new Set();
		this.#newLeaderless = false;
		const isGone = (name: string): boolean => gone.has(name);
		// Followers know sooner than we whether a server that is slow to answer still leads.
		const isDown = (name: string): boolean => gone.get(name) === 'down';
		const answering = new Set(
			[...this.#servers.values()]
				.filter((held) => this.#isFresh(held, gone) && !held.isStarting)
				.map(({ server }) => server.name),
		);
		const consumers: Consumer[] = [];
		const copies = yield* this.#copies(gone);
		for (const [key, { place, fresh, old }] of copies) {
			const isOld = fresh.length === 0;
			// Whoever answers and should have a copy would tell of it: it was deleted.
			if (isOld && old.some((copy) => copy.group?.peers.some(({ name }) => answering.has(name)))) continue;
			const believed = believe(isOld ? old : fresh, isDown);
			const memory = this.#memoryOf(key, believed.copies[0]?.created);
			const { track } = memory;
			const { led } = believed;
			for (const { config } of believed.copies) if (config) track.config = config;
			const isNews = led !== undefined && track.take(led, this.#quietSince(place, led));
			if (isNews) this.#remember(track);
			this.#watchLeader(track, believed.leader === undefined && !isOld, at);
			const consumer = consumerOf(key, { place, believed, isOld, isGone }, track);
			if (consumer === undefined) continue;
			const troubles = isOld ? [] : troublesBy(consumerChecks, consumer, { now: at }, this.judging.settings);
			consumer.troubles = troubles;
			consumer.rank = this.#rank(memory, troubles);
			consumers.push(consumer);
			if (consumers.length % stepSize === 0) yield;
		}
		this.#forgetUnseen();
		return consumers;
	}

	/** What a server told is of now for some rounds, unless it is known to be gone. */
	#isFresh({ server, missed }: Held, gone: ReadonlyMap<string, unknown>): boolean {
		return missed < patience && !gone.has(server.name);
	}

	*#copies(gone: ReadonlyMap<string, unknown>): Generator<undefined, Map<string, Copies>> {
		const all = new Map<string, Copies>();
		let seen = 0;
		for (const held of this.#servers.values()) {
			const isFresh = this.#isFresh(held, gone);
			for (const [key, copy] of held.copies) {
				let known = all.get(key);
				if (known === undefined) {
					known = { place: held.place, fresh: [], old: [] };
					all.set(key, known);
				}
				(isFresh && copy.server.id === held.server.id ? known.fresh : known.old).push(copy);
			}
			seen += held.copies.size;
			if (seen >= copiesAtOnce) {
				seen = 0;
				yield;
			}
		}
		return all;
	}

	/** Tracks are those of one consumer: another one that got its name begins anew. */
	#memoryOf(key: string, created: number | undefined): Memory {
		const known = this.#memories.get(key);
		const isSame =
			known !== undefined && (known.track.created ?? created) === (created ?? known.track.created);
		if (isSame) {
			known.seenRound = this.#rounds;
			return known;
		}
		if (known?.track.history) this.#histories--;
		const memory = {
			track: new ConsumerTrack(created),
			...{ rank: 0, rankRound: 0, seenRound: this.#rounds },
		};
		this.#memories.set(key, memory);
		return memory;
	}

	#quietSince(place: string, { server, account, stream, now, receivedAt }: ConsumerCopy): number | undefined {
		const at = this.#servers.get(objectKey(place, server.name))?.quiet.get(objectKey(account, stream));
		return at === undefined ? undefined : receivedAt - ((now ?? receivedAt) - at);
	}

	#remember(track: ConsumerTrack): void {
		const isNew = track.history === undefined;
		if (isNew && this.#histories >= mostHistories) return;
		track.remember();
		if (isNew && track.history !== undefined) this.#histories++;
	}

	#watchLeader(track: ConsumerTrack, isLeaderless: boolean, at: number): void {
		if (!isLeaderless) track.leaderlessSince = undefined;
		else if (track.leaderlessSince === undefined) {
			track.leaderlessSince = at;
			this.#newLeaderless = true;
		}
	}

	#forgetUnseen(): void {
		for (const [key, { seenRound, track }] of this.#memories) {
			if (this.#rounds - seenRound < remembered) continue;
			if (track.history) this.#histories--;
			this.#memories.delete(key);
		}
	}

	/** A consumer keeps its place for some rounds after its trouble has ended. */
	#rank(memory: Memory, troubles: readonly Trouble[]): number {
		const rank = rankBy(consumerChecks, troubles);
		if (memory.rank > rank && this.#rounds - memory.rankRound < judgedRounds)
			return Math.max(rank, keptRankBy(consumerChecks, memory.rank));
		memory.rank = stateRankBy(consumerChecks, troubles);
		memory.rankRound = this.#rounds;
		return rank;
	}
}
