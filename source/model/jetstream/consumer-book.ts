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

/** Rounds for which it is remembered how one was that nobody tells of any more: its server may only be starting. */
const remembered = 6;

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
	/** When it told first since it started, and last; our clock. */
	since: number;
	heardAt: number;
	missed: number;
};

type Memory = { track: ConsumerTrack; rank: number; rankRound: number; seenRound: number };

export type ConsumerJudging = { settings?: CheckSettings };

export type ConsumersRound = {
	/** Our clock. */
	at: number;
	/** Names of servers that are known not to answer. */
	gone?: ReadonlySet<string>;
	/** Only what was known is shown anew: nobody was asked. */
	isAgain?: boolean;
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
		const before = this.#servers.get(name);
		const since = before?.server.id === server.id ? before.since : receivedAt;
		const isStarting = before !== undefined && receivedAt - since < recovery;
		const isKept = (copy: ConsumerCopy): boolean =>
			isCut ||
			(isStarting && copy.server.id !== server.id) ||
			(account !== undefined && copy.account !== account && copy.accountName !== account);
		const copies = new Map([...(before?.copies ?? [])].filter(([, copy]) => isKept(copy)));
		for (const copy of consumers) {
			if (copies.size >= mostCopies) break;
			copies.set(objectKey(place, copy.account, copy.stream, copy.consumer), copy);
		}
		const quiet = new Map(account === undefined ? [] : before?.quiet);
		for (const { account: of, stream, state } of streams) {
			if (state.lastTime !== undefined) quiet.set(objectKey(of, stream), state.lastTime);
		}
		this.#servers.set(name, { server, place, copies, quiet, since, heardAt: receivedAt, missed: 0 });
		this.#heard.add(name);
	}

	/** Consumers of which it is not known how they were configured. */
	get unconfigured(): number {
		return [...this.#memories.values()].filter(({ track }) => track.config === undefined).length;
	}

	/** Whether somebody has lost its leader in the last round: a short while later it may have another one. */
	get hasNewLeaderless(): boolean {
		return this.#newLeaderless;
	}

	#newLeaderless = false;

	/** The consumers as they are after a round. */
	endRound({ at, gone = new Set(), isAgain = false }: ConsumersRound): readonly Consumer[] {
		if (!isAgain) {
			this.#rounds++;
			for (const [name, held] of this.#servers) {
				if (!this.#heard.has(name)) held.missed++;
				if (at - held.heardAt > longest) this.#servers.delete(name);
			}
		}
		const heard = this.#heard;
		this.#heard = new Set();
		this.#newLeaderless = false;
		const isGone = (name: string): boolean => gone.has(name);
		const answering = new Set(
			[...this.#servers.values()]
				.filter((held) => this.#isFresh(held, gone))
				.map(({ server }) => server.name),
		);
		const consumers: Consumer[] = [];
		for (const [key, { place, fresh, old }] of this.#copies(gone)) {
			const isOld = fresh.length === 0;
			// Whoever answers and should have a copy would tell of it: it was deleted.
			if (isOld && old.some((copy) => copy.group?.peers.some(({ name }) => answering.has(name)))) continue;
			const believed = believe(isOld ? old : fresh, isGone);
			const memory = this.#memoryOf(key, believed.copies[0]?.created);
			const { track } = memory;
			const { led } = believed;
			for (const { config } of believed.copies) if (config) track.config = config;
			if (led !== undefined) track.take(led, this.#quietSince(place, led));
			const hasNews = !isAgain && led !== undefined && heard.has(objectKey(place, led.server.name));
			if (hasNews) this.#remember(track);
			this.#watchLeader(track, believed.leader === undefined && !isOld, at);
			const consumer = consumerOf({ place, believed, isOld, isGone }, track);
			if (consumer === undefined) continue;
			const troubles = isOld ? [] : troublesBy(consumerChecks, consumer, { now: at }, this.judging.settings);
			consumers.push({ ...consumer, troubles, rank: this.#rank(memory, troubles) });
		}
		this.#forgetUnseen();
		return consumers;
	}

	/** How a person named its servers changes nothing; a server that is known to be gone has told nothing new. */
	#isFresh({ server, missed }: Held, gone: ReadonlySet<string>): boolean {
		return missed < patience && !gone.has(server.name);
	}

	#copies(gone: ReadonlySet<string>): Map<string, Copies> {
		const all = new Map<string, Copies>();
		for (const held of this.#servers.values()) {
			const isFresh = this.#isFresh(held, gone);
			for (const [key, copy] of held.copies) {
				const known = all.get(key) ?? { place: held.place, fresh: [], old: [] };
				(isFresh && copy.server.id === held.server.id ? known.fresh : known.old).push(copy);
				all.set(key, known);
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
		track.remember(true);
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
