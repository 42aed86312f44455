// Every way to log in, on real servers.

import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCreds } from '../../../source/nats/connect/user-jwt.ts';
import { subjects } from '../../../source/nats/subjects.ts';
import { realEnvironment } from '../../../source/system/environment.ts';
import { type Certificates, makeCertificates } from '../../helpers/certificates.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../../helpers/cluster.ts';
import { connections, type Opened } from '../../helpers/connections.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const { open } = connections();
const dir = tempDir();

/** Only a system user gets an answer. */
const expectSystem = async ({ nc }: Opened) => {
	await expect(nc.request(subjects.ping, '', { timeout: 20_000 })).resolves.toBeDefined();
};

describe.each(['memory', 'url', 'full'] as const)(
	'a system in operator mode with a %s resolver',
	(resolver) => {
		let cluster: OperatorTestCluster;
		beforeAll(async () => {
			cluster = await startCluster({ resolver, jetstream: false, size: 2 });
		});
		afterAll(() => cluster.stop());

		test('lets a system user in by a creds file', async () => {
			await expectSystem(await open({ servers: cluster.urls, creds: cluster.creds.sys }));
		});

		test('lets an application user in, who is not the system', async () => {
			const { nc } = await open({ servers: cluster.urls, creds: cluster.creds.app });
			await expect(nc.request(subjects.ping, '', { timeout: 20_000 })).rejects.toThrow(/no responders/);
		});
	},
);

describe('credentials of operator mode', () => {
	let cluster: OperatorTestCluster;
	let text = '';
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
		text = await readFile(cluster.creds.sys, 'utf8');
	});
	afterAll(() => cluster.stop());

	const withEnv = (env: Record<string, string>, home = '/nowhere') => ({
		environment: { ...realEnvironment(), env, home },
	});

	test('may be a JWT and its seed', async () => {
		const { jwt, seed } = parseCreds(text, 'test');
		await expectSystem(await open({ servers: cluster.urls, jwt, seed }));
	});

	test('may be a bearer JWT alone', async () => {
		const { jwt } = await cluster.operator.createUser('SYS', { bearer: true });
		await expectSystem(await open({ servers: cluster.urls, jwt }));
	});

	test('may be in a variable or inline', async () => {
		await expectSystem(await open({ servers: cluster.urls, creds: 'env://CREDS' }, withEnv({ CREDS: text })));
		const inline = `data:;base64,${Buffer.from(text).toString('base64')}`;
		await expectSystem(await open({ servers: cluster.urls, creds: inline }));
	});

	test("may be in nsc's folders", async () => {
		const keys = join(dir, '.nkeys', 'creds', 'natstop', 'SYS');
		await mkdir(keys, { recursive: true });
		await copyFile(cluster.creds.sys, join(keys, 'sys.creds'));
		await expectSystem(
			await open({ servers: cluster.urls, creds: 'nsc://natstop/SYS/sys' }, withEnv({}, dir)),
		);
		await expectSystem(
			await open({ servers: cluster.urls, creds: '~/.nkeys/creds/natstop/SYS/sys.creds' }, withEnv({}, dir)),
		);
	});

	test('come with the name we give ourselves, and a reply prefix of our own', async () => {
		const creds = await cluster.userCreds('SYS', { permissions: { sub: { allow: ['_R.>'] } } });
		const opened = await open({ servers: cluster.urls, creds, name: 'natstop-42', inboxPrefix: '_R' });
		const reply = await opened.nc.request('$SYS.REQ.SERVER.PING.CONNZ', '', { timeout: 20_000 });
		expect(reply.string()).toContain('"name":"natstop-42"');
	});
});

describe('a system in config mode', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('lets a system user in by name and password', async () => {
		const { user, password } = cluster.logins.sys;
		await expectSystem(await open({ servers: cluster.urls, user, password }));
	});

	test('lets a system user in by nkey', async () => {
		await expectSystem(await open({ servers: cluster.urls, nkey: cluster.logins.sys.nkeyPath }));
	});

	test('sees user and password before creds and nkey', async () => {
		const { user, password, nkeyPath } = cluster.logins.sys;
		await expectSystem(
			await open({ servers: cluster.urls, user, password, creds: '/no/file', nkey: nkeyPath }),
		);
	});
});

describe('a server with a token', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		// nats-server refuses a token beside accounts, so there is no system user here to wait for readiness with.
		cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
		const [server] = cluster.servers;
		await server?.writeConfig({
			accounts: undefined,
			system_account: undefined,
			authorization: { token: 's3cret' },
		});
		await server?.stop();
		await server?.launch();
	});
	afterAll(() => cluster.stop());

	test('takes it as a token, and as a user without a password', async () => {
		const wait = { wait: true };
		expect((await open({ servers: cluster.urls, token: 's3cret' }, wait)).nc.info?.auth_required).toBe(true);
		expect((await open({ servers: cluster.urls, user: 's3cret' }, wait)).nc.isClosed()).toBe(false);
	});
});

describe.each([
	['a private CA', {}],
	['client certificates', { verify: true }],
	['the TLS handshake first', { handshakeFirst: true }],
] as const)('a system with %s', (_, options) => {
	let cluster: OperatorTestCluster;
	let files: Certificates;
	beforeAll(async () => {
		files = await makeCertificates(dir);
		cluster = await startCluster({ size: 1, jetstream: false, tls: { ...files, ...options } });
	});
	afterAll(() => cluster.stop());

	test('is trusted with --tlsca and the other TLS files', async () => {
		const tls = {
			ca: files.ca,
			...('verify' in options && { cert: files.clientCert, key: files.clientKey }),
			...('handshakeFirst' in options && { first: true }),
		};
		await expectSystem(await open({ servers: cluster.urls, creds: cluster.creds.sys, tls }));
	});
});
