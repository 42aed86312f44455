// One request to one server, and every way it can end.

import {
	type NatsConnection,
	NoRespondersError,
	PermissionViolationError,
	RequestError,
	TimeoutError,
} from '@nats-io/transport-node';
import { decodeError } from './decode.ts';
import { type Fields, longestPayload, parseFields } from './read.ts';
import { safeText } from './redact.ts';
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

const failureOf = (error: unknown, subject: string, ms: number): Failure => {
	const cause = error instanceof RequestError ? (error.cause ?? error) : error;
	if (cause instanceof NoRespondersError) return { kind: 'no-responders' };
	if (cause instanceof TimeoutError) return { kind: 'timeout', ms };
	if (cause instanceof PermissionViolationError) {
		return cause.operation === 'subscription'
			? { kind: 'denied', what: 'subscribe', subject: inboxPattern(cause.subject) }
			: { kind: 'denied', what: 'publish', subject };
	}
	return { kind: 'cut', message: safeText(cause instanceof Error ? cause.message : String(cause)) };
};

/** Asks and waits for one answer of at most `longest` bytes, at most `timeout` milliseconds. Never throws. */
export const ask = async (
	nc: NatsConnection,
	subject: string,
	body: Fields | undefined,
	timeout: number,
	longest = longestPayload,
): Promise<Result<Reply>> => {
	const sent = performance.now();
	try {
		const message = await nc.request(subject, body === undefined ? '' : JSON.stringify(body), { timeout });
		const { length } = message.data;
		if (length > longest) return { ok: false, failure: { kind: 'too-long', bytes: length } };
		const fields = parseFields(message.data, longest);
		if (fields === undefined) return { ok: false, failure: { kind: 'broken' } };
		const error = decodeError(fields);
		if (error) return { ok: false, failure: { kind: 'refused', ...error } };
		return { ok: true, value: { fields, ms: performance.now() - sent } };
	} catch (error) {
		return { ok: false, failure: failureOf(error, subject, timeout) };
	}
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
