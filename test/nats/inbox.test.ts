// How natstop asks one server, on real ones: by whom it is not misled, and where answers go.

import { headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askStatsz } from '../../source/nats/statsz.ts';
import { serverSubject, subjects } from '../../source/nats/subjects.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

const timeout = 20_000;

describe('a question to one server', () => {
	let cluster: ConfigTestCluster;
	let nc: NatsConnection;
	let liar: NatsConnection;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
		nc = await cluster.systemClient();
		liar = await cluster.systemClient({ name: 'liar' });
	});
	afterAll(() => cluster.stop());

	test('is not ended by somebody who says that nobody is there, where a server answers after that', async () => {
		const other = cluster.servers.find(({ name }) => name !== nc.info?.server_name);
		const reply = await wireOf(nc).ask(subjects.pingIdz, { server_name: other?.name }, { timeout });
		const id = reply.ok ? String(reply.value.fields.id) : '';
		let isTold = false;
		const subscription = liar.subscribe(serverSubject(id, 'STATSZ'), {
			callback: (_error, { reply: inbox = '' }) => {
				liar.publish(inbox, '', { headers: headers(503, 'No Responders') });
				isTold = true;
			},
		});
		await liar.flush();
		other?.signal('SIGSTOP');
		const asked = askStatsz(wireOf(nc), id, timeout, timeout);
		try {
			await waitFor(() => isTold, { what: 'the lie' });
			await liar.flush();
			await nc.flush();
		} finally {
			other?.signal('SIGCONT');
		}
		subscription.unsubscribe();
		expect(await asked).toMatchObject({ ok: true, value: { sample: { server: { id } } } });
	});

	test('has a reply subject under the prefix that was given, and no two are alike', async () => {
		const seen: string[] = [];
		liar.subscribe(subjects.pingIdz, { callback: (_error, { reply = '' }) => void seen.push(reply) });
		await liar.flush();
		const own = await cluster.systemClient();
		const wire = wireOf(own, '_INBOX_alice');
		await Promise.all([1, 2, 3].map(() => wire.ask(subjects.pingIdz, undefined, { timeout })));
		await waitFor(() => seen.length === 3, { what: 'the questions' });
		expect(new Set(seen).size).toBe(3);
		for (const reply of seen) expect(reply).toMatch(/^_INBOX_alice\.\w{22}\.[0-9a-f]{32}$/);
	});
});
