// A server that takes no more connections: what it says, and who is asked instead.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open, fail } = connections();

/** Far more than anything here takes: who waits for it fails. */
const timeout = 60_000;

/** A cluster whose first server takes one connection. */
const startFull = (size: number) =>
	startCluster({ mode: 'config', size, jetstream: false }).then(async (cluster) => {
		const { user, password } = cluster.logins.sys;
		const [first] = cluster.servers;
		await first?.writeConfig({ max_connections: 1 });
		await first?.stop();
		await first?.launch();
		return { cluster, login: { user, password, timeout } };
	});

describe('a server that is full', () => {
	let cluster: ConfigTestCluster;
	let login: { user: string; password: string };
	beforeAll(async () => {
		({ cluster, login } = await startFull(1));
	});
	afterAll(() => cluster.stop());

	test('says so in its own words at once', async () => {
		const [url = ''] = cluster.urls;
		await open({ servers: [url], ...login }, { wait: true });
		expect(await fail({ servers: [url], ...login })).toMatchObject({
			kind: 'full',
			message: `${url} did not let us in: the server says maximum connections exceeded`,
		});
	});

	test('lets us in once there is room, and has said why it did not', async () => {
		const [url = ''] = cluster.urls;
		const holder = await open({ servers: [url], ...login }, { wait: true });
		const words: string[] = [];
		const opening = open(
			{ servers: [url], ...login },
			{ wait: true, onStatus: (status) => status.type === 'error' && words.push(status.error) },
		);
		await waitFor(() => words.length > 0, { what: 'a refusal' });
		await holder.close();
		expect((await opening).nc.info?.server_name).toBe('n1');
		expect(words[0]).toContain('maximum connections exceeded');
	});
});

describe('a cluster whose first server is full', () => {
	let cluster: ConfigTestCluster;
	let login: { user: string; password: string };
	beforeAll(async () => {
		({ cluster, login } = await startFull(2));
	});
	afterAll(() => cluster.stop());

	test('is entered by another one, first and again', async () => {
		const [first = '', second = ''] = cluster.urls;
		const holder = await open({ servers: [first], ...login }, { wait: true });
		const opened = await open({ servers: [first, second], ...login });
		expect(opened.nc.info?.server_name).toBe('n2');
		await opened.nc.reconnect();
		await waitFor(() => opened.statuses.at(-1)?.type !== 'connected', { what: 'the loss' });
		opened.retryNow();
		await waitFor(() => opened.statuses.at(-1)?.type === 'reconnected', { what: 'n2 again' });
		expect(opened.nc.info?.server_name).toBe('n2');
		// Whichever answers first is entered; where the full one was tried, its words are told.
		const told = opened.statuses.flatMap((status) => (status.type === 'error' ? [status.error] : []));
		expect(told.filter((words) => words !== 'maximum connections exceeded')).toEqual([]);
		expect(holder.nc.isClosed()).toBe(false);
	});
});
