// A real meta group that loses peers, as the monitor tells it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

describe('three servers with JetStream', () => {
	let cluster: ConfigTestCluster;
	let seen: Watch;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config' });
		const { user, password } = cluster.logins.sys;
		seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
		for (const { name } of cluster.servers) await seen.until(name, 'ok', (row) => row.answered > 1);
		await waitFor(() => seen.row('n1')?.statsz?.jetstream?.meta?.leader !== undefined, { what: 'a leader' });
	});
	afterAll(async () => {
		await seen.stop();
		await cluster.stop();
	});
	const told = () => seen.events('JS QUORUM').map(({ text }) => text);

	test('miss one that is killed, and then have no leader', async () => {
		await cluster.servers[2]?.kill9();
		await waitFor(() => told().includes('the JetStream meta group misses n3'), {
			what: 'the missing peer',
			timeout: 40_000,
		});
		await cluster.servers[1]?.kill9();
		await waitFor(() => told().includes('the JetStream meta group has no leader'), {
			what: 'the missing leader',
			timeout: 40_000,
		});
		expect(seen.row('n1')?.jetstreamTrouble?.health).toBe('crit');
		await cluster.servers[1]?.start();
		await waitFor(() => told().includes('no longer so: the JetStream meta group has no leader'), {
			what: 'a leader again',
			timeout: 40_000,
		});
	});
});
