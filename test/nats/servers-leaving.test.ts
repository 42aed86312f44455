// Servers of every version that end, crash, hang and come back, as the monitor shows them.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServerRow } from '../../source/model/fleet.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { type Watch, watch } from '../helpers/watch.ts';

describe.each(await versions())('three servers of nats-server $version', ({ binary, since }) => {
	let cluster: OperatorTestCluster;
	let seen: Watch;
	beforeAll(async () => {
		cluster = await startCluster({
			binary,
			jetstream: since('2.14.0'),
			config: { lame_duck_grace_period: '1s', lame_duck_duration: '30s' },
		});
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
	const isOk = (row: ServerRow) => row.state === 'ok' && row.statsz !== undefined;

	test('show a server that is killed as down by name, and its return as a restart of the same row', async () => {
		const before = await seen.until('n3', 'ok and measured', (row) => isOk(row) && row.rates !== undefined);
		await server('n3').kill9();
		// Told by a question, long before silence alone would tell.
		const down = await seen.until('n3', 'down', ({ state }) => state === 'down', 10_000);
		expect(down.evidence).toMatch(/^no responders for its id( · no route from n1, n2)?$/);
		// Rates of the dead are no rates, and no sum has its clients in it.
		expect(down).toMatchObject({ rates: undefined, statsz: { connections: before.statsz?.connections } });
		const { rows, totals } = seen.monitor.loop.roster.snapshot(Date.now());
		const living = rows.filter(({ state, isOld }) => state === 'ok' && !isOld);
		expect(totals.counted).toBe(living.length);
		expect(totals.connections).toBe(
			living.reduce((sum, { statsz }) => sum + (statsz?.connections ?? 0), 0) || undefined,
		);
		expect(seen.events('DOWN', 'n3')).toHaveLength(1);
		expect(seen.events('SHUTDOWN', 'n3')).toHaveLength(0);
		expect(seen.monitor.loop.roster.snapshot(Date.now()).totals).toMatchObject({
			ok: 2,
			down: 1,
			counted: 2,
		});
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
		// It sends one away a second, and lives as long as it has any: long enough to be asked.
		const guests = await Promise.all(
			Array.from({ length: 8 }, () => cluster.appClient({ servers: server('n3').url, reconnect: false })),
		);
		const hasGuests = ({ statsz }: ServerRow) => (statsz?.connections ?? 0) >= guests.length;
		await seen.until('n3', 'with its guests', hasGuests);
		const told = seen.events('SHUTDOWN', 'n3').length;
		server('n3').signal('SIGUSR2');
		if (!since('2.9.22', '2.10.0')) {
			// It publishes nothing at the beginning.
			await seen.event('SHUTDOWN', () => seen.events('SHUTDOWN', 'n3').length > told, 30_000);
			expect(seen.events('LAME DUCK')).toEqual([]);
		} else {
			const event = await seen.event('LAME DUCK', ({ server: who }) => who?.name === 'n3');
			expect(event).toMatchObject({ severity: 'warn', text: 'entered lame duck mode' });
			const row = await seen.until('n3', 'lame duck', ({ state }) => state === 'lameduck', 1000);
			expect(row.evidence).toBe('lame duck: it sends its clients away');
			// What nobody has tried is not claimed; it may end before anybody has.
			const isSilent = ({ state, evidence }: ServerRow) =>
				state === 'down' || evidence === 'lame duck: it answers nothing more';
			await seen.until('n3', 'silent', isSilent);
			// Its clients are counted where they go, and not where they were as well.
			await seen.until('n3', 'silent', ({ isOld }) => isOld === true, 10_000);
			const { rows, totals } = seen.monitor.loop.roster.snapshot(Date.now());
			expect(rows.find(({ info }) => info.name === 'n3')).toMatchObject({ rates: undefined, isOld: true });
			const counted = rows.filter(({ info, isOld }) => info.name !== 'n3' && !isOld);
			expect(totals.connections).toBe(
				counted.reduce((sum, { statsz }) => sum + (statsz?.connections ?? 0), 0) || undefined,
			);
		}
		await seen.until('n3', 'down', ({ state }) => state === 'down', 40_000);
		for (const guest of guests) await guest.close();
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
		const { link, servers } = seen.monitor;
		const frames: string[] = [];
		const look = () => {
			const { ok, unknown } = servers.get().fleet.totals;
			if (link.get().link.phase === 'connected' && unknown > 0) frames.push(`${ok} ok ${unknown} unknown`);
		};
		const stop = [link.subscribe(look), servers.subscribe(look)];
		await server('n1').kill9();
		await seen.event('LINK', ({ text }) => text?.startsWith('reconnected') ?? false, 20_000);
		const down = await seen.until('n1', 'down', ({ state }) => state === 'down', 10_000);
		expect(down.evidence).toContain('no responders for its id');
		// What n2 and n3 told of routes to it before it was killed says nothing about now.
		expect(seen.events('STALE', 'n1')).toEqual([]);
		expect(frames).toEqual([]);
		for (const end of stop) end();
		expect(seen.row('n2')?.state).toBe('ok');
		await server('n1').start();
		expect(await seen.until('n1', 'ok again', isOk)).toMatchObject({ restarts: 1 });
		const client = await cluster.appClient({ servers: server('n2').url, name: 'after' });
		await seen.event('CONNECT', ({ client: who }) => who?.name === 'after', 2000);
		await client.close();
	});
});
