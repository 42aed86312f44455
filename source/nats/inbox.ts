// Where the answers to single questions come in: one subscription a connection, and a reply subject that nobody can guess.

import { randomBytes } from 'node:crypto';
import {
	createInbox,
	type Msg,
	type NatsConnection,
	NoRespondersError,
	PermissionViolationError,
	type Subscription,
} from '@nats-io/transport-node';

/** Takes what comes for one question: answers, and why there will be none. */
export type Taker = { onReply: (message: Msg) => void; onError: (error: Error) => void };

type Open = Taker & { subject: string };

/** The last token of a reply subject: who could guess the next one could answer for others, or say that nobody is there. */
export const randomToken = (): string => randomBytes(16).toString('hex');

/** Somebody says that nobody is there to answer: the server, or who calls himself so. */
export const isNoResponders = (message: Msg): boolean =>
	message.data.length === 0 && message.headers?.code === 503;

/** In place of the inbox of nats.js, whose tokens come from a generator that can be computed. */
export class Inbox {
	readonly #nc: NatsConnection;
	readonly #subject: string;
	readonly #open = new Map<string, Open>();
	#subscription?: Subscription;

	constructor(nc: NatsConnection, prefix?: string) {
		this.#nc = nc;
		this.#subject = createInbox(prefix);
		void this.#follow();
	}

	/** A reply subject for who listens to it himself. */
	reply(): string {
		return `${this.#subject}.own.${randomToken()}`;
	}

	/** Sends a question, and hands over what comes until the function it gives is called. Throws where it cannot be sent. */
	ask(subject: string, payload: string, taker: Taker): () => void {
		if (this.#subscription?.isClosed() !== false) this.#subscription = this.#listen();
		const token = randomToken();
		this.#open.set(token, { subject, ...taker });
		const close = (): void => void this.#open.delete(token);
		try {
			this.#nc.publish(subject, payload, { reply: `${this.#subject}.${token}` });
		} catch (error) {
			close();
			throw error;
		}
		return close;
	}

	#listen(): Subscription {
		return this.#nc.subscribe(`${this.#subject}.*`, {
			callback: (error, message) => {
				if (error !== null) {
					this.#fail(error, () => true);
					return;
				}
				const open = this.#open.get(message.subject.slice(this.#subject.length + 1));
				if (open === undefined) return;
				if (isNoResponders(message)) open.onError(new NoRespondersError(open.subject));
				else open.onReply(message);
			},
		});
	}

	/** What our user may not publish is told to the connection, not to who asked. */
	async #follow(): Promise<void> {
		for await (const status of this.#nc.status()) {
			if (status.type !== 'error' || !(status.error instanceof PermissionViolationError)) continue;
			const { error } = status;
			if (error.operation === 'publish') this.#fail(error, ({ subject }) => subject === error.subject);
		}
		this.#fail(new Error('connection closed'), () => true);
	}

	#fail(error: Error, isMeant: (open: Open) => boolean): void {
		for (const open of [...this.#open.values()]) if (isMeant(open)) open.onError(error);
	}
}

const inboxes = new WeakMap<NatsConnection, Inbox>();

/** The inbox of a connection; its prefix is that of the first call. */
export const inboxOf = (nc: NatsConnection, prefix?: string): Inbox => {
	const inbox = inboxes.get(nc) ?? new Inbox(nc, prefix);
	inboxes.set(nc, inbox);
	return inbox;
};
