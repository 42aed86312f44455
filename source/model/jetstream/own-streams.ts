// The streams of one account as JetStream lists them: each by the word of its leader, and those whose leader does not answer.

import type { CheckSettings, Trouble } from '../checks/check.ts';
import { rankBy, troublesBy } from '../checks/judge.ts';
import { noAnswerCheck, streamChecks } from '../checks/stream-checks.ts';
import { History } from '../history.ts';
import type { ServerStand } from './copies.ts';
import { type NoAnswer, ownPlace } from './replicated.ts';
import type { Stream } from './stream.ts';
import { StreamMaker } from './stream-maker.ts';
import { StreamTrack } from './stream-track.ts';
import { objectKey, type StreamCopy } from './told.ts';

/** Streams that are kept, and those that have a history. */
const [mostStreams, mostHistories] = [10_000, 1000];

type Entry = {
	track: StreamTrack;
	copy?: StreamCopy;
	noAnswer?: NoAnswer;
	/** What is known of it without its leader: its configuration and who should have it, and no figure. */
	outline?: StreamCopy;
};

/** What one list came to. */
export type ListEnd = {
	/** Our clock. */
	at: number;
	/** Names without an answer, and why where their server says so. */
	missing: ReadonlyMap<string, string | undefined>;
	/** The names of all streams, where the list is whole: what is not in it is gone. */
	all?: ReadonlySet<string>;
};

export type OwnJudging = { settings?: CheckSettings; atOnce?: boolean };

/** Everybody who tells of a stream leads it; of others only the leader says how they are. */
const standOf =
	(leader: string | undefined, isMissing: boolean) =>
	(server: string): ServerStand =>
		server === leader && !isMissing ? 'answers' : 'unknown';

export class OwnStreamBook {
	readonly #entries = new Map<string, Entry>();
	readonly #maker: StreamMaker;
	#rounds = 0;
	#histories = 0;

	constructor(readonly judging: OwnJudging = {}) {
		this.#maker = new StreamMaker(judging.settings, judging.atOnce);
	}

	/** There may be more streams than are kept. */
	get isFull(): boolean {
		return this.#entries.size >= mostStreams;
	}

	/** Takes what a leader says of its stream: it answers. */
	hear(copy: StreamCopy): void {
		const entry = this.#entryOf(copy.stream);
		if (entry === undefined) return;
		const { history } = entry.track;
		// Who led it before has nothing to say any more.
		for (const name of entry.track.copies.keys())
			if (name !== copy.server.name) entry.track.copies.delete(name);
		if (!entry.track.take(copy)) return;
		if (history !== undefined && entry.track.history === undefined) this.#histories--;
		// How fast it grows is between two answers, whether somebody looks at each of them or not.
		entry.track.follow(copy, true, standOf(copy.server.name, false));
		entry.copy = copy;
		entry.noAnswer = undefined;
	}

	/** Takes what JetStream itself knows of a stream whose leader does not answer: its figures are zero and mean nothing. */
	outline(copy: StreamCopy): void {
		const entry = this.#entryOf(copy.stream);
		if (entry !== undefined) entry.outline = copy;
	}

	/** A stream did not answer when it was asked for by its name. */
	miss(stream: string, at: number, why?: string): void {
		const entry = this.#entryOf(stream);
		if (entry === undefined) return;
		const since = entry.noAnswer?.since ?? at;
		entry.noAnswer = { since, ...(why !== undefined && { why }) };
	}

	/** Ends a list; what it left out is gone. */
	endList({ at, missing, all }: ListEnd): void {
		this.#rounds++;
		for (const [name, why] of missing) this.miss(name, at, why);
		if (all !== undefined) {
			for (const [name, { track }] of this.#entries) {
				if (all.has(name)) continue;
				if (track.history !== undefined) this.#histories--;
				this.#entries.delete(name);
			}
		}
		for (const entry of this.#entries.values()) this.#remember(entry, at);
	}

	/** Names of those without an answer. */
	get missing(): readonly string[] {
		return [...this.#entries].flatMap(([name, { noAnswer }]) => (noAnswer ? [name] : []));
	}

	/** The streams as they are now. */
	streams(account: string, at: number): readonly Stream[] {
		return [...this.#entries].map(([name, entry]) => this.#streamOf(name, entry, account, at));
	}

	#streamOf(name: string, { track, copy, noAnswer, outline }: Entry, account: string, at: number): Stream {
		const key = objectKey(ownPlace, name);
		const stream =
			copy &&
			this.#maker.make(track, {
				...{ key, place: ownPlace, rounds: this.#rounds, isRound: false },
				standOf: standOf(copy.server.name, noAnswer !== undefined),
				moment: { at, standOf: () => undefined },
			});
		if (stream !== undefined && noAnswer === undefined) return { ...stream, history: track.history };
		return this.#silent(
			stream ?? unknownStream(key, account, name, at, outline),
			noAnswer ?? { since: at },
			at,
		);
	}

	/** As it was told last, with nothing said of it but that it does not answer. */
	#silent(stream: Stream, noAnswer: NoAnswer, at: number): Stream {
		const silent = { ...stream, noAnswer, isOld: true, troubleSince: noAnswer.since };
		const troubles: readonly Trouble[] = troublesBy(
			[noAnswerCheck],
			silent,
			{ now: at },
			this.judging.settings,
		);
		return { ...silent, troubles, rank: rankBy(streamChecks, troubles) };
	}

	#entryOf(name: string): Entry | undefined {
		const known = this.#entries.get(name);
		if (known !== undefined || this.isFull) return known;
		const entry: Entry = { track: new StreamTrack() };
		this.#entries.set(name, entry);
		return entry;
	}

	#remember({ track, noAnswer, copy }: Entry, at: number): void {
		if (copy === undefined || noAnswer !== undefined) return;
		if (track.history === undefined) {
			if (this.#histories >= mostHistories) return;
			this.#histories++;
			track.history = new History();
		}
		track.history.push({ in: track.rate?.inRate }, at);
	}
}

/** A stream that nobody ever told the figures of. */
const unknownStream = (
	key: string,
	account: string,
	stream: string,
	at: number,
	outline?: StreamCopy,
): Stream => ({
	...{ key, place: ownPlace, account, accountName: account, stream, sources: [], state: {} },
	...(outline?.config && { config: outline.config, wanted: outline.config.replicas }),
	...(outline?.created !== undefined && { created: outline.created }),
	replicas: (outline?.group?.peers ?? []).map(({ name, offline }) => ({
		...{ name, state: offline ? 'offline' : 'unknown', isPending: false },
	})),
	toldBy: { server: '', isLeader: false, at },
	...{ isOld: true, troubles: [], rank: 0 },
});
