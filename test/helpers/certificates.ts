// Certificates for tests of TLS, made by openssl at the time of the test.

import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Paths of PEM files. */
export type Certificates = {
	/** The private CA that signed the server's and the client's. */
	ca: string;
	/** The server's, for 127.0.0.1 and localhost. */
	cert: string;
	key: string;
	clientCert: string;
	clientKey: string;
	/** A CA that signed nothing here. */
	otherCa: string;
	/** Puts a certificate that is good for so many days in the place of the server's, with the same key. */
	renew(days: number): Promise<void>;
};

/** Makes them in a folder, good for a day; `names` are those of the server and the client. */
export async function makeCertificates(
	dir: string,
	names = 'IP:127.0.0.1,DNS:localhost',
): Promise<Certificates> {
	const at = (name: string) => join(dir, name);
	const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
	const openssl = (...args: string[]) => run('openssl', args);

	const makeCa = (name: string) =>
		openssl(
			...['req', '-x509', ...newKey, '-days', '1', '-subj', `/CN=natstop test ${name}`],
			...['-keyout', at(`${name}.key`), '-out', at(`${name}.pem`)],
		);
	const sign = (name: string, days: number) =>
		openssl(
			...['x509', '-req', '-days', String(days), '-in', at(`${name}.csr`), '-extfile', at(`${name}.ext`)],
			...['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-out', at(`${name}.pem`)],
		);
	const makeLeaf = async (name: string, usage: string) => {
		const extensions = `subjectAltName=${names}\nextendedKeyUsage=${usage}\n`;
		await writeFile(at(`${name}.ext`), extensions);
		await openssl(
			...['req', '-new', ...newKey, '-subj', `/CN=natstop test ${name}`],
			...['-keyout', at(`${name}.key`), '-out', at(`${name}.csr`)],
		);
		await sign(name, 1);
	};

	await makeCa('ca');
	await makeCa('other-ca');
	await makeLeaf('server', 'serverAuth');
	await makeLeaf('client', 'clientAuth');
	return {
		ca: at('ca.pem'),
		cert: at('server.pem'),
		key: at('server.key'),
		clientCert: at('client.pem'),
		clientKey: at('client.key'),
		otherCa: at('other-ca.pem'),
		renew: async (days) => void (await sign('server', days)),
	};
}
