// The answers to what other screens asked, as they were recorded: the last round of each question is what is known.

import { decodeServer } from '../nats/decode.ts';
import { asFields, type Fields, parseFields, readFields, readNumber, readText } from '../nats/read.ts';
import type { Failure } from '../nats/requests.ts';
import { type Line, timeOf } from './line.ts';

/** One answer; nothing in it where there was none. */
export type RecordedAnswer = { at: number; ms: number; data?: Uint8Array; failure?: Failure };

/** A round of one question: its answers, and how it ended where everybody was asked. */
export type Asked = { at: number; answers: RecordedAnswer[]; end?: string };

/** A question: to whom, and what. `rounds` are those that have ended, the last at the end; `next` is under way. */
type Question = { subject: string; body: Fields; rounds: Asked[]; next?: Asked };

/** More questions than a session of days asks in different ways; the oldest are forgotten. */
const mostQuestions = 20_000;
const mostTimes = 10_000;

/** Rounds of a question that are kept: pictures of a few moments can be looked at by turns. */
const mostRounds = 8;

const lastBy = (question: Question | undefined, at: number): Asked | undefined =>
	question?.rounds.findLast((round) => round.at <= at);

/** A subject without the id in it: what screens ask of each server is one question to them. */
const patternOf = (subject: string): string =>
	subject
		.replace(/^\$SYS\.REQ\.SERVER\.[^.]+\./, '$SYS.REQ.SERVER.*.')
		.replace(/^\$SYS\.REQ\.ACCOUNT\.(?!PING)[^.]+\./, '$SYS.REQ.ACCOUNT.*.');

/** What chooses among connections; in which order they came, and how many at once, a list sees to itself. */
const looseBody = ({ sort, limit, auth, ...rest }: Fields): Fields => rest;

const keyOf = (subject: string, body: Fields): string => {
	const isLoose = subject.endsWith('.CONNZ');
	const entries = Object.entries(isLoose ? looseBody(body) : body).filter(
		([key, value]) => value !== undefined && !(key === 'offset' && value === 0),
	);
	return `${subject}\n${JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
};

/** Questions that many answer at once: servers of all kinds, servers of an account, and instances of services. */
const gathered = /\.PING(\.|$)|^\$SYS\.REQ\.ACCOUNT\.[^.]+\.CONNZ$|^\$SRV\.STATS(\.[^.]+)?$/;

const kinds = ['no-responders', 'timeout', 'denied', 'refused', 'broken', 'too-long', 'cut'] as const;

/** Why there was no answer, from a line; checked, as a file can hold anything. */
const readFailure = (fields: Fields): Failure => {
	const kind = kinds.find((one) => one === fields.kind) ?? 'broken';
	switch (kind) {
		case 'timeout':
			return { kind, ms: readNumber(fields, 'ms') ?? 0 };
		case 'denied': {
			const what = fields.what === 'subscribe' ? 'subscribe' : 'publish';
			return { kind, what, subject: readText(fields, 'subject') ?? '' };
		}
		case 'refused': {
			const apiCode = readNumber(fields, 'apiCode');
			return {
				...{ kind, code: readNumber(fields, 'code') ?? 0 },
				description: readText(fields, 'description') ?? '',
				...(apiCode !== undefined && { apiCode }),
			};
		}
		case 'too-long':
			return { kind, bytes: readNumber(fields, 'bytes') ?? 0 };
		case 'cut':
			return { kind, message: readText(fields, 'message') ?? '' };
		default:
			return { kind };
	}
};

/** Ends a round of a question. */
const end = (question: Question, round: Asked): void => {
	question.rounds.push(round);
	if (question.rounds.length > mostRounds) question.rounds.shift();
	question.next = undefined;
};

/** All that was asked so far. */
export class Answers {
	readonly #questions = new Map<string, Question>();
	readonly #times = new Map<string, number[]>();

	/** Takes a line `Q`. */
	take(line: Line): void {
		const [, , subject, request, took, why, data] = line;
		if (typeof subject !== 'string' || subject.length > 4096) return;
		const at = timeOf(line);
		const body = asFields(request) ?? {};
		const key = keyOf(subject, body);
		const question: Question = this.#questions.get(key) ?? { subject, body, rounds: [] };
		this.#questions.delete(key);
		this.#questions.set(key, question);
		const [oldest] = this.#questions.keys();
		if (this.#questions.size > mostQuestions && oldest !== undefined) this.#questions.delete(oldest);
		this.#remember(subject, at);
		const reason = asFields(why);
		const ms = typeof took === 'number' && took >= 0 ? took : 0;
		const isGathered = gathered.test(subject);
		if (reason && typeof reason.end === 'string') {
			// Somebody did not wait for the others: what came says nothing of them.
			if (reason.end === 'closed') question.next = undefined;
			else end(question, { at, answers: question.next?.answers ?? [], end: reason.end });
		} else {
			const answer: RecordedAnswer = {
				...{ at, ms },
				// What it is a part of may be far longer.
				...(data instanceof Uint8Array && { data: data.slice() }),
				...(reason && { failure: readFailure(reason) }),
			};
			if (isGathered) {
				question.next ??= { at, answers: [] };
				question.next.answers.push(answer);
			} else end(question, { at, answers: [answer] });
		}
	}

	/** Takes over what another one knows and this one does not: that was asked before. */
	add(older: Answers): void {
		for (const [key, question] of older.#questions)
			if ((this.#questions.get(key)?.rounds.length ?? 0) === 0) this.#questions.set(key, question);
		for (const [pattern, times] of older.#times)
			this.#times.set(pattern, [...times, ...(this.#times.get(pattern) ?? [])]);
	}

	/** The last answer by `at` to a question to one; where everybody was asked at once, the one of that server. */
	one(subject: string, body: Fields, at: number): RecordedAnswer | undefined {
		const last = lastBy(this.#questions.get(keyOf(subject, body)), at);
		const own = last?.answers[0];
		const [, id, service] = /^\$SYS\.REQ\.SERVER\.([^.]+)\.(\w+)$/.exec(subject) ?? [];
		if (id === undefined || service === undefined) return own;
		const round = lastBy(this.#questions.get(keyOf(`$SYS.REQ.SERVER.PING.${service}`, body)), at);
		if (round === undefined || (own !== undefined && own.at >= round.at)) return own;
		return round.answers.find(({ data }) => serverIdIn(data) === id) ?? own;
	}

	/** The answers of the last round by `at` of a question to everybody; nothing where that was not asked. */
	all(subject: string, body: Fields, at: number): Asked | undefined {
		const last = lastBy(this.#questions.get(keyOf(subject, body)), at);
		if (last !== undefined) return last;
		const [, service] = /^\$SYS\.REQ\.SERVER\.PING\.(\w+)$/.exec(subject) ?? [];
		if (service === undefined) return undefined;
		const wanted = keyOf(`.${service}`, body);
		const answers: RecordedAnswer[] = [];
		for (const question of this.#questions.values()) {
			if (!question.subject.endsWith(`.${service}`) || question.subject.includes('.PING')) continue;
			if (keyOf(`.${service}`, question.body) !== wanted) continue;
			answers.push(...(lastBy(question, at)?.answers.filter(({ data }) => data !== undefined) ?? []));
		}
		return answers.length === 0 ? undefined : { at, answers };
	}

	/** When something was asked on a subject by `at`, whatever the id in it. */
	times(subject: string, at: number): readonly number[] {
		return (this.#times.get(patternOf(subject)) ?? []).filter((time) => time <= at);
	}

	#remember(subject: string, at: number): void {
		const pattern = patternOf(subject);
		const times = this.#times.get(pattern) ?? [];
		if (times.at(-1) !== at) times.push(at);
		if (times.length > mostTimes) times.splice(0, times.length - mostTimes);
		this.#times.set(pattern, times);
	}
}

const serverIdIn = (data: Uint8Array | undefined): string | undefined => {
	const fields = data && parseFields(data, data.length);
	return fields && decodeServer(readFields(fields, 'server'))?.id;
};
