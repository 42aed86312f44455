// Connects nats.js with our dialer, which chooses the server, and translates what nats.js reports.

import { setTimeout as delay } from 'node:timers/promises';
import type { Authenticator, NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import type { Environment } from '../system/environment.ts';
import { Addresses } from './connect/addresses.ts';
import { Dialer } from './connect/dialer.ts';
import { useLinkTransport } from './connect/link-transport.ts';
import { betterPlace, lookAround } from './connect/look-around.ts';
import type { ConnectionSettings } from './connect/settings.ts';
import { type ConnectionStatus, type OnStatus, serverOf, watchStatus } from './connect/status.ts';
import { type TlsWish, tlsOptions } from './connect/tls.ts';
import { type Wire, wireOf } from './wire.ts';

/** How often the server is pinged, so that a silent network is noticed within half a minute. */
const pingInterval = 10_000;

/** The dialer keeps the time of every attempt; nats.js is not to end one. A day, milliseconds. */
const noTimeout = 86_400_000;

/** How long a new login must last to count as a return after the server closed our connection, milliseconds. */
const proof = 1000;

/** How long to wait for the greeting of other addresses while our own server may be cut off, milliseconds. */
const lookLimit = 1000;

/** How long to stay with a server after a move, milliseconds: each half of a split system looks better from the other. */
const restSpan = 60_000;

/** How long a server may take to find its neighbours after it let us in, milliseconds. */
const settleSpan = 10_000;

export type Vet = (wire: Wire, isGiven: boolean) => Promise<'same' | 'other' | 'unknown'>;

/** One connection to a system over time: everything that nats.js leaves to its user. */
export class Link {
	readonly addresses: Addresses;
	readonly dialer: Dialer;
	lost = false;
	/** What the server said of its neighbours counts when it had let us in. */
	#wasIn = false;
	#tls: TlsWish = { trust: {} };
	/** The last loss was the server's will, because of who we are. */
	#wasSentAway = false;
	/** Rises with every loss and every return. */
	#returns = 0;
	#movedAt = Number.NEGATIVE_INFINITY;
	/** Whether a connection that came back is in the same system; `isGiven` when the user gave its address. */
	vet: Vet = async () => 'same';

	constructor(
		readonly settings: ConnectionSettings,
		readonly tell: OnStatus,
		readonly environment: Environment,
	) {
		this.addresses = new Addresses(settings.servers, settings.noDiscover !== true);
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
		this.#tls = tlsOptions(this.settings, listens, this.environment);
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
		this.#learn(nc);
		this.tell({ type: 'connected', at: Date.now(), ...serverOf(nc, this.server()) });
		await watchStatus(
			nc,
			() => this.server(),
			(status) => {
				if (status.type === 'disconnected') this.#left(status);
				else if (status.type === 'reconnected') void this.#back(nc, status);
				else {
					this.#wasSentAway ||=
						status.type === 'error' && (status.kind === 'auth' || status.kind === 'expired');
					this.tell(status);
				}
			},
		);
	}

	#learn({ info }: NatsConnection): void {
		this.addresses.learn(info?.connect_urls, this.dialer.current?.tlsName);
	}

	#left(status: ConnectionStatus): void {
		this.#returns++;
		if (this.lost) return;
		this.lost = true;
		this.tell(status);
	}

	/** A return is told once it has lasted, where we had been sent away, and once it is known to be the same system. */
	async #back(nc: NatsConnection, status: ConnectionStatus): Promise<void> {
		const turn = ++this.#returns;
		if (this.#wasSentAway) await delay(proof, undefined, { ref: false });
		const place = this.dialer.current;
		const system =
			turn === this.#returns
				? await this.vet(wireOf(nc, this.settings.inboxPrefix), place?.given === true)
				: 'same';
		if (turn !== this.#returns || place === undefined) return;
		if (system === 'other')
			this.tell({ type: 'stranger', server: place.listen, stays: place.given, at: Date.now() });
		if (system === 'other' && !place.given) {
			this.addresses.shun(place.listen);
			nc.reconnect().catch(() => undefined);
			return;
		}
		this.#wasIn = true;
		this.lost = false;
		this.#wasSentAway = false;
		this.#learn(nc);
		this.tell(status);
	}

	/** Leaves the server for another one; it is tried last. */
	leave(nc: NatsConnection): void {
		this.addresses.avoid(this.server());
		nc.reconnect().catch(() => undefined);
	}

	/**
	 * Asks at other addresses whether servers live that our own one has lost, and goes where most of them are. True when one
	 * of them lives, or where nobody can be asked and our own server may be the one to blame.
	 */
	async lookElsewhere(nc: NatsConnection, lost: ReadonlySet<string>): Promise<boolean> {
		this.#learn(nc);
		const others = this.addresses.everything().filter(({ listen }) => listen !== this.server());
		const ms = Math.min(this.settings.timeout, lookLimit);
		const greeters = await lookAround(others, this.#tls, ms);
		const place = betterPlace(greeters, lost);
		const isFirst = performance.now() - this.#movedAt > restSpan;
		if (place !== undefined && isFirst && !this.lost) {
			this.#movedAt = performance.now();
			const error = `it is cut off from the servers that ${place.address.listen} sees`;
			this.tell({ type: 'error', kind: 'other', error, at: Date.now() });
			this.addresses.prefer(place.address);
			this.leave(nc);
		}
		// A server that has just begun may not have found its neighbours yet.
		if (others.length === 0) return lost.size > 1 || this.dialer.age < settleSpan;
		return greeters.some(({ serverId }) => lost.has(serverId));
	}
}
