// Resolves credentials in the order of the nats CLI, and signs each login with them.

import { type Authenticator, jwtAuthenticator, nkeyAuthenticator } from '@nats-io/transport-node';
import type { Environment } from '../../system/environment.ts';
import { resolveCredential } from './credentials.ts';
import { type ConnectionSettings, SettingsError } from './settings.ts';
import { parseCreds, parseSeed, publicKeyOf, readClaims, type UserClaims } from './user-jwt.ts';

/** Credentials that are read and found whole. Holds secrets: never shown. */
export type Login = {
	/** What is used, for messages: `sys.creds`, `user ops`. */
	label: string;
	/** Of a user JWT. */
	claims?: UserClaims;
	/** The name that goes with a password. */
	user?: string;
	authenticate: Authenticator;
};

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const byJwt = (settings: ConnectionSettings & { jwt: string }, environment: Environment): Login => {
	const { text, from } = resolveCredential(settings.jwt, 'user JWT', 'literal', environment);
	const jwt = text.trim();
	const claims = readClaims(jwt, from);
	if (!settings.seed) return { label: from, claims, authenticate: jwtAuthenticator(jwt) };
	const resolved = resolveCredential(settings.seed, 'nkey seed', 'literal', environment);
	const seed = resolved.text.trim();
	publicKeyOf(seed, resolved.from);
	return { label: from, claims, authenticate: jwtAuthenticator(jwt, bytes(seed)) };
};

/** The first of user, creds, nkey, JWT that is given. */
const mainLogin = (settings: ConnectionSettings, environment: Environment): Login => {
	const { user, password, creds, nkey, jwt } = settings;
	if (user && password) {
		const { text, from } = resolveCredential(password, 'password', 'literal', environment);
		const pass = text.replace(/[\r\n]+$/, '');
		if (pass === '') throw new SettingsError(`there is no password in ${from}`);
		return { label: `user ${user}`, user, authenticate: () => ({ user, pass }) };
	}
	if (user) return { label: 'the token', authenticate: () => ({ auth_token: user }) };
	if (creds) {
		const { text, from } = resolveCredential(creds, 'creds', 'path', environment);
		const parsed = parseCreds(text, from);
		const authenticate = jwtAuthenticator(parsed.jwt, bytes(parsed.seed));
		return { label: from, claims: parsed.claims, authenticate };
	}
	if (nkey) {
		const { text, from } = resolveCredential(nkey, 'nkey', 'path', environment);
		return { label: from, authenticate: nkeyAuthenticator(bytes(parseSeed(text, from))) };
	}
	if (jwt) return byJwt({ ...settings, jwt }, environment);
	return { label: 'no credentials', authenticate: () => undefined };
};

/** Reads the credentials as they are now. Fails with a SettingsError that names the file. */
export const readLogin = (settings: ConnectionSettings, environment: Environment): Login => {
	const login = mainLogin(settings, environment);
	if (!settings.token) return login;
	const { text } = resolveCredential(settings.token, 'token', 'literal', environment);
	const token = text.replace(/[\r\n]+$/, '');
	return {
		...login,
		label: login.label === 'no credentials' ? 'the token' : login.label,
		authenticate: (nonce) => ({ ...login.authenticate(nonce), auth_token: token }),
	};
};
