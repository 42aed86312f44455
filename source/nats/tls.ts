// TLS for nats.js, which checks a certificate against `localhost` where it connects to an IP address.

import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import type { TlsOptions } from '@nats-io/transport-node';
import { ConnectError } from './connect-error.ts';
import type { ConnectionSettings } from './settings.ts';
import { whyUnreadable } from './surroundings.ts';

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
 * Nothing where nothing about TLS is asked for: nats.js then uses it if the server does. `addresses` gives the servers
 * that are known at the moment of a handshake. Fails with a ConnectError that names a file which cannot be read.
 */
export const tlsOptions = (
	{ tls }: ConnectionSettings,
	addresses: () => readonly string[],
): { tls?: TlsOptions } => {
	if (tls === undefined) return {};
	checkReadable([tls.ca, tls.cert, tls.key]);
	const options = {
		...(tls.ca && { caFile: tls.ca }),
		...(tls.cert && { certFile: tls.cert }),
		...(tls.key && { keyFile: tls.key }),
		...(tls.first && { handshakeFirst: true }),
		// nats.js hands on to Node what it does not know itself.
		checkServerIdentity: checkIdentity(addresses),
	};
	return { tls: options };
};
