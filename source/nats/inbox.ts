// Receives the answers to single requests: one subscription per connection, with reply subjects that nobody can guess.

import { randomBytes } from 'node:crypto';
import {
	createInbox,
	headers,
	type Msg,
	type MsgHdrs,
	type NatsConnection,
	NoRespondersError,
	PermissionViolationError,
	type Subscription,
} from '@nats-io/transport-node';

/** Callbacks of one request: for each answer, and for the reason why there will be none. */
export type Taker = { onReply: (message: Msg) => void; onError: (error: Error) => void };

type Open = Taker & { subject: string };

/** `onlyFirst`: one answer comes, on a subscription of its own. `gzip`: it may come packed. */
export type Manner = { onlyFirst?: boolean; gzip?: boolean };

/** The headers of a question whose answer may come packed. */
export const askPacked = (): MsgHdrs => {
	const all = headers();
	all.set('Accept-Encoding', 'gzip');
	return all;
};

/** The last token of a reply subject: whoever guesses the next one can answer for others, or say that nobody is there. */
export const randomToken = (): string => randomBytes(16).toString('hex');

/** Whether a message says that nobody is there to answer: it comes from the server, or from anybody who imitates it. */
export const isNoResponders = (message: Msg): boolean =>
	message.data.length === 0 && message.headers?.code === 503;

/** Whether an error says that our user may not publish to a subject. */
export const isPublishViolation = (error: Error): error is PermissionViolationError =>
	error instanceof PermissionViolationError && error.operation === 'publish';

/** Whether an error says that our user may not subscribe to a subject. */
export const isSubscribeViolation = (error: Error): error is PermissionViolationError =>
	error instanceof PermissionViolationError && error.operation === 'subscription';

/** Replaces the inbox of nats.js, whose tokens come from a predictable generator. */
export class Inbox {
	readonly #nc: NatsConnection;
	readonly #subject: string;
	readonly #open = new Map<string, Open>();
	#subscription?: Subscription;

	constructor(nc: NatsConnection, prefix?: string) {
		this.#nc = nc;
		this.#subject = createInbox(prefix);
	}

	/**
	 * Sends a question, and hands over what comes until the function it gives is called. Throws where it cannot be sent.
	 */
	ask(subject: string, payload: string, taker: Taker, { onlyFirst = false, gzip }: Manner = {}): () => void {
		const token = randomToken();
		const open = { subject, ...taker };
		this.#open.set(token, open);
		if (!onlyFirst && this.#subscription?.isClosed() !== false)
			this.#subscription = this.#listen(`${this.#subject}.*`, () => true);
		const reply = `${this.#subject}.${onlyFirst ? 'own.' : ''}${token}`;
		const own = onlyFirst ? this.#listen(reply, (one) => one === open, 1) : undefined;
		const close = (): void => {
			this.#open.delete(token);
			own?.unsubscribe();
		};
		try {
			this.#nc.publish(subject, payload, { reply, ...(gzip && { headers: askPacked() }) });
		} catch (error) {
			close();
			throw error;
		}
		return close;
	}

	/** Our user may not publish to the subject of an error. */
	denied(error: PermissionViolationError): void {
		this.#fail(error, ({ subject }) => subject === error.subject);
	}

	/** The connection is closed for good. */
	closed(): void {
		this.#fail(new Error('connection closed'), () => true);
	}

	#listen(subject: string, isMeant: (open: Open) => boolean, max?: number): Subscription {
		return this.#nc.subscribe(subject, {
			...(max !== undefined && { max }),
			callback: (error, message) => {
				if (error !== null) {
					this.#fail(error, isMeant);
					return;
				}
				const open = this.#open.get(message.subject.slice(message.subject.lastIndexOf('.') + 1));
				if (open === undefined) return;
				if (isNoResponders(message)) open.onError(new NoRespondersError(open.subject));
				else open.onReply(message);
			},
		});
	}

	#fail(error: Error, isMeant: (open: Open) => boolean): void {
		for (const open of [...this.#open.values()]) if (isMeant(open)) open.onError(error);
	}
}
