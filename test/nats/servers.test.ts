// The monitor on real clusters of three generations: what it shows is what a raw client reads, and what happened.

import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

/** What a client without natstop is told by one server. */
type RawStatsz = {
	server: { name: string; ver: string; cluster: string; tags: string[]; jetstream: boolean };
	statsz: {
		start: string;
		mem: number;
		cores: number;
		connections: number;
		total_connections: number;
		active_accounts: number;
		subscriptions: number;
		slow_consumers: number;
		sent: { msgs: number; bytes: number };
		received: { msgs: number; bytes: number };
		routes: { name: string; rid: number }[];
		active_servers: number;
		gomaxprocs?: number;
		sent_to_clients?: { msgs: number };
	};
};

describe.each(['forky', 'trixie', 'bookworm'] as const)('three servers of %s', (suite) => {
	let cluster: OperatorTestCluster;
	let raw: NatsConnection;
	let seen: Watch;
	beforeAll(async () => {
		cluster = await startCluster({
			suite,
			jetstream: suite === 'forky',
			config: { lame_duck_grace_period: '1s', lame_duck_duration: '30s' },
		});
		raw = await cluster.systemClient();
		seen = watch({ servers: cluster.urls.slice(0, 1), creds: cluster.creds.sys });
	});
	afterAll(async () => {
		await seen.stop();
		await cluster.stop();
	});

	const server = (name: string) => {
		const found = cluster.servers.find((one) => one.name === name);
		if (found === undefined) throw new Error(`no ${name}`);
		return found;
	};
	const appKey = () => cluster.operator.accounts.get('APP')?.key ?? '';
	const ask = async (row: ServerRow): Promise<RawStatsz> =>
		(await raw.request(`$SYS.REQ.SERVER.${row.info.id}.STATSZ`, '', { timeout: 2000 })).json();
	const isOk = (row: ServerRow) => row.state === 'ok' && row.statsz !== undefined;

	test('are all found, and answer every round', async () => {
		for (const { name } of cluster.servers) await seen.until(name, 'ok', isOk);
		const fleet = await waitFor(
			() => {
				const picture = seen.monitor.servers.get().fleet;
				return picture.rounds >= 3 && picture.answering === 3 ? picture : undefined;
			},
			{ what: 'three rounds' },
		);
		expect(fleet.known).toBe(3);
		expect(fleet.rows.map(({ info }) => info.name).sort()).toEqual(['n1', 'n2', 'n3']);
		expect(fleet.totals).toMatchObject({ ok: 3, down: 0, stale: 0 });
		expect(seen.monitor.link.get().link).toMatchObject({ phase: 'connected', serverName: 'n1', user: 'sys' });
	});

	test('are introduced by IDZ where there is IDZ', async () => {
		const answers: string[] = [];
		const asking = raw.requestMany('$SYS.REQ.SERVER.PING.IDZ', '', { strategy: 'stall', maxWait: 1000 });
		try {
			for await (const message of await asking) answers.push(message.string());
		} catch (error) {
			expect(String(error)).toContain('no responders');
		}
		expect(answers).toHaveLength(suite === 'bookworm' ? 0 : 3);
	});

	test('show what a raw client reads', async () => {
		for (const { name } of cluster.servers) {
			await waitFor(
				async () => {
					const old = seen.row(name);
					if (old?.statsz === undefined) return false;
					const before = await ask(old);
					const row = await seen.until(name, 'newer', (now) => now.receivedAt !== old.receivedAt);
					const after = await ask(row);
					const { info, statsz = {} } = row;
					expect(info).toMatchObject({
						name: after.server.name,
						version: after.server.ver,
						cluster: after.server.cluster,
						tags: after.server.tags,
						jetstream: after.server.jetstream,
					});
					expect(statsz).toMatchObject({
						start: Date.parse(after.statsz.start),
						cores: after.statsz.cores,
						connections: after.statsz.connections,
						totalConnections: after.statsz.total_connections,
						activeAccounts: after.statsz.active_accounts,
						subscriptions: after.statsz.subscriptions,
						slowConsumers: after.statsz.slow_consumers,
						activeServers: after.statsz.active_servers,
					});
					expect(statsz.maxProcs).toBe(after.statsz.gomaxprocs);
					expect(statsz.sentToClients === undefined).toBe(after.statsz.sent_to_clients === undefined);
					expect(statsz.routes?.map(({ rid }) => rid).sort()).toEqual(
						after.statsz.routes.map(({ rid }) => rid).sort(),
					);
					for (const [ours, way] of [
						[statsz.sent, 'sent'],
						[statsz.received, 'received'],
					] as const) {
						expect(ours?.msgs).toBeGreaterThanOrEqual(before.statsz[way].msgs);
						expect(ours?.msgs).toBeLessThanOrEqual(after.statsz[way].msgs);
						expect(ours?.bytes).toBeGreaterThanOrEqual(before.statsz[way].bytes);
						expect(ours?.bytes).toBeLessThanOrEqual(after.statsz[way].bytes);
					}
					return true;
				},
				{ what: `${name} to show what a raw client reads`, timeout: 20_000 },
			);
		}
	});

	test('give one of them as it is on the wire, without secrets, while its screen is open', async () => {
		const row = await seen.until('n2', 'ok', isOk);
		seen.monitor.loop.focus(row.key);
		const picture = await waitFor(
			() => {
				const { raw: told } = seen.monitor.servers.get();
				return told?.id === row.info.id ? told : undefined;
			},
			{ what: 'the raw statsz of n2' },
		);
		seen.monitor.loop.focus(undefined);
		const { server: who, statsz } = await ask(row);
		expect(picture.data).toMatchObject({
			server: { name: who.name, ver: who.ver, tags: who.tags },
			statsz: { start: statsz.start, cores: statsz.cores, slow_consumers: statsz.slow_consumers },
		});
		await seen.until('n2', 'described', ({ varz }) => varz?.configLoadTime !== undefined);
		expect(seen.row('n2')?.varz?.configDigest === undefined).toBe(suite !== 'forky');
	});

	test('have rates that are the messages that were published', async () => {
		const slots: { rates: unknown; msgs: number; bytes: number; time: number }[] = [];
		const record = () => {
			const row = seen.row('n2');
			if (row?.rates?.in === undefined || row.rates === slots.at(-1)?.rates) return;
			slots.push({ rates: row.rates, ...row.rates.in, time: row.info.time ?? 0 });
		};
		const unsubscribe = seen.monitor.servers.subscribe(record);
		await waitFor(() => slots.length > 1, { what: 'rates' });
		const before = slots.length;
		const app = await cluster.appClient({ servers: server('n2').url });
		const payload = new Uint8Array(100);
		for (let i = 0; i < 20_000; i++) app.publish('orders.new', payload);
		await app.flush();
		await app.close();
		const flushed = slots.length;
		await waitFor(() => slots.length >= flushed + 2, { what: 'two more rounds' });
		unsubscribe();
		let msgs = 0;
		let bytes = 0;
		for (let i = before; i < slots.length; i++) {
			const seconds = ((slots[i]?.time ?? 0) - (slots[i - 1]?.time ?? 0)) / 1000;
			msgs += (slots[i]?.msgs ?? 0) * seconds;
			bytes += (slots[i]?.bytes ?? 0) * seconds;
		}
		expect(msgs).toBeGreaterThan(19_900);
		expect(msgs).toBeLessThan(21_000);
		expect(bytes).toBeGreaterThan(1_990_000);
		expect(bytes).toBeLessThan(2_300_000);
	});

	test('show a client that comes and goes within a second, with its account by name', async () => {
		const client = await cluster.appClient({ servers: server('n3').url, name: `visitor-${suite}` });
		const cameAt = Date.now();
		const is = ({ client: who }: MonitorEvent) => who?.name === `visitor-${suite}`;
		const came = await seen.event('CONNECT', is);
		expect(came.at - cameAt).toBeLessThan(1000);
		expect(came).toMatchObject({ account: appKey(), server: { name: 'n3' }, severity: 'info' });
		await client.close();
		const leftAt = Date.now();
		const left = await seen.event('DISCONNECT', is);
		expect(left.at - leftAt).toBeLessThan(1000);
		expect(left.reason).toBe('Client Closed');
		await waitFor(() => seen.monitor.events.get().accountNames.get(appKey()) === 'APP', {
			what: 'the name of the account',
		});
	});

	test('show a failed login for what it is, without its password', async () => {
		const failing = connect({
			servers: server('n2').url,
			user: 'mallory',
			pass: 'hunter2',
			name: 'intruder',
		});
		await expect(failing).rejects.toThrow();
		const event = await seen.event('AUTH ERR', ({ client }) => client?.name === 'intruder', 2000);
		expect(event).toMatchObject({
			severity: 'warn',
			reason: 'Authentication Failure',
			server: { name: 'n2' },
			client: { user: suite === 'forky' ? 'mallory' : '[hidden]' },
		});
		expect(JSON.stringify(event)).not.toContain('hunter2');
	});

	test('show a server that is killed as down by name, and its return as a restart of the same row', async () => {
		const before = await seen.until('n3', 'ok', isOk);
		await server('n3').kill9();
		const killedAt = Date.now();
		const down = await seen.until('n3', 'down', ({ state }) => state === 'down', 10_000);
		expect(Date.now() - killedAt).toBeLessThan(4000);
		expect(down.evidence).toMatch(/^no responders for its id( · no route from n1, n2)?$/);
		expect(seen.events('DOWN', 'n3')).toHaveLength(1);
		expect(seen.events('SHUTDOWN', 'n3')).toHaveLength(0);
		expect(seen.monitor.loop.roster.snapshot(Date.now())).toMatchObject({ known: 2, answering: 2 });
		await server('n3').start();
		const back = await seen.until('n3', 'ok again', ({ state }) => state === 'ok');
		expect(back).toMatchObject({ key: before.key, restarts: 1 });
		expect(back.info.id).not.toBe(before.info.id);
		const [restart] = seen.events('RESTART', 'n3');
		expect(restart?.text).toMatch(/^restarted · nothing heard for \d+s$/);
		expect(seen.monitor.servers.get().fleet.rows).toHaveLength(3);
	});

	test('have no rate right after the restart, and rates again after the next round', async () => {
		const row = await seen.until('n3', 'measured', ({ rates }) => rates?.in !== undefined);
		const tail = row.history.tail('in', 60);
		const lastGap = tail.findLastIndex(Number.isNaN);
		expect(lastGap).toBeGreaterThan(0);
		expect(row.history.tail('cpu', 60)[lastGap]).not.toBeNaN();
	});

	test('show a server that is told to end as shut down by itself', async () => {
		const { key } = await seen.until('n3', 'ok', isOk);
		const shutdowns = seen.events('SHUTDOWN', 'n3').length;
		server('n3').signal('SIGTERM');
		const down = await seen.until('n3', 'down', ({ state }) => state === 'down');
		expect(down.evidence).toBe('it announced its shutdown');
		expect(seen.events('SHUTDOWN', 'n3')).toHaveLength(shutdowns + 1);
		expect(seen.events('DOWN', 'n3')).toHaveLength(1);
		await server('n3').stop();
		await server('n3').start();
		expect(await seen.until('n3', 'ok again', isOk)).toMatchObject({ key, restarts: 2 });
	});

	test('show lame duck mode until its end', async () => {
		const { key } = await seen.until('n3', 'ok', isOk);
		// Somebody who does not go by himself keeps the server from ending at once.
		const guest = await cluster.appClient({ servers: server('n3').url, reconnect: false });
		const told = seen.events('SHUTDOWN', 'n3').length;
		server('n3').signal('SIGUSR2');
		if (suite === 'bookworm') {
			// 2.9.10 publishes nothing at the beginning.
			await seen.event('SHUTDOWN', () => seen.events('SHUTDOWN', 'n3').length > told, 30_000);
			expect(seen.events('LAME DUCK')).toEqual([]);
		} else {
			const event = await seen.event('LAME DUCK', ({ server: who }) => who?.name === 'n3');
			expect(event).toMatchObject({ severity: 'warn', text: 'entered lame duck mode' });
			const row = await seen.until('n3', 'lame duck', ({ state }) => state === 'lameduck', 1000);
			expect(row.evidence).toBe('lame duck: it answers nothing more');
			expect(seen.monitor.loop.roster.snapshot(Date.now()).known).toBe(2);
		}
		await seen.until('n3', 'down', ({ state }) => state === 'down', 40_000);
		await guest.close();
		await server('n3').stop();
		await server('n3').start();
		expect(await seen.until('n3', 'ok again', isOk)).toMatchObject({ key, restarts: 3, state: 'ok' });
	});

	test('show a process that hangs as stale, and that it answers again', async () => {
		await seen.until('n3', 'ok', isOk);
		server('n3').signal('SIGSTOP');
		const stale = await seen.until('n3', 'stale', ({ state }) => state === 'stale');
		expect(stale.evidence).toBe('answers neither the ping nor a direct request');
		server('n3').signal('SIGCONT');
		await seen.until('n3', 'ok again', ({ state }) => state === 'ok');
		expect(seen.events('BACK', 'n3')).toHaveLength(1);
		expect(seen.events('RESTART', 'n3')).toHaveLength(3);
	});

	test('go on being watched from another server when ours is killed', async () => {
		await server('n1').kill9();
		await seen.event('LINK', ({ text }) => text?.startsWith('reconnected') ?? false, 20_000);
		const down = await seen.until('n1', 'down', ({ state }) => state === 'down', 10_000);
		expect(down.evidence).toContain('no responders for its id');
		expect(seen.row('n2')?.state).toBe('ok');
		await server('n1').start();
		expect(await seen.until('n1', 'ok again', isOk)).toMatchObject({ restarts: 1 });
		const client = await cluster.appClient({ servers: server('n2').url, name: 'after' });
		await seen.event('CONNECT', ({ client: who }) => who?.name === 'after', 2000);
		await client.close();
	});
});

describe('a system user who may not use everything', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 2, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('is told each forbidden subject once, even after a reconnect, and sees the rest', async () => {
		const permissions = {
			sub: { deny: ['$SYS.ACCOUNT.*.CONNECT', '$JS.EVENT.ADVISORY.>', '$SYS.SERVER.*.STATSZ'] },
			pub: { deny: ['$SYS.REQ.SERVER.PING.VARZ', '$SYS.REQ.SERVER.PING.IDZ'] },
		};
		const creds = await cluster.userCreds('SYS', { name: 'few', permissions });
		const seen = watch({ servers: cluster.urls, creds });
		try {
			const denied = () => seen.events('DENIED').map(({ text }) => text?.replace('not permitted to ', ''));
			const expected = [
				'publish $SYS.REQ.SERVER.PING.IDZ',
				'publish $SYS.REQ.SERVER.PING.VARZ',
				'subscribe $JS.EVENT.ADVISORY.>',
				'subscribe $SYS.ACCOUNT.*.CONNECT',
				'subscribe $SYS.SERVER.*.STATSZ',
			];
			await waitFor(() => denied().length >= expected.length, { what: 'all of them' });
			await seen.until('n2', 'ok', ({ state, statsz }) => state === 'ok' && statsz !== undefined);
			await seen.monitor.keeper.connection?.nc.reconnect();
			await seen.event('LINK', ({ text }) => text?.startsWith('reconnected') ?? false);
			const client = await cluster.appClient({ name: 'seen' });
			await client.close();
			await seen.event('DISCONNECT', (event) => event.client?.name === 'seen', 3000);
			expect(denied().sort()).toEqual(expected);
			expect(seen.events('CONNECT')).toEqual([]);
		} finally {
			await seen.stop();
		}
	});

	test('still sees every server by its heartbeats when he may ask nothing', async () => {
		const permissions = { pub: { deny: ['$SYS.REQ.>'] } };
		const creds = await cluster.userCreds('SYS', { name: 'listener', permissions });
		const seen = watch({ servers: cluster.urls, creds });
		try {
			// A heartbeat comes every ten seconds.
			await seen.until('n1', 'heard', ({ statsz }) => statsz !== undefined, 20_000);
			await seen.until('n2', 'heard', ({ statsz }) => statsz !== undefined, 20_000);
			expect(seen.row('n1')?.state).toBe('ok');
		} finally {
			await seen.stop();
		}
	});
});
