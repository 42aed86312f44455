// Opens the one connection natstop has, and keeps it until the program ends.

import { setTimeout as delay } from 'node:timers/promises';
import { type Authenticator, connect, type NatsConnection } from '@nats-io/transport-node';
import { type Environment, realEnvironment } from '../../system/environment.ts';
import { ModeWire } from '../account/mode-wire.ts';
import { Link, type Vet } from '../link.ts';
import { wireOf } from '../wire.ts';
import { type ConnectError, explainConnectError, explainFailures } from './connect-error.ts';
import { type Login, readLogin } from './login.ts';
import { pause } from './reconnect-delay.ts';
import { type ConnectionSettings, SettingsError } from './settings.ts';
import type { OnStatus } from './status.ts';
import type { OwnKnowledge } from './user-info.ts';
import type { UserClaims } from './user-jwt.ts';

export type Connection = {
	/** The connection itself; everything above it works with its wire. */
	nc: NatsConnection;
	/** Undecided, until it is told in which mode it asks. */
	wire: ModeWire;
	/** What our own user JWT says, as last read; absent without one. */
	claims: () => UserClaims | undefined;
	/** What we ourselves know of our user, as last read. */
	known: () => OwnKnowledge;
	/** `host:port` of the server connected to, or of the one before. */
	server: () => string;
	/** Tells a listener of everything that happens from now on. */
	follow: (listener: OnStatus) => void;
	/** When the next attempt is due, ms since the epoch; absent while connected. */
	nextAttemptAt: () => number | undefined;
	/** Tries every address now, also those that were left. */
	retryNow: () => void;
	/** Has every connection that comes back looked at, before it is told of. */
	examine: (vet: Vet) => void;
	/** True when one of the `lost` servers lives; we have gone there where more of them are. */
	lookElsewhere: (lost: readonly { id: string }[]) => Promise<boolean>;
	/** Leaves the server connected to, which hangs, for another one where there is one. */
	leave: () => void;
	/** Resolves when it has ended for good. */
	closed: () => Promise<void>;
	/** Ends it for good. */
	close: () => Promise<void>;
};

export type OpenOptions = {
	/** Retry the first connection until it works or `signal` aborts. */
	wait?: boolean;
	onStatus?: OnStatus;
	signal?: AbortSignal;
	/** Those of the process unless told. */
	environment?: Environment;
};

/** Reads the credentials anew for each login; a reconnect goes on with the last good ones when they cannot be read. */
class Credentials {
	readonly #read: () => Login;
	readonly #onStatus: OnStatus;
	login: Login;
	/** The server has greeted us and wants to know who we are. */
	asked = false;

	constructor(read: () => Login, onStatus: OnStatus) {
		this.#read = read;
		this.#onStatus = onStatus;
		this.login = read();
	}

	/** nats.js closes the connection for ever when this throws, so it does not. */
	readonly authenticate: Authenticator = (nonce) => {
		this.asked = true;
		try {
			this.login = this.#read();
		} catch (error) {
			if (!(error instanceof SettingsError)) throw error;
			this.#onStatus({ type: 'error', kind: 'creds', error: error.message, at: Date.now() });
		}
		this.#onStatus({ type: 'connecting', phase: 'authenticate', at: Date.now() });
		return this.login.authenticate(nonce);
	};
}

/**
 * Connects, and from then on reconnects for ever, keeping all subscriptions. All known addresses are tried beside each
 * other. Credentials are read anew for every attempt. Fails with a ConnectError; with `wait` only when aborted, telling
 * `onStatus` about each failure. An abort gives the signal's reason.
 */
export const openConnection = async (
	settings: ConnectionSettings,
	options: OpenOptions = {},
): Promise<Connection> => {
	const { wait = false, signal, environment = realEnvironment() } = options;
	const listeners = [options.onStatus ?? (() => {})];
	const tell: OnStatus = (status) => {
		for (const listener of listeners) listener(status);
	};
	let credentials: Credentials | undefined;
	const link = new Link(settings, tell, environment);
	const { dialer } = link;
	const abort = (): void => dialer.end(signal?.reason);
	const connectOnce = async (): Promise<NatsConnection> => {
		credentials = new Credentials(() => readLogin(settings, environment), tell);
		link.begin();
		for (;;) {
			const failures = dialer.failures.length;
			try {
				return await connect(link.options(credentials.authenticate));
			} catch (error) {
				signal?.throwIfAborted();
				// No address has failed: another one would not do better.
				if (dialer.failures.length === failures) throw error;
			}
		}
	};
	signal?.addEventListener('abort', abort, { once: true });
	try {
		for (let attempts = 1; ; attempts++) {
			try {
				signal?.throwIfAborted();
				const nc = await connectOnce();
				if (signal?.aborted) await nc.close();
				signal?.throwIfAborted();
				const wire = new ModeWire(wireOf(nc, settings.inboxPrefix));
				void link.follow(nc);
				return {
					nc,
					wire,
					server: () => link.server(),
					follow: (listener) => listeners.push(listener),
					claims: () => credentials?.login.claims,
					known: () => credentials?.login ?? {},
					nextAttemptAt: () => (link.lost ? dialer.nextAttemptAt() : undefined),
					retryNow: () => dialer.hurry(),
					examine: (vet) => {
						link.vet = vet;
					},
					lookElsewhere: (lost) => link.lookElsewhere(nc, new Set(lost.map(({ id }) => id))),
					leave: () => link.leave(nc),
					closed: async () => void (await nc.closed()),
					close: async () => {
						wire.close();
						await nc.close();
						dialer.end(new Error('closed'));
					},
				};
			} catch (error) {
				signal?.throwIfAborted();
				const { login, asked = false } = credentials ?? {};
				const attempt = { settings, login, asked, now: Date.now() };
				const failure = explainFailures(dialer.failures, attempt) ?? explainConnectError(error, attempt);
				if (!wait) throw failure;
				tell({ type: 'error', kind: troubleOf(failure), error: failure.message, at: Date.now() });
				await delay(pause(attempts), undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
			}
		}
	} finally {
		signal?.removeEventListener('abort', abort);
	}
};

const troubleOf = ({ kind }: ConnectError) =>
	kind === 'auth' || kind === 'expired' || kind === 'creds' ? kind : 'other';
