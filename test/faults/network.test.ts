// Links of a real supercluster are cut, slowed down and mended: what the screens of the network say of it, and for how long.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import { openGateways } from '../../source/screens/network/gateways/source.ts';
import { openLeafnodes } from '../../source/screens/network/leafnodes/source.ts';
import { openRoutes } from '../../source/screens/network/routes/source.ts';
import type { Source } from '../../source/screens/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type RouteProxies, startRouteProxies } from './route-proxy.ts';
import { noticed, type Watch, watch } from './watch.ts';

const names = ['east-1', 'east-2', 'east-3'];

type Row = { troubles: readonly { severity: string; text: string }[] };

const [newest] = await versions();

// A machine that stands still for seconds heals or cuts links by itself: each fault is then planted again.
describe.each(newest ? [newest] : [])('on nats-server $version', { retry: 3 }, ({ version, binary }) => {
	const clusters: ConfigTestCluster[] = [];
	let [routes, gateway, leaf]: RouteProxies[] = [];
	let seen: Watch;
	const sources: Source<{ rows: readonly Row[] }>[] = [];

	beforeAll(async () => {
		const [gatewayPort = 0, leafPort = 0, eastGateway = 0, ...ports] = await freePorts(6);
		routes = await startRouteProxies(new Map(names.map((name, index) => [name, ports[index] ?? 0])));
		gateway = await startRouteProxies(new Map([['west-1', gatewayPort]]));
		leaf = await startRouteProxies(new Map([['hub', leafPort]]));
		const { addresses } = routes;
		const west = gateway.addresses.get('west-1');
		const gateways = [
			{ name: 'east', urls: [`nats://127.0.0.1:${eastGateway}`] },
			{ name: 'west', urls: [`nats://${west}`] },
		];
		const common = { binary, mode: 'config', jetstream: false } as const;
		const quick = { ping_interval: '1s', ping_max: 600 };
		const east = await startCluster({
			...{ ...common, name: 'east', prefix: 'east-', size: 3 },
			config: (index) => ({
				...quick,
				cluster: {
					name: 'east',
					listen: `127.0.0.1:${ports[index]}`,
					advertise: addresses.get(names[index] ?? ''),
					routes: [...addresses].filter(([name]) => name !== names[index]).map(([, at]) => `nats://${at}`),
				},
				gateway: { name: 'east', gateways, listen: `127.0.0.1:${index === 0 ? eastGateway : -1}` },
				...(index === 2 && {
					leafnodes: { listen: `127.0.0.1:${leafPort}`, advertise: leaf?.addresses.get('hub') },
				}),
			}),
		});
		clusters.push(east);
		const listen = `127.0.0.1:${gatewayPort}`;
		clusters.push(
			await startCluster({
				...{ ...common, name: 'west', prefix: 'west-', size: 1 },
				config: () => ({ ...quick, gateway: { name: 'west', gateways, listen, advertise: west } }),
			}),
		);
		const { sys, app } = east.logins;
		const remote = ({ user, password }: typeof sys, account: string) => ({
			url: `nats-leaf://${user}:${password}@${leaf?.addresses.get('hub')}`,
			account,
		});
		clusters.push(
			await startCluster({
				...{ ...common, name: 'edge', prefix: 'edge-', size: 1 },
				config: () => ({ ...quick, leafnodes: { reconnect: 1, remotes: [remote(app, 'APP')] } }),
			}),
		);
		seen = watch(
			{ servers: [east.urls[2] ?? ''], user: sys.user, password: sys.password },
			{ interval: 1000 },
		);
		await seen.ready(4);
		const { watching } = seen.monitor;
		sources.push(openRoutes(watching), openGateways(watching), openLeafnodes(watching));
	});

	afterAll(async () => {
		for (const source of sources) source.close?.();
		await seen?.stop();
		for (const cluster of clusters) await cluster.stop();
		for (const proxies of [routes, gateway, leaf]) proxies?.close();
	});

	/** What is wrong by the list at a place, the name of each row before it. */
	const troubles = (place: number, nameOf: (row: never) => string): string[] =>
		(sources[place]?.get().rows ?? []).flatMap((row) =>
			row.troubles.map(({ severity, text }) => `${nameOf(row as never)}: ${severity} ${text}`),
		);
	const ofRoutes = () => troubles(0, ({ name }: { name: string }) => name);
	const ofGateways = () => troubles(1, ({ from, to }: { from: string; to: string }) => `${from} ${to}`);
	const ofLeafnodes = () => troubles(2, ({ end }: { end: { account?: string } }) => end.account ?? '');
	const isWell = () => [...ofRoutes(), ...ofGateways(), ...ofLeafnodes()].length === 0;
	const says = (of: () => string[], ...wanted: string[]) =>
		wanted.every((text) => of().some((said) => said.includes(text)));
	const fault = (what: string, seenAs: string, limit = 10) => ({
		fault: `${version} ${what}`,
		seen: seenAs,
		limit,
	});
	const mended = () => noticed(fault('mended', 'nothing is wrong', 40), isWell);

	test('nothing is wrong with whole links, and each of them is there', async () => {
		const rows = (place: number) => sources[place]?.get().rows.length;
		await waitFor(() => rows(0) === 3 && rows(1) === 2 && rows(2) === 1, { what: 'all links' });
		await mended();
	});

	test('a route that is cut is missing on both sides', async () => {
		routes?.cut('east-1', 'east-2');
		await noticed(fault('route cut', 'no route'), () =>
			says(ofRoutes, 'east-1: critical no route to east-2', 'east-2: critical no route to east-1'),
		);
		routes?.mend();
		await mended();
	});

	test('a route that one end alone believes in is half-open', async () => {
		routes?.cutFor('east-1', 'east-2');
		await noticed(fault('route cut for one', 'half-open'), () =>
			says(ofRoutes, 'no route to east-2, which still tells of one'),
		);
		// Of a pool (nats-server 2.10) it may have lost some connections, and say so.
		expect(ofRoutes().filter((text) => /^east-2: .*no route/.test(text))).toEqual([]);
		routes?.mend();
		await mended();
	});

	test('a slow route is slow on both sides', async () => {
		routes?.slow('east-1', 'east-2', 60);
		await noticed(fault('route slow', 'slow', 40), () => says(ofRoutes, 'ms to east-2', 'ms to east-1'));
		routes?.mend();
		await mended();
	});

	test('gateways that are cut are missing, and the rows stay', async () => {
		gateway?.cutOff('west-1');
		await noticed(fault('gateways cut', 'no way out', 15), () =>
			says(ofGateways, 'east west: critical none of 3 servers has a way out'),
		);
		const rows = sources[1]?.get().rows;
		gateway?.mend();
		// That west should be reached is not forgotten, whoever of it is still seen.
		expect(rows).toEqual(expect.arrayContaining([expect.objectContaining({ from: 'east', to: 'west' })]));
		await mended();
	});
});
