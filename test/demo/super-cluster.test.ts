// Two clusters with gateways and a leafnode come up with every nats-server; a route between two servers is cut and restored.

import { existsSync } from 'node:fs';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findSuite } from '../../source/demo/nats-server.ts';
import { type SuperCluster, startSuperCluster } from '../../source/demo/super-cluster.ts';
import { namesAnswering } from '../helpers/ask.ts';
import { waitFor } from '../helpers/wait-for.ts';

type Statsz = {
	server: { name: string };
	statsz: { routes?: { name?: string }[]; gateways?: { name: string; inbound_connections: number }[] };
};
type Leafz = { server: { name: string }; data: { leafs?: { account: string }[] | null } };

const names = ['east-1', 'east-2', 'east-3', 'edge-1', 'west-1', 'west-2', 'west-3'];

describe.each(['bookworm', 'forky'] as const)('two clusters and a leafnode of %s', (suite) => {
	let cluster: SuperCluster;
	let client: NatsConnection;

	beforeAll(async () => {
		const { path: binary } = await findSuite(suite);
		cluster = await startSuperCluster({ binary, accounts: ['APP'] });
		client = await cluster.connectAs('SYS');
	});
	afterAll(() => cluster?.stop());

	const answers = async <T>(service: string): Promise<T[]> => {
		const all: T[] = [];
		const options = { strategy: 'count', maxMessages: names.length, maxWait: 5000 } as const;
		const subject = `$SYS.REQ.SERVER.PING${service && `.${service}`}`;
		for await (const message of await client.requestMany(subject, '', options)) all.push(message.json<T>());
		return all;
	};
	const statsz = async (name: string): Promise<Statsz['statsz'] | undefined> =>
		(await answers<Statsz>('')).find(({ server }) => server.name === name)?.statsz;
	const peersOf = async (name: string): Promise<string[]> => [
		...new Set((await statsz(name))?.routes?.flatMap(({ name: peer }) => peer ?? [])),
	];

	it('all answer the system account, wherever it connects', async () => {
		for (const servers of [cluster.urls[0], cluster.urls[5], cluster.leafUrl]) {
			const one = await cluster.connectAs('SYS', servers === undefined ? {} : { servers });
			expect(await namesAnswering(one, names.length)).toEqual(names);
			await one.close();
		}
	});

	it('have a gateway from each server to the other cluster', async () => {
		await waitFor(
			async () => {
				const all = await answers<Statsz>('');
				const inbound = (to: string) =>
					all
						.flatMap(({ statsz: { gateways = [] } }) => gateways.filter(({ name }) => name === to))
						.reduce((sum, { inbound_connections }) => sum + inbound_connections, 0);
				expect([inbound('east'), inbound('west')]).toEqual([3, 3]);
				return true;
			},
			{ what: 'all gateways' },
		);
	});

	it('have a leafnode in its account and in the system account', async () => {
		const hub = (await answers<Leafz>('LEAFZ')).find(({ server }) => server.name === 'east-1');
		const keys = ['APP', 'SYS'].map((name) => cluster.operator.accounts.get(name)?.key);
		expect(hub?.data.leafs?.map(({ account }) => account).sort()).toEqual(keys.sort());
	});

	it('lose the routes between two servers while they are cut, and no other', async () => {
		const pair = { 'west-1': ['west-2', 'west-3'], 'west-3': ['west-1', 'west-2'] } as const;
		const see = (what: string, expected: (name: keyof typeof pair) => readonly string[]) =>
			waitFor(
				async () => {
					for (const name of ['west-1', 'west-3'] as const)
						expect((await peersOf(name)).sort()).toEqual(expected(name));
					return true;
				},
				{ what },
			);
		await see('whole routes', (name) => pair[name]);
		cluster.routes.cut('west-1', 'west-3');
		await see('cut routes', () => ['west-2']);
		expect((await peersOf('west-2')).sort()).toEqual(['west-1', 'west-3']);
		cluster.routes.restore('west-1', 'west-3');
		await see('restored routes', (name) => pair[name]);
	});

	it('leave nothing', async () => {
		await client.close();
		await Promise.all([cluster.stop(), cluster.stop()]);
		expect(cluster.dirs).toHaveLength(3);
		expect(cluster.dirs.some((dir) => existsSync(dir))).toBe(false);
		for (const servers of [...cluster.urls, cluster.leafUrl])
			await expect(connect({ servers, reconnect: false })).rejects.toThrow();
	});
});
