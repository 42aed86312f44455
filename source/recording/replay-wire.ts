// The wire of a moment: answers what was asked by then with what was answered by then.

import { clock } from '../format/time.ts';
import { decodeError } from '../nats/decode.ts';
import type { GatherEnd, GatherOptions } from '../nats/gather.ts';
import { parseStatsz } from '../nats/links.ts';
import { type Fields, longestPayload, parseFields } from '../nats/read.ts';
import type { AskOptions, Failure, Reply, Result } from '../nats/requests.ts';
import type { Wire, WireServer } from '../nats/wire.ts';
import type { Answers, RecordedAnswer } from './answers.ts';

const ends: readonly GatherEnd[] = [
	...(['all', 'quiet', 'timeout', 'no-responders', 'denied', 'unheard', 'closed'] as const),
];

/** Makes what was asked before known, a part at a time; false where there is no more of it. */
export type LookBack = () => Promise<boolean>;

const replyOf = ({ data, failure, ms }: RecordedAnswer, longest: number): Result<Reply> | undefined => {
	if (failure !== undefined) return { ok: false, failure };
	const fields = data && parseFields(data, longest);
	if (data === undefined || fields === undefined) return { ok: false, failure: { kind: 'broken' } };
	const error = decodeError(fields);
	if (error) return { ok: false, failure: { kind: 'refused', ...error } };
	return { ok: true, value: { fields, ms, readMs: 0, bytes: data.length, data } };
};

class ReplayWire implements Wire {
	readonly #answers: Answers;
	readonly #at: number;
	readonly #server?: WireServer;
	readonly #lookBack: LookBack;

	constructor(answers: Answers, at: number, server: WireServer | undefined, lookBack: LookBack) {
		this.#answers = answers;
		this.#at = at;
		this.#server = server;
		this.#lookBack = lookBack;
	}

	async ask(
		subject: string,
		body: Fields | undefined,
		{ longest = longestPayload }: AskOptions,
	): Promise<Result<Reply>> {
		const answer = await this.#look(() => this.#answers.one(subject, body ?? {}, this.#at));
		return (answer && replyOf(answer, longest)) ?? { ok: false, failure: this.#notAsked() };
	}

	async gather(
		subject: string,
		body: Fields | undefined,
		{ onAnswer, signal, longest }: GatherOptions,
	): Promise<GatherEnd> {
		const round = await this.#look(() => this.#answers.all(subject, body ?? {}, this.#at));
		if (round === undefined) return 'absent';
		for (const { data, ms } of round.answers) {
			if (signal?.aborted) return 'closed';
			const fields = data && parseStatsz(data, longest);
			if (data && fields) onAnswer({ fields, ms, bytes: data.length, readMs: 0, data });
		}
		return ends.find((end) => end === round.end) ?? 'quiet';
	}

	readonly subscribe: Wire['subscribe'] = () => ({ isOpen: () => true, stop: () => undefined });
	readonly rtt: Wire['rtt'] = () => Promise.resolve(0);
	readonly watch: Wire['watch'] = () => () => undefined;
	readonly server: Wire['server'] = () => this.#server;
	readonly isClosed: Wire['isClosed'] = () => false;
	readonly now: Wire['now'] = () => this.#at;
	readonly close: Wire['close'] = () => undefined;

	async #look<T>(find: () => T | undefined): Promise<T | undefined> {
		let found = find();
		while (found === undefined && (await this.#lookBack())) found = find();
		return found;
	}

	get absent(): string {
		return `not asked at ${clock(this.#at)}`;
	}

	#notAsked(): Failure {
		return { kind: 'absent', words: this.absent };
	}
}

/** The wire of the moment `at`. It never asks anybody anything. */
export const replayWire = (
	answers: Answers,
	at: number,
	server: WireServer | undefined,
	lookBack: LookBack,
): Wire => new ReplayWire(answers, at, server, lookBack);
