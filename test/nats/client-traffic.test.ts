// What clients send and take on servers that do not tell it with their statsz, across a route.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClientTraffic } from '../../source/nats/client-traffic.ts';
import { subjects } from '../../source/nats/subjects.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections, type Opened } from '../helpers/connections.ts';
import { silentWire } from '../helpers/silent-wire.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const messages = 3000;

describe.each(await versions())('on two servers of nats-server $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 2, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	test('each message counts once in and once out, or nothing is told', async () => {
		const [here, there] = cluster.servers.map((_, index) => cluster.urls[index] ?? '');
		const publisher = await cluster.appClient({ servers: here });
		const reader = await cluster.appClient({ servers: there });
		let taken = 0;
		reader.subscribe('orders.>', { callback: () => void taken++ });
		await reader.flush();
		const wire = wireOf(await cluster.systemClient({ servers: here }));
		const traffic = new ClientTraffic();
		const ids = new Set([publisher.info?.server_id ?? '', reader.info?.server_id ?? '']);
		const ask = () =>
			traffic.ask(wire, ids, { timeout: 60_000, spend: () => {}, signal: new AbortController().signal });
		await ask();
		const began = performance.now();
		// The other server hears of the reader a moment later.
		await waitFor(
			() => {
				publisher.publish('orders.first', '');
				return taken > 0;
			},
			{ what: 'the way to the reader' },
		);
		for (let count = 0; count < messages; count++) publisher.publish('orders.new', 'x'.repeat(20));
		await waitFor(() => taken > messages, { what: 'all of them' });
		const known = () => [...ids].map((id) => traffic.rates(id));
		if (!since('2.11.5')) {
			await ask();
			expect(known()).toEqual([undefined, undefined]);
			return;
		}
		// Answers that came at once say nothing of rates.
		const rates = await waitFor(
			async () => {
				await ask();
				return known().every((each) => each !== undefined) && known();
			},
			{ what: 'rates' },
		);
		const seconds = (performance.now() - began) / 1000;
		const [from, to] = rates;
		// The system's own requests are in it as well, a few.
		expect((from?.in ?? 0) * seconds).toBeGreaterThan(messages * 0.8);
		expect((from?.in ?? 0) * seconds).toBeLessThan(messages * 1.6);
		expect((to?.out ?? 0) * seconds).toBeGreaterThan(messages * 0.8);
		expect((to?.out ?? 0) * seconds).toBeLessThan(messages * 1.6);
		expect((from?.out ?? 0) * seconds).toBeLessThan(messages / 2);
		expect((to?.in ?? 0) * seconds).toBeLessThan(messages / 2);
		expect(traffic.size).toBe(2);
		traffic.keep(new Set([...ids].slice(0, 1)));
		expect([traffic.size, traffic.rates([...ids][1] ?? '')]).toEqual([1, undefined]);
	});
});

describe('for a user who may not ask how much there was', () => {
	const { open } = connections();
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	test('what was denied is asked for again once somebody wishes it, or there is another way in', async () => {
		let asked = 0;
		const counted = ({ wire }: Pick<Opened, 'wire'>): Wire => ({
			...silentWire,
			gather: (...given) => {
				asked++;
				return wire.gather(...given);
			},
		});
		const permissions = { pub: { deny: [subjects.accountStatz] } };
		const few = await cluster.userCreds('SYS', { name: 'few', permissions });
		const denied = counted(await open({ servers: [...cluster.urls], creds: few }));
		const other = counted(await open({ servers: [...cluster.urls], creds: cluster.creds.sys }));
		const traffic = new ClientTraffic();
		const ask = async (wire: Wire, isWished?: boolean): Promise<number> => {
			const { signal } = new AbortController();
			await traffic.ask(wire, new Set(), { timeout: 60_000, spend: () => {}, signal, isWished });
			return asked;
		};
		expect([await ask(denied), await ask(denied)]).toEqual([1, 1]);
		expect([await ask(denied, true), await ask(denied)]).toEqual([2, 2]);
		expect(await ask(other)).toBe(3);
	});
});
