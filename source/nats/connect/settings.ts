// The settings of the connection, as flags, environment and context give them.

import type { Mode } from '../../model/mode.ts';

/** Credentials as they were given, paths and references too: they are read anew for every connection. */
export type LoginSettings = {
	/** Without a password it is a token. */
	user?: string;
	password?: string;
	/** Sent in addition to whatever else is given. */
	token?: string;
	/** Path or reference. */
	creds?: string;
	/** Path or reference of a seed. */
	nkey?: string;
	jwt?: string;
	/** Goes with `jwt`; a bearer JWT needs none. */
	seed?: string;
};

export type ConnectionSettings = LoginSettings & {
	/** URLs without user information; at least one. */
	servers: readonly string[];
	/** Only these servers are connected to, not those that they name. */
	noDiscover?: boolean;
	/** Absent unless something about TLS is asked for; a server can still require it. Paths. */
	tls?: { cert?: string; key?: string; ca?: string; first?: boolean };
	inboxPrefix?: string;
	/** Of one attempt to connect and of one request, milliseconds. */
	timeout: number;
	/** The mode that a person insists on; else the account decides. */
	as?: Mode;
	/** The name servers show for us. */
	name: string;
};

/** What is wrong with settings, credentials or files, as one sentence that shows no secret. */
export class SettingsError extends Error {
	override name = 'SettingsError';
}
