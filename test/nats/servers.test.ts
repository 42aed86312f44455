// The monitor on real clusters of every version: what it shows is what a raw client reads, and what happened.

import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
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

describe.each(await versions())('three servers of nats-server $version', ({ version, binary, since }) => {
	let cluster: OperatorTestCluster;
	let raw: NatsConnection;
	let seen: Watch;
	beforeAll(async () => {
		cluster = await startCluster({
			binary,
			jetstream: since('2.14.0'),
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
		(await raw.request(`$SYS.REQ.SERVER.${row.info.id}.STATSZ`, '', { timeout: 20_000 })).json();
	const isOk = (row: ServerRow) => row.state === 'ok' && row.statsz !== undefined;

	test('are all found, and answer every round', async () => {
		for (const { name } of cluster.servers) await seen.until(name, 'ok', isOk);
		const fleet = await waitFor(
			() => {
				const picture = seen.monitor.servers.get().fleet;
				return picture.rounds >= 3 && picture.totals.counted === 3 ? picture : undefined;
			},
			{ what: 'three rounds' },
		);
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
		expect(answers).toHaveLength(since('2.10.0') ? 3 : 0);
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
		expect(seen.row('n2')?.varz?.configDigest === undefined).toBe(!since('2.11.0'));
	});

	test('have rates that are the messages that were published', async () => {
		const slots: { rates: unknown; msgs: number; bytes: number; time: number }[] = [];
		// Each round as it ends: the store publishes two at once where the machine is busy.
		const record = () => {
			const row = seen.row('n2');
			if (row?.rates?.in === undefined || row.rates === slots.at(-1)?.rates) return;
			slots.push({ rates: row.rates, ...row.rates.in, time: row.info.time ?? 0 });
		};
		const stopRecording = seen.eachChange(record);
		await waitFor(() => slots.length > 1, { what: 'rates' });
		const before = slots.length;
		const app = await cluster.appClient({ servers: server('n2').url });
		const payload = new Uint8Array(100);
		for (let i = 0; i < 20_000; i++) app.publish('orders.new', payload);
		await app.flush();
		await app.close();
		const flushed = slots.length;
		await waitFor(() => slots.length >= flushed + 2, { what: 'two more rounds' });
		stopRecording();
		let msgs = 0;
		let bytes = 0;
		for (let i = before; i < slots.length; i++) {
			const seconds = ((slots[i]?.time ?? 0) - (slots[i - 1]?.time ?? 0)) / 1000;
			msgs += (slots[i]?.msgs ?? 0) * seconds;
			bytes += (slots[i]?.bytes ?? 0) * seconds;
		}
		// The servers' own talk comes on top.
		expect(msgs).toBeGreaterThan(19_900);
		expect(msgs).toBeLessThan(26_000);
		expect(bytes).toBeGreaterThan(1_990_000);
		expect(bytes).toBeLessThan(4_000_000);
	});

	test('show a client that comes and goes, with its account by name', async () => {
		const client = await cluster.appClient({ servers: server('n3').url, name: `visitor-${version}` });
		const cameAt = Date.now();
		const is = ({ client: who }: MonitorEvent) => who?.name === `visitor-${version}`;
		const came = await seen.event('CONNECT', is);
		expect(came).toMatchObject({ account: appKey(), server: { name: 'n3' }, severity: 'info' });
		await client.close();
		const leftAt = Date.now();
		const left = await seen.event('DISCONNECT', is);
		process.stdout.write(
			`${version}: a client was seen to come after ${came.at - cameAt} ms, to go after ${left.at - leftAt} ms\n`,
		);
		expect(left.reason).toBe('Client Closed');
		await waitFor(() => seen.monitor.events.get().accountNames.get(appKey()) === 'APP', {
			what: 'the name of the account',
		});
	});

	test('show a failed login for what it is, without its password', async () => {
		const failing = connect({
			servers: server('n2').url,
			ignoreClusterUpdates: true,
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
			// Older ones may have put a token there.
			client: { user: since('2.10.28', '2.11.2') ? 'mallory' : '[hidden]' },
		});
		expect(JSON.stringify(event)).not.toContain('hunter2');
	});
});
