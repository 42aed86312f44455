// Opens the one connection natstop has, and keeps it for ever.

import { setTimeout as delay } from 'node:timers/promises';
import {
	type Authenticator,
	connect,
	type NatsConnection,
	type NodeConnectionOptions,
	type Server,
} from '@nats-io/transport-node';
import { type ConnectError, explainConnectError } from './connect-error.ts';
import { type Login, readLogin } from './login.ts';
import { Pace } from './pace.ts';
import { type ConnectionSettings, SettingsError } from './settings.ts';
import { type OnStatus, serverOf, watchStatus } from './status.ts';
import { realSurroundings, type Surroundings } from './surroundings.ts';
import { tlsOptions } from './tls.ts';
import type { UserClaims } from './user-jwt.ts';

/** How often the server is pinged, so that a silent network is noticed within half a minute. */
const pingInterval = 10_000;

export type Connection = {
	nc: NatsConnection;
	/** What our own user JWT says, as last read; absent without one. */
	claims: () => UserClaims | undefined;
	/** When the next attempt is due, ms since the epoch; absent while connected. */
	nextAttemptAt: () => number | undefined;
	/** Makes the next attempt now. */
	retryNow: () => void;
	/** Leaves the server connected to, which hangs, for another one where there is one. */
	leave: () => void;
	/** Ends it for good. */
	close: () => Promise<void>;
};

export type OpenOptions = {
	/** Retry the first connection until it works or `signal` aborts. */
	wait?: boolean;
	onStatus?: OnStatus;
	signal?: AbortSignal;
	/** Those of the process unless told. */
	surroundings?: Surroundings;
};

/** Credentials of the moment; reconnecting goes on with the last good ones when they cannot be read. */
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
 * Which server is tried next until the first lets us in: each once. Servers name each other when they greet us, and
 * nats.js takes back those that have refused us, so that by itself it never ends where a whole cluster refuses.
 */
class FirstRound {
	readonly #tried = new Set<string>();
	/** The last server, once all have been tried. */
	last?: string;

	/** Throws when there is none left. */
	next(pool: readonly Server[]): Server {
		const next = pool.find(({ listen }) => !this.#tried.has(listen));
		if (next === undefined) {
			this.last = pool[0]?.listen;
			throw new Error('every server was tried');
		}
		this.#tried.add(next.listen);
		return next;
	}
}

/** Rejects when the signal aborts; a connection that still comes about is closed. */
const orAborted = async (opening: Promise<NatsConnection>, signal: AbortSignal | undefined) => {
	if (signal === undefined) return opening;
	let stop = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		signal.throwIfAborted();
		return await Promise.race([opening, aborted]);
	} catch (error) {
		if (signal.aborted) void opening.then((nc) => nc.close()).catch(() => {});
		throw error;
	} finally {
		signal.removeEventListener('abort', stop);
	}
};

/**
 * Connects, and from then on reconnects for ever, keeping all subscriptions. Credentials are read anew for every
 * attempt. Fails with a ConnectError; with `wait` only when aborted, telling `onStatus` about each failure. An abort
 * gives the signal's reason.
 */
export const openConnection = async (
	settings: ConnectionSettings,
	options: OpenOptions = {},
): Promise<Connection> => {
	const { wait = false, onStatus = () => {}, signal, surroundings = realSurroundings() } = options;
	const pace = new Pace();
	let credentials: Credentials | undefined;
	let opened: NatsConnection | undefined;
	/** The server that was left: it takes connections and lets nobody in. */
	let left: string | undefined;
	const addresses = () => [
		...settings.servers,
		...(opened?.getServers() ?? []).map((server) => server.listen),
	];
	const attempt = async (): Promise<NatsConnection> => {
		credentials = new Credentials(() => readLogin(settings, surroundings), onStatus);
		const { authenticate } = credentials;
		onStatus({ type: 'connecting', phase: 'connect', at: Date.now() });
		const round = new FirstRound();
		const options: NodeConnectionOptions = {
			servers: [...settings.servers],
			name: settings.name,
			timeout: settings.timeout,
			authenticator: authenticate,
			...tlsOptions(settings, addresses),
			...(settings.inboxPrefix && { inboxPrefix: settings.inboxPrefix }),
			maxReconnectAttempts: -1,
			ignoreAuthErrorAbort: true,
			reconnectDelayHandler: () => pace.wait(),
			reconnectToServer: (pool) => {
				if (opened === undefined) return round.next(pool);
				return pool[0]?.listen === left ? (pool.find(({ listen }) => listen !== left) ?? null) : null;
			},
			pingInterval,
		};
		return orAborted(connect(options), signal).catch((error: unknown) => {
			if (round.last === undefined) throw error;
			// Asked once more alone, the last one says what it has against us.
			const alone = { ...options, servers: [round.last], reconnectToServer: undefined };
			return orAborted(connect({ ...alone, ignoreClusterUpdates: true }), signal);
		});
	};
	for (;;) {
		try {
			const nc = await attempt();
			opened = nc;
			void watchStatus(nc, (status) => {
				pace.follow(status, nc);
				if (status.type === 'reconnected') left = undefined;
				onStatus(status);
			});
			onStatus({ type: 'connected', at: Date.now(), ...serverOf(nc) });
			return {
				nc,
				claims: () => credentials?.login.claims,
				nextAttemptAt: () => pace.nextAttemptAt(nc),
				retryNow: () => pace.hurry(nc),
				leave: () => {
					left = nc.getServer();
					nc.reconnect().catch(() => undefined);
				},
				close: () => nc.close(),
			};
		} catch (error) {
			signal?.throwIfAborted();
			const { login, asked = false } = credentials ?? {};
			const failure = explainConnectError(error, { settings, login, asked, now: Date.now() });
			if (!wait) throw failure;
			onStatus({ type: 'error', kind: troubleOf(failure), error: failure.message, at: Date.now() });
			pace.attempted(1);
			await delay(pace.wait(), undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
		}
	}
};

const troubleOf = ({ kind }: ConnectError) =>
	kind === 'auth' || kind === 'expired' || kind === 'creds' ? kind : 'other';
