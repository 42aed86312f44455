// What a server's certificate has to be, whether TLS was asked for or not.

import { mkdirSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trustedAuthorities } from '../../../source/nats/connect/authorities.ts';
import { realEnvironment } from '../../../source/system/environment.ts';
import { type Certificates, makeCertificates } from '../../helpers/certificates.ts';
import { type OperatorTestCluster, startCluster } from '../../helpers/cluster.ts';
import { connections } from '../../helpers/connections.ts';
import { environmentOf } from '../../helpers/environment.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { waitFor } from '../../helpers/wait-for.ts';

const { open, fail } = connections();
const dir = tempDir();
const withEnv = (env: Record<string, string>) => ({ environment: { ...realEnvironment(), env } });

/** One server that shows another certificate each time; readiness is asked with one for `localhost`. */
let cluster: OperatorTestCluster;
let served: Certificates;
let address = '';
beforeAll(async () => {
	served = await makeCertificates(dir);
	cluster = await startCluster({ size: 1, jetstream: false, tls: served });
	address = (cluster.urls[0] ?? '').replace(/^\w+:\/\//, '');
});
afterAll(() => cluster.stop());

/** Makes a certificate for other names and has the server show it. */
const showing = async (names: string): Promise<Certificates> => {
	const folder = join(dir, names.replaceAll(/\W/g, ''));
	mkdirSync(folder);
	const files = await makeCertificates(folder, names);
	await copyFile(files.cert, served.cert);
	await copyFile(files.key, served.key);
	await cluster.servers[0]?.stop();
	await cluster.servers[0]?.launch();
	return files;
};

const loginAt = (scheme: string) => ({
	servers: [scheme + address],
	creds: cluster.creds.sys,
	...(scheme === 'tls://' && { tls: {} }),
});

/** What natstop has against the certificate; the server may still be on its way. */
const refusal = (login: Parameters<typeof fail>[0], env: Record<string, string>) =>
	waitFor(
		async () => {
			const error = await fail(login, withEnv(env));
			return error.kind === 'tls' && error.message;
		},
		{ what: 'a certificate' },
	);

describe.each(['IP:127.0.0.1', 'IP:127.0.0.1,DNS:localhost'])('a certificate for %s', (names) => {
	let files: Certificates;
	const folder = () => dirname(files.ca);
	beforeAll(async () => {
		files = await showing(names);
		mkdirSync(join(folder(), 'certs'));
		await copyFile(files.ca, join(folder(), 'certs', 'private.crt'));
	});

	test.each(['nats://', 'tls://', ''])(
		'is believed at %s with the authority that only the system knows',
		async (scheme) => {
			const login = loginAt(scheme);
			for (const env of [`SSL_CERT_FILE=${files.ca}`, `SSL_CERT_DIR=${join(folder(), 'certs')}`]) {
				const options = { ...withEnv(Object.fromEntries([env.split('=')])), wait: true };
				const { nc } = await open(login, options);
				expect(nc.isClosed()).toBe(false);
			}
			expect(await refusal(login, { SSL_CERT_FILE: files.otherCa })).toContain('give it with --tlsca');
		},
	);

	test('is not believed where another authority is named, whatever the system knows', async () => {
		const login = { ...loginAt('tls://'), tls: { ca: files.otherCa } };
		expect(await refusal(login, { SSL_CERT_FILE: files.ca })).toContain('not trusted here');
	});
});

test('a certificate for another address is refused, whether TLS was asked for or not', async () => {
	const { ca } = await showing('IP:127.0.0.9');
	for (const scheme of ['nats://', 'tls://']) {
		expect(await refusal(loginAt(scheme), { SSL_CERT_FILE: ca })).toContain('is for another name');
	}
});

test('the authorities of a system are found where each system keeps them, without what is none', async () => {
	const [ca, other] = await Promise.all([served.ca, served.otherCa].map((path) => readFile(path, 'utf8')));
	const found = (texts: Record<string, string>, env: Record<string, string> = {}): string =>
		trustedAuthorities(environmentOf(texts, env)).slice(rootCertificates.length).join('\n');
	for (const path of [
		'/etc/ssl/certs/ca-certificates.crt',
		'/etc/pki/tls/certs/ca-bundle.crt',
		'/etc/ssl/cert.pem',
	])
		expect(found({ [path]: `# ours\n${ca}` }).trim()).toBe(ca?.trim());
	expect(found({ '/etc/ssl/certs/one.pem': ca ?? '' }).trim()).toBe(ca?.trim());
	const both = {
		'/a': `${ca}${rootCertificates[0]}`,
		'/b/x': `-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n${other}`,
	};
	expect(found(both, { SSL_CERT_FILE: '/a', SSL_CERT_DIR: '/nowhere:/b' })).toBe(
		`${ca?.trim()}\n${other?.trim()}`,
	);
	expect(found(both, { NODE_EXTRA_CA_CERTS: '/b/x' }).trim()).toBe(other?.trim());
	expect(found({})).toBe('');
});
