// Clusters whose clients come by TLS: with a private CA, with client certificates, with the handshake first.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../helpers/certificates.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';

const dir = tempDir();
let files: Certificates;
beforeAll(async () => {
	files = await makeCertificates(dir);
});

describe.each([
	['a private CA', {}],
	['client certificates', { verify: true }],
	['the handshake first', { handshakeFirst: true }],
] as const)('a cluster with %s', (_, options) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false, tls: { ...files, ...options } });
	});
	afterAll(() => cluster.stop());

	it('lets in who trusts the CA', async () => {
		const client = await cluster.appClient();
		expect(client.info?.tls_required).toBe(true);
	});

	it('is not trusted by who knows another CA', async () => {
		const tls = { caFile: files.otherCa, ...('handshakeFirst' in options && { handshakeFirst: true }) };
		await expect(cluster.appClient({ tls, reconnect: false })).rejects.toThrow(/certificate/i);
	});
});
