// Sends one request to all servers and hands over their answers one by one.

import { createInbox, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { afterAwake } from './awake.ts';
import { askPacked, isNoResponders, randomToken } from './inbox.ts';
import { parseStatsz } from './links.ts';
import { unpack } from './packed.ts';
import { type Fields, longestPayload } from './read.ts';

/** No further answer for this long ends a gathering, milliseconds: the rule of the nats CLI. */
const quietLimit = 300;

/** The longest such wait where answers are slow: it is four times what the last answer took. */
const slowQuietLimit = 1000;

/**
 * The wait once every server that any answer knows of has answered, so that only one that has just started can be missing:
 * what the slowest answer took, within these limits. After a single answer, which no other confirms, it is the longest.
 */
const [leastQuiet, mostQuiet] = [10, 50];

/** How long to wait for an answer after a no-responders, milliseconds: anybody who sees the request can send one. */
export const refusedLimit = 300;

/** While answers keep coming, a gathering may last this many times its limit: a thousand servers take long. */
const mostPatience = 4;

/**
 * Why a gathering ended. `all`: everybody expected has answered. `denied`: our user may not ask. `unheard`: our user may not
 * listen for answers. `closed`: the connection is closed, or `signal` aborted. `absent`: this is about the past, and of then
 * there are no answers.
 */
export type GatherEnd =
	| ('all' | 'quiet' | 'timeout' | 'no-responders')
	| ('denied' | 'unheard' | 'closed' | 'absent');

/**
 * An answer: its fields, milliseconds from the request to it, its bytes as they came, and milliseconds that reading it took.
 * `data` is its text, unpacked, and valid while the callback runs.
 */
export type Answer = { fields: Fields; ms: number; bytes: number; readMs: number; data?: Uint8Array };

type Round = {
	subject: string;
	sent: number;
	expected: Set<string>;
	answeredAt: number;
	answers: number;
	/** A no-responders arrived. */
	isRefused?: true;
	onAnswer: (answer: Answer) => string | undefined;
	longest: number;
	enough?: () => boolean;
	end: (why: GatherEnd) => void;
	/** `quietAt`: when it ends unless an answer comes. `lookAt`: when the timer checks that. Both `performance.now()`. */
	quietAt: number;
	lookAt: number;
	quiet?: NodeJS.Timeout;
	read?: NodeJS.Immediate;
};

/** Options of one gathering. */
export type GatherOptions = {
	/** Ids of the servers known to be there; the gathering ends when all of them have answered. */
	expected?: ReadonlySet<string>;
	/** Milliseconds after which it ends, unless answers keep coming just then. */
	maxWait: number;
	/** Takes an answer and gives the id of the server it came from, if it has one. */
	onAnswer: (answer: Answer) => string | undefined;
	/** Called after each answer: true when every server that any answer knows of has answered. */
	enough?: () => boolean;
	/** The answers may come packed: for what is long and much alike. */
	gzip?: boolean;
	/** Longest answer that is read, unpacked, bytes; what is longer is no answer. */
	longest?: number;
	signal?: AbortSignal;
};

/** How long to wait for a further answer after one, milliseconds. */
const quietAfter = ({ enough, answers, sent }: Round, now: number): number => {
	if (!enough?.()) return Math.min(slowQuietLimit, Math.max(quietLimit, 4 * (now - sent)));
	return answers === 1 ? mostQuiet : Math.min(mostQuiet, Math.max(leastQuiet, now - sent));
};

const stopLooking = (round: Round): void => {
	clearTimeout(round.quiet);
	clearImmediate(round.read);
};

/** Sets one timer for many answers: a timer for each of a thousand would cost as much as reading some of them. */
const lookLater = (round: Round): void => {
	stopLooking(round);
	round.lookAt = round.quietAt;
	const look = (): void => {
		if (performance.now() >= round.quietAt)
			round.end(round.isRefused && round.answers === 0 ? 'no-responders' : 'quiet');
		else lookLater(round);
	};
	// A late timer fires before the messages that arrived meanwhile are read.
	const readFirst = (): void => {
		round.read = setImmediate(look);
	};
	round.quiet = setTimeout(readFirst, Math.ceil(round.quietAt - performance.now()));
};

/**
 * Asks everybody and listens on one inbox from the first question on for as long as the connection lives, so that an answer
 * after the end of its gathering still reaches `onAnswer`.
 */
export class Gatherer {
	readonly #nc: NatsConnection;
	readonly #inbox: string;
	#subscription?: Subscription;
	readonly #rounds = new Map<string, Round>();

	constructor(nc: NatsConnection, inboxPrefix?: string) {
		this.#nc = nc;
		this.#inbox = createInbox(inboxPrefix);
	}

	/** Tries once more to listen, where that was denied: permissions may be others on a new link. */
	relisten(): void {
		if (this.#subscription?.isClosed()) this.#subscription = undefined;
	}

	/** Sends one request and resolves when its gathering ends; the answers have been handed over by then. */
	gather(subject: string, body: Fields | undefined, options: GatherOptions): Promise<GatherEnd> {
		const token = randomToken();
		return new Promise((resolve) => {
			const end = (why: GatherEnd): void => {
				stopLooking(round);
				callOff();
				options.signal?.removeEventListener('abort', abort);
				resolve(why);
			};
			const abort = (): void => end('closed');
			let patience = mostPatience;
			const passed = (): void => {
				if (--patience <= 0 || performance.now() - round.answeredAt > quietLimit) end('timeout');
				else callOff = afterAwake(options.maxWait, passed);
			};
			let callOff = afterAwake(options.maxWait, passed);
			const round: Round = {
				subject,
				sent: performance.now(),
				expected: new Set(options.expected),
				answeredAt: Number.NEGATIVE_INFINITY,
				answers: 0,
				quietAt: Number.POSITIVE_INFINITY,
				lookAt: Number.POSITIVE_INFINITY,
				onAnswer: options.onAnswer,
				longest: options.longest ?? longestPayload,
				enough: options.enough,
				end,
			};
			options.signal?.addEventListener('abort', abort, { once: true });
			this.#remember(token, round);
			try {
				this.#subscription ??= this.#listen();
				if (this.#subscription.isClosed() && !this.#nc.isClosed()) {
					end('unheard');
					return;
				}
				this.#nc.publish(subject, body === undefined ? '' : JSON.stringify(body), {
					reply: `${this.#inbox}.${token}`,
					...(options.gzip && { headers: askPacked() }),
				});
			} catch {
				end('closed');
			}
		});
	}

	/** Our user may not publish to a subject: nobody will answer what was asked there. */
	denied(subject: string): void {
		for (const round of this.#rounds.values()) {
			if (round.subject === subject) round.end('denied');
		}
	}

	/** Stops listening. */
	close(): void {
		this.#subscription?.unsubscribe();
	}

	#listen(): Subscription {
		return this.#nc.subscribe(`${this.#inbox}.*`, {
			callback: (error, message) => {
				if (error === null) this.#receive(message);
				else for (const round of this.#rounds.values()) round.end('unheard');
			},
		});
	}

	/** Keeps the last few gatherings for their late answers. */
	#remember(token: string, round: Round): void {
		this.#rounds.set(token, round);
		const [oldest] = this.#rounds.keys();
		if (this.#rounds.size > 8 && oldest !== undefined) this.#rounds.delete(oldest);
	}

	#receive(message: Msg): void {
		const round = this.#rounds.get(message.subject.slice(message.subject.lastIndexOf('.') + 1));
		if (round === undefined) return;
		const now = performance.now();
		if (isNoResponders(message)) {
			// Anybody who sees our request can send a no-responders; an answer proves it wrong.
			round.isRefused = true;
			round.quietAt = Math.min(round.quietAt, now + refusedLimit);
			if (round.quietAt < round.lookAt) lookLater(round);
			return;
		}
		const { data } = message;
		const text = unpack(data, round.longest);
		if (typeof text === 'string') return;
		const fields = parseStatsz(text, round.longest);
		if (fields === undefined) return;
		round.answeredAt = now;
		const readMs = performance.now() - now;
		const id = round.onAnswer({ fields, ms: now - round.sent, bytes: data.length, readMs, data: text });
		if (id !== undefined && round.expected.delete(id) && round.expected.size === 0) {
			round.end('all');
			return;
		}
		round.answers++;
		round.quietAt = now + quietAfter(round, now);
		if (round.quietAt < round.lookAt) lookLater(round);
	}
}
