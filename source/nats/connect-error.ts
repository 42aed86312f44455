// Why a connection could not be made, in one sentence.

import { errors } from '@nats-io/transport-node';
import { clean } from './clean.ts';
import type { Login } from './login.ts';
import { type ConnectionSettings, SettingsError } from './settings.ts';

export type ConnectErrorKind = 'refused' | 'dns' | 'tls' | 'auth' | 'timeout' | 'creds' | 'expired' | 'other';

/** A failed connection. The message is one sentence for people, without secrets. */
export class ConnectError extends Error {
	override name = 'ConnectError';
	readonly kind: ConnectErrorKind;

	constructor(kind: ConnectErrorKind, message: string, cause?: unknown) {
		super(message, { cause });
		this.kind = kind;
	}
}

/** A length of time in its largest unit: `3d`, `5h`, `2m`, `40s`. */
const roughly = (milliseconds: number): string => {
	const seconds = Math.floor(milliseconds / 1000);
	if (seconds < 60) return `${seconds}s`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
	return seconds < 86_400 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`;
};

type SystemError = Error & { code?: unknown; address?: unknown; port?: unknown; hostname?: unknown };

/** The error and its causes, outermost first; those of a failed attempt at several addresses too. */
const chain = (error: unknown): SystemError[] => {
	const found: SystemError[] = [];
	for (let next = error; next instanceof Error && found.length < 8; ) {
		found.push(next);
		next = next instanceof AggregateError ? next.errors[0] : next.cause;
	}
	return found;
};

const tlsCode =
	/^(ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO$|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;

const tlsReasons: Readonly<Record<string, string>> = {
	UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		'its certificate is signed by an authority that is not trusted here; give it with --tlsca',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
		'its certificate is signed by an authority that is not trusted here; give it with --tlsca',
	SELF_SIGNED_CERT_IN_CHAIN:
		'its certificate is signed by an authority that is not trusted here; give it with --tlsca',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate signs itself and is not trusted here; give it with --tlsca',
	CERT_HAS_EXPIRED: 'its certificate has expired',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
	ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS first; leave --tlsfirst out',
	EPROTO: 'it does not speak TLS first; leave --tlsfirst out',
};

const networkReasons: Readonly<Record<string, string>> = {
	EHOSTUNREACH: 'there is no route to it',
	ENETUNREACH: 'its network cannot be reached',
	ECONNRESET: 'it closed the connection before a greeting',
	ETIMEDOUT: 'it does not answer',
};

/** The words of the server about who we are, or of our own copy of the JWT where that says more. */
const explainAuth = (words: string, login: Login | undefined, now: number): ConnectError => {
	const expiry = login?.claims?.expiresAt;
	if (login !== undefined && expiry !== undefined && expiry <= now) {
		return new ConnectError('expired', `the user JWT in ${login.label} expired ${roughly(now - expiry)} ago`);
	}
	if (/expired/i.test(words)) return new ConnectError('expired', `the server says ${words}`);
	const what =
		login === undefined || login.label === 'no credentials'
			? 'no credentials were given, and it wants some'
			: `it does not accept ${login.label}`;
	return new ConnectError('auth', `the server says ${words}: ${what}`);
};

type Attempt = {
	settings: ConnectionSettings;
	login: Login | undefined;
	/** The server has greeted us. */
	asked: boolean;
	now: number;
};

const explainTimeout = ({ settings, asked }: Attempt, servers: string): string => {
	const { tls, timeout } = settings;
	const within = `within ${timeout / 1000}s`;
	if (!asked) {
		const hint = tls?.first === true ? '' : '; a server that wants TLS first needs --tlsfirst';
		return `${servers} did not answer ${within}${hint}`;
	}
	// A server that misses our certificate hangs up after the handshake, and nats.js goes on waiting.
	const hint =
		tls === undefined || tls.cert ? '' : '; if it wants a client certificate, give --tlscert and --tlskey';
	return `${servers} greeted us but did not let us in ${within}${hint}`;
};

const explainCode = (code: string, error: SystemError, servers: string): ConnectError | undefined => {
	const host = String(error.address).replace(/^.*:.*$/, '[$&]');
	const address = error.address === undefined ? servers : `${host}:${error.port}`;
	if (code === 'ECONNREFUSED') return new ConnectError('refused', `connection refused by ${address}`, error);
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		const name = String(error.hostname ?? servers);
		const reason = code === 'ENOTFOUND' ? 'no such name' : 'the name server does not answer';
		return new ConnectError('dns', `cannot resolve ${name}: ${reason}`, error);
	}
	if (tlsCode.test(code)) {
		return new ConnectError(
			'tls',
			`TLS with ${servers} failed: ${tlsReasons[code] ?? clean(error.message)}`,
			error,
		);
	}
	const reason = networkReasons[code];
	if (reason === undefined) return undefined;
	return new ConnectError(
		code === 'ETIMEDOUT' ? 'timeout' : 'other',
		`cannot reach ${address}: ${reason}`,
		error,
	);
};

/** What an error of nats.js, Node or our own means. */
export const explainConnectError = (error: unknown, attempt: Attempt): ConnectError => {
	const { settings, login, now } = attempt;
	if (error instanceof ConnectError) return error;
	if (error instanceof SettingsError) return new ConnectError('creds', error.message, error);
	const servers = settings.servers.join(', ');
	for (const link of chain(error)) {
		if (link instanceof errors.AuthorizationError || link instanceof errors.UserAuthenticationExpiredError) {
			return explainAuth(clean(link.message), login, now);
		}
		if (link instanceof errors.TimeoutError) {
			const message = explainTimeout(attempt, servers);
			return new ConnectError('timeout', message, error);
		}
		if (/server does not support 'tls'|is not available on this server/.test(link.message)) {
			return new ConnectError('tls', `${servers} does not offer TLS`, error);
		}
		const explained = explainCode(String(link.code ?? ''), link, servers);
		if (explained !== undefined) return explained;
	}
	const words = error instanceof Error ? clean(error.message) : '';
	// nats.js when the socket ends before the greeting: a server that waits for TLS gives up after its own timeout.
	if (/provided an undefined error/.test(words)) {
		const hint = settings.tls?.first === true ? '' : '; a server that wants TLS first needs --tlsfirst';
		return new ConnectError('other', `${servers} closed the connection before a greeting${hint}`, error);
	}
	return new ConnectError('other', `cannot connect to ${servers}${words && `: ${words}`}`, error);
};
