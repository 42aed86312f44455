// One request to one server, and every way it can end.

import {
	type Msg,
	type NatsConnection,
	NoRespondersError,
	PermissionViolationError,
} from '@nats-io/transport-node';
import { safeText } from '../system/redact.ts';
import { decodeError } from './decode.ts';
import { inboxOf } from './inbox.ts';
import { type Fields, longestPayload, parseFields } from './read.ts';
import { inboxPattern } from './subjects.ts';

/** Why a request has no answer, or not the wished one. Texts are in the words of the server or the client. */
export type Failure =
	/** Nobody serves the subject: an unknown id, or a version without the service. */
	| { kind: 'no-responders' }
	| { kind: 'timeout'; ms: number }
	/** `what` is what may not be done: publishing the request, or listening for its answer. */
	| { kind: 'denied'; what: 'publish' | 'subscribe'; subject: string }
	/** The server answered with an `error`. */
	| { kind: 'refused'; code: number; description: string }
	/** The answer is no JSON object. */
	| { kind: 'broken' }
	/** The answer is longer than any answer to this is. */
	| { kind: 'too-long'; bytes: number }
	/** The connection went away meanwhile. */
	| { kind: 'cut'; message: string };

/** An answer and the milliseconds it took. */
export type Reply = { fields: Fields; ms: number };

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

/** After an answer: `enough` to end with it, or how long to wait for a further one, milliseconds. */
type Verdict = 'enough' | { stall: number };

export type AskOptions = {
	/** Milliseconds. */
	timeout: number;
	/** For so long an answer may prove wrong who says that nobody is there, milliseconds; at once without. */
	doubt?: number;
};

/**
 * Asks, and hands over the answers until one is enough, or no further one comes for so many milliseconds as was said with the
 * last. Gives why it ended otherwise. Never throws.
 */
export const askMany = (
	nc: NatsConnection,
	subject: string,
	body: Fields | undefined,
	{ timeout, doubt = 0 }: AskOptions,
	take: (message: Msg) => Verdict,
): Promise<Failure | undefined> =>
	new Promise((resolve) => {
		let close = (): void => undefined;
		let timer: NodeJS.Timeout | undefined;
		const end = (failure?: Failure): void => {
			close();
			clearTimeout(timer);
			resolve(failure);
		};
		const endIn = (ms: number, failure?: Failure): void => {
			clearTimeout(timer);
			timer = setTimeout(() => end(failure), ms);
		};
		endIn(timeout, { kind: 'timeout', ms: timeout });
		const onReply = (message: Msg): void => {
			const verdict = take(message);
			if (verdict === 'enough') end();
			else endIn(verdict.stall);
		};
		const onError = (error: Error): void => {
			const failure = failureOf(error, subject);
			// Whoever sees our question can say that nobody is there.
			if (failure.kind === 'no-responders' && doubt > 0) endIn(doubt, failure);
			else end(failure);
		};
		try {
			close = inboxOf(nc).ask(subject, body === undefined ? '' : JSON.stringify(body), { onReply, onError });
		} catch (error) {
			end(failureOf(error, subject));
		}
	});

/** Asks and waits for one answer of at most `longest` bytes, at most `timeout` milliseconds; see `AskOptions`. Never throws. */
export const ask = async (
	nc: NatsConnection,
	subject: string,
	body: Fields | undefined,
	timeout: number,
	{ longest = longestPayload, doubt }: { longest?: number; doubt?: number } = {},
): Promise<Result<Reply>> => {
	const sent = performance.now();
	let data: Uint8Array = new Uint8Array();
	let ms = 0;
	const failure = await askMany(nc, subject, body, { timeout, doubt }, (message) => {
		data = message.data;
		ms = performance.now() - sent;
		return 'enough';
	});
	if (failure !== undefined) return { ok: false, failure };
	if (data.length > longest) return { ok: false, failure: { kind: 'too-long', bytes: data.length } };
	const fields = parseFields(data, longest);
	if (fields === undefined) return { ok: false, failure: { kind: 'broken' } };
	const error = decodeError(fields);
	if (error) return { ok: false, failure: { kind: 'refused', ...error } };
	return { ok: true, value: { fields, ms } };
};

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
			return 'the answer is not JSON';
		case 'too-long':
			return `the answer is too long to be read: ${Math.ceil(failure.bytes / 1e6)} MB`;
		case 'cut':
			return failure.message;
	}
};
