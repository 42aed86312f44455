// Makes one attempt at an address. It succeeds when the server has greeted us: a hung server accepts connections too.

import { createConnection, isIP, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { errors, type TlsOptions } from '@nats-io/transport-node';
import { NodeTransport, nodeResolveHost } from '@nats-io/transport-node/lib/node_transport.js';
import type { Address } from './addresses.ts';
import { endGently } from './goodbye.ts';
import type { TlsWish } from './tls.ts';

/** How long an attempt is alone before the next one begins beside it, milliseconds; RFC 8305 recommends it. */
export const stagger = 250;

type Host = { hostname: string; port: number };

const ignore = (): void => undefined;
const yes = (): boolean => true;
const no = (): boolean => false;

/** The transport of nats.js, which can be given up at any moment: that of nats.js cannot while it connects. */
export class Dial extends NodeTransport {
	#dialed?: Socket;

	/** What a server has to show that wants TLS where nobody asked for it. */
	constructor(readonly trust: TlsOptions = {}) {
		super();
	}

	override dial({ port, hostname }: Host): Promise<Socket> {
		const socket = createConnection(port, hostname);
		this.#dialed = socket;
		socket.setNoDelay(true);
		return new Promise((resolve, reject) => {
			let error: Error | undefined;
			socket.on('error', (reason) => {
				error = reason;
			});
			socket.on('close', () => reject(error ?? new errors.ConnectionError('given up')));
			socket.on('connect', () => {
				socket.removeAllListeners();
				resolve(socket);
			});
		});
	}

	override startTLS(): Promise<TLSSocket> {
		this.options = { ...this.options, tls: this.options.tls ?? this.trust };
		return super.startTLS();
	}

	override async tlsFirst(host: Host): Promise<TLSSocket> {
		this.socket = await this.dial(host);
		return super.tlsFirst(host);
	}

	/** Not before the server has seen it, where it is there. */
	override async close(error?: Error): Promise<void> {
		const ended = this.socket && !this.socket.destroyed ? endGently(this.socket) : undefined;
		await super.close(error);
		await ended;
	}

	override discard(): void {
		const { socket } = this;
		super.discard();
		for (const each of [socket, this.#dialed]) {
			// What goes wrong with it now is nobody's business, but without a listener it would end the program.
			each?.on('error', ignore);
			each?.destroy();
		}
	}

	/** Ends at once what nats.js ends once everything is written, which to a hung server is never. */
	cut(): void {
		if (this.socket === undefined) this.disconnect();
		else this.socket.destroy();
	}
}

const within = <T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T> =>
	new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new errors.TimeoutError()), ms);
		const abort = (): void => reject(signal.reason);
		signal.addEventListener('abort', abort, { once: true });
		work.then(resolve, reject).finally(() => {
			clearTimeout(timer);
			signal.removeEventListener('abort', abort);
		});
	});

const dial = async (
	address: Address,
	hostname: string,
	options: TlsWish,
	ms: number,
	signal: AbortSignal,
): Promise<Dial> => {
	const transport = new Dial(options.trust);
	const host = { hostname, port: address.port, tlsName: address.tlsName };
	try {
		await within(transport.connect(host, options.tls ? { tls: options.tls } : {}), ms, signal);
		return transport;
	} catch (error) {
		transport.discard();
		throw error;
	}
};

/**
 * Resolves once the server at an address has greeted us, and TLS stands where it is used. A name of several hosts is tried
 * at all of them, each a moment after the one before. Fails with what the first host had against us, or after `ms`.
 */
export const greet = async (
	address: Address,
	options: TlsWish,
	ms: number,
	signal: AbortSignal,
): Promise<Dial> => {
	signal.throwIfAborted();
	const { hostname } = address;
	const hosts = isIP(hostname) === 0 ? await within(nodeResolveHost(hostname), ms, signal) : [hostname];
	const race = new AbortController();
	const stop = (): void => race.abort(signal.reason);
	signal.addEventListener('abort', stop, { once: true });
	const attempts: Promise<Dial>[] = [];
	try {
		for (const host of hosts) {
			const attempt = dial(address, host, options, ms, race.signal);
			attempts.push(attempt);
			const ended = (each: Promise<Dial>): Promise<boolean> => each.then(yes, no);
			const first = [ended(attempt), ended(Promise.any(attempts)), delay(stagger, false)];
			if (hosts.length > 1 && (await Promise.race(first))) break;
		}
		const won = await Promise.any(attempts);
		for (const each of attempts) each.then((other) => other !== won && other.discard(), ignore);
		return won;
	} catch (error) {
		throw error instanceof AggregateError ? error.errors[0] : error;
	} finally {
		signal.removeEventListener('abort', stop);
		race.abort(new Error('another host was faster'));
	}
};
