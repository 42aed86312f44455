// What is said when the first connection fails, by real servers and real networks.

import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createUser } from '@nats-io/nkeys';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../../source/demo/free-ports.ts';
import { createOperatorWith, type UserOptions } from '../../../source/demo/operator.ts';
import { type Certificates, makeCertificates } from '../../helpers/certificates.ts';
import { type OperatorTestCluster, startCluster } from '../../helpers/cluster.ts';
import { connections } from '../../helpers/connections.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { waitFor } from '../../helpers/wait-for.ts';

const { open, fail } = connections();
const dir = tempDir();

const day = 86_400_000;

describe('without a server', () => {
	test('the refused address is named', async () => {
		const [port] = await freePorts(1);
		expect(await fail({ servers: [`nats://127.0.0.1:${port}`] })).toMatchObject({
			kind: 'refused',
			message: `connection refused by 127.0.0.1:${port}`,
		});
		expect(await fail({ servers: [`nats://[::1]:${port}`] })).toMatchObject({
			message: expect.stringContaining(`[::1]:${port}`),
		});
	});

	test('the name that does not resolve is named', async () => {
		expect(await fail({ servers: ['nats://no-such-host.invalid:4222'] })).toMatchObject({
			kind: 'dns',
			message: expect.stringMatching(/^cannot resolve no-such-host\.invalid: /),
		});
	});

	test('one that says nothing is given up after the timeout', async () => {
		const silent = createServer().listen(0, '127.0.0.1');
		try {
			const port = await waitFor(() => silentPort(silent.address()), { what: 'the silent server' });
			expect(await fail({ servers: [`127.0.0.1:${port}`], timeout: 200 })).toMatchObject({
				kind: 'timeout',
				message: `127.0.0.1:${port} did not answer within 0.2s; a server that wants TLS first needs --tlsfirst`,
			});
		} finally {
			silent.close();
		}
	});

	test('one that is no nats-server is not taken for one', async () => {
		const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
			0,
			'127.0.0.1',
		);
		try {
			const port = await waitFor(() => silentPort(web.address()), { what: 'the web server' });
			expect(await fail({ servers: [`127.0.0.1:${port}`] })).toMatchObject({
				kind: 'other',
				message: `cannot connect to 127.0.0.1:${port}: unexpected response from server`,
			});
		} finally {
			web.close();
		}
	});

	test('one that hangs up without a word may want TLS first', async () => {
		const mute = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
		try {
			const port = await waitFor(() => silentPort(mute.address()), { what: 'the mute server' });
			const servers = [`127.0.0.1:${port}`];
			expect(await fail({ servers })).toMatchObject({
				kind: 'other',
				message: `127.0.0.1:${port} closed the connection before a greeting; a server that wants TLS first needs --tlsfirst`,
			});
		} finally {
			mute.close();
		}
	});

	test('waiting can be ended', async () => {
		const [port] = await freePorts(1);
		const controller = new AbortController();
		const kinds: string[] = [];
		const opening = open(
			{ servers: [`127.0.0.1:${port}`] },
			{
				wait: true,
				signal: controller.signal,
				onStatus(status) {
					if (status.type !== 'error') return;
					kinds.push(status.error);
					controller.abort(new Error('enough'));
				},
			},
		);
		await expect(opening).rejects.toThrow('enough');
		expect(kinds).toEqual([`connection refused by 127.0.0.1:${port}`]);
	});
});

const silentPort = (address: ReturnType<ReturnType<typeof createServer>['address']>) =>
	typeof address === 'object' ? address?.port : undefined;

describe('in operator mode', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	const write = async (name: string, text: string | Uint8Array) => {
		const path = join(dir, name);
		await writeFile(path, text);
		return path;
	};

	test('expired creds are told from refused ones by their own JWT', async () => {
		const creds = await cluster.userCreds('SYS', { expires: Date.now() - 3.5 * day });
		expect(await fail({ servers: cluster.urls, creds })).toMatchObject({
			kind: 'expired',
			message: `the user JWT in ${creds} expired 3d ago`,
		});
	});

	test('creds of another operator are refused in the words of the server', async () => {
		const stranger = await createOperatorWith([], false);
		const creds = await write('stranger.creds', (await stranger.createUser('SYS')).creds);
		expect(await fail({ servers: cluster.urls, creds })).toMatchObject({
			kind: 'auth',
			message: `the server says Authorization Violation: it does not accept ${creds}`,
		});
	});

	test.each<[NonNullable<UserOptions['permissions']>, string]>([
		[
			{ allowed_connection_types: ['WEBSOCKET', 'MQTT'] },
			'connections of type WEBSOCKET, MQTT, which ours is not',
		],
		[{ src: ['192.0.2.0/24'] }, 'connections from 192.0.2.0/24'],
		[
			{ allowed_connection_types: ['WEBSOCKET'], src: ['192.0.2.0/24', '2001:db8::/32'] },
			'connections of type WEBSOCKET, which ours is not and only connections from 192.0.2.0/24, 2001:db8::/32',
		],
	])('a JWT that is for other connections, %j, is named as one', async (limits, words) => {
		const creds = await cluster.userCreds('SYS', {
			permissions: limits,
		});
		expect(await fail({ servers: cluster.urls, creds })).toMatchObject({
			kind: 'auth',
			message: `the server says Authorization Violation: it does not accept ${creds}, whose JWT allows only ${words}`,
		});
	});

	test('no credentials at all are said to be missing', async () => {
		expect(await fail({ servers: cluster.urls })).toMatchObject({
			kind: 'auth',
			message: 'the server says Authorization Violation: no credentials were given, and it wants some',
		});
	});

	test('an unknown nkey is refused', async () => {
		const nkey = await write('stranger.nk', createUser().getSeed());
		expect(await fail({ servers: cluster.urls, nkey })).toMatchObject({ kind: 'auth' });
	});

	test('a token is not shown', async () => {
		const { message } = await fail({ servers: cluster.urls, token: 's3cret' });
		expect(message).toBe('the server says Authorization Violation: it does not accept the token');
	});

	test('garbage and missing creds are named without asking a server', async () => {
		const garbage = await write('garbage.creds', 'SUACSECRETGARBAGE');
		expect(await fail({ servers: ['127.0.0.1:1'], creds: garbage })).toMatchObject({
			kind: 'creds',
			message: `${garbage} is not a creds file`,
		});
		expect(await fail({ servers: ['127.0.0.1:1'], creds: join(dir, 'none') })).toMatchObject({
			kind: 'creds',
			message: `cannot read the creds file ${join(dir, 'none')}: no such file`,
		});
		expect(await fail({ creds: dir })).toMatchObject({
			kind: 'creds',
			message: expect.stringMatching(/it is a folder$/),
		});
	});

	test('of several servers one that answers is enough', async () => {
		const [port] = await freePorts(1);
		const { nc } = await open({ servers: [`127.0.0.1:${port}`, ...cluster.urls], creds: cluster.creds.sys });
		expect(nc.info?.server_name).toBe('n1');
	});

	test('TLS that is asked for and not there is said so', async () => {
		expect(await fail({ servers: cluster.urls, creds: cluster.creds.sys, tls: {} })).toMatchObject({
			kind: 'tls',
			message: `${cluster.urls[0]} does not offer TLS`,
		});
		expect(
			await fail({ servers: cluster.urls, creds: cluster.creds.sys, tls: { first: true } }),
		).toMatchObject({
			kind: 'tls',
			message: `TLS with ${cluster.urls[0]} failed: it does not speak TLS first; leave --tlsfirst out`,
		});
	});
});

describe('with TLS', () => {
	let cluster: OperatorTestCluster;
	let first: OperatorTestCluster;
	let verifying: OperatorTestCluster;
	let files: Certificates;
	beforeAll(async () => {
		files = await makeCertificates(dir);
		const options = { size: 1, jetstream: false };
		[cluster, first, verifying] = await Promise.all([
			startCluster({ ...options, tls: files }),
			startCluster({ ...options, tls: { ...files, handshakeFirst: true } }),
			startCluster({ ...options, tls: { ...files, verify: true } }),
		]);
	});
	afterAll(() => Promise.all([cluster, first, verifying].map((one) => one.stop())));

	test.each([
		['no CA is given', undefined],
		['another CA is given', 'otherCa'],
	] as const)('an untrusted certificate is said to be that when %s', async (_, ca) => {
		const tls = ca === undefined ? {} : { tls: { ca: files[ca] } };
		expect(await fail({ servers: cluster.urls, creds: cluster.creds.sys, ...tls })).toMatchObject({
			kind: 'tls',
			message: `TLS with ${cluster.urls[0]} failed: its certificate is signed by an authority that is not trusted here; give it with --tlsca`,
		});
	});

	test('a certificate for another name is said to be that', async () => {
		const [server] = cluster.servers;
		const settings = {
			servers: [`tls://127.0.0.2:${server?.port}`],
			creds: cluster.creds.sys,
			tls: { ca: files.ca },
		};
		await server?.writeConfig({ listen: `0.0.0.0:${server.port}` });
		await server?.stop();
		await server?.start();
		expect(await fail(settings)).toMatchObject({
			kind: 'tls',
			message: expect.stringMatching(/failed: its certificate is for another name$/),
		});
	});

	test('a server that wants TLS first is hinted at', async () => {
		const settings = { servers: first.urls, creds: first.creds.sys, tls: { ca: files.ca } };
		const hinted = { message: expect.stringMatching(/a server that wants TLS first needs --tlsfirst$/) };
		expect(await fail({ ...settings, timeout: 500 })).toMatchObject({ ...hinted, kind: 'timeout' });
		// After two seconds without a handshake it hangs up.
		expect(await fail(settings)).toMatchObject(hinted);
	});

	test('a server that wants a client certificate is hinted at', async () => {
		const tls = { ca: files.ca };
		// Its alert may be overtaken by the end of the connection.
		expect(await fail({ servers: verifying.urls, creds: verifying.creds.sys, tls })).toMatchObject({
			message: expect.stringMatching(/ wants a client certificate[;,] give --tlscert and --tlskey$/),
		});
	});

	test('files that are not there are named', async () => {
		expect(await fail({ servers: cluster.urls, tls: { ca: '/no/ca.pem' } })).toMatchObject({
			kind: 'tls',
			message: 'cannot read the TLS file /no/ca.pem: no such file',
		});
	});

	test('files that are no certificates are said to be none', async () => {
		const broken = join(dir, 'broken.pem');
		await writeFile(broken, 'nothing');
		const tls = { ca: files.ca, cert: broken, key: files.clientKey };
		expect(await fail({ servers: cluster.urls, creds: cluster.creds.sys, tls })).toMatchObject({
			kind: 'tls',
		});
	});
});
