// The consumers of one account as JetStream lists them, stream by stream: each by the word of its own leader.

import type { Trouble } from '../checks/check.ts';
import { consumerChecks, noAnswerCheck } from '../checks/consumer-checks.ts';
import { keptRankBy, rankBy, stateRankBy, troublesBy } from '../checks/judge.ts';
import { judgedRounds } from '../checks/verdict.ts';
import type { Consumer } from './consumer.ts';
import { ConsumerTrack } from './consumer-track.ts';
import { consumerOf } from './consumer-view.ts';
import type { ListEnd, OwnJudging } from './own-streams.ts';
import { type NoAnswer, ownPlace } from './replicated.ts';
import { type ConsumerCopy, objectKey } from './told.ts';

/** Consumers that are kept, and those that have a history. */
const [mostConsumers, mostHistories] = [20_000, 5000];

type Entry = {
	track: ConsumerTrack;
	copy?: ConsumerCopy;
	noAnswer?: NoAnswer;
	rank: number;
	rankRound: number;
	/** Lists of its stream so far. */
	rounds: number;
};

export class OwnConsumerBook {
	/** By stream and name. */
	readonly #streams = new Map<string, Map<string, Entry>>();
	#count = 0;
	#histories = 0;

	constructor(readonly judging: OwnJudging = {}) {}

	/** There may be more consumers than are kept. */
	get isFull(): boolean {
		return this.#count >= mostConsumers;
	}

	/** Consumers that are known. */
	get count(): number {
		return this.#count;
	}

	/** Whether consumers of a stream are known. */
	knows(stream: string): boolean {
		return (this.#streams.get(stream)?.size ?? 0) > 0;
	}

	/** Takes what its leader says; `lastAt` is when the newest message of its stream came, by our clock. */
	hear(copy: ConsumerCopy, lastAt?: number): void {
		const entry = this.#entryOf(copy.stream, copy.consumer, copy.created);
		if (entry === undefined) return;
		if (copy.config) entry.track.config = copy.config;
		if (!entry.track.take(copy, lastAt)) return;
		entry.copy = copy;
		entry.noAnswer = undefined;
		entry.rounds++;
		if (entry.track.history !== undefined) entry.track.remember();
		else if (this.#histories < mostHistories) {
			entry.track.remember();
			this.#histories++;
		}
	}

	/** Its leader did not answer. */
	miss(stream: string, consumer: string, at: number, why?: string): void {
		const entry = this.#entryOf(stream, consumer, undefined);
		if (entry === undefined) return;
		const since = entry.noAnswer?.since ?? at;
		entry.noAnswer = { since, ...(why !== undefined && { why }) };
	}

	/** Nobody answers for the whole stream: neither do its consumers, as far as they are known. */
	missStream(stream: string, at: number): void {
		for (const name of this.#streams.get(stream)?.keys() ?? []) this.miss(stream, name, at);
	}

	/** Ends the list of one stream; what it left out is gone. */
	endList(stream: string, { at, missing, all }: ListEnd): void {
		for (const [name, why] of missing) this.miss(stream, name, at, why);
		if (all === undefined) return;
		const known = this.#streams.get(stream);
		for (const name of known?.keys() ?? []) if (!all.has(name)) this.#drop(known, name);
	}

	/** Forgets consumers of streams that are gone. */
	keep(streams: ReadonlySet<string>): void {
		for (const [stream, known] of this.#streams) {
			if (streams.has(stream)) continue;
			for (const name of known.keys()) this.#drop(known, name);
			this.#streams.delete(stream);
		}
	}

	/** Those without an answer, as `ORDERS/billing`. */
	get missing(): readonly string[] {
		return [...this.#streams].flatMap(([stream, known]) =>
			[...known].flatMap(([name, { noAnswer }]) => (noAnswer ? [`${stream}/${name}`] : [])),
		);
	}

	/** The consumers as they are now. */
	consumers(account: string, at: number): readonly Consumer[] {
		return [...this.#streams].flatMap(([stream, known]) =>
			[...known].map(([name, entry]) => this.#consumerOf(stream, name, entry, account, at)),
		);
	}

	#drop(known: Map<string, Entry> | undefined, name: string): void {
		if (known?.get(name)?.track.history !== undefined) this.#histories--;
		if (known?.delete(name)) this.#count--;
	}

	#entryOf(stream: string, consumer: string, created: number | undefined): Entry | undefined {
		const known = this.#streams.get(stream) ?? new Map<string, Entry>();
		const entry = known.get(consumer);
		const isSame =
			entry !== undefined && (entry.track.created ?? created) === (created ?? entry.track.created);
		if (isSame) return entry;
		if (entry !== undefined) this.#drop(known, consumer);
		else if (this.isFull) return undefined;
		const fresh = { track: new ConsumerTrack(created), rank: 0, rankRound: 0, rounds: 0 };
		known.set(consumer, fresh);
		this.#streams.set(stream, known);
		this.#count++;
		return fresh;
	}

	#consumerOf(stream: string, name: string, entry: Entry, account: string, at: number): Consumer {
		const key = objectKey(ownPlace, stream, name);
		const { copy, track, noAnswer } = entry;
		const believed = copy && { led: copy, leader: copy.server.name, copies: [copy] };
		const isOld = noAnswer !== undefined || copy === undefined;
		const consumer =
			(believed && consumerOf(key, { place: ownPlace, believed, isOld, isGone: () => false }, track)) ??
			unknownConsumer(key, { account, stream, consumer: name, at });
		if (!isOld) {
			const troubles = troublesBy(consumerChecks, consumer, { now: at }, this.judging.settings);
			return { ...consumer, troubles, rank: this.#rank(entry, troubles) };
		}
		const silent = { ...consumer, noAnswer: noAnswer ?? { since: at } };
		const troubles = troublesBy([noAnswerCheck], silent, { now: at }, this.judging.settings);
		return { ...silent, troubles, rank: rankBy(consumerChecks, troubles) };
	}

	/** A consumer keeps its place for some rounds after its trouble has ended. */
	#rank(entry: Entry, troubles: readonly Trouble[]): number {
		const rank = rankBy(consumerChecks, troubles);
		if (entry.rank > rank && entry.rounds - entry.rankRound < judgedRounds)
			return Math.max(rank, keptRankBy(consumerChecks, entry.rank));
		entry.rank = stateRankBy(consumerChecks, troubles);
		entry.rankRound = entry.rounds;
		return rank;
	}
}

/** A consumer of which only the name was ever told. */
const unknownConsumer = (
	key: string,
	{ account, stream, consumer, at }: { account: string; stream: string; consumer: string; at: number },
): Consumer => ({
	...{ key, place: ownPlace, account, accountName: account, stream, consumer, replicas: [] },
	...{ delivered: {}, ackFloor: {}, isPaused: false, isOld: true, troubles: [], rank: 0 },
	toldBy: { server: '', isLeader: false, at },
});
