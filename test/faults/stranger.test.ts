// An address that a server named belongs to another system, where we are let in as well.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watches } from './watch.ts';

const watch = watches();

describe('a system that advertises the address of another one', () => {
	let stranger: ConfigTestCluster;
	let cluster: ConfigTestCluster;
	const addressOf = ([url = '']: readonly string[]) => url.replace('nats://', '');
	beforeAll(async () => {
		stranger = await startCluster({ mode: 'config', size: 1, jetstream: false });
		const config = { client_advertise: addressOf(stranger.urls) };
		cluster = await startCluster({ mode: 'config', size: 2, jetstream: false, config });
		const [first] = stranger.servers;
		const { user, password } = cluster.logins.sys;
		await first?.writeConfig({
			server_name: 'other',
			accounts: { SYS: { users: [{ user, password }] } },
			system_account: 'SYS',
		});
		await first?.stop();
		await first?.launch();
	});
	afterAll(() => Promise.all([stranger?.stop(), cluster?.stop()]));

	test('is not left for it: its servers are unknown meanwhile, and it is entered again where it was given', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
		await seen.ready(2);
		const [server] = cluster.servers;
		const warned = () => seen.texts('LINK').filter((text) => text.includes("another system's"));
		await server?.kill9();
		await waitFor(() => warned().length > 0, { what: 'the stranger', timeout: 20_000 });
		expect(warned()).toEqual([
			`${addressOf(stranger.urls)} is another system's, we go back: none of the servers known answers there`,
		]);
		expect(
			seen
				.rows()
				.map(({ info, state }) => [info.name, state])
				.toSorted(),
		).toEqual([
			['n1', 'unknown'],
			['n2', 'unknown'],
		]);
		expect(seen.texts('DOWN')).toEqual([]);
		await server?.start();
		await waitFor(() => seen.row('n1')?.state === 'ok', { what: 'ours again', timeout: 20_000 });
		expect(seen.monitor.keeper.state.url).toBe(addressOf(cluster.urls));
		// And once more, now that the stranger is known.
		await server?.kill9();
		await waitFor(() => seen.monitor.keeper.state.attempt >= 3, { what: 'three tries', timeout: 20_000 });
		await server?.start();
		await waitFor(() => seen.row('n1')?.state === 'ok', { what: 'ours once more', timeout: 20_000 });
		expect(warned()).toHaveLength(1);
		expect(seen.texts('DOWN', 'n2')).toEqual([]);
		await waitFor(() => seen.rows().length === 2, { what: 'one row for each' });
	});

	test('is not taken for gone where another one took its own address', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: cluster.urls.slice(0, 1), user, password, noDiscover: true });
		await seen.ready(2);
		const [server] = cluster.servers;
		await server?.kill9();
		await server?.writeConfig({ server_name: 'usurper', cluster: undefined });
		await server?.launch();
		await waitFor(() => seen.row('usurper')?.state === 'ok', { what: 'the other one', timeout: 20_000 });
		expect([seen.row('n1')?.state, seen.row('n2')?.state]).toEqual(['unknown', 'unknown']);
		expect(seen.texts('DOWN')).toEqual([]);
		expect(seen.texts('LINK')).toContain(
			`another system is at ${addressOf(cluster.urls)} now: none of the servers known answers there`,
		);
	});
});
