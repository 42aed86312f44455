// A connection of natstop ends as a client's does that is done: no server calls it an error.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askCloseReason, clientIdOf } from '../../../source/nats/connect/close-reason.ts';
import { openConnection } from '../../../source/nats/connect/connect.ts';
import { wireOf } from '../../../source/nats/wire.ts';
import { makeCertificates } from '../../helpers/certificates.ts';
import { type OperatorTestCluster, startCluster } from '../../helpers/cluster.ts';
import { connections } from '../../helpers/connections.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { versions } from '../../helpers/versions.ts';
import { waitFor } from '../../helpers/wait-for.ts';

const { open } = connections();
const dir = tempDir();

const all = await versions();

describe.each([
	...all.map(({ version, binary }) => ({ version, binary, encrypted: false })),
	{ ...all[0], encrypted: true },
])('nats-server $version, with TLS $encrypted,', ({ binary, encrypted }) => {
	let cluster: OperatorTestCluster;
	let tls: { ca: string } | undefined;
	beforeAll(async () => {
		const files = encrypted ? await makeCertificates(dir) : undefined;
		tls = files && { ca: files.ca };
		cluster = await startCluster({ binary, size: 1, jetstream: false, ...(files && { tls: files }) });
	});
	afterAll(() => cluster.stop());

	test('sees a client that closed, whatever it was still sending to it', async () => {
		const login = { servers: cluster.urls, creds: cluster.creds.sys, ...(tls && { tls }) };
		const observer = await open(login);
		const reasons: (string | undefined)[] = [];
		for (let run = 0; run < 5; run++) {
			const connection = await openConnection({ ...login, timeout: 20_000, name: 'natstop' });
			const { nc } = connection;
			let received = 0;
			nc.subscribe('flood', { callback: () => void received++ });
			await nc.flush();
			const seat = clientIdOf(wireOf(nc));
			for (let index = 0; index < 2000; index++) observer.nc.publish('flood', 'x'.repeat(1000));
			await waitFor(() => received > 0, { what: 'the flood', interval: 1 });
			await connection.close();
			if (seat === undefined) throw new Error('the server gave us no number');
			reasons.push(
				await waitFor(() => askCloseReason(observer.wire, seat), { what: 'the reason of the server' }),
			);
		}
		expect(reasons).toEqual(Array(5).fill('Client Closed'));
	});
});

test('a server that hangs keeps nobody who leaves for long', async () => {
	const cluster = await startCluster({ size: 1, jetstream: false });
	try {
		const connection = await openConnection({
			servers: cluster.urls,
			creds: cluster.creds.sys,
			timeout: 20_000,
			name: 'natstop',
		});
		cluster.servers[0]?.signal('SIGSTOP');
		let left = false;
		const leaving = connection.close().then(() => {
			left = true;
		});
		// While the server still hangs.
		await waitFor(() => left, { what: 'the end of the connection' });
		await leaving;
		expect(connection.nc.isClosed()).toBe(true);
	} finally {
		cluster.servers[0]?.signal('SIGCONT');
		await cluster.stop();
	}
});
