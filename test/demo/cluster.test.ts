// Real clusters come up with every nats-server and in every mode, and can be stopped, crashed and started again.

import { readFile } from 'node:fs/promises';
import { credsAuthenticator, nkeyAuthenticator } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStream, namesAnswering, userInfo } from '../helpers/ask.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

describe.each([
	['bookworm', '2.9.'],
	['trixie', '2.10.'],
	['forky', '2.'],
] as const)('a cluster of %s', (suite, version) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ suite });
	});
	afterAll(() => cluster.stop());

	it('answers with all its servers', async () => {
		const client = await cluster.systemClient();
		expect(client.info?.version.startsWith(version)).toBe(true);
		expect(await namesAnswering(client, 3)).toEqual(['n1', 'n2', 'n3']);
	});

	it('runs JetStream for the accounts that are not the system account', async () => {
		const client = await cluster.appClient();
		const stream = await createStream(client, 'S');
		expect(stream).toMatchObject({ config: { name: 'S' }, cluster: { name: 'natstop' } });
	});
});

describe.each(['url', 'full'] as const)('a cluster with a %s resolver', (resolver) => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ resolver, jetstream: false });
	});
	afterAll(() => cluster.stop());

	it('lets users of its accounts in, on every server', async () => {
		for (const url of cluster.urls) {
			const client = await cluster.appClient({ servers: url });
			expect((await userInfo(client)).account).toBe(cluster.operator.accounts.get('APP')?.key);
		}
	});
});

it('tells the servers of a changed account, be it in memory or in a full resolver', async () => {
	for (const resolver of ['memory', 'full'] as const) {
		const cluster = await startCluster({ resolver, size: 2, jetstream: false });
		try {
			await cluster.appClient();
			const watcher = await cluster.systemClient();
			const seen: string[] = [];
			watcher.subscribe('$SYS.ACCOUNT.*.CLAIMS.UPDATE', {
				callback: (_error, message) => {
					seen.push(message.subject);
				},
			});
			await watcher.flush();
			expect(await cluster.updateAccount('APP', { limits: { subs: 7 } })).toContain('jwt updated');
			await waitFor(() => seen.length === 1, { what: 'the update as the monitor sees it' });
		} finally {
			await cluster.stop();
		}
	}
});

describe('the users of an operator', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false, accounts: ['APP', 'BATCH'] });
	});
	afterAll(() => cluster.stop());

	const connectBy = async (path: string) =>
		cluster.connect({ authenticator: credsAuthenticator(await readFile(path)), reconnect: false });

	it('log in by their creds files', async () => {
		expect((await userInfo(await connectBy(cluster.creds.sys))).account).toBe(cluster.operator.system.key);
		const batch = await connectBy(await cluster.userCreds('BATCH', { name: 'nightly' }));
		expect((await userInfo(batch)).account).toBe(cluster.operator.accounts.get('BATCH')?.key);
	});

	it('may only what their permissions say', async () => {
		const path = await cluster.userCreds('SYS', { permissions: { pub: { allow: ['a'] } } });
		const client = await connectBy(path);
		await expect(client.request('$SYS.REQ.SERVER.PING', '', { timeout: 20_000 })).rejects.toThrow(
			/permission/i,
		);
	});

	it('are refused once they expired', async () => {
		const path = await cluster.userCreds('APP', { expires: Date.now() - 60_000 });
		await expect(connectBy(path)).rejects.toThrow(/authorization violation/i);
	});
});

describe('a cluster in config mode', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 2 });
	});
	afterAll(() => cluster.stop());

	it('lets its users in by password', async () => {
		expect(await userInfo(await cluster.systemClient())).toMatchObject({ user: 'sys', account: 'SYS' });
		expect(await userInfo(await cluster.appClient())).toMatchObject({ user: 'app', account: 'APP' });
	});

	it('lets its users in by nkey', async () => {
		const { nkeySeed, nkey } = cluster.logins.sys;
		const client = await cluster.connect({ authenticator: nkeyAuthenticator(Buffer.from(nkeySeed)) });
		expect(await userInfo(client)).toMatchObject({ user: nkey, account: 'SYS' });
	});
});

it('runs servers without a configuration file beside others', async () => {
	const cluster = await startCluster({ mode: 'config', size: 2, withoutConfigFile: 1, jetstream: false });
	try {
		expect(cluster.servers.map(({ configPath }) => typeof configPath)).toEqual(['string', 'undefined']);
		expect(await namesAnswering(await cluster.systemClient(), 2)).toEqual(['n1', 'n2']);
	} finally {
		await cluster.stop();
	}
});

describe('a server of a cluster', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ jetstream: false });
	});
	afterAll(() => cluster.stop());
	const server = (index: number) => {
		const found = cluster.servers[index];
		if (!found) throw new Error(`no server ${index}`);
		return found;
	};
	const allThree = async () => {
		const client = await cluster.systemClient();
		await waitFor(async () => (await namesAnswering(client, 3)).length === 3, { what: 'three answers' });
	};

	it('comes back on its ports after a crash', async () => {
		const { pid, url } = server(2);
		await server(2).kill9();
		expect(server(2).pid).toBeUndefined();
		await server(2).start();
		expect(server(2).pid).not.toBe(pid);
		expect(server(2).url).toBe(url);
		await allThree();
	});

	it('stops in order and restarts', async () => {
		await server(1).stop();
		expect(await server(1).log()).toContain('Server Exiting');
		await server(1).start();
		await server(1).restart();
		await allThree();
	});

	it('reads its changed configuration when told to', async () => {
		await server(0).writeConfig({ max_payload: 4096 });
		server(0).signal('SIGHUP');
		await waitFor(async () => (await server(0).log()).includes('max_payload'), {
			what: 'the reload in the log',
		});
		const client = await cluster.systemClient();
		expect(client.info?.max_payload).toBe(4096);
	});

	it('says why it does not start', async () => {
		await server(1).stop();
		await server(1).writeConfigText('listen: {\n');
		await expect(server(1).start()).rejects.toThrow(/ended at start/);
	});
});
