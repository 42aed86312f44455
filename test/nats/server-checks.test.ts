// Trouble that is made on real servers, and what the checks say of it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { afterEach, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import { fleetFacts, troublesIn } from '../../source/model/fleet-facts.ts';
import { makeCertificates } from '../helpers/certificates.ts';
import { startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});

const start: typeof startCluster = async (options: object = {}) => {
	const cluster = await startCluster({ jetstream: false, mode: 'config', ...options });
	stops.push(() => cluster.stop());
	return cluster as never;
};

const watched = (...options: Parameters<typeof watch>): Watch => {
	const seen = watch(...options);
	stops.push(() => seen.stop());
	return seen;
};

/** What is said of a server by one check. */
const said = ({ monitor }: Watch, name: string, check: string): string[] => {
	const fleet = monitor.loop.roster.snapshot(Date.now());
	const facts = fleetFacts(fleet);
	return fleet.rows
		.filter(({ info }) => info.name === name)
		.flatMap((row) => troublesIn(facts, row))
		.filter((trouble) => trouble.check === check)
		.map(({ severity, text }) => `${severity} ${text}`);
};

const limit = { timeout: 60_000 };

/** Two more rounds: what is on the servers now has been looked at. */
const rounds = async ({ monitor }: Watch): Promise<void> => {
	const count = () => monitor.loop.roster.snapshot(Date.now()).rounds;
	const before = count();
	await waitFor(() => count() > before + 1, { ...limit, what: 'rounds' });
};

describe('a check of real servers', () => {
	test('says that a certificate ends in five days', async () => {
		const dir = await mkdtemp(join(tmpdir(), 'natstop-tls-'));
		stops.push(() => rm(dir, { recursive: true, force: true }));
		const certificates = await makeCertificates(dir);
		await certificates.renew(5);
		const { cert, key, ca } = certificates;
		const cluster = await start({ mode: 'config', size: 1, tls: { cert, key, ca } });
		const { user, password } = cluster.logins.sys;
		const seen = watched({ servers: [...cluster.urls], user, password, tls: { ca } });
		await waitFor(() => said(seen, 'n1', 'tls').length > 0, { ...limit, what: 'the certificate' });
		expect(said(seen, 'n1', 'tls')).toEqual(['critical its certificate ends in 4 days']);
	});

	test('says who is refused again and again, and stays calm about one wrong password', async () => {
		const cluster = await start({ mode: 'config', size: 1 });
		const { user, password } = cluster.logins.sys;
		const seen = watched({ servers: [...cluster.urls], user, password });
		await seen.until('n1', 'ok', (row) => row.answered > 0);
		const fail = () =>
			connect({ servers: [...cluster.urls], user: 'probe', pass: 'wrong', reconnect: false }).then(
				(client) => client.close(),
				() => undefined,
			);
		await fail();
		await seen.event('AUTH ERR', undefined, limit.timeout);
		expect(said(seen, 'n1', 'auth')).toEqual([]);
		for (let login = 0; login < 6; login++) await fail();
		await waitFor(() => said(seen, 'n1', 'auth')[0]?.startsWith('warn 7 logins'), {
			...limit,
			what: 'the refused logins',
		});
		expect(said(seen, 'n1', 'auth')[0]).toMatch(
			/^warn 7 logins (from 127\.0\.0\.1|of user probe) refused within a minute$/,
		);
	});

	test('says that a gateway is gone when the servers behind it are, and that it is back', async () => {
		const [eastPort = 0, westPort = 0] = await freePorts(2);
		const gateways = [
			{ name: 'east', urls: [`nats://127.0.0.1:${eastPort}`] },
			{ name: 'west', urls: [`nats://127.0.0.1:${westPort}`] },
		];
		const site = (name: 'east' | 'west', port: number) =>
			start({
				...{ mode: 'config', size: 1, name, prefix: name },
				config: {
					cluster: { name, listen: '127.0.0.1:-1' },
					gateway: { name, listen: `127.0.0.1:${port}`, gateways },
				},
			});
		const east = await site('east', eastPort);
		const west = await site('west', westPort);
		const { user, password } = east.logins.sys;
		const seen = watched({ servers: [...east.urls], user, password, noDiscover: true });
		const hasGateway = () => seen.row('east1')?.statsz?.gateways?.some(({ name }) => name === 'west');
		await waitFor(() => hasGateway() && seen.row('west1')?.state === 'ok', { ...limit, what: 'a gateway' });
		await rounds(seen);
		await west.servers[0]?.kill9();
		await waitFor(() => said(seen, 'east1', 'gateway').length > 0, { ...limit, what: 'the lost gateway' });
		expect(said(seen, 'east1', 'gateway')).toEqual(['critical no gateway to west']);
		await west.servers[0]?.start();
		await waitFor(() => said(seen, 'east1', 'gateway').length === 0, { ...limit, what: 'a gateway again' });
	});

	test('says that the meta group changes its leader again and again', async () => {
		const cluster = await start({ mode: 'config', jetstream: true });
		const { user, password } = cluster.logins.sys;
		const seen = watched({ servers: [...cluster.urls], user, password });
		const client = await cluster.systemClient();
		for (const name of ['n1', 'n2', 'n3']) await seen.until(name, 'ok', (row) => row.answered > 1);
		const leader = () => {
			const names = ['n1', 'n2', 'n3'].map((name) => seen.row(name)?.statsz?.jetstream?.meta?.leader);
			return names.every((name) => name !== undefined && name === names[0]) ? names[0] : undefined;
		};
		const warnings = () => ['n1', 'n2', 'n3'].flatMap((name) => said(seen, name, 'meta-leader'));
		await waitFor(leader, { ...limit, what: 'a leader' });
		await rounds(seen);
		expect(warnings()).toEqual([]);
		// A leader that comes back before anybody has looked is no change that was seen.
		for (let step = 0; step < 12 && warnings().length === 0; step++) {
			const before = await waitFor(leader, { ...limit, what: 'a leader' });
			await client.request('$JS.API.META.LEADER.STEPDOWN', '', { timeout: 20_000 });
			await waitFor(() => leader() !== undefined && leader() !== before, {
				...limit,
				what: 'another leader',
			});
			await rounds(seen);
			if (step === 0) expect(warnings()).toEqual([]);
		}
		expect(await waitFor(() => warnings()[0], { ...limit, what: 'the warning' })).toMatch(
			/^warn the JetStream meta group changed its leader \d+ times within 10m$/,
		);
	});
});
