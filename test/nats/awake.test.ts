// Limits that count only while natstop could read: what its machine kept it from reading blames nobody.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterAwake, ping, sawSilence } from '../../source/nats/awake.ts';
import { readSample } from '../../source/nats/statsz.ts';
import { subjects } from '../../source/nats/subjects.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watch } from '../helpers/watch.ts';

/** Keeps the processor, so that nothing is read. */
const stall = (ms: number): void => {
	for (const until = performance.now() + ms; performance.now() < until; );
};

describe('a natstop that gets no processor for a while', () => {
	let cluster: OperatorTestCluster;
	let nc: NatsConnection;
	beforeAll(async () => {
		cluster = await startCluster({ size: 3, jetstream: false });
		nc = await cluster.systemClient();
	});
	afterAll(() => cluster.stop());

	test('counts of that time next to nothing, and reads before a limit passes', async () => {
		let passed = false;
		afterAwake(300, () => {
			passed = true;
		});
		stall(1000);
		const reply = nc.request(subjects.ping, '', { timeout: 20_000 });
		await reply;
		expect(passed).toBe(false);
		await waitFor(() => passed, { what: 'the limit' });
	});

	test('can call a limit off', async () => {
		let passed = false;
		const callOff = afterAwake(20, () => {
			passed = true;
		});
		callOff();
		await new Promise<void>((done) => afterAwake(100, done));
		expect(passed).toBe(false);
	});

	test('does not take its own server for hung', async () => {
		const answered = ping(nc, 500);
		stall(1500);
		expect(await answered).toBeTypeOf('number');
	});

	test('knows that a limit which passed meanwhile says nothing', async () => {
		const began = performance.now();
		stall(1000);
		expect(await sawSilence(nc, began, 300)).toBe(false);
		// Unless the machine is as slow in earnest, one that passes when it is due says something.
		await waitFor(() => sawSilence(nc, performance.now(), 0), { what: 'a moment of rest' });
	});

	test('hears everybody who answered in that time', async () => {
		const wire = wireOf(nc);
		const heard = new Set<string>();
		const gathered = wire.gather(subjects.ping, undefined, {
			expected: new Set(['a', 'b', 'c', 'd']),
			maxWait: 400,
			onAnswer: ({ fields }) => {
				const name = readSample(fields, Date.now())?.server.name;
				if (name !== undefined) heard.add(name);
				return name;
			},
		});
		// The request leaves, and what comes back waits behind a long silence of our own.
		await new Promise((done) => setImmediate(done));
		stall(1200);
		await gathered;
		expect([...heard].sort()).toEqual(['n1', 'n2', 'n3']);
	});

	test('blames no server for it, however often', async () => {
		const seen = watch({ servers: cluster.urls.slice(0, 1), creds: cluster.creds.sys });
		try {
			for (const { name } of cluster.servers)
				await seen.until(name, 'ok', ({ state, statsz }) => state === 'ok' && statsz !== undefined);
			const rounds = () => seen.monitor.loop.roster.snapshot(Date.now()).rounds;
			const from = rounds();
			// Most of the time there is none for us: limits of one and two seconds pass in between again and again.
			await waitFor(
				() => {
					stall(2300);
					return rounds() >= from + 3;
				},
				{ what: 'three rounds', interval: 1 },
			);
			expect([...seen.events('STALE'), ...seen.events('DOWN')]).toEqual([]);
			// Beside other work it may really be stopped for longer, and says so.
			const told = seen.events('LINK').map(({ text }) => text);
			expect(told.filter((text) => !text?.startsWith('natstop itself was stopped'))).toEqual([
				expect.stringMatching(/^connected to/),
			]);
		} finally {
			await seen.stop();
		}
	});
});
