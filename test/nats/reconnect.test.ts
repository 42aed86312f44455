// What keeps a connection alive, and what is told about it meanwhile, with real servers that come and go.

import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subjects } from '../../source/nats/subjects.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections, type Opened } from '../helpers/connections.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();
const dir = tempDir();

const types = ({ statuses }: Opened) => statuses.map((status) => status.type);
const errorsOf = ({ statuses }: Opened) =>
	statuses.flatMap((status) => (status.type === 'error' ? [status] : []));
const seen = (opened: Opened, type: string, times = 1) =>
	waitFor(() => types(opened).filter((one) => one === type).length >= times, {
		what: `${times} ${type} in ${types(opened).join(' ')}`,
		timeout: 20_000,
	});

describe('a connection to one server', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
	});
	afterAll(() => cluster.stop());

	const server = () => {
		const [first] = cluster.servers;
		if (first === undefined) throw new Error('there is a server');
		return first;
	};

	/** Heartbeats that arrive on one subscription, over all restarts of the server. */
	const heartbeats = (opened: Opened) => {
		const ids = new Set<string>();
		opened.nc.subscribe(subjects.heartbeat, {
			callback(_, message) {
				ids.add(message.subject);
			},
		});
		return ids;
	};

	/** A connection whose creds end soon: in three seconds, or later where opening it takes as long. */
	const openEnding = async (creds: string, name: string): Promise<Opened> => {
		for (let ms = 3000; ; ms *= 2) {
			await copyFile(await cluster.userCreds('SYS', { name, expires: Date.now() + ms }), creds);
			const opened = await open({ servers: cluster.urls, creds }).catch((error: Error) => error);
			if (!(opened instanceof Error)) return opened;
			expect(opened).toMatchObject({ kind: 'expired' });
		}
	};

	test('comes back after a restart with its subscriptions', async () => {
		const opened = await open({ servers: cluster.urls, creds: cluster.creds.sys });
		const ids = heartbeats(opened);
		const firstId = opened.nc.info?.server_id;
		await server().stop();
		await seen(opened, 'disconnected');
		await seen(opened, 'reconnecting', 2);
		await server().start();
		await seen(opened, 'reconnected');
		expect(opened.nc.info?.server_id).not.toBe(firstId);
		await waitFor(() => ids.has(`$SYS.SERVER.${opened.nc.info?.server_id}.STATSZ`), {
			what: 'a heartbeat of the new server',
			timeout: 20_000,
		});
		expect(types(opened).slice(0, 4)).toEqual(['connecting', 'connecting', 'connected', 'disconnected']);
		expect(opened.statuses.at(-1)).toMatchObject({ type: 'reconnected', serverName: 'n1' });
	});

	test('counts its attempts, says when the next is due, and can be told to try now', async () => {
		const opened = await open({ servers: cluster.urls, creds: cluster.creds.sys });
		expect(opened.nextAttemptAt()).toBeUndefined();
		await server().stop();
		await seen(opened, 'reconnecting', 3);
		const tries = () => opened.statuses.flatMap((status) => (status.type === 'reconnecting' ? [status] : []));
		expect(
			tries()
				.slice(0, 3)
				.map(({ attempt }) => attempt),
		).toEqual([1, 2, 3]);
		const isSooner = async () => {
			const made = tries().length;
			const due = opened.nextAttemptAt() ?? 0;
			opened.retryNow();
			await seen(opened, 'reconnecting', made + 1);
			return (tries()[made]?.at ?? due) < due;
		};
		await waitFor(isSooner, { what: 'an attempt before it is due' });
		await server().start();
		opened.retryNow();
		await seen(opened, 'reconnected');
		expect(opened.nextAttemptAt()).toBeUndefined();
	});

	test('logs in anew with creds that were rotated meanwhile', async () => {
		const creds = join(dir, 'rotated.creds');
		const fresh = await cluster.userCreds('SYS', { name: 'new' });
		const opened = await openEnding(creds, 'old');
		expect(opened.claims()?.name).toBe('old');
		await copyFile(fresh, creds);
		await seen(opened, 'reconnected');
		expect(opened.claims()?.name).toBe('new');
		expect(errorsOf(opened)).toEqual([
			{ type: 'error', kind: 'expired', error: 'User Authentication Expired', at: expect.any(Number) },
		]);
	});

	test('goes on trying while the creds have expired, in the words of the server', async () => {
		const creds = join(dir, 'late.creds');
		const opened = await openEnding(creds, 'late');
		await waitFor(() => errorsOf(opened).filter(({ kind }) => kind === 'auth').length >= 3, {
			what: 'refusals',
			timeout: 20_000,
		});
		expect(errorsOf(opened).map(({ error }) => error)).toContain('Authorization Violation');
		expect(opened.nc.isClosed()).toBe(false);
		await copyFile(cluster.creds.sys, creds);
		await seen(opened, 'reconnected');
	});

	test('survives creds that are gone or garbage, and names them', async () => {
		const creds = join(dir, 'gone.creds');
		await copyFile(cluster.creds.sys, creds);
		const opened = await open({ servers: cluster.urls, creds });
		await rm(creds);
		await server().stop();
		await server().start();
		await seen(opened, 'reconnected');
		expect(errorsOf(opened).map(({ error }) => error)).toContain(
			`cannot read the creds file ${creds}: no such file`,
		);
		await writeFile(creds, 'garbage');
		await opened.nc.reconnect();
		await seen(opened, 'reconnected', 2);
		expect(errorsOf(opened).map(({ error }) => error)).toContain(`${creds} is not a creds file`);
	});

	test('is waited for with --wait', async () => {
		await server().stop();
		const refused: string[] = [];
		const opening = open(
			{ servers: cluster.urls, creds: cluster.creds.sys },
			{ wait: true, onStatus: (status) => status.type === 'error' && refused.push(status.error) },
		);
		await waitFor(() => refused.length > 0, { what: 'a refusal' });
		await server().start();
		const { nc } = await opening;
		expect(nc.info?.server_name).toBe('n1');
		expect(refused[0]).toMatch(/^connection refused by 127\.0\.0\.1:/);
	});

	test('names the subject that may not be used, with the words of the server', async () => {
		const permissions = { pub: { deny: ['$SYS.REQ.SERVER.PING'] }, sub: { deny: ['$SYS.ACCOUNT.>'] } };
		const creds = await cluster.userCreds('SYS', { permissions });
		const opened = await open({ servers: cluster.urls, creds });
		opened.nc.subscribe('$SYS.ACCOUNT.*.CONNECT', { callback: () => {} });
		opened.nc.publish(subjects.ping);
		await seen(opened, 'error', 2);
		expect(errorsOf(opened)).toEqual([
			{
				type: 'error',
				kind: 'permission',
				error: 'Permissions Violation for Subscription to "$SYS.ACCOUNT.*.CONNECT"',
				permission: { operation: 'subscription', subject: '$SYS.ACCOUNT.*.CONNECT' },
				at: expect.any(Number),
			},
			expect.objectContaining({ permission: { operation: 'publish', subject: subjects.ping } }),
		]);
	});

	test('is over when it is closed', async () => {
		const opened = await open({ servers: cluster.urls, creds: cluster.creds.sys });
		await opened.close();
		expect(types(opened).at(-1)).toBe('closed');
	});
});

describe('a connection to a cluster', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		const config = { lame_duck_grace_period: '500ms', lame_duck_duration: '30s' };
		cluster = await startCluster({ size: 2, jetstream: false, config });
	});
	afterAll(() => cluster.stop());

	test('stays with the servers that were given, where the others are not to be used', async () => {
		const servers = cluster.urls.slice(0, 1);
		const opened = await open({ servers, creds: cluster.creds.sys, noDiscover: true });
		expect(opened.nc.info?.connect_urls?.length).toBe(2);
		await cluster.servers[0]?.stop();
		await seen(opened, 'reconnecting', 3);
		await cluster.servers[0]?.start();
		await seen(opened, 'reconnected');
		const tried = opened.statuses.flatMap((each) => (each.type === 'reconnecting' ? [each.server] : []));
		expect(new Set(tried)).toEqual(new Set([servers[0]?.replace('nats://', '')]));
	});

	test('goes to the other server when its own goes into lame duck mode', async () => {
		const opened = await open({ servers: cluster.urls.slice(0, 1), creds: cluster.creds.sys });
		expect(opened.nc.info?.server_name).toBe('n1');
		cluster.servers[0]?.signal('SIGUSR2');
		await seen(opened, 'reconnected');
		expect(types(opened)).toContain('ldm');
		expect(opened.statuses.at(-1)).toMatchObject({ type: 'reconnected', serverName: 'n2' });
	});
});
