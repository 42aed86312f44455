// Two sites behind one hub whose clusters have one name, with server names of their own and with the same.

import { afterEach, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import type { ServerConfig } from '../../source/demo/server-config.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

const start = async (config: () => ServerConfig, options = {}): Promise<ConfigTestCluster> => {
	const cluster = await startCluster({ mode: 'config', jetstream: false, size: 2, config, ...options });
	stops.push(() => cluster.stop());
	return cluster;
};

/** A hub of one server, and two sites of two; names as they are given. */
const sites = async (names: readonly string[]): Promise<Watch> => {
	const [port = 0] = await freePorts(1);
	const hub = await start(() => ({ leafnodes: { listen: `127.0.0.1:${port}` } }), { size: 1, name: 'hub' });
	const { user, password } = hub.logins.sys;
	const url = `nats-leaf://${user}:${password}@127.0.0.1:${port}`;
	for (const name of names)
		await start(() => ({ leafnodes: { remotes: [{ url, account: 'SYS' }] } }), {
			name: 'edge',
			prefix: name,
		});
	const seen = watch({ servers: [...hub.urls], user, password });
	stops.push(() => seen.stop());
	return seen;
};

const fleet = ({ monitor }: Watch) => monitor.loop.roster.snapshot(Date.now());

describe('two sites whose clusters have one name', () => {
	test('miss no routes to each other', async () => {
		const seen = await sites(['a-', 'b-']);
		await waitFor(() => fleet(seen).rows.length === 5, { what: 'five servers', timeout: 20_000 });
		const { rounds } = fleet(seen);
		await waitFor(() => fleet(seen).rounds > rounds + 4, { what: 'rounds' });
		expect(seen.events('ROUTE')).toEqual([]);
	});

	test('and one set of server names are four rows, and no restart of anybody', async () => {
		const seen = await sites(['s-', 's-']);
		await waitFor(() => fleet(seen).rows.length === 5, { what: 'five servers', timeout: 40_000 });
		const { rounds } = fleet(seen);
		await waitFor(() => fleet(seen).rounds > rounds + 4, { what: 'rounds' });
		expect(seen.events('RESTART')).toEqual([]);
		const twins = seen.events('NEW').filter(({ text }) => text?.startsWith('another server called'));
		expect(twins.length).toBeGreaterThanOrEqual(2);
		expect(fleet(seen).rows).toHaveLength(5);
	});
});
