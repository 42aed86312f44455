// The certificate authorities that are trusted where none is given: those of Node and those of this system.

import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { type Environment, variable } from '../../system/environment.ts';

/** Where systems keep them, the first that is there counts: Debian and Alpine, Red Hat, SUSE, macOS and the BSDs. */
const usualFiles = [
	'/etc/ssl/certs/ca-certificates.crt',
	'/etc/pki/tls/certs/ca-bundle.crt',
	'/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
	'/etc/ssl/ca-bundle.pem',
	'/etc/ssl/cert.pem',
	'/usr/local/share/certs/ca-root-nss.crt',
];

/** Looked at where none of the files is there. */
const usualFolders = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

const blocks = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

const isCertificate = (pem: string): boolean => {
	try {
		return new X509Certificate(pem).raw.length > 0;
	} catch {
		return false;
	}
};

/** The certificates in a file; nothing where it cannot be read or holds none. */
const inFile = (path: string, { read }: Environment): string[] => {
	try {
		return read(path).match(blocks) ?? [];
	} catch {
		return [];
	}
};

const firstOf = (places: readonly string[], look: (place: string) => string[]): string[] => {
	for (const place of places) {
		const found = look(place);
		if (found.length > 0) return found;
	}
	return [];
};

/** Those of the system; `$SSL_CERT_FILE` and `$SSL_CERT_DIR` name other places, as everywhere. */
const ofSystem = (environment: Environment): string[] => {
	const file = variable(environment, 'SSL_CERT_FILE');
	const folders = variable(environment, 'SSL_CERT_DIR')?.split(':');
	const look = (path: string): string[] => inFile(path, environment);
	const lookInto = (folder: string): string[] =>
		environment.list(folder).flatMap((name) => look(join(folder, name)));
	const found = firstOf(file === undefined ? usualFiles : [file], look);
	if (folders !== undefined) return [...found, ...folders.flatMap(lookInto)];
	return found.length > 0 ? found : firstOf(usualFolders, lookInto);
};

const bare = (pem: string): string => pem.replace(/\s+/g, '');

/** All of them as PEM, each once. Takes some milliseconds: wanted only where a server uses TLS. */
export const trustedAuthorities = (environment: Environment): string[] => {
	const extra = variable(environment, 'NODE_EXTRA_CA_CERTS');
	const added = [...ofSystem(environment), ...(extra === undefined ? [] : inFile(extra, environment))];
	const known = new Set(rootCertificates.map(bare));
	const fresh = [...new Map(added.map((pem) => [bare(pem), pem]))];
	return [
		...rootCertificates,
		...fresh.flatMap(([key, pem]) => (!known.has(key) && isCertificate(pem) ? pem : [])),
	];
};
