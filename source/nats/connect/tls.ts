// TLS options for nats.js, corrected where it would check a certificate for `localhost` on a connection to an IP address.

import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { TlsOptions } from '@nats-io/transport-node';
import { type Environment, whyUnreadable } from '../../system/environment.ts';
import { trustedAuthorities } from './authorities.ts';
import { ConnectError } from './connect-error.ts';
import type { ConnectionSettings } from './settings.ts';

/** What Node falls back to when nats.js names no host: it does so for every IP address (3.4.0, node_transport.js). */
const noName = 'localhost';

/** `host` of a URL or `host:port`, without the brackets of IPv6. */
const hostOf = (server: string): string => {
	const url = /^\w+:\/\//.test(server) ? server : `nats://${server}`;
	return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
};

/** A certificate without a name to check has to be one for an address that we connect to. */
const checkIdentity =
	(addresses: () => readonly string[]) =>
	(name: string, certificate: PeerCertificate): Error | undefined => {
		const hosts = addresses().map(hostOf);
		const candidates = hosts.filter((host) => isIP(host) !== 0 || host === noName);
		if (name !== noName || candidates.length === 0) return checkServerIdentity(name, certificate);
		const results = candidates.map((host) => checkServerIdentity(host, certificate));
		return results.includes(undefined) ? undefined : results[0];
	};

const checkReadable = (paths: readonly (string | undefined)[]): void => {
	for (const path of paths) {
		if (path === undefined) continue;
		try {
			readFileSync(path);
		} catch (error) {
			throw new ConnectError('tls', `cannot read the TLS file ${path}: ${whyUnreadable(error)}`);
		}
	}
};

/**
 * What a server has to show, whether TLS was asked for or it is the server that wants it. `addresses` gives the servers
 * that are known at the moment of a handshake. Where no authority is named, the system's are read at the first one.
 */
const trustOf = (
	{ tls }: ConnectionSettings,
	addresses: () => readonly string[],
	environment: Environment,
): TlsOptions => {
	// nats.js hands on to Node what it does not know itself.
	const check = { checkServerIdentity: checkIdentity(addresses) };
	if (tls?.ca !== undefined) return { caFile: tls.ca, ...check };
	let authorities: string | undefined;
	return {
		get ca() {
			authorities ??= trustedAuthorities(environment).join('\n');
			return authorities;
		},
		...check,
	};
};

/** `tls` is for nats.js, absent where nothing about TLS is asked for; `trust` is for a server that wants it all the same. */
export type TlsWish = { tls?: TlsOptions; trust: TlsOptions };

/** Fails with a ConnectError that names a file which cannot be read. */
export const tlsOptions = (
	settings: ConnectionSettings,
	addresses: () => readonly string[],
	environment: Environment,
): TlsWish => {
	const { tls } = settings;
	const trust = trustOf(settings, addresses, environment);
	if (tls === undefined) return { trust };
	checkReadable([tls.ca, tls.cert, tls.key]);
	// Written into the object, and not the other way round: what it reads late must not be read now.
	const wanted = Object.assign(trust, {
		...(tls.cert && { certFile: tls.cert }),
		...(tls.key && { keyFile: tls.key }),
		...(tls.first && { handshakeFirst: true }),
	});
	return { tls: wanted, trust };
};
