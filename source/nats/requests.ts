// Sends one request, and gives its answer or the reason why there is none.

import { type Msg, NoRespondersError, PermissionViolationError } from '@nats-io/transport-node';
import { safeText } from '../system/redact.ts';
import { decodeError } from './decode.ts';
import type { Inbox } from './inbox.ts';
import { unpack } from './packed.ts';
import { type Fields, longestPayload, parseFields } from './read.ts';
import { inboxPattern } from './subjects.ts';
import { inTurn } from './turns.ts';

/** Why a request failed. Texts are those of the server or of the client. */
export type Failure =
	/** Nobody serves the subject: an unknown id, or a version without the service. */
	| { kind: 'no-responders' }
	| { kind: 'timeout'; ms: number }
	/** `what` is what may not be done: publishing the request, or listening for its answer. */
	| { kind: 'denied'; what: 'publish' | 'subscribe'; subject: string }
	/** The server answered with an `error`; `apiCode` is what JetStream numbers it. */
	| { kind: 'refused'; code: number; description: string; apiCode?: number }
	/** The answer is no JSON object, or not of the form that was asked for. */
	| { kind: 'broken' }
	/** The answer is longer than any answer to this is. */
	| { kind: 'too-long'; bytes: number }
	/** The connection went away meanwhile. */
	| { kind: 'cut'; message: string }
	/** Nobody is asked, as this is about the past, and of then there is no answer to it. */
	| { kind: 'absent'; words: string };

/** How JetStream numbers a stream, and a consumer, whose servers are all gone or that cannot run; the later ones say why. */
const offlineCodes: readonly (number | undefined)[] = [10_118, 10_119, 10_194, 10_195];

/** Whether JetStream says of an object that nobody answers for it; with a reason where it gives one. */
export const offlineWhy = (failure: Failure): { why?: string } | undefined => {
	if (failure.kind === 'timeout') return {};
	if (failure.kind !== 'refused' || !offlineCodes.includes(failure.apiCode)) return undefined;
	return /is offline$/.test(failure.description) ? {} : { why: failure.description };
};

/** Whether a failure is an answer all the same, only not a usable one. */
export const isAnswer = ({ kind }: Failure): boolean =>
	kind === 'refused' || kind === 'broken' || kind === 'too-long';

/** An answer, the milliseconds it took to come and to be read, its bytes as they came, and its text, unpacked. */
export type Reply = { fields: Fields; ms: number; readMs: number; bytes: number; data?: Uint8Array };

/** Result of anything asked of a server. */
export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

const failureOf = (error: unknown, subject: string): Failure => {
	if (error instanceof NoRespondersError) return { kind: 'no-responders' };
	if (error instanceof PermissionViolationError) {
		return error.operation === 'subscription'
			? { kind: 'denied', what: 'subscribe', subject: inboxPattern(error.subject) }
			: { kind: 'denied', what: 'publish', subject };
	}
	return { kind: 'cut', message: safeText(error instanceof Error ? error.message : String(error)) };
};

export type AskOptions = {
	/** Milliseconds to wait for the answer. */
	timeout: number;
	/** How long an answer may still prove a no-responders wrong, milliseconds; no longer without. */
	doubt?: number;
	/** Longest answer that is read, bytes. */
	longest?: number;
	/** Of several answers, the one that is waited for; without it the first one is. */
	isMeant?: (fields: Fields) => boolean;
	/** How long that one may take after an answer that is not meant, milliseconds. */
	stall?: number;
	/** Only the first answer is sent to us at all: for what every server answers at length. */
	onlyFirst?: boolean;
	/** The answer may come packed: for what is long and much alike. */
	gzip?: boolean;
};

const usualStall = 300;

/** Packed answers of so many bytes are not read in the middle of others. */
const longReading = 4 * 1024;

const read = (data: Uint8Array, longest: number, ms: number): Result<Reply> => {
	const began = performance.now();
	const text = unpack(data, longest);
	if (text === 'broken') return { ok: false, failure: { kind: 'broken' } };
	if (text === 'too-long')
		return { ok: false, failure: { kind: 'too-long', bytes: Math.max(data.length, longest) } };
	const fields = parseFields(text, longest);
	if (fields === undefined) return { ok: false, failure: { kind: 'broken' } };
	const error = decodeError(fields);
	if (error) return { ok: false, failure: { kind: 'refused', ...error } };
	const readMs = performance.now() - began;
	return { ok: true, value: { fields, ms, readMs, bytes: data.length, data: text } };
};

/** Asks through an inbox, and waits for the answer that is meant. Never throws. */
export const askThrough = (
	inbox: Inbox,
	subject: string,
	body: Fields | undefined,
	{ timeout, doubt = 0, longest = longestPayload, isMeant, stall = usualStall, onlyFirst, gzip }: AskOptions,
): Promise<Result<Reply>> =>
	new Promise((resolve) => {
		const sent = performance.now();
		let close = (): void => undefined;
		let timer: NodeJS.Timeout | undefined;
		const end = (result: Result<Reply>): void => {
			close();
			clearTimeout(timer);
			resolve(result);
		};
		const endIn = (ms: number, failure: Failure): void => {
			clearTimeout(timer);
			timer = setTimeout(() => end({ ok: false, failure }), ms);
		};
		endIn(timeout, { kind: 'timeout', ms: timeout });
		const take = (data: Uint8Array, ms: number): void => {
			const result = read(data, longest, ms);
			if (isMeant === undefined || (result.ok && isMeant(result.value.fields))) end(result);
			else endIn(stall, { kind: 'timeout', ms: timeout });
		};
		const onReply = ({ data }: Msg): void => {
			const ms = performance.now() - sent;
			if (!gzip || data.length < longReading) take(data, ms);
			else {
				// It has come in time, whenever it is read.
				clearTimeout(timer);
				const copy = data.slice();
				inTurn(() => take(copy, ms));
			}
		};
		const onError = (error: Error): void => {
			const failure = failureOf(error, subject);
			// Anybody who sees our question can say that nobody is there.
			if (failure.kind === 'no-responders' && doubt > 0) endIn(doubt, failure);
			else end({ ok: false, failure });
		};
		try {
			const payload = body === undefined ? '' : JSON.stringify(body);
			close = inbox.ask(subject, payload, { onReply, onError }, { onlyFirst, gzip });
		} catch (error) {
			end({ ok: false, failure: failureOf(error, subject) });
		}
	});

/** Why an answer is missing, beside the name of who did not give it; nothing of one that only did not come in time. */
export const whyText = (failure: Failure | undefined): string =>
	failure === undefined || failure.kind === 'timeout' ? '' : failureText(failure);

/** A failure as a sentence without its end, for logs and toasts. */
export const failureText = (failure: Failure): string => {
	switch (failure.kind) {
		case 'no-responders':
			return 'no responders';
		case 'timeout':
			return `no answer in ${Math.round(failure.ms / 100) / 10}s`;
		case 'denied':
			return `not permitted to ${failure.what} ${failure.subject}`;
		case 'refused':
			return `${failure.code} ${failure.description}`;
		case 'broken':
			return 'the answer cannot be read';
		case 'too-long':
			return `the answer is too long to be read: ${Math.ceil(failure.bytes / 1e6)} MB`;
		case 'cut':
			return failure.message;
		case 'absent':
			return failure.words;
	}
};
