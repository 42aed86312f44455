// Reloads on real servers: what the server says, and whether it is true.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reloadServer } from '../../source/nats/reload.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();
const timeout = 20_000;
const all = await versions();
const older = all.filter(({ since }) => !since('2.10.0'));
const newer = all.filter(({ since }) => since('2.10.0'));

describe.each(newer)('nats-server $version', ({ version, binary, since }) => {
	const digest = since('2.11.0');
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 2, jetstream: false, withoutConfigFile: 1 });
	});
	afterAll(() => cluster.stop());

	const server = () => {
		const [first] = cluster.servers;
		if (first === undefined) throw new Error('there is a server');
		return first;
	};

	/** A connection of the system user to the first server, and the ids by name. */
	const connected = async () => {
		const { user, password } = cluster.logins.sys;
		const { nc } = await open({ servers: cluster.urls.slice(0, 1), user, password });
		return { nc, id: nc.info?.server_id ?? '' };
	};

	test('that reads a changed file has applied it', async () => {
		const { nc, id } = await connected();
		await server().writeConfig({ max_connections: 777 });
		const { state, varz } = await reloadServer(wireOf(nc), id, timeout);
		const news = ['max connections 65536 → 777'];
		expect(state).toEqual({ step: 'applied', ms: expect.any(Number), digest, news });
		expect(varz?.maxConnections).toBe(777);
	});

	test('that reads the same file again says so where it has a digest', async () => {
		const { nc, id } = await connected();
		const { state } = await reloadServer(wireOf(nc), id, timeout);
		expect(state).toMatchObject(
			digest ? { step: 'unchanged' } : { step: 'applied', digest: false, news: [] },
		);
	});

	test('that reads a file with nothing but a new comment has not changed either', async () => {
		const { nc, id } = await connected();
		const text = await readFile(server().configPath ?? '', 'utf8');
		await server().writeConfigText(`# ${version}\n${text}`);
		const { state } = await reloadServer(wireOf(nc), id, timeout);
		expect(state.step).toBe(digest ? 'unchanged' : 'applied');
	});

	test('refuses a file it cannot read, in its own words, and goes on', async () => {
		const { nc, id } = await connected();
		await server().writeConfigText('max_connections: {{{');
		const { state } = await reloadServer(wireOf(nc), id, timeout);
		expect(state).toEqual({
			step: 'refused',
			code: 500,
			description: "Parse error on line 1: 'Unexpected EOF processing map key.'",
		});
		await server().writeConfig({});
		expect((await reloadServer(wireOf(nc), id, timeout)).state.step).toMatch(/applied|unchanged/);
	});

	test('refuses a change that a reload cannot make', async () => {
		const { nc, id } = await connected();
		await server().writeConfig({ server_name: 'renamed' });
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toEqual({
			step: 'refused',
			code: 500,
			description: 'config reload not supported for ServerName: old=n1, new=renamed',
		});
		await server().writeConfig({ server_name: 'n1' });
	});

	test('that runs from flags has nothing to reload', async () => {
		const { nc } = await connected();
		const id = await waitFor(
			async () => {
				for await (const message of await nc.requestMany('$SYS.REQ.SERVER.PING.IDZ', '', { maxWait: 2000 })) {
					const { name, id: found } = message.json<{ name: string; id: string }>();
					if (name === 'n2') return found;
				}
				return undefined;
			},
			{ what: 'the id of n2' },
		);
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toEqual({
			step: 'refused',
			code: 500,
			description: 'can only reload config when a file is provided using -c or --config',
		});
	});

	test('that nobody knows is said to be unsupported or gone', async () => {
		const { nc } = await connected();
		expect((await reloadServer(wireOf(nc), `N${'A'.repeat(55)}`, timeout)).state).toEqual({
			step: 'unsupported',
		});
	});

	test('that hangs gives no answer', async () => {
		const { nc } = await connected();
		// Somebody who serves the subject and never answers stands for a server that hangs.
		const id = `N${'B'.repeat(55)}`;
		nc.subscribe(`$SYS.REQ.SERVER.${id}.*`, { callback: () => undefined });
		expect((await reloadServer(wireOf(nc), id, 300)).state).toMatchObject({ step: 'no-answer' });
	});

	test('that says yes without having moved is not believed', async () => {
		const { nc } = await connected();
		const id = `N${'C'.repeat(55)}`;
		const varz = { server: { id }, data: { server_id: id, config_load_time: '2026-09-21T12:00:00Z' } };
		nc.subscribe(`$SYS.REQ.SERVER.${id}.VARZ`, {
			callback: (_, message) => void message.respond(JSON.stringify(varz)),
		});
		nc.subscribe(`$SYS.REQ.SERVER.${id}.RELOAD`, {
			callback: (_, message) => void message.respond(JSON.stringify({ server: { id } })),
		});
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toEqual({
			step: 'failed',
			message: 'the server said yes, but its configuration load time did not move: not verified',
		});
	});

	test('is not asked over a connection that is closed', async () => {
		const { nc, id } = await connected();
		await nc.close();
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toEqual({
			step: 'failed',
			message: 'the connection was lost before anything was sent',
		});
	});

	test('leaves nothing behind that listens to our connection', async () => {
		const { nc, id } = await connected();
		const listeners = () =>
			(nc as unknown as { protocol: { listeners: unknown[] } }).protocol.listeners.length;
		const before = listeners();
		await reloadServer(wireOf(nc), id, timeout);
		await waitFor(() => listeners() === before, { what: `${before} listeners` });
	});

	test('may take our own access away, and then we are out', async () => {
		const { nc, id } = await connected();
		const text = await readFile(server().configPath ?? '', 'utf8');
		await server().writeConfigText(text.replace(cluster.logins.sys.password, 'another-password'));
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toEqual({ step: 'cut-off' });
		await server().writeConfig({});
		server().signal('SIGHUP');
	});
});

describe('a user of the system account who may not reload', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('is told which subject is forbidden, and does not wait for an answer', async () => {
		const permissions = { pub: { deny: ['$SYS.REQ.SERVER.*.RELOAD'] } };
		const creds = await cluster.userCreds('SYS', { permissions });
		const { nc } = await open({ servers: cluster.urls, creds });
		const id = nc.info?.server_id ?? '';
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toEqual({
			step: 'denied',
			subject: `$SYS.REQ.SERVER.${id}.RELOAD`,
		});
	});

	test('is told that it is not verified when VARZ is forbidden', async () => {
		const permissions = { pub: { deny: ['$SYS.REQ.SERVER.*.VARZ'] } };
		const creds = await cluster.userCreds('SYS', { permissions });
		const { nc } = await open({ servers: cluster.urls, creds });
		expect((await reloadServer(wireOf(nc), nc.info?.server_id ?? '', timeout)).state).toEqual({
			step: 'failed',
			message: 'the server said yes, but its VARZ did not answer: not verified',
		});
	});
});

test.each(older)('nats-server $version has no reload request', async ({ binary }) => {
	const cluster = await startCluster({ binary, size: 1, jetstream: false });
	try {
		const { nc } = await open({ servers: cluster.urls, creds: cluster.creds.sys });
		const { state } = await reloadServer(wireOf(nc), nc.info?.server_id ?? '', timeout);
		expect(state).toEqual({ step: 'unsupported' });
	} finally {
		await cluster.stop();
	}
});

// Seen on 2.10.27: a reload closes every client whose user has permissions, us among them.
test('a reload that closes our connection is verified once we are back', async () => {
	const cluster = await startCluster({ suite: 'trixie', size: 2, jetstream: false });
	try {
		const permissions = { pub: { allow: ['$SYS.REQ.>'] }, sub: { allow: ['_INBOX.>'] } };
		const creds = await cluster.userCreds('SYS', { name: 'act', permissions });
		const [first] = cluster.urls;
		const { nc } = await open({ servers: [first ?? ''], creds });
		const id = nc.info?.server_id ?? '';
		expect((await reloadServer(wireOf(nc), id, timeout)).state).toMatchObject({ step: 'applied' });
	} finally {
		await cluster.stop();
	}
});
