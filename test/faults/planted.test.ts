// Faults that are planted on one real cluster, one after the other: each is on screen 8, says what and since when, leads to
// its object, turns good again, and leaves one event each way.

import { credsAuthenticator, connect as join } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findSuite } from '../../source/demo/nats-server.ts';
import { createOperatorWith } from '../../source/demo/operator.ts';
import { stay } from '../../source/demo/slow-reader.ts';
import type { HealthFinding } from '../../source/model/health/finding.ts';
import { openHealth } from '../../source/screens/health/source.ts';
import { healthScreen, screens } from '../../source/screens/registry.ts';
import type { Shot } from '../../source/screens/screen.ts';
import type { Source } from '../../source/screens/source.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type AlikeCluster, startAlike } from './alike.ts';
import { noticed, type Watch, watch } from './watch.ts';

/** A minute passes at once, as on a machine that slept: everybody reads this clock, and it was there before them. */
const clock = vi.hoisted(() => {
	const real = Date.now;
	const skipped = { ms: 0 };
	Date.now = () => real() + skipped.ms;
	return skipped;
});

const day = 86_400_000;

/** Milliseconds between two rounds, and seconds until what is seen at once, or after three rounds, is on the screen. */
const interval = 1000;
const [atOnce, afterRounds] = [interval / 1000 + 2, (3 * interval) / 1000 + interval / 1000 + 2];

let cluster: AlikeCluster;
let seen: Watch;
let health: ReturnType<typeof openHealth>;
const lists = new Map<string, Source<Shot>>();

beforeAll(async () => {
	cluster = await startAlike((await findSuite('forky')).path);
	// A busy machine does not get to 120 connects within a minute.
	const checks = new Map([['churn', { warn: 20, critical: 1200 }]]);
	seen = watch({ servers: cluster.urls.slice(0, 1), creds: cluster.creds }, { interval, checks });
	await seen.ready(3);
	const { watching, servers } = seen.monitor;
	health = openHealth(watching, screens);
	for (const id of ['servers', 'accounts', healthScreen]) {
		const list = screens.find((screen) => screen.id === id)?.open(watching);
		if (list) lists.set(id, list);
	}
	// An account is there for as long as a server has loaded it.
	await (await connectAs('APP')).close();
	await waitFor(() => shot('accounts')?.total === 2, { what: 'two accounts' });
	// What is seen in the first rounds was so before.
	const { rounds } = servers.get().fleet;
	await waitFor(() => servers.get().fleet.rounds > rounds + 6, { what: 'rounds' });
	expect(health.get().findings).toEqual([]);
});

afterAll(async () => {
	for (const list of lists.values()) list.close?.();
	health?.close?.();
	await seen?.stop();
	await cluster?.stop();
});

const shot = (id: string): Shot | undefined => lists.get(id)?.get();

const find = (check: string, name: string): HealthFinding | undefined =>
	health.get().findings.find((one) => one.check === check && one.name === name);

const connectAs = async (account: string, operator = cluster.operator, url = cluster.urls[0] ?? '') => {
	const { creds } = await operator.createUser(account);
	return join({ servers: url, authenticator: credsAuthenticator(creds), reconnect: false });
};

type Fault = {
	fault: string;
	check: string;
	name: string;
	severity: string;
	says: RegExp;
	/** Seconds. */
	limit: number;
	plant: () => Promise<unknown>;
	mend: () => unknown;
	/** How many are called that. */
	objects?: number;
};

/** Plants it, looks at what the screen says of it and where Enter leads, mends it, and looks at how it ends. */
const tryOut = async ({ fault, check, name, severity, says, limit, plant, mend, objects = 1 }: Fault) => {
	expect(find(check, name)).toBeUndefined();
	const before = Date.now();
	await plant();
	const found = await noticed({ fault, seen: `${check} on 8`, limit }, () => find(check, name));
	expect(found).toMatchObject({ severity, isFromStart: false, text: expect.stringMatching(says) });
	expect(found.since).toBeGreaterThanOrEqual(before);
	expect(found.evidence.length).toBeGreaterThan(0);
	const { place } = await waitFor(() => shot(healthScreen)?.item(found.key), { what: 'its row' });
	expect(place?.screen).toBe(found.kind === 'server' ? 'servers' : 'accounts');
	expect(shot(place?.screen ?? '')?.item(place?.key ?? '')?.name).toBe(name);

	const subject = found.kind === 'server' ? check : `${check} ${name}`;
	const server = found.kind === 'server' ? name : undefined;
	const told = (way: string) => seen.texts('CHECK', server).filter((text) => text.startsWith(subject + way));
	await waitFor(() => told(': ').length === objects, { what: `the event of ${check}` });
	await mend();
	await noticed({ fault, seen: `${check} is well`, limit }, () => find(check, name) === undefined);
	await waitFor(() => told(' ok after ').length === objects, { what: 'the event of its end' });
	expect(told('')).toHaveLength(2 * objects);
};

const minuteLater = (): void => {
	clock.ms += 61_000;
};

test('a server that is loaded with another configuration than the others', () =>
	tryOut({
		...{ fault: 'configuration of one', check: 'config', name: 'n3', severity: 'warn', limit: atOnce },
		says: /^another configuration than most of alike have$/,
		plant: () => cluster.replace('n3', { more: { max_payload: 500_000 } }),
		mend: () => cluster.replace('n3'),
	}));

test('a user from whom logins are refused again and again', () =>
	tryOut({
		...{ fault: 'six refused logins', check: 'auth', name: 'n2', severity: 'warn', limit: atOnce },
		says: /^[56] logins from 127\.0\.0\.1 refused within a minute$/,
		async plant() {
			const stranger = await createOperatorWith(['APP'], false);
			for (let time = 0; time < 6; time++)
				await expect(connectAs('APP', stranger, cluster.urls[1])).rejects.toThrow();
		},
		mend: minuteLater,
	}));

test('an account whose clients come and go', () =>
	tryOut({
		...{ fault: '40 connects', check: 'churn', name: 'APP', severity: 'warn', limit: afterRounds },
		says: /^\d\d clients connected within a minute$/,
		async plant() {
			const { creds } = await cluster.operator.createUser('APP');
			const login = { servers: cluster.urls[0], authenticator: credsAuthenticator(creds), reconnect: false };
			for (let time = 0; time < 40; time++) await (await join(login)).close();
		},
		mend: minuteLater,
	}));

test('a client that reads too slowly, and is closed', () =>
	tryOut({
		...{ fault: 'slow consumer', check: 'slow', name: 'n1', severity: 'warn', limit: atOnce },
		says: /^1 more slow consumer: clients 1$/,
		async plant() {
			const { creds } = await cluster.operator.createUser('APP');
			let leave: () => void = () => undefined;
			const stays = new Promise<void>((resolve) => {
				leave = resolve;
			});
			const isClosed = stay(cluster.urls[0] ?? '', 'svc-slow', credsAuthenticator(creds), {
				stay: () => stays,
			});
			const writer = await connectAs('APP');
			const { varz } = seen.row('n1') ?? {};
			expect(varz).toBeDefined();
			const slow = () => seen.row('n1')?.statsz?.slowConsumers ?? 0;
			const payload = new Uint8Array(100_000);
			await waitFor(
				async () => {
					for (let message = 0; message < 20; message++) writer.publish('flood', payload);
					await writer.flush();
					return slow() > 0;
				},
				{ what: 'a slow consumer', interval: 200 },
			);
			leave();
			await isClosed;
			await writer.close();
		},
		mend: minuteLater,
	}));

test('an account whose JWT ends in nine days', () =>
	tryOut({
		...{ fault: 'JWT ends in 9 days', check: 'claims', name: 'APP', severity: 'warn', limit: atOnce },
		says: /^its claims end in 9d$/,
		plant: () => cluster.updateAccount('APP', Date.now() + 9.5 * day),
		mend: () => cluster.updateAccount('APP'),
	}));

test('a server of another version than the rest of its cluster', async () => {
	const { path } = await findSuite('trixie');
	await tryOut({
		...{ fault: 'version of one', check: 'version', name: 'n3', severity: 'critical', limit: atOnce },
		says: /^version 2\.10\.\d+, where most of alike run 2\.15\.\d+$/,
		plant: () => cluster.replace('n3', { binary: path }),
		mend: () => cluster.replace('n3'),
	});
});

test('two servers of one name in one cluster', async () => {
	const first = await cluster.join('twin');
	await waitFor(() => seen.row('twin')?.state === 'ok', { what: 'the first twin' });
	await tryOut({
		...{ fault: 'duplicate name', check: 'names', name: 'twin', severity: 'critical', limit: atOnce },
		...{ says: /^same name as [0-9A-Z]{8}$/, objects: 2 },
		plant: () => cluster.join('twin'),
		mend: () => first.stop(),
	});
});
