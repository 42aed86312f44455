// Claims, limits, imports, exports and JetStream of accounts on real servers in operator mode, and in configuration mode.

import type { Account as AccountSettings } from '@nats-io/jwt';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountJson } from '../../source/format/account-json.ts';
import type { Account } from '../../source/model/account.ts';
import { connectionLimits, jetStreamLimits } from '../../source/model/account-limit-use.ts';
import type { AccountsSnapshot } from '../../source/screens/accounts/snapshot.ts';
import { openAccounts } from '../../source/screens/accounts/source.ts';
import { accountUsers } from '../../source/screens/accounts/tab-users.ts';
import type { Source } from '../../source/screens/source.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const day = 86_400_000;

const limits = (own: object): Partial<AccountSettings> =>
	({
		limits: {
			...{ conn: -1, subs: -1, leaf: -1, data: -1, payload: -1, imports: -1, exports: -1, wildcards: true },
			...{ mem_storage: -1, disk_storage: -1, streams: -1, consumer: -1 },
			...own,
		},
	}) as Partial<AccountSettings>;

describe.each(await versions())('on two nats-servers $version with a full resolver', ({ binary, since }) => {
	let cluster: OperatorTestCluster;
	let seen: Watch;
	let source: Source<AccountsSnapshot>;
	const clients: NatsConnection[] = [];
	const keyOf = (name: string): string => cluster.operator.accounts.get(name)?.key ?? '';
	const account = (name: string): Account | undefined =>
		source.get().accounts.find((one) => one.account === keyOf(name));
	const until = (what: string, name: string, fits: (account: Account) => boolean): Promise<Account> =>
		waitFor(
			() => {
				const now = account(name);
				return now && fits(now) ? now : undefined;
			},
			{ what },
		);

	beforeAll(async () => {
		cluster = await startCluster({
			...{ binary, size: 2, resolver: 'full', accounts: ['APP', 'PAY', 'OLD', 'DEV'] },
		});
		await cluster.updateAccount('PAY', {
			...limits({}),
			exports: [
				{ name: 'orders', subject: 'orders.>', type: 'stream' },
				{ name: 'pay', subject: 'pay.req', type: 'service', response_type: 'Singleton', token_req: true },
			] as never,
		});
		await cluster.updateAccount(
			'APP',
			{
				...limits({ conn: 4, subs: 3, leaf: 2, payload: 1024 ** 2, disk_storage: 1_000_000, streams: 4 }),
				imports: [
					{ name: 'a', subject: 'orders.>', account: keyOf('PAY'), type: 'stream', local_subject: 'in.>' },
					{ name: 'b', subject: 'nobody.>', account: keyOf('PAY'), type: 'stream' },
				] as never,
				revocations: { '*': 1_700_000_000 },
				tags: ['team:shop'],
			} as never,
			Date.now() + 9 * day + 3_600_000,
		);
		const [first = '', second = ''] = cluster.urls;
		for (const servers of [second, second, second, second])
			clients.push(await cluster.connectAs('APP', { servers, name: 'svc', user: 'svc' }));
		clients.push(await cluster.connectAs('PAY', { servers: first, name: 'pay' }));
		// An account is there for as long as a server has loaded it.
		await (await cluster.connectAs('OLD', { servers: first, name: 'old', reconnect: false })).close();
		// Its time begins once it is loaded: after it nobody can.
		await cluster.updateAccount('OLD', limits({}), Date.now() + 3000);
		seen = watch({ servers: [...cluster.urls], creds: cluster.creds.sys });
		await waitFor(() => seen.monitor.servers.take().fleet.rows.length === 2, { what: 'two servers' });
		source = openAccounts(seen.monitor.watching);
	});

	afterAll(async () => {
		source?.close?.();
		await seen?.stop();
		await cluster?.stop();
	});

	test('limits, expiry, tags and revoked users are those of the claims, by a server that has loaded the account', async () => {
		const app = await until('claims', 'APP', ({ claims }) => claims !== undefined);
		expect(app.name).toBe('APP');
		expect(app.claims).toMatchObject({
			limits: { connections: 4, leafnodes: 2, subscriptions: 3, payload: 1024 ** 2, storage: 1_000_000 },
			...{ tags: ['team:shop'], isExpired: false, hasJetStream: true, server: { name: 'n2' } },
			...{ isSystem: false, systemImports: expect.any(Number) },
			revoked: [{ user: '*', at: 1_700_000_000_000 }],
		});
		expect(app.claims?.limits?.data).toBe(undefined);
		expect(app.claims?.systemImports).toBeGreaterThanOrEqual(3);
		expect(connectionLimits(app).map(({ share }) => share)).toEqual([1, 0]);
		expect(app.isSystem).toBe(false);
		expect(account('SYS')?.isSystem).toBe(true);
		expect(JSON.stringify(accountJson(app))).not.toMatch(/eyJ|"jwt"/);
	});

	test('an import that the other account does not allow is there, and invalid; exports say who may', async () => {
		const app = await until('imports', 'APP', ({ claims }) => (claims?.imports.length ?? 0) > 0);
		const [first, second] = [...(app.claims?.imports ?? [])].sort((a, b) => (a.subject < b.subject ? 1 : -1));
		expect(first).toMatchObject({ subject: 'orders.>', localSubject: 'in.>', isInvalid: false });
		expect(second).toMatchObject({ subject: 'nobody.>', account: keyOf('PAY'), isInvalid: true });
		const pay = await until('exports', 'PAY', ({ claims }) => (claims?.exports.length ?? 0) === 2);
		expect(pay.claims?.exports.find(({ type }) => type === 'service')).toMatchObject({
			...{ subject: 'pay.req', responseType: 'Singleton', needsToken: true },
		});
	});

	test('limits that are used up, claims that end soon and an import that is refused are its trouble', async () => {
		const app = await until('both', 'APP', ({ troubles }) => troubles.length >= 2);
		expect(app.troubles.map(({ check, severity }) => [check, severity])).toEqual([
			['account-limits', 'critical'],
			['claims', 'warn'],
		]);
		const [full, ends] = app.troubles;
		expect(full?.text).toBe('connections: all of the limit is used');
		expect(ends?.text).toBe('its claims end in 9d, and import nobody.> is not allowed by the other account');
	});

	test('claims that have ended are told as such, and an account nobody has used is there, not loaded', async () => {
		const old = await until('its end', 'OLD', ({ troubles }) =>
			troubles.some(({ check }) => check === 'claims'),
		);
		await until('the end of its time', 'OLD', ({ troubles }) =>
			troubles.some(({ severity, text }) => severity === 'critical' && text.includes('have ended')),
		);
		expect(old.isLoaded).toBe(true);
		const dev = await until('the one that is not loaded', 'DEV', () => true);
		expect(dev).toMatchObject({ isLoaded: false, shares: [], servers: 0, troubles: [] });
		expect(source.get().isComplete).toBe(true);
	});

	test('what is stored is told once, however many servers and replicas tell of it', async () => {
		const [app] = clients;
		const ask = async (name: string, body: object) =>
			(await app?.request(`$JS.API.${name}`, JSON.stringify(body), { timeout: 20_000 }))?.json<{
				error?: object;
			}>();
		// Before 2.10 a server that has not loaded the account makes no copy for it.
		const replicas = since('2.10.0') ? 2 : 1;
		const limited = { storage: 'file', max_bytes: 400_000 };
		const stream = { name: 'ORDERS', subjects: ['orders'], num_replicas: replicas, ...limited };
		expect((await ask('STREAM.CREATE.ORDERS', stream))?.error).toBe(undefined);
		const config = { durable_name: 'c', ack_policy: 'explicit' };
		const consumer = { stream_name: 'ORDERS', config };
		expect((await ask('CONSUMER.DURABLE.CREATE.ORDERS.c', consumer))?.error).toBe(undefined);
		for (let i = 0; i < 10; i++) await app?.request('orders', new Uint8Array(1000), { timeout: 20_000 });
		source.focus?.(keyOf('APP'));
		try {
			const used = await until(
				'its use',
				'APP',
				({ jetstream: [use] }) => (use?.storage ?? 0) >= replicas * 10_000,
			);
			// Servers hear of each other's use some time later.
			const settled = await until('both copies', 'APP', ({ jetstream: [use] }) => use?.streams === 1);
			expect(settled.jetstream).toHaveLength(1);
			const [use] = settled.jetstream;
			const raw = await cluster.systemClient();
			const answers: number[] = [];
			const options = { strategy: 'count', maxMessages: 2, maxWait: 20_000 } as const;
			const subject = `$SYS.REQ.ACCOUNT.${keyOf('APP')}.JSZ`;
			for await (const message of await raw.requestMany(subject, '', options))
				answers.push(message.json<{ data?: { storage?: number } }>().data?.storage ?? 0);
			expect(use?.storage).toBe(Math.max(...answers));
			expect(used.jetstream[0]?.storageLimit).toBe(1_000_000);
			expect(use).toMatchObject({ streams: 1, consumers: 1 });
			expect(jetStreamLimits(settled).map(({ limit }) => limit)).toEqual([
				undefined,
				1_000_000,
				4,
				undefined,
			]);
		} finally {
			source.focus?.(undefined);
		}
	});

	test('users are those that are seen, with what their clients call themselves, and those that are revoked', async () => {
		source.focus?.(keyOf('APP'));
		const users = accountUsers.open(seen.monitor.watching, keyOf('APP'));
		const state = { sort: accountUsers.sort, filter: '', wide: false, offset: 0, off: [] };
		const choices = { totals: false, exact: false, keys: false };
		try {
			const keys = await waitFor(
				() => {
					const view = users.get().list(state, { now: Date.now(), totals: false }, choices);
					return view.keys.length >= 5 ? view.keys : undefined;
				},
				{ what: 'four users and who is revoked' },
			);
			expect(keys.filter((key) => /^U[A-Z2-7]{55}$/.test(key))).toHaveLength(4);
			expect(keys).toContain('*');
		} finally {
			users.close?.();
			source.focus?.(undefined);
		}
	});
});

test('in configuration mode servers show no limits, and the account is complete all the same', async () => {
	const cluster = await startCluster({ mode: 'config', size: 1, accounts: ['APP'] });
	const { user, password } = cluster.logins.sys;
	const seen = watch({ servers: [...cluster.urls], user, password });
	const client = await cluster.appClient({ name: 'svc' });
	await waitFor(() => seen.monitor.servers.take().fleet.rows.length === 1, { what: 'the server' });
	const source = openAccounts(seen.monitor.watching);
	try {
		const app = await waitFor(
			() => source.get().accounts.find(({ account, claims }) => account === 'APP' && claims),
			{ what: 'its answer' },
		);
		expect(app.claims).toMatchObject({ imports: [], isExpired: false, tiers: [] });
		expect(app.claims?.limits).toBe(undefined);
		expect(app.troubles).toEqual([]);
		expect(source.get().isComplete).toBe(false);
	} finally {
		source.close?.();
		await client.close();
		await seen.stop();
		await cluster.stop();
	}
});
