// The seam between natstop and NATS: everything above subscribes and asks through a wire, so that a recording can be one too.

import type { NatsConnection } from '@nats-io/transport-node';
import type { Mode } from '../model/mode.ts';
import { clean } from '../system/clean.ts';
import { type ConnectionTrouble, explainTrouble } from './connect/status.ts';
import { type GatherEnd, Gatherer, type GatherOptions } from './gather.ts';
import { Inbox, isPublishViolation, isSubscribeViolation } from './inbox.ts';
import type { Fields } from './read.ts';
import { type AskOptions, askThrough, type Reply, type Result } from './requests.ts';

/** Milliseconds since the epoch, as something is judged by. */
export type Clock = () => number;

/** The clock of this machine: the only one there is, until a recording brings its own. */
export const machineClock: Clock = Date.now;

/** A message as it came; valid while the callback runs. */
export type WireMessage = { readonly subject: string; readonly data: Uint8Array };

/** A subscription. It is closed for good once stopped, or once the server denied it. */
export type WireSubscription = { isOpen: () => boolean; stop: () => void };

/** The server connected to, as it described itself at login; texts are clean. */
export type WireServer = {
	id: string;
	name: string;
	version: string;
	cluster?: string;
	/** Our connection as this server numbers it. */
	clientId?: number;
	/** Longest message it takes, bytes. */
	maxPayload: number;
	/** Whether our account is the system account; servers say so since 2.12. */
	isSystemAccount?: boolean;
};

/** What happens to the wire: the link is lost, back, closed for good, or the server objects to something. */
export type WireNews = { type: 'lost' | 'back' | 'closed' } | ConnectionTrouble;

export type Wire = {
	/** Whose eyes it looks through, once that is decided; absent for those of the system account. */
	readonly mode?: Mode;
	/** Set where answers were given before, as those of an archive: how long one takes says nothing of the way to its server. */
	readonly isPast?: true;
	/** Calls `onMessage` for every message of a subject. `onDenied`: our user may not subscribe to it. */
	subscribe: (
		subject: string,
		onMessage: (message: WireMessage) => void,
		onDenied?: () => void,
	) => WireSubscription;
	/** Sends one request and waits for one answer. Never throws; see `AskOptions`. */
	ask: (subject: string, body: Fields | undefined, options: AskOptions) => Promise<Result<Reply>>;
	/** Sends one request to all servers; their answers are handed over one by one. Never throws. */
	gather: (subject: string, body: Fields | undefined, options: GatherOptions) => Promise<GatherEnd>;
	/** Pings the server connected to: milliseconds until it answers. Rejects when the link goes away. */
	rtt: () => Promise<number>;
	/** Calls `listener` with everything that happens from now on, until the function it gives is called. */
	watch: (listener: (news: WireNews) => void) => () => void;
	/** The server connected to, or connected to last. */
	server: () => WireServer | undefined;
	/** Whether it is closed for good. */
	isClosed: () => boolean;
	/** The clock that what is received is judged by. */
	now: Clock;
	/** Stops listening for answers. */
	close: () => void;
	/** Why what was not asked has no answer, where this is about the past. */
	readonly absent?: string;
};

const serverIn = (info: NonNullable<NatsConnection['info']>): WireServer => ({
	id: clean(info.server_id),
	name: clean(info.server_name),
	version: clean(info.version),
	...('cluster' in info && typeof info.cluster === 'string' && { cluster: clean(info.cluster) }),
	clientId: info.client_id,
	maxPayload: info.max_payload,
	...('remote_account' in info && { isSystemAccount: 'acc_is_sys' in info && info.acc_is_sys === true }),
});

/** The wire of a connection. It listens for answers from the first question on: subscriptions may be scarce. */
class ConnectionWire implements Wire {
	readonly now = machineClock;
	readonly #nc: NatsConnection;
	readonly #inbox: Inbox;
	readonly #gatherer: Gatherer;
	readonly #listeners = new Set<(news: WireNews) => void>();

	constructor(nc: NatsConnection, inboxPrefix?: string) {
		this.#nc = nc;
		this.#inbox = new Inbox(nc, inboxPrefix);
		this.#gatherer = new Gatherer(nc, inboxPrefix);
		void this.#follow();
	}

	subscribe(
		subject: string,
		onMessage: (message: WireMessage) => void,
		onDenied?: () => void,
	): WireSubscription {
		const subscription = this.#nc.subscribe(subject, {
			callback: (error, message) => {
				if (error === null) onMessage(message);
				else if (isSubscribeViolation(error)) onDenied?.();
			},
		});
		return { isOpen: () => !subscription.isClosed(), stop: () => subscription.unsubscribe() };
	}

	ask(subject: string, body: Fields | undefined, options: AskOptions): Promise<Result<Reply>> {
		return askThrough(this.#inbox, subject, body, options);
	}

	gather(subject: string, body: Fields | undefined, options: GatherOptions): Promise<GatherEnd> {
		return this.#gatherer.gather(subject, body, options);
	}

	rtt(): Promise<number> {
		return this.#nc.rtt();
	}

	watch(listener: (news: WireNews) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	server(): WireServer | undefined {
		return this.#nc.info && serverIn(this.#nc.info);
	}

	isClosed(): boolean {
		return this.#nc.isClosed();
	}

	close(): void {
		this.#gatherer.close();
	}

	/** What our user may not publish is told to the connection, not to who asked. */
	async #follow(): Promise<void> {
		for await (const status of this.#nc.status()) {
			if (status.type === 'error') {
				const { error } = status;
				if (isPublishViolation(error)) {
					this.#inbox.denied(error);
					this.#gatherer.denied(error.subject);
				}
				this.#tell(explainTrouble(error));
			} else if (status.type === 'disconnect') this.#tell({ type: 'lost' });
			else if (status.type === 'reconnect') {
				this.#gatherer.relisten();
				this.#tell({ type: 'back' });
			}
		}
		this.#inbox.closed();
		this.#tell({ type: 'closed' });
	}

	#tell(news: WireNews): void {
		for (const listener of [...this.#listeners]) listener(news);
	}
}

const wires = new WeakMap<NatsConnection, Wire>();

/** The wire of a connection, always the same one; the prefix of its inboxes is that of the first call. */
export const wireOf = (nc: NatsConnection, inboxPrefix?: string): Wire => {
	const wire = wires.get(nc) ?? new ConnectionWire(nc, inboxPrefix);
	wires.set(nc, wire);
	return wire;
};
