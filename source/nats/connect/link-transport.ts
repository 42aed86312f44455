// The transport of nats.js: the connection to whichever known address greeted us first.

import {
	type ConnectionOptions,
	errors,
	ProtocolHandler,
	type Server,
	setTransportFactory,
	type Transport,
} from '@nats-io/transport-node';
import { type NodeTransport, nodeResolveHost } from '@nats-io/transport-node/lib/node_transport.js';
import { Dialer, type Greeted } from './dialer.ts';
import { Dial } from './greeting.ts';
import { Login } from './server-words.ts';

/**
 * What nats.js is told where a server that has not let us in hangs up or says nothing: it would wait for its whole timeout.
 * It has to look like a refused login, which nats.js takes at once; the dialer is told what really happened.
 */
export const notLetIn = 'authorization violation, or the server hung up';

/** A server that greeted us and ended the connection without a word. */
export const hungUp = 'the server greeted us and hung up';

type End = 'hung up' | 'silent' | 'over';
type Chunk = IteratorResult<Uint8Array, undefined>;

/** One connection; nats.js makes another one of these for each. */
export class LinkTransport implements Transport {
	readonly #plain = new Dial();
	#inner: NodeTransport = this.#plain;
	#dialer?: Dialer;
	#greeted?: Greeted;
	#login = new Login();
	#timer?: NodeJS.Timeout;
	/** nats.js has closed it, or was told of its end. */
	#over = false;
	#end: (why: End) => void = () => undefined;
	readonly #ended = new Promise<End>((resolve) => {
		this.#end = resolve;
	});
	#tellClosed: (reason: undefined | Error) => void = () => undefined;
	/** A server that never let us in was not lost: then this never resolves. */
	readonly #closed = new Promise<undefined | Error>((resolve) => {
		this.#tellClosed = resolve;
	});

	get isClosed(): boolean {
		return this.#inner.isClosed;
	}

	get lang(): string {
		return this.#inner.lang;
	}

	get version(): string {
		return this.#inner.version;
	}

	get closeError(): Error | undefined {
		return this.#inner.closeError;
	}

	/** A dialer among the options chooses the server; without one it is the one that nats.js wants. */
	async connect(server: Server, options: ConnectionOptions): Promise<void> {
		if (!('dialer' in options && options.dialer instanceof Dialer)) {
			void this.#plain.closed().then((reason) => this.#tellClosed(reason || undefined));
			await this.#plain.connect(server, options);
			return;
		}
		const dialer = options.dialer;
		const greeted = await dialer.next();
		this.#dialer = dialer;
		this.#greeted = greeted;
		this.#inner = greeted.transport;
		greeted.abandon = () => this.#end('hung up');
		this.#timer = setTimeout(() => this.#end('silent'), dialer.timeout);
		void greeted.transport.closed().then((reason) => {
			// What came just before the end is read first.
			if (this.#login.letIn) this.#tellClosed(reason || undefined);
			else setImmediate(() => this.#end('hung up'));
		});
		if (this.#over) this.#refused(new errors.ClosedConnectionError());
	}

	[Symbol.asyncIterator](): AsyncIterableIterator<Uint8Array> {
		const chunks = this.#inner[Symbol.asyncIterator]();
		if (this.#dialer === undefined) return chunks;
		return {
			next: () => (this.#login.letIn && !this.#over ? chunks.next() : this.#beforeLogin(chunks)),
			[Symbol.asyncIterator]() {
				return this;
			},
		};
	}

	isEncrypted(): boolean {
		return this.#inner.isEncrypted();
	}

	send(frame: Uint8Array): void {
		this.#inner.send(frame);
	}

	close(error?: Error): Promise<void> {
		this.#finish();
		return this.#inner.close(error);
	}

	/** Ends it at once: who calls this does not trust the server to read what is still to be written. */
	disconnect(): void {
		if (this.#inner instanceof Dial) this.#inner.cut();
		else this.#inner.disconnect();
	}

	discard(): void {
		this.#finish();
		this.#inner.discard();
	}

	closed(): Promise<undefined | Error> {
		return this.#closed;
	}

	async #beforeLogin(chunks: AsyncIterator<Uint8Array>): Promise<Chunk> {
		const done = { done: true, value: undefined } as const;
		if (this.#over) return done;
		const next = await Promise.race([chunks.next(), this.#ended]);
		if (next === 'over' || this.#over) return done;
		if (next === 'hung up' || next === 'silent') {
			this.#over = true;
			const cause = this.#inner.closeError;
			if (next === 'hung up') await this.#askAgain();
			this.#refused(
				next === 'silent' ? new errors.TimeoutError() : new errors.ConnectionError(hungUp, { cause }),
			);
			return { done: false, value: new TextEncoder().encode(`-ERR '${notLetIn}'\r\n`) };
		}
		if (next.done) return done;
		this.#login.read(next.value);
		if (this.#login.letIn) {
			clearTimeout(this.#timer);
			if (this.#greeted) this.#dialer?.letIn(this.#greeted);
			// It may have hung up already.
			if (this.#inner.isClosed) this.#tellClosed(this.#inner.closeError);
		}
		return { done: false, value: next.value };
	}

	/** What a server says as it hangs up may be lost with what we were saying; who only listens hears it. */
	async #askAgain(): Promise<void> {
		if (this.#login.words !== undefined || this.#greeted === undefined) return;
		this.#login.words = await this.#dialer?.listen(this.#greeted.address).catch(() => undefined);
	}

	#finish(): void {
		if (this.#over) return;
		this.#over = true;
		if (!this.#login.letIn) this.#refused(new errors.ConnectionError(hungUp));
		this.#end('over');
	}

	/** The server's own words stand before ours. */
	#refused(error: Error): void {
		clearTimeout(this.#timer);
		const { words, urls } = this.#login;
		const why = words === undefined ? error : ProtocolHandler.toError(words);
		if (this.#greeted) this.#dialer?.refused(this.#greeted, why, urls);
	}
}

/** Has nats.js use `LinkTransport` for the connection it makes next; its own `connect` sets another one each time. */
export const useLinkTransport = (): void => {
	setTransportFactory({ factory: () => new LinkTransport(), dnsResolveFn: nodeResolveHost });
};
