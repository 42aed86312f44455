// Who a server says we are, by every version, and whether that is the system account.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subjects } from '../../source/nats/subjects.ts';
import { systemAccess, userInfo } from '../../source/nats/user-info.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

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
			const { nc, claims } = await open({ servers: [url], creds });
			const info = await userInfo(nc, timeout, claims());
			expect(info).toMatchObject({
				user: claims()?.user,
				userName: 'ops',
				account: accountKey('SYS'),
				expiresAt: expires,
				from,
			});
			expect(info?.accountName).toBe(since('2.12.6') ? 'SYS' : undefined);
			expect(info).not.toHaveProperty('permissions');
			expect(await systemAccess(nc, timeout)).toBe('yes');
		}
	});

	test('tells how long a user may stay without our reading the JWT, where it tells anything', async () => {
		const creds = await cluster.userCreds('SYS', { expires: Date.now() + hour });
		const { nc } = await open({ servers: cluster.urls, creds });
		const info = await userInfo(nc, timeout);
		if (from === 'creds') expect(info).toBeUndefined();
		else expect(Math.abs((info?.expiresAt ?? 0) - Date.now() - hour)).toBeLessThan(60_000);
	});

	test('is not the system to an application user', async () => {
		const { nc, claims } = await open({ servers: cluster.urls, creds: cluster.creds.app });
		expect(await userInfo(nc, timeout, claims())).toMatchObject({ account: accountKey('APP'), from });
		expect(await systemAccess(nc, timeout)).toBe('no');
	});

	test('is not taken for the system where an application listens to everything', async () => {
		const { nc } = await open({ servers: cluster.urls, creds: cluster.creds.app });
		nc.subscribe('>', { callback: () => {} });
		await nc.flush();
		expect(await systemAccess(nc, since('2.12.0') ? timeout : 500)).toBe(since('2.12.0') ? 'no' : 'silent');
	});

	test('tells the permissions of a restricted system user', async () => {
		const permissions = {
			pub: { allow: ['$SYS.REQ.USER.INFO', '$SYS.REQ.SERVER.PING'] },
			sub: { allow: ['_INBOX.>'], deny: ['$SYS.ACCOUNT.>'] },
		};
		const creds = await cluster.userCreds('SYS', { permissions });
		const { nc, claims } = await open({ servers: cluster.urls, creds });
		const info = await userInfo(nc, timeout, claims());
		expect(await systemAccess(nc, timeout)).toBe('yes');
		if (from === 'creds') expect(info).not.toHaveProperty('permissions');
		else {
			// The server tells them in no order.
			expect(info?.permissions?.publish?.allow?.toSorted()).toEqual(permissions.pub.allow.toSorted());
			expect(info?.permissions?.subscribe).toEqual({ allow: ['_INBOX.>'], deny: ['$SYS.ACCOUNT.>'] });
		}
	});

	test('leaves it open whether a user is the system who may not ask', async () => {
		const creds = await cluster.userCreds('SYS', {
			name: 'mute',
			permissions: { pub: { deny: ['$SYS.>'] } },
		});
		const { nc, claims } = await open({ servers: cluster.urls, creds });
		expect(await userInfo(nc, timeout, claims())).toMatchObject({ userName: 'mute', from: 'creds' });
		expect(await systemAccess(nc, timeout)).toBe(since('2.12.0') ? 'yes' : 'denied');
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
		const { nc } = await open({ servers: cluster.urls, user, password });
		const info = await userInfo(nc, timeout);
		if (!since('2.10.0')) expect(info).toBeUndefined();
		else expect(info).toMatchObject({ user: 'sys', account: 'SYS', from: 'server' });
		expect(await systemAccess(nc, timeout)).toBe('yes');
	});

	test('is not the system to an application user', async () => {
		const { user, password } = cluster.logins.app;
		const { nc } = await open({ servers: cluster.urls, user, password });
		expect(await systemAccess(nc, timeout)).toBe('no');
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
			expect(await userInfo(nc, timeout)).toMatchObject({ user: 'sys', account: 'SYS' });
	});
});
