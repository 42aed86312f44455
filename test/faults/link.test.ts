// What happens to our own connection: its server dies, hangs, or all of them are gone.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { actionsOff } from '../../source/app/selection.ts';
import { freePorts } from '../../source/demo/free-ports.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { interval, noticed, report, type Watch, watches } from './watch.ts';

const watch = watches();

describe('a cluster of three', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ jetstream: false });
	});
	afterAll(() => cluster.stop());
	afterEach(async () => {
		await Promise.all(cluster.servers.map((each) => (each.pid === undefined ? each.start() : undefined)));
	});

	const watching = async () => {
		const seen = watch({ servers: cluster.urls.slice(0, 1), creds: cluster.creds.sys });
		await seen.ready(3);
		return seen;
	};

	const serverOf = (seen: Watch) => {
		const name = seen.monitor.keeper.state.serverName;
		const found = cluster.servers.find((each) => each.name === name);
		if (found === undefined) throw new Error(`connected to ${name}`);
		return found;
	};

	test('goes to another server when its own dies', async () => {
		const seen = await watching();
		await waitFor(() => (seen.row('n2')?.history.length ?? 0) >= 3, { what: 'a history' });
		const slots = seen.row('n2')?.history.length ?? 0;
		const own = serverOf(seen);
		const since = performance.now();
		await own.kill9();
		await noticed({ fault: 'own server killed', seen: 'connected to another', limit: 5, since }, () => {
			const { phase, serverName } = seen.monitor.keeper.state;
			return phase === 'connected' && serverName !== own.name;
		});
		await noticed({ fault: 'own server killed', seen: 'it is down', limit: 5, since }, () => {
			return seen.row(own.name)?.state === 'down';
		});
		expect(seen.texts('LINK').slice(1)).toEqual([
			expect.stringMatching(/^disconnected from /),
			expect.stringMatching(/^reconnected to .* after \d+s$/),
		]);
		expect(seen.monitor.keeper.state.reconnectedAt).toBeDefined();
		// Rounds go on: what is between the samples of the others is the reconnect, no more.
		await waitFor(() => (seen.row('n2')?.history.length ?? 0) >= slots + 4, { what: 'four more rounds' });
		const cpu = seen.row('n2')?.history.tail('cpu', 20) ?? [];
		const gaps = cpu.slice(1).filter(Number.isNaN).length;
		report('own server killed', `${gaps} gaps in the history of another`);
		// One for each round that the reconnect took.
		const { lostFor = 0 } = seen.monitor.keeper.state;
		expect(gaps).toBeLessThanOrEqual(1 + Math.ceil(lostFor / interval));
		expect(seen.texts('STALE')).toEqual([]);
		expect(seen.texts('DOWN').length).toBe(1);
	});

	test('goes to another server when its own hangs', async () => {
		const seen = await watching();
		const own = serverOf(seen);
		const since = performance.now();
		own.signal('SIGSTOP');
		try {
			const found = { fault: 'own server stopped', limit: 3 * (interval / 1000) + 2, since };
			await noticed({ ...found, seen: 'left, connected to another' }, () => {
				const { phase, serverName } = seen.monitor.keeper.state;
				return phase === 'connected' && serverName !== own.name;
			});
			await noticed(
				{ ...found, limit: 12, seen: 'it is stale' },
				() => seen.row(own.name)?.state === 'stale',
			);
			const others = cluster.servers.filter((each) => each !== own);
			for (const { name } of others) expect(seen.row(name)?.state).toBe('ok');
			expect(seen.texts('STALE').length).toBe(1);
			expect(seen.texts('LINK').length).toBe(3);
		} finally {
			own.signal('SIGCONT');
		}
		await waitFor(() => seen.row(own.name)?.state === 'ok', { what: 'it is back' });
	});

	test('comes back to the only server there is after it hung, beside addresses where nobody listens', async () => {
		const [url = ''] = cluster.urls;
		const gone = (await freePorts(3)).map((port) => `127.0.0.1:${port}`);
		const seen = watch({
			servers: [url, ...gone],
			creds: cluster.creds.sys,
			noDiscover: true,
			timeout: 1000,
		});
		await seen.ready(3);
		const own = serverOf(seen);
		const tried = new Set<string>();
		seen.monitor.keeper.connection?.follow((status) => {
			if (status.type === 'reconnecting') tried.add(status.server);
		});
		own.signal('SIGSTOP');
		try {
			await waitFor(() => tried.size === 4, { what: 'a try at each address', timeout: 30_000 });
		} finally {
			own.signal('SIGCONT');
		}
		await waitFor(() => seen.monitor.keeper.state.phase === 'connected', {
			what: 'it again',
			timeout: 20_000,
		});
		expect(seen.monitor.keeper.state.url).toBe(url.replace('nats://', ''));
	});

	test('keeps what it knows when all servers die, and goes on trying', async () => {
		const seen = await watching();
		const since = performance.now();
		await Promise.all(cluster.servers.map((each) => each.kill9()));
		const all = { fault: 'every server killed', limit: interval / 1000, since };
		await noticed({ ...all, seen: 'disconnected' }, () => seen.monitor.keeper.state.phase === 'disconnected');
		const { link } = seen.monitor.link.get();
		expect(actionsOff(link, seen.row('n1'), false)).toBe('disconnected');
		expect(seen.rows().map(({ state }) => state)).toEqual(['unknown', 'unknown', 'unknown']);
		for (const row of seen.rows()) expect(row.statsz?.connections).toBeDefined();
		await waitFor(() => seen.monitor.keeper.state.attempt >= 4, { what: 'four tries', timeout: 20_000 });
		await waitFor(() => seen.monitor.keeper.state.nextTryAt !== undefined, { what: 'the next try' });
		// Nobody is blamed while we cannot see.
		expect([...seen.texts('STALE'), ...seen.texts('DOWN')]).toEqual([]);
		const again = performance.now();
		await Promise.all(cluster.servers.map((each) => each.start()));
		const back = { fault: 'every server started again', seen: 'all three restarted', limit: 8 };
		await noticed({ ...back, since: again }, () => seen.rows().every(({ restarts }) => restarts === 1));
		expect(seen.rows()).toHaveLength(3);
		expect(seen.texts('LINK').length).toBe(3);
	});
});
