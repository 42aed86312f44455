// What happens to a server, and how fast the monitor says so: stopped, told to leave, killed, hung, restarted.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ServerProcess } from '../../source/demo/server-process.ts';
import { silentLimit } from '../../source/model/server-track.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { interval, noticed, report, watches } from './watch.ts';

const watch = watches();

describe('a cluster of three', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ jetstream: false, config: { lame_duck_duration: '30s' } });
	});
	afterAll(() => cluster.stop());
	afterEach(async () => {
		await Promise.all(cluster.servers.map((each) => (each.pid === undefined ? each.start() : undefined)));
	});

	const server = (name: string): ServerProcess => {
		const found = cluster.servers.find((each) => each.name === name);
		if (found === undefined) throw new Error(`no ${name}`);
		return found;
	};

	/** A monitor on n1 that knows all three, and the server a test does something to. */
	const watching = async () => {
		const on = { servers: cluster.urls.slice(0, 1), creds: cluster.creds.sys };
		const seen = watch(on);
		await seen.ready(3);
		return seen;
	};

	test('a server that is stopped is down, by its own word', async () => {
		const seen = await watching();
		server('n3').signal('SIGTERM');
		await noticed({ fault: 'SIGTERM', seen: 'down', limit: 1 }, () => seen.row('n3')?.state === 'down');
		expect(seen.row('n3')?.evidence).toBe('it announced its shutdown');
		expect(seen.events('SHUTDOWN', 'n3')).toHaveLength(1);
		await waitFor(() => server('n3').pid === undefined, { what: 'the end of n3' });
		await server('n3').start();
		await waitFor(() => seen.row('n3')?.state === 'ok', { what: 'n3 again' });
		// The same thing is not told twice.
		expect(seen.texts('DOWN', 'n3')).toEqual([]);
	});

	test('a server in lame duck mode says that it will answer nothing more', async () => {
		const seen = await watching();
		server('n3').signal('SIGUSR2');
		await noticed(
			{ fault: 'SIGUSR2', seen: 'lame duck', limit: 1 },
			() => seen.row('n3')?.state === 'lameduck',
		);
		// What nobody has tried yet is not claimed.
		expect(seen.row('n3')?.evidence).toBe('lame duck: it sends its clients away');
		expect(seen.events('LAME DUCK', 'n3')).toHaveLength(1);
		await noticed(
			{ fault: 'end of a lame duck', seen: 'down', limit: 60 },
			() => seen.row('n3')?.state === 'down',
		);
		expect(seen.row('n3')?.evidence).toMatch(/^no responders for its id/);
		await waitFor(() => server('n3').pid === undefined, { what: 'the end of n3', timeout: 40_000 });
		await server('n3').start();
		await waitFor(() => seen.row('n3')?.state === 'ok', { what: 'n3 again' });
	});

	test('a server that is killed is down by name, while the others still count it', async () => {
		const seen = await watching();
		await server('n3').kill9();
		await noticed({ fault: 'SIGKILL', seen: 'down', limit: 3 }, () => seen.row('n3')?.state === 'down');
		// Who had not answered yet when it was told has not been asked for its routes.
		expect(seen.row('n3')?.evidence).toMatch(/^no responders for its id( · no route from n[12](, n2)?)?$/);
		expect(seen.texts('DOWN', 'n3')).toEqual([seen.row('n3')?.evidence]);
		expect(seen.row('n1')?.statsz?.activeServers).toBe(3);
		expect(seen.row('n1')?.state).toBe('ok');

		const row = seen.row('n3');
		const started = performance.now();
		await server('n3').start();
		const again = { fault: 'restart after SIGKILL', seen: 'the same row, restarted', limit: 3 };
		await noticed({ ...again, since: started }, () => seen.row('n3')?.restarts === 1);
		expect(seen.row('n3')).toMatchObject({ key: row?.key, state: 'ok', firstSeen: row?.firstSeen });
		expect(seen.row('n3')?.info.id).not.toBe(row?.info.id);
		expect(seen.row('n3')?.rates).toBeUndefined();
		expect(seen.texts('RESTART', 'n3')).toHaveLength(1);
		expect(seen.rows()).toHaveLength(3);
		await waitFor(() => seen.row('n3')?.rates?.in !== undefined, { what: 'rates' });
		expect(seen.row('n3')?.rates?.in?.msgs).toBeGreaterThanOrEqual(0);
	});

	test('a server that hangs is stale, and back when it continues', async () => {
		const seen = await watching();
		server('n3').signal('SIGSTOP');
		try {
			const limit = (2 * interval) / 1000 + 1;
			await noticed({ fault: 'SIGSTOP', seen: 'stale', limit }, () => seen.row('n3')?.state === 'stale');
			expect(seen.row('n3')?.evidence).toBe('answers neither the ping nor a direct request');
			expect(seen.row('n3')?.info.name).toBe('n3');
			// It stays what it is, whatever round passes.
			const { rounds } = seen.monitor.loop.roster.snapshot(Date.now());
			await waitFor(() => seen.monitor.loop.roster.snapshot(Date.now()).rounds > rounds + 1, {
				what: 'rounds',
			});
			expect(seen.row('n3')?.state).toBe('stale');
			expect(seen.texts('STALE', 'n3')).toHaveLength(1);
			expect(seen.monitor.loop.roster.snapshot(Date.now()).totals).toMatchObject({ ok: 2, stale: 1 });
		} finally {
			server('n3').signal('SIGCONT');
		}
		await noticed({ fault: 'SIGCONT', seen: 'back', limit: 3 }, () => seen.row('n3')?.state === 'ok');
		expect(seen.texts('BACK', 'n3')).toEqual([expect.stringMatching(/^answers again after \d+s$/)]);
		expect(seen.texts('DOWN', 'n3')).toEqual([]);
	});

	test('silence alone makes it down after 150 s', async () => {
		const seen = await watching();
		const { roster } = seen.monitor.loop;
		const id = seen.row('n3')?.info.id ?? '';
		const heard = seen.row('n3')?.receivedAt ?? 0;
		seen.monitor.loop.stop();
		roster.unanswered(id, heard + 3000);
		roster.tick(heard + silentLimit - 1000);
		expect(seen.row('n3')?.state).toBe('stale');
		const events = roster.tick(heard + silentLimit);
		expect(seen.row('n3')).toMatchObject({ state: 'down', evidence: 'silent for 150s' });
		expect(events.filter(({ server: of }) => of?.id === id).map(({ kind }) => kind)).toEqual(['DOWN']);
		report('SIGSTOP that does not end', 'down by its silence (clock put forward)', silentLimit / 1000);
	});
});
