// Why a connection could not be made, in one sentence.

import { errors } from '@nats-io/transport-node';
import { clean } from '../../system/clean.ts';
import type { Failure } from './dialer.ts';
import { hungUp } from './link-transport.ts';
import type { Login } from './login.ts';
import { type ConnectionSettings, SettingsError } from './settings.ts';

export type ConnectErrorKind =
	| 'refused'
	| 'dns'
	| 'tls'
	| 'auth'
	| 'timeout'
	| 'creds'
	| 'expired'
	| 'full'
	| 'other';

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

/** A server that misses our certificate hangs up after the handshake, more or less clearly. */
const certificateHint = 'if it wants a client certificate, give --tlscert and --tlskey';

const tlsReasons: Readonly<Record<string, string>> = {
	UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		'its certificate is signed by an authority that is not trusted here; give it with --tlsca',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
		'its certificate is signed by an authority that is not trusted here; give it with --tlsca',
	SELF_SIGNED_CERT_IN_CHAIN:
		'its certificate is signed by an authority that is not trusted here; give it with --tlsca',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate signs itself and is not trusted here; give it with --tlsca',
	ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: 'it wants a client certificate; give --tlscert and --tlskey',
	ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'it does not accept the client certificate',
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

/** What may be why, as servers do not say: the same words stand for a wrong password and a wrong place. */
const limits = ({ claims }: Login): string =>
	claims === undefined || claims.limits.length === 0
		? ''
		: `, whose JWT allows only ${claims.limits.join(' and only ')}`;

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
			: `it does not accept ${login.label}${limits(login)}`;
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
	const hint = tls === undefined || tls.cert ? '' : `; ${certificateHint}`;
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

/** Without a word, but TLS may have one. */
const explainHungUp = (error: Error, { tls }: ConnectionSettings, servers: string): ConnectError => {
	for (const link of chain(error.cause)) {
		const code = String(link.code ?? '');
		if (tlsCode.test(code))
			return explainCode(code, link, servers) ?? new ConnectError('tls', clean(link.message), error);
	}
	const hint = tls === undefined || tls.cert ? '' : `; ${certificateHint}`;
	return new ConnectError('other', `${servers} greeted us and hung up${hint}`, error);
};

/** What says most about why there is no connection comes first. */
const byWeight: readonly ConnectErrorKind[] = [
	...(['expired', 'auth', 'creds', 'full', 'tls', 'other', 'timeout', 'dns', 'refused'] as const),
];

/** Of all the addresses that were tried in vain, the one that says most; those that were silent are named together. */
export const explainFailures = (failures: readonly Failure[], attempt: Attempt): ConnectError | undefined => {
	const explained = failures.map(({ address, error, greeted }) => {
		const settings = { ...attempt.settings, servers: [address.url] };
		return {
			url: address.url,
			failure: explainConnectError(error, { ...attempt, settings, asked: greeted }),
		};
	});
	const kind = byWeight.find((each) => explained.some(({ failure }) => failure.kind === each));
	const alike = explained.filter(({ failure }) => failure.kind === kind);
	const first = alike[0]?.failure;
	if (kind !== 'timeout' || failures.some(({ greeted }) => greeted)) return first;
	const servers = alike.map(({ url }) => url);
	return explainConnectError(first?.cause, {
		...attempt,
		settings: { ...attempt.settings, servers },
		asked: false,
	});
};

/** What an error of nats.js, Node or our own means. */
export const explainConnectError = (error: unknown, attempt: Attempt): ConnectError => {
	const { settings, login, now } = attempt;
	if (error instanceof ConnectError) return error;
	if (error instanceof SettingsError) return new ConnectError('creds', error.message, error);
	const servers = settings.servers.join(', ');
	if (error instanceof errors.ConnectionError && error.message === hungUp) {
		return explainHungUp(error, settings, servers);
	}
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
	if (error instanceof errors.ProtocolError) {
		return new ConnectError('full', `${servers} did not let us in: the server says ${words}`, error);
	}
	// nats.js when the socket ends before the greeting: a server that waits for TLS gives up after its own timeout.
	if (/provided an undefined error/.test(words)) {
		const hint = settings.tls?.first === true ? '' : '; a server that wants TLS first needs --tlsfirst';
		return new ConnectError('other', `${servers} closed the connection before a greeting${hint}`, error);
	}
	return new ConnectError('other', `cannot connect to ${servers}${words && `: ${words}`}`, error);
};
