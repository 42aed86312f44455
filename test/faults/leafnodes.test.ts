// Leafnodes of a real hub come, go and come back, also two of one name: what the list says of each.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import type { ServerConfig } from '../../source/demo/server-config.ts';
import type { LeafRow } from '../../source/model/network/leaf-row.ts';
import { openLeafnodes } from '../../source/screens/network/leafnodes/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from './watch.ts';

describe.each(await versions())('on nats-server $version', ({ binary, since }) => {
	const clusters: ConfigTestCluster[] = [];
	let seen: Watch;
	let source: ReturnType<typeof openLeafnodes>;
	/** An address that nobody listens on. */
	let nobody = '';
	/** Servers tell who is at the other end, and which end dialled. */
	const isNamed = since('2.9.15');
	/** Remotes cannot be disabled, or servers say themselves which are not connected. */
	const isToldOf = !since('2.12.0') || since('2.15.3');

	beforeAll(async () => {
		const [port = 0, nowhere = 0] = await freePorts(2);
		nobody = `127.0.0.1:${nowhere}`;
		const start = async (
			name: string,
			prefix: string,
			config: () => ServerConfig,
		): Promise<ConfigTestCluster> => {
			const common = { binary, mode: 'config', jetstream: false, size: 1 } as const;
			const options = { ...common, name, prefix, config, accounts: ['APP', 'LONELY'] };
			const cluster = await startCluster(options);
			clusters.push(cluster);
			return cluster;
		};
		const leafnodes = { listen: `127.0.0.1:${port}` };
		const hub = await start('hub', 'hub-', () => ({ leafnodes }));
		const { sys, app } = hub.logins;
		const remote = ({ user, password }: typeof sys, account: string) => ({
			url: `nats-leaf://${user}:${password}@${leafnodes.listen}`,
			account,
		});
		const site = (name: string, ...remotes: ReturnType<typeof remote>[]) =>
			start(name, 'edge-', () => ({
				// Of two that stand alone, a hub would take one for the other, and cut off whichever came first.
				cluster: { name, listen: '127.0.0.1:-1' },
				leafnodes: { reconnect: 1, remotes },
			}));
		// Both are called edge-1; only that of ams shares the system account.
		await site('ams', remote(sys, 'SYS'), remote(app, 'APP'), {
			...remote(app, 'LONELY'),
			url: `nats-leaf://${nobody}`,
		});
		await site('nyc', remote(app, 'APP'));
		seen = watch({ servers: [...hub.urls], user: sys.user, password: sys.password }, { interval: 1000 });
		source = openLeafnodes(seen.monitor.watching);
	});

	afterAll(async () => {
		source?.close?.();
		await seen?.stop();
		for (const cluster of clusters) await cluster.stop();
	});

	const all = (): readonly LeafRow[] => source.get().rows;
	const rows = (): readonly LeafRow[] => all().filter(({ remote }) => remote === undefined);
	const told = (): string[] =>
		rows()
			.filter(({ server }) => server.name === 'hub-1')
			.map(({ end, goneSince, other }) =>
				[
					...[end.name ?? 'nameless', end.account],
					...(goneSince === undefined ? ['up'] : ['gone']),
					...(other ? ['both ends'] : []),
				].join(' '),
			)
			.sort();
	const say = (...wanted: string[]) =>
		waitFor(() => told().join() === wanted.join(), { what: wanted.join(), timeout: 60_000 }).catch(
			(error: unknown) => {
				throw new Error(`not ${wanted.join()} but ${told().join()}`, { cause: error });
			},
		);
	const name = isNamed ? 'edge-1' : 'nameless';
	const both = isNamed ? ' both ends' : '';

	test('a leafnode that goes keeps its row, and the row goes on when it comes back; another one of its name is another row', async () => {
		await say(`${name} APP up`, `${name} APP up${both}`, `${name} SYS up${both}`);
		if (isNamed) {
			// A leaf is told of by its hub, and by itself only where no hub is seen.
			expect(rows().map(({ server }) => server.name)).toEqual(['hub-1', 'hub-1', 'hub-1']);
			const [joined] = rows().flatMap(({ other }) => other ?? []);
			expect(joined).toMatchObject({ server: { name: 'edge-1', cluster: 'ams' }, end: { isSpoke: true } });
		}
		const [, , nyc] = clusters;
		await nyc?.servers[0]?.kill9();
		await say(`${name} APP gone`, `${name} APP up${both}`, `${name} SYS up${both}`);
		const [gone] = rows().filter(({ goneSince }) => goneSince !== undefined);
		expect(gone).toMatchObject({ rates: undefined });
		await nyc?.servers[0]?.start();
		await say(`${name} APP up`, `${name} APP up${both}`, `${name} SYS up${both}`);
		expect(rows().filter(({ back = 0 }) => back > 0).length).toBeGreaterThan(0);
	});

	test('a site that goes takes its own word with it: its hub tells that both of its leafnodes are gone', async () => {
		const [, ams] = clusters;
		await ams?.servers[0]?.kill9();
		await waitFor(() => told().filter((text) => text.includes('gone')).length === 2, {
			what: 'two that are gone',
			timeout: 60_000,
		});
		await ams?.servers[0]?.start();
		await waitFor(() => told().every((text) => text.includes(' up')), { what: 'all again', timeout: 60_000 });
		expect(rows().filter(({ server }) => server.name === 'hub-1')).toHaveLength(3);
	});

	test('a remote of the configuration that never connected is a row with its address, and what is wrong with it', async () => {
		const lonely = () => all().filter(({ remote }) => remote !== undefined);
		await waitFor(() => lonely().length === 1, { what: 'the remote', timeout: 60_000 });
		expect(lonely()[0]).toMatchObject({
			server: { name: 'edge-1', cluster: 'ams' },
			end: { account: 'LONELY' },
			remote: { urls: [nobody], isSure: isToldOf },
		});
		if (isToldOf)
			await waitFor(() => lonely()[0]?.troubles[0]?.severity === 'critical', { what: 'critical' });
		else expect(lonely()[0]?.troubles).toEqual([]);
	});
});
