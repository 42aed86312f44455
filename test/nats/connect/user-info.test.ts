// Who a server says we are, by every version, and whether that is the system account.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whoamiCommand } from '../../../source/commands/whoami.ts';
import { systemAccess } from '../../../source/nats/connect/system-access.ts';
import { userInfo } from '../../../source/nats/connect/user-info.ts';
import { subjects } from '../../../source/nats/subjects.ts';
import { wireOf } from '../../../source/nats/wire.ts';
import { exitCodes } from '../../../source/system/output.ts';
import { captureOutput, configOf } from '../../helpers/captured-output.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../../helpers/cluster.ts';
import { connections } from '../../helpers/connections.ts';
import { serversCommand } from '../../helpers/servers-command.ts';
import { versions } from '../../helpers/versions.ts';
import { waitFor } from '../../helpers/wait-for.ts';

const { open } = connections();
const timeout = 20_000;
const hour = 3_600_000;
const all = await versions();

describe.each(all)('a cluster of nats-server $version in operator mode', ({ binary, since }) => {
	/** Older ones have no USER.INFO. */
	const from = since('2.10.0') ? 'server' : 'creds';
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, size: 3, jetstream: false });
	});
	afterAll(() => cluster.stop());

	const accountKey = (name: string) => cluster.operator.accounts.get(name)?.key;

	test('knows a system user by keys, name and expiry, whichever server it is on', async () => {
		const expires = Math.floor((Date.now() + hour) / 1000) * 1000;
		const creds = await cluster.userCreds('SYS', { name: 'ops', expires });
		for (const url of cluster.urls) {
			const { nc, claims, known } = await open({ servers: [url], creds });
			const info = await userInfo(wireOf(nc), timeout, known());
			expect(info).toMatchObject({
				user: claims()?.user,
				userName: 'ops',
				account: accountKey('SYS'),
				expiresAt: expires,
				from,
			});
			expect(info?.accountName).toBe(since('2.12.6') ? 'SYS' : undefined);
			expect(info).not.toHaveProperty('permissions');
			expect((await systemAccess(wireOf(nc), timeout)).access).toBe('yes');
		}
	});

	test('tells how long a user may stay without our reading the JWT, where it tells anything', async () => {
		const creds = await cluster.userCreds('SYS', { expires: Date.now() + hour });
		const { nc } = await open({ servers: cluster.urls, creds });
		const info = await userInfo(wireOf(nc), timeout);
		if (from === 'creds') expect(info).toMatchObject({ account: accountKey('SYS'), from: 'connections' });
		else expect(Math.abs((info?.expiresAt ?? 0) - Date.now() - hour)).toBeLessThan(60_000);
	});

	test('is not the system to an application user', async () => {
		const { nc, known } = await open({ servers: cluster.urls, creds: cluster.creds.app });
		expect(await userInfo(wireOf(nc), timeout, known())).toMatchObject({ account: accountKey('APP'), from });
		expect((await systemAccess(wireOf(nc), timeout)).access).toBe('no');
	});

	test('is not taken for the system where an application listens to everything', async () => {
		const { nc } = await open({ servers: cluster.urls, creds: cluster.creds.app });
		nc.subscribe('>', { callback: () => {} });
		await nc.flush();
		expect((await systemAccess(wireOf(nc), 2000)).access).toBe(since('2.12.0') ? 'no' : 'silent');
	});

	test('tells the permissions of a restricted system user', async () => {
		const permissions = {
			pub: { allow: ['$SYS.REQ.USER.INFO', '$SYS.REQ.SERVER.PING'] },
			sub: { allow: ['_INBOX.>'], deny: ['$SYS.ACCOUNT.>'] },
		};
		const creds = await cluster.userCreds('SYS', { permissions });
		const { nc, known } = await open({ servers: cluster.urls, creds });
		const info = await userInfo(wireOf(nc), timeout, known());
		expect((await systemAccess(wireOf(nc), timeout)).access).toBe('yes');
		// The server tells them in no order; an older one does not, and then his token does.
		expect(info?.permissions?.publish?.allow?.toSorted()).toEqual(permissions.pub.allow.toSorted());
		expect(info?.permissions?.subscribe).toEqual({ allow: ['_INBOX.>'], deny: ['$SYS.ACCOUNT.>'] });
	});

	test('leaves it open whether a user is the system who may not ask', async () => {
		const creds = await cluster.userCreds('SYS', {
			name: 'mute',
			permissions: { pub: { deny: ['$SYS.>'] } },
		});
		const { nc, known } = await open({ servers: cluster.urls, creds });
		expect(await userInfo(wireOf(nc), timeout, known())).toMatchObject({ userName: 'mute', from: 'creds' });
		expect((await systemAccess(wireOf(nc), timeout)).access).toBe(since('2.12.0') ? 'yes' : 'denied');
	});
});

describe.each(all)('nats-server $version in config mode', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('knows users and accounts by name', async () => {
		const { user, password } = cluster.logins.sys;
		const { nc, known } = await open({ servers: cluster.urls, user, password });
		const from = since('2.10.0') ? 'server' : 'connections';
		expect(await userInfo(wireOf(nc), timeout, known())).toMatchObject({ user: 'sys', account: 'SYS', from });
		expect((await systemAccess(wireOf(nc), timeout)).access).toBe('yes');
	});

	test('is not the system to an application user, whose name is at least the given one', async () => {
		const { user, password } = cluster.logins.app;
		const { nc, known } = await open({ servers: cluster.urls, user, password });
		expect(await userInfo(wireOf(nc), timeout, known())).toMatchObject(
			since('2.10.0') ? { user, account: 'APP' } : { user, account: '', from: 'settings' },
		);
		expect((await systemAccess(wireOf(nc), timeout)).access).toBe('no');
	});
});

describe('a leafnode that carries the system account', () => {
	let hub: ConfigTestCluster;
	let leaf: ConfigTestCluster;
	beforeAll(async () => {
		hub = await startCluster({
			mode: 'config',
			size: 1,
			jetstream: false,
			config: { leafnodes: { listen: '127.0.0.1:-1' } },
		});
	});
	afterAll(() => Promise.all([hub, leaf].map((cluster) => cluster?.stop())));

	test('does not answer in the place of our own server', async () => {
		const port = /Listening for leafnode connections on 127\.0\.0\.1:(\d+)/.exec(
			(await hub.servers[0]?.log()) ?? '',
		)?.[1];
		const { user, password } = hub.logins.sys;
		leaf = await startCluster({
			mode: 'config',
			size: 1,
			jetstream: false,
			config: {
				server_name: 'leaf',
				leafnodes: { remotes: [{ url: `nats://${user}:${password}@127.0.0.1:${port}`, account: 'SYS' }] },
			},
		});
		const { nc } = await open({ servers: hub.urls, user, password });
		const answering = async () => {
			const names: string[] = [];
			const replies = await nc.requestMany(subjects.userInfo, '', {
				strategy: 'stall',
				stall: 1000,
				maxWait: 5000,
			});
			for await (const reply of replies) names.push(/"name":"(\w+)"/.exec(reply.string())?.[1] ?? '');
			return names.includes('leaf') && names.includes('n1');
		};
		await waitFor(answering, { what: 'answers of both' });
		for (let i = 0; i < 10; i++)
			expect(await userInfo(wireOf(nc), timeout)).toMatchObject({ user: 'sys', account: 'SYS' });
	});
});

describe('a leaf of 2.9 under a hub that answers for it', () => {
	let hub: ConfigTestCluster;
	let leaf: ConfigTestCluster;
	afterAll(() => Promise.all([leaf, hub].map((cluster) => cluster?.stop())));

	test('knows us by our own name, not by that of its link', async () => {
		const common = { mode: 'config', size: 1, jetstream: false } as const;
		hub = await startCluster({ ...common, config: { leafnodes: { listen: '127.0.0.1:-1' } } });
		const { user, password } = hub.logins.sys;
		const log = (await hub.servers[0]?.log()) ?? '';
		const port = /Listening for leafnode connections on 127\.0\.0\.1:(\d+)/.exec(log)?.[1];
		const remotes = [{ url: `nats://${user}:${password}@127.0.0.1:${port}`, account: 'SYS' }];
		leaf = await startCluster({
			...common,
			suite: 'bookworm',
			config: { server_name: 'leaf', leafnodes: { remotes } },
		});
		await leaf.servers[0]?.writeConfig({ accounts: { SYS: { users: [{ user: 'alice', password: 'pw' }] } } });
		await leaf.servers[0]?.stop();
		await leaf.servers[0]?.launch();
		const { nc, known } = await open({ servers: leaf.urls, user: 'alice', password: 'pw' }, { wait: true });
		const hubAnswers = () =>
			nc.request(subjects.userInfo, '', { timeout: 1000 }).then(
				(reply) => reply.string().includes(`"user":"${user}"`),
				() => false,
			);
		await waitFor(hubAnswers, { what: 'the answer of the hub about its link' });
		const info = await userInfo(wireOf(nc), timeout, known());
		expect(info).toEqual({ user: 'alice', account: 'SYS', from: 'connections' });
		expect((await systemAccess(wireOf(nc), timeout)).access).toBe('yes');
	});
});

describe.each(all)('beside servers of nats-server $version whose names contain ours', ({ binary }) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 3, jetstream: false });
		const [first, ...others] = cluster.servers;
		for (const server of [first, ...others]) {
			await server?.writeConfig({
				server_name: server === first ? 'n' : `n-${server.name}`,
				accounts: {
					SYS: {
						users: [{ user: 'sys', password: 'pw' }],
						exports: [{ service: '$SYS.REQ.>', response_type: 'stream' }],
					},
					MON: {
						users: [{ user: 'mon', password: 'pw' }],
						imports: [{ service: { account: 'SYS', subject: '$SYS.REQ.>' } }],
					},
				},
			});
			await server?.stop();
			await server?.launch();
		}
	});
	afterAll(() => cluster.stop());

	test('an account that may only ask is not taken for the system account', async () => {
		const { nc } = await open(
			{ servers: cluster.urls.slice(0, 1), user: 'mon', password: 'pw' },
			{ wait: true },
		);
		await waitFor(
			async () => {
				let answers = 0;
				const isMeant = (): boolean => ++answers === 3;
				await wireOf(nc).ask(subjects.pingVarz, { server_name: 'n' }, { timeout, isMeant, stall: 500 });
				return answers === 3;
			},
			{ what: 'answers of all three' },
		);
		for (let turn = 0; turn < 5; turn++)
			expect(await systemAccess(wireOf(nc), timeout)).toEqual({ access: 'other', outcome: 'answered' });
	});
});

describe.each(all)('an account of nats-server $version that imports the system', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 1, jetstream: false });
		const account = 'SYS';
		const accounts = ['MON'];
		const user = (name: string) => [{ user: name, password: 'pw' }];
		await cluster.servers[0]?.writeConfig({
			accounts: {
				SYS: {
					users: user('sys'),
					exports: [
						{ stream: '$SYS.>', accounts },
						{ service: '$SYS.REQ.>', response_type: 'stream', accounts },
					],
				},
				MON: {
					users: user('mon'),
					imports: [
						{ stream: { account, subject: '$SYS.>' } },
						{ service: { account, subject: '$SYS.REQ.>' } },
					],
				},
				APP: { users: [{ user: 'shut', password: 'pw', permissions: { publish: { deny: ['$SYS.>'] } } }] },
			},
		});
		await cluster.servers[0]?.stop();
		await cluster.servers[0]?.launch();
	});
	afterAll(() => cluster.stop());

	const openAs = (user: string) => open({ servers: cluster.urls, user, password: 'pw' }, { wait: true });

	test('is not the system account, but may ask, and is let in', async () => {
		const { nc } = await openAs('mon');
		expect(await systemAccess(wireOf(nc), timeout)).toEqual({ access: 'other', outcome: 'answered' });
		const output = captureOutput();
		const config = configOf({ server: cluster.urls.join(','), user: 'mon', password: 'pw' });
		expect(await serversCommand(config, { json: true }, output)).toBe(exitCodes.fine);
		expect(output.complaints).toEqual([]);
		expect(await whoamiCommand(config, {}, output)).toBe(exitCodes.fine);
		expect(output.text()).toContain('no, but it may ask');
	});

	test('is the system account to its own users, and closed to those who may not ask', async () => {
		expect(await systemAccess((await openAs('sys')).wire, timeout)).toMatchObject({ access: 'yes' });
		const shut = await systemAccess((await openAs('shut')).wire, timeout);
		const access = since('2.12.0') ? 'no' : 'denied';
		expect(shut).toEqual({ access, outcome: 'not permitted' });
	});
});
