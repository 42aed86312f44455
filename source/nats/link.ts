// What nats.js is given so that our dialer chooses the server, and what it tells, in our words.

import type { Authenticator, NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import { Addresses } from './addresses.ts';
import { Dialer } from './dialer.ts';
import { useLinkTransport } from './link-transport.ts';
import type { ConnectionSettings } from './settings.ts';
import { type OnStatus, serverOf, watchStatus } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import { type TlsWish, tlsOptions } from './tls.ts';

/** How often the server is pinged, so that a silent network is noticed within half a minute. */
const pingInterval = 10_000;

/** The dialer keeps the time of every attempt; nats.js is not to end one. A day, milliseconds. */
const noTimeout = 86_400_000;

/** One connection to a system over time, for all that nats.js has no say in. */
export class Link {
	readonly addresses: Addresses;
	readonly dialer: Dialer;
	lost = false;
	/** What the server said of its neighbours counts when it had let us in. */
	#wasIn = false;
	#tls: TlsWish = { trust: {} };

	constructor(
		readonly settings: ConnectionSettings,
		readonly tell: OnStatus,
		readonly surroundings: Surroundings,
	) {
		this.addresses = new Addresses(settings.servers, true);
		this.dialer = new Dialer({
			addresses: this.addresses,
			timeout: settings.timeout,
			transport: () => this.#tls,
			onTry: ({ listen: server }, attempt) => {
				const at = Date.now();
				if (this.dialer.isFirst) tell({ type: 'connecting', phase: 'connect', server, at });
				else tell({ type: 'reconnecting', attempt, server, at });
			},
			onWait: ({ listen: server }, until) => tell({ type: 'waiting', server, until, at: Date.now() }),
		});
	}

	/** Before each series of first attempts. Fails with a ConnectError when a file cannot be read. */
	begin(): void {
		const listens = (): string[] => this.addresses.order().map(({ listen }) => listen);
		this.#tls = tlsOptions(this.settings, listens, this.surroundings);
		this.dialer.begin();
	}

	/** `host:port` of the server that let us in last. */
	server(): string {
		return this.dialer.current?.listen ?? '';
	}

	/** For nats.js: one address that stands for all, tried without a pause and without an end. */
	options(authenticator: Authenticator): NodeConnectionOptions {
		const { settings, dialer } = this;
		const options = {
			servers: settings.servers.slice(0, 1),
			name: settings.name,
			timeout: noTimeout,
			authenticator,
			...(this.#tls.tls && { tls: this.#tls.tls }),
			...(settings.inboxPrefix && { inboxPrefix: settings.inboxPrefix }),
			resolve: false,
			ignoreClusterUpdates: true,
			maxReconnectAttempts: -1,
			ignoreAuthErrorAbort: true,
			// Never: a pause would be measured with a clock that may be set back.
			reconnectDelayHandler: () => Number.NEGATIVE_INFINITY,
			reconnectToServer: (_: unknown, info: { connect_urls?: string[] } | null) => {
				if (this.#wasIn) this.addresses.learn(info?.connect_urls, dialer.current?.tlsName);
				this.#wasIn = false;
				useLinkTransport();
				return null;
			},
			pingInterval,
			dialer,
		};
		return options;
	}

	/** Tells what becomes of an open connection, until it is closed. */
	async follow(nc: NatsConnection): Promise<void> {
		this.#wasIn = true;
		this.tell({ type: 'connected', at: Date.now(), ...serverOf(nc, this.server()) });
		await watchStatus(
			nc,
			() => this.server(),
			(status) => {
				if (status.type === 'disconnected') this.lost = true;
				if (status.type === 'reconnected') {
					this.lost = false;
					this.#wasIn = true;
				}
				this.tell(status);
			},
		);
	}

	/** Leaves the server for another one; it is tried last. */
	leave(nc: NatsConnection): void {
		this.addresses.avoid(this.server());
		nc.reconnect().catch(() => undefined);
	}
}
