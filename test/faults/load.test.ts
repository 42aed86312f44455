// Too much at once: a storm of clients, a terminal that reads slowly, and a program that is stopped meanwhile.

import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { closeTerminals, start, type Terminal } from '../helpers/terminal.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { residentOf, startOnSlowTerminal } from './slow-reader.ts';
import { noticed, report, watches } from './watch.ts';

closeTerminals();
const watch = watches();

/** Shorter here than by hand: `STORM_SECONDS=60`. */
const stormSeconds = Number(process.env.STORM_SECONDS ?? 12);

let cluster: ConfigTestCluster;
/** One whose server cuts a client off when a megabyte waits for it. */
let strict: ConfigTestCluster;
beforeAll(async () => {
	const plain = { mode: 'config', size: 1, jetstream: false } as const;
	cluster = await startCluster(plain);
	strict = await startCluster({ ...plain, config: { max_pending: 1024 * 1024, write_deadline: '2s' } });
});
afterAll(() => Promise.all([cluster?.stop(), strict?.stop()]));

const login = (on: ConfigTestCluster) => {
	const { user, password } = on.logins.sys;
	return ['--server', on.urls[0] ?? '', '--user', user, '--password', password];
};

/** Clients that come and go as fast as they can, or so many a second, in a process of their own. */
const storms: ChildProcess[] = [];
afterEach(() => {
	for (const storm of storms.splice(0)) storm.stdin?.end();
});
const startStorm = (on: ConfigTestCluster, clients: number, perSecond?: number) => {
	const { user, password } = on.logins.app;
	const args = [on.urls[0] ?? '', user, password, String(clients), ...(perSecond ? [String(perSecond)] : [])];
	const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/storm.ts', ...args], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	storms.push(child);
	let visits = 0;
	child.stdout.on('data', (data: Buffer) => {
		visits = Number(data.toString().trim().split('\n').at(-1));
	});
	return { visits: () => visits, end: () => child.stdin.end() };
};

const slowConsumers = async (on: ConfigTestCluster): Promise<number> => {
	const client = await on.systemClient();
	const reply = await client.request('$SYS.REQ.SERVER.PING', '', { timeout: 20_000 });
	await client.close();
	return reply.json<{ statsz: { slow_consumers: number } }>().statsz.slow_consumers;
};

/** Seconds from a key to what it shows. */
const answerTime = async (terminal: Terminal, key: string, shown: string | RegExp): Promise<number> => {
	const since = performance.now();
	terminal.send(key);
	await terminal.waitForText(shown);
	return (performance.now() - since) / 1000;
};

describe('two hundred clients that reconnect as fast as they can', () => {
	test('keys answer, the log follows, what fell off is counted, and memory comes back', async () => {
		const terminal = start(login(cluster), { columns: 120, rows: 40 });
		await terminal.waitForText('n1');
		const before = residentOf(terminal.pid);
		const dropped = await slowConsumers(cluster);
		const storm = startStorm(cluster, 200);
		await waitFor(() => storm.visits() > 500, { what: 'a storm', timeout: 20_000 });
		let peak = 0;
		const keys: number[] = [];
		const lines = new Set<string>();
		const begun = performance.now();
		const visited = storm.visits();
		// The log follows: looks at it find lines that were not there before.
		while (performance.now() - begun < stormSeconds * 1000 || lines.size <= 20) {
			keys.push(await answerTime(terminal, '?', 'Esc close'));
			terminal.send('\x1b');
			await terminal.waitForNo('Esc close');
			for (const line of terminal.lines()) if (/ (DIS)?CONNECT /.test(line)) lines.add(line);
			peak = Math.max(peak, residentOf(terminal.pid));
			await delay(200);
		}
		const seconds = (performance.now() - begun) / 1000;
		const rate = Math.round((2 * (storm.visits() - visited)) / seconds);
		storm.end();
		const worst = Math.max(...keys);
		report('storm of 200 clients', `about ${rate} events a second for ${Math.round(seconds)} s`);
		report('storm of 200 clients', `worst of ${keys.length} keys`, worst, 2);
		expect(await slowConsumers(cluster)).toBe(dropped);
		await noticed({ fault: 'storm is over', seen: 'its rate falls to nothing', limit: 20 }, () =>
			terminal.lines().some((line) => /━|─/.test(line) && / 0\/s/.test(line)),
		);
		const after = residentOf(terminal.pid);
		const memory = [before, peak, after].map((mib) => Math.round(mib)).join(', ');
		report('storm of 200 clients', `resident MiB before, peak, after: ${memory}`);
		expect(after).toBeLessThan(350);
	});
});

test('in a storm every event is in some line, or counted as dropped', async () => {
	const { user, password } = cluster.logins.sys;
	const seen = watch({ servers: cluster.urls, user, password });
	await seen.ready(1);
	const client = await cluster.systemClient();
	await client.flush();
	const from = seen.monitor.feed.log.snapshot(Date.now()).events.length;
	let sent = 0;
	for (const subject of ['$SYS.ACCOUNT.APP.CONNECT', '$SYS.ACCOUNT.APP.DISCONNECT']) {
		client.subscribe(subject, { callback: () => void sent++ });
	}
	await client.flush();
	const storm = startStorm(cluster, 100);
	await waitFor(() => sent > 3000, { what: 'three thousand events', timeout: 30_000 });
	storm.end();
	let before = -1;
	await waitFor(
		() => {
			const quiet = before === sent;
			before = sent;
			return quiet;
		},
		{ what: 'the end of it', interval: 500 },
	);
	const log = seen.monitor.feed.log.snapshot(Date.now());
	const told = log.events
		.slice(from)
		.filter(({ kind, account }) => account === 'APP' && (kind === 'CONNECT' || kind === 'DISCONNECT'))
		.reduce((sum, { count }) => sum + count, 0);
	report('storm of 100 clients', `${sent} events sent, ${told} told in ${log.events.length} lines`);
	expect(log.dropped).toEqual({ clients: 0, jetstream: 0, servers: 0 });
	expect(told).toBe(sent);
	await client.close();
});

describe('a terminal that is read at 2 KB a second', () => {
	test('stops no sockets, holds no more than a frame, and is up to date when it catches up', async () => {
		const terminal = startOnSlowTerminal([...login(strict), '--interval', '500ms'], {
			columns: 120,
			rows: 40,
		});
		try {
			await waitFor(() => terminal.screen().includes('n1'), { what: 'the screen', timeout: 20_000 });
			const dropped = await slowConsumers(strict);
			const before = residentOf(terminal.pid);
			terminal.pace(2000);
			const storm = startStorm(strict, 50, 200);
			const begun = performance.now();
			let peak = 0;
			await waitFor(
				() => {
					peak = Math.max(peak, residentOf(terminal.pid));
					return performance.now() - begun > 15_000 && storm.visits() > 500;
				},
				{ what: 'fifteen slow seconds' },
			);
			expect(await slowConsumers(strict)).toBe(dropped);
			const read = terminal.read();
			terminal.pace();
			const since = performance.now();
			/** The screen's own clock against ours, seconds. */
			const lag = () => {
				const [, hours, minutes, seconds] =
					/(\d\d):(\d\d):(\d\d)/.exec(terminal.screen().split('\n')[0] ?? '') ?? [];
				const shown = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
				return ((Date.now() / 1000) % 86_400) - shown;
			};
			const caught = { fault: 'terminal at 2 KB/s reads again', seen: 'its clock is ours', limit: 2, since };
			await noticed(caught, () => lag() < 2);
			const backlog = (terminal.read() - read) / 1024;
			report('terminal at 2 KB/s', `${backlog.toFixed(0)} KiB waited, the kernel's buffer among them`);
			report('terminal at 2 KB/s', `resident MiB before, peak: ${Math.round(before)}, ${Math.round(peak)}`);
			expect(backlog).toBeLessThan(160);
			expect(peak - before).toBeLessThan(120);
			storm.end();
		} finally {
			terminal.close();
		}
	});
});

describe('natstop that is stopped for a while', () => {
	test('tells of one gap, and blames nobody', async () => {
		const terminal = start([...login(strict), '--interval', '500ms'], { columns: 120, rows: 40 });
		await terminal.waitForText('n1');
		await terminal.waitForText('connected to');
		process.kill(terminal.pid, 'SIGSTOP');
		const stopped = performance.now();
		await waitFor(() => performance.now() - stopped > 18_000, { what: 'a while', timeout: 30_000 });
		process.kill(terminal.pid, 'SIGCONT');
		const resumed = { fault: 'natstop stopped for 18 s', seen: 'one gap, told at once', limit: 2 };
		const told = await noticed(resumed, () =>
			/natstop itself was stopped for (\d+)s/.exec(terminal.screen()),
		);
		expect(Number(told[1])).toBeGreaterThanOrEqual(17);
		expect(Number(told[1])).toBeLessThanOrEqual((performance.now() - stopped) / 1000 + 1);
		expect(terminal.screen()).not.toMatch(/ (STALE|DOWN|BACK) +n1 /);
		expect(terminal.screen().match(/itself was stopped/g)).toHaveLength(1);
	});

	test('is told that it was a slow consumer, and how long it was away', async () => {
		const terminal = start([...login(strict), '--interval', '500ms'], { columns: 120, rows: 40 });
		await terminal.waitForText('n1');
		await terminal.waitForText('connected to');
		const dropped = await slowConsumers(strict);
		process.kill(terminal.pid, 'SIGSTOP');
		const stopped = performance.now();
		const client = await strict.systemClient();
		const payload = new Uint8Array(64_000);
		await waitFor(
			async () => {
				for (let i = 0; i < 100; i++) client.publish('$SYS.ACCOUNT.X.SERVER.CONNS', payload);
				await client.flush();
				return performance.now() - stopped > 5000 && (await slowConsumers(strict)) > dropped;
			},
			{ what: 'the server to give up', timeout: 40_000, interval: 200 },
		);
		await client.close();
		process.kill(terminal.pid, 'SIGCONT');
		const cut = { fault: 'cut off as a slow consumer', limit: 6, since: performance.now() };
		await noticed({ ...cut, seen: 'reconnected' }, () => terminal.screen().includes('reconnected to'));
		await noticed({ ...cut, seen: 'Slow Consumer' }, () =>
			/had closed our connection: Slow Consumer/.test(terminal.screen()),
		);
		expect(terminal.screen()).toMatch(/natstop itself was stopped for \d+s/);
		// The row is back; its mark is that of the slow consumers for a minute.
		await terminal.waitForText(/[●!✗] n1/);
	});
});
