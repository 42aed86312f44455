// A link between two servers of a cluster is cut: who does not see whom, from both sides of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import { stateNote } from '../../source/screens/servers/state-mark.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type RouteProxies, startRouteProxies } from './route-proxy.ts';
import { interval, noticed, watches } from './watch.ts';

const watch = watches();

describe('a cluster whose routes go through proxies', () => {
	let cluster: ConfigTestCluster;
	let proxies: RouteProxies;
	beforeAll(async () => {
		const ports = await freePorts(3);
		const names = ['n1', 'n2', 'n3'];
		proxies = await startRouteProxies(new Map(names.map((name, index) => [name, ports[index] ?? 0])));
		const { addresses } = proxies;
		cluster = await startCluster({
			mode: 'config',
			jetstream: false,
			config: (index) => ({
				cluster: {
					name: 'natstop',
					listen: `127.0.0.1:${ports[index]}`,
					advertise: addresses.get(names[index] ?? ''),
					routes: [...addresses].filter(([name]) => name !== names[index]).map(([, at]) => `nats://${at}`),
				},
			}),
		});
	});
	afterAll(async () => {
		await cluster?.stop();
		proxies?.close();
	});

	const watching = async (own: number, noDiscover = false) => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: cluster.urls.slice(own, own + 1), user, password, noDiscover });
		await seen.ready(3);
		return seen;
	};
	const limit = (3 * interval) / 1000;

	test('says who does not see whom where it sees both', async () => {
		const seen = await watching(2);
		const cut = { fault: 'route n1-n2 cut, seen from n3', limit, since: performance.now() };
		proxies.cut('n1', 'n2');
		await noticed({ ...cut, seen: 'n1: no route to n2' }, () => seen.texts('ROUTE', 'n1').length > 0);
		await noticed({ ...cut, seen: 'n2: no route to n1' }, () => seen.texts('ROUTE', 'n2').length > 0);
		expect(seen.texts('ROUTE', 'n1')).toEqual(['no route to n2']);
		expect(seen.texts('ROUTE', 'n2')).toEqual(['no route to n1']);
		expect(seen.texts('ROUTE', 'n3')).toEqual([]);
		const [n1, n2] = [seen.row('n1'), seen.row('n2')];
		expect([n1?.state, n2?.state]).toEqual(['ok', 'ok']);
		expect(n1 && stateNote(n1, Date.now())).toBe('no route to n2');
		expect(n2 && stateNote(n2, Date.now())).toBe('no route to n1');
		proxies.mend();
		const mended = { fault: 'route n1-n2 mended', seen: 'it is back', limit: 15 };
		await noticed(mended, () => seen.texts('ROUTE', 'n1').at(-1) === 'route to n2 is back');
		expect(seen.row('n1')?.unrouted).toBeUndefined();
	});

	test('does not call the others down where its own server has lost all its routes', async () => {
		const seen = await watching(0, true);
		const cut = { fault: 'all routes of n1 cut, seen from n1', limit, since: performance.now() };
		proxies.cut('n1', 'n2');
		proxies.cut('n1', 'n3');
		const isCutOff = (name: string) => seen.row(name)?.evidence === 'cut off from here: n1 has no route left';
		await noticed({ ...cut, seen: 'n2 and n3 are cut off' }, () => isCutOff('n2') && isCutOff('n3'));
		expect([seen.row('n2')?.state, seen.row('n3')?.state]).toEqual(['stale', 'stale']);
		proxies.mend();
		const isOk = (name: string) => seen.row(name)?.state === 'ok';
		await noticed({ fault: 'and mended', seen: 'they are back', limit: 15 }, () => isOk('n2') && isOk('n3'));
		expect(seen.texts('DOWN')).toEqual([]);
	});

	test('goes where the others are when its own server has lost all its routes', async () => {
		const seen = await watching(0);
		const cut = { fault: 'all routes of n1 cut, seen from n1', limit, since: performance.now() };
		proxies.cut('n1', 'n2');
		proxies.cut('n1', 'n3');
		const isAway = () => {
			const { phase, serverName } = seen.monitor.keeper.state;
			return phase === 'connected' && serverName !== 'n1';
		};
		await noticed({ ...cut, seen: 'left n1' }, isAway);
		const isOk = (name: string) => seen.row(name)?.state === 'ok';
		await noticed({ ...cut, seen: 'n2 and n3 are ok' }, () => isOk('n2') && isOk('n3'));
		expect(seen.texts('LINK')[1]).toMatch(
			/^disconnected from .*: it is cut off from the servers that .* sees$/,
		);
		expect([...seen.texts('DOWN', 'n2'), ...seen.texts('DOWN', 'n3')]).toEqual([]);
		proxies.mend();
		await noticed({ fault: 'and mended', seen: 'all are ok', limit: 15 }, () => isOk('n1') && isOk('n2'));
		expect(seen.texts('LINK')).toHaveLength(3);
	});

	test('does not call a server down that it merely cannot reach itself', async () => {
		const seen = await watching(0);
		const cut = { fault: 'route n1-n2 cut, seen from n1', limit, since: performance.now() };
		proxies.cut('n1', 'n2');
		await noticed({ ...cut, seen: 'n2 is cut off from here' }, () => seen.row('n2')?.state === 'stale');
		expect(seen.row('n2')?.evidence).toBe('cut off from here: no responders for its id, but a route from n3');
		await noticed({ ...cut, seen: 'n1: no route to n2' }, () => seen.texts('ROUTE', 'n1').length > 0);
		expect(seen.texts('ROUTE', 'n1')).toEqual(['no route to n2']);
		expect(seen.texts('DOWN')).toEqual([]);
		// Now it really dies: its other peer loses it too.
		await cluster.servers[1]?.kill9();
		const died = { fault: 'and then killed', seen: 'down', limit: 3 };
		await noticed(died, () => seen.row('n2')?.state === 'down');
		expect(seen.row('n2')?.evidence).toBe('no responders for its id · no route from n1, n3');
		proxies.mend();
		await cluster.servers[1]?.start();
		await waitFor(() => seen.row('n2')?.state === 'ok', { what: 'n2 again', timeout: 20_000 });
		expect(seen.texts('STALE', 'n2')).toHaveLength(1);
	});
});
