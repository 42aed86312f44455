// Translates the statuses of nats.js into what natstop shows of its connection.

import { errors, type NatsConnection, type Status } from '@nats-io/transport-node';
import { clean } from '../../system/clean.ts';
import { notLetIn } from './link-transport.ts';

/** `at` is our clock, ms since the epoch; `server` is `host:port`. */
export type ConnectionStatus = { at: number } /** An address is tried for the first connection. */ & (
	| { type: 'connecting'; phase: 'connect'; server: string }
	/** A server has greeted us, and is told who we are. */
	| { type: 'connecting'; phase: 'authenticate' }
	| { type: 'connected' | 'reconnected'; server: string; serverId: string; serverName: string }
	| { type: 'disconnected'; server: string }
	/** An address is tried; attempts count from 1 until a connection has lasted. */
	| { type: 'reconnecting'; attempt: number; server: string }
	/** Nothing is tried until then, ms since the epoch; `server` is next. */
	| { type: 'waiting'; until: number; server: string }
	/** A server let us in that is of another system than before; we stay where the user gave its address. */
	| { type: 'stranger'; server: string; stays: boolean }
	/** The server goes into lame duck mode and will send us away. */
	| { type: 'ldm'; server: string }
	| ConnectionTrouble
	| { type: 'closed' }
);

/** The server's words, or ours about credentials that cannot be read. */
export type ConnectionTrouble = {
	type: 'error';
	/** `limit`: it takes no more subscriptions of ours. */
	kind: 'permission' | 'limit' | 'auth' | 'expired' | 'creds' | 'stale' | 'other';
	error: string;
	/** What a permission violation is about. */
	permission?: { operation: 'publish' | 'subscription'; subject: string; queue?: string };
};

/** One sentence for the log. */
export const strangerText = ({ server, stays }: { server: string; stays: boolean }): string =>
	stays
		? `another system is at ${server} now: none of the servers known answers there`
		: `${server} is another system's, we go back: none of the servers known answers there`;

/** A listener must not throw. */
export type OnStatus = (status: ConnectionStatus) => void;

/** Which trouble an error of the server is. */
export const explainTrouble = (error: Error): ConnectionTrouble => {
	const words = clean(error.message);
	if (error instanceof errors.PermissionViolationError) {
		const { operation, subject, queue } = error;
		const permission = { operation, subject: clean(subject), ...(queue && { queue: clean(queue) }) };
		return { type: 'error', kind: 'permission', error: words, permission };
	}
	if (error instanceof errors.UserAuthenticationExpiredError || /expired/i.test(words)) {
		return { type: 'error', kind: 'expired', error: words };
	}
	if (error instanceof errors.AuthorizationError || /revoked|authorization|authentication/i.test(words)) {
		return { type: 'error', kind: 'auth', error: words };
	}
	const kind = /maximum subscriptions exceeded/i.test(words) ? 'limit' : 'other';
	return { type: 'error', kind, error: words };
};

/** Translates one status of nats.js; nothing for those that concern only nats.js. */
type Translate = (status: Status) => ConnectionStatus | undefined;

const translator = (nc: NatsConnection, server: () => string): Translate => {
	let sentAway = false;
	return (status) => {
		const at = Date.now();
		switch (status.type) {
			case 'disconnect':
				return { type: 'disconnected', server: server(), at };
			case 'reconnect':
				sentAway = false;
				return { type: 'reconnected', at, ...serverOf(nc, server()) };
			case 'ldm':
				return { type: 'ldm', server: server(), at };
			case 'error': {
				if (status.error.message === notLetIn) return undefined;
				const trouble = explainTrouble(status.error);
				sentAway = trouble.kind === 'auth' || trouble.kind === 'expired';
				return { ...trouble, at };
			}
			case 'staleConnection':
				// nats.js says so too when it hangs up after an authentication error.
				if (sentAway) return undefined;
				return { type: 'error', kind: 'stale', error: 'the server stopped answering pings', at };
			case 'close':
				return { type: 'closed', at };
			default:
				return undefined;
		}
	};
};

/** Tells `onStatus` of everything that happens from now on, until the connection is closed for good. */
export const watchStatus = async (
	nc: NatsConnection,
	server: () => string,
	onStatus: OnStatus,
): Promise<void> => {
	const translate = translator(nc, server);
	for await (const status of nc.status()) {
		const told = translate(status);
		if (told !== undefined) onStatus(told);
	}
};

/** Which server a connection is on; its address is known to the dialer. */
export const serverOf = (
	nc: NatsConnection,
	server: string,
): { server: string; serverId: string; serverName: string } => ({
	server: clean(server),
	serverId: clean(nc.info?.server_id ?? ''),
	serverName: clean(nc.info?.server_name ?? ''),
});
