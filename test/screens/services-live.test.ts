// Services of real servers, as a user of their account and one of the system account see them: who answers, hangs or is gone.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MicroService } from '../../source/demo/micro-service.ts';
import { ServiceBook } from '../../source/model/services/service-book.ts';
import { gatherServers } from '../../source/nats/gather-servers.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { answering } from '../../source/screens/answering.ts';
import {
	type AccountNeeds,
	askAccountServices,
	newAccountMemory,
} from '../../source/screens/services/ask-account.ts';
import { askSystemServices, newSystemMemory } from '../../source/screens/services/ask-system.ts';
import type { AccountAccess } from '../../source/screens/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

/** Our account where nothing is forbidden but these subjects. */
const accessTo = (...denied: readonly string[]): AccountAccess => ({
	...{ name: () => 'APP', user: () => undefined, mention: () => {}, asksByName: () => false },
	mayAsk: (subject) => !denied.some((start) => subject.startsWith(start)),
});

const requests = 20;

describe.each(await versions())('on two servers of nats-server $version', ({ binary }) => {
	let cluster: ConfigTestCluster;
	let [own, system]: Wire[] = [];
	const services: MicroService[] = [];
	const clients: NatsConnection[] = [];
	let servers: AccountNeeds['servers'] = [];

	beforeAll(async () => {
		cluster = await startCluster({ binary, size: 2, mode: 'config', jetstream: false });
		for (const index of [0, 1, 1]) {
			const client = await cluster.appClient({ servers: cluster.urls[index] ?? '', name: `svc-${index}` });
			clients.push(client);
			const endpoints = [{ name: 'get', subject: 'svc.get', fails: () => index === 0 }];
			services.push(
				new MicroService(client, { name: 'pricing', version: '1.4.0', description: 'prices', endpoints }),
			);
			await client.flush();
		}
		own = wireOf(await cluster.appClient());
		system = wireOf(await cluster.systemClient());
		servers = await waitFor(
			async () => {
				const { fleet } = await gatherServers(system as Wire, { timeout: 20_000 });
				return fleet.rows.length === 2 ? answering(fleet.rows) : undefined;
			},
			{ what: 'both servers' },
		);
	});
	afterAll(() => cluster?.stop());

	const round = (book: ServiceBook, account = accessTo(), memory = newAccountMemory()) =>
		askAccountServices({ wire: own as Wire, book, account, memory, servers, maxWait: 20_000 });

	test('every instance answers, with its connection, and the figures are those that it tells itself', async () => {
		const caller = await cluster.appClient({ servers: cluster.urls[0] ?? '' });
		for (let each = 0; each < requests; each++) await caller.request('svc.get', 'x', { timeout: 20_000 });
		const book = new ServiceBook();
		await waitFor(
			async () => {
				await round(book);
				return book.rows(0).services[0]?.answered === 3;
			},
			{ what: 'three instances' },
		);
		const { services: rows, instances, endpoints } = book.rows(Date.now());
		expect(rows).toMatchObject([
			{ service: 'pricing', known: 3, requests, versions: ['1.4.0'], description: 'prices' },
		]);
		expect(new Set(instances.map(({ connection }) => connection?.server)).size).toBe(2);
		expect(endpoints).toMatchObject([
			{ name: 'get', subject: 'svc.get', queue: 'q', instances: 3, requests },
		]);
	});

	test('the system account sees the same instances and requests by their subscriptions, and no errors', async () => {
		const book = new ServiceBook();
		const memory = newSystemMemory();
		await waitFor(
			async () => {
				await askSystemServices({
					wire: system as Wire,
					book,
					memory,
					servers,
					maxWait: 20_000,
					isWished: true,
				});
				return book.rows(0).services[0]?.known === 3;
			},
			{ what: 'three instances' },
		);
		const [service] = book.rows(Date.now()).services;
		expect(service).toMatchObject({
			account: 'APP',
			service: 'pricing',
			by: 'subscriptions',
			requests,
			troubles: [],
		});
		expect(service?.errors).toBeUndefined();
	});

	test.each([
		['$SRV.STATS', 'ping'],
		['$SRV.', 'subscriptions'],
	])('without %s instances are known by %s', async (denied, by) => {
		const book = new ServiceBook();
		const asked = await round(book, accessTo(denied));
		expect(asked?.by).toBe(by);
		expect(book.rows(Date.now()).services).toMatchObject([{ service: 'pricing', known: 3 }]);
	});

	test('one that hangs is in trouble after three rounds, and one whose connection is closed is gone', async () => {
		const [hung, , gone] = services;
		const book = new ServiceBook();
		const stateOf = (one: MicroService | undefined) =>
			book.rows(0).instances.find(({ id }) => id === one?.id)?.state;
		await waitFor(
			async () => {
				await round(book);
				return stateOf(hung) === 'ok' && stateOf(gone) === 'ok';
			},
			{ what: 'answers of both' },
		);
		if (hung) hung.isHung = true;
		await clients[2]?.close();
		for (let each = 0; each < 3; each++) await round(book);
		await waitFor(
			async () => {
				if (stateOf(gone) !== 'gone') await round(book);
				return stateOf(gone) === 'gone';
			},
			{ what: 'the end of one' },
		);
		expect(stateOf(hung)).toBe('hangs');
		const [service] = book.rows(Date.now()).services;
		expect(service).toMatchObject({ answered: 1, known: 2 });
		expect(service?.troubles).toMatchObject([{ check: 'service-silent', severity: 'warn' }]);
	});
});
