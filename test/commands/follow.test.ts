// Any log as a command: what `natstop events` does, a log that is made up does too.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FollowFlags, followCommand } from '../../source/commands/follow.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { dripSubject, drips } from '../helpers/drips.ts';
import { waitFor } from '../helpers/wait-for.ts';

let cluster: ConfigTestCluster;
let sys: NatsConnection;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
	sys = await cluster.systemClient();
});
afterAll(() => cluster.stop());

const follow = (flags: FollowFlags, chosen?: string) => {
	const output = captureOutput();
	const abort = new AbortController();
	const config = configOf({ server: cluster.urls.join(','), ...cluster.logins.sys });
	const screens: Record<string, { filter: string }> =
		chosen === undefined ? {} : { drips: { filter: chosen } };
	const ended = followCommand(drips, { ...config, screens }, flags, output, abort.signal);
	return { output, stop: () => abort.abort(), ended };
};

/** Everything drips until `done`: the command may not be listening yet. */
const dripUntil = (what: string, done: () => boolean) =>
	waitFor(
		async () => {
			for (const text of ['soft one', 'loud one', 'loud two']) sys.publish(dripSubject, text);
			await sys.flush();
			return done();
		},
		{ what, interval: 50 },
	);

describe('the command of a log', () => {
	test('prints its rows as they come, without the groups that are off, and ends after so many', async () => {
		const { output, ended } = follow({ count: 4 });
		await dripUntil('four lines', () => output.lines.length >= 4);
		expect(await ended).toBe(0);
		expect(output.lines).toEqual(['- loud one 1', '- loud two 1', '- loud one 1', '- loud two 1']);
	});

	test('prints what its own filter lets through, also of groups that are off, as lines of JSON', async () => {
		const { output, stop, ended } = follow({ filter: 'drip:one', json: true });
		await dripUntil('two lines', () => output.lines.length >= 2);
		stop();
		expect(await ended).toBe(130);
		expect(output.lines.slice(0, 2).map((line) => JSON.parse(line))).toEqual([
			{ drip: 'soft one', many: 1 },
			{ drip: 'loud one', many: 1 },
		]);
	});

	test('takes the filter of its screen from the configuration', async () => {
		const { output, ended } = follow({ count: 1 }, 'two');
		await dripUntil('a line', () => output.lines.length >= 1);
		expect(await ended).toBe(0);
		expect(output.lines).toEqual(['* loud two 1']);
	});

	test('refuses a filter that it cannot read and no rows at all as usage', async () => {
		const wrong = follow({ filter: 'cpu>1' });
		expect(await wrong.ended).toBe(2);
		expect(wrong.output.complaints).toEqual(['--filter: unknown field "cpu"; fields are drip']);
		const none = follow({ count: 0 });
		expect(await none.ended).toBe(2);
		expect(none.output.complaints).toEqual(['--count is at least 1']);
	});

	test('tells a reader that stalled how many rows were left out', async () => {
		const output = captureOutput();
		let room = 1;
		let back: () => void = () => undefined;
		const stalling = {
			...output,
			offer: (line: string) => room-- > 0 && output.offer(line),
			whenTaken: (callback: () => void) => {
				back = callback;
			},
		};
		const abort = new AbortController();
		const config = configOf({ server: cluster.urls.join(','), ...cluster.logins.sys });
		const ended = followCommand(drips, config, {}, stalling, abort.signal);
		await dripUntil('a reader that stalls', () => room < 0);
		room = Number.POSITIVE_INFINITY;
		back();
		abort.abort();
		expect(await ended).toBe(130);
		expect(output.lines[0]).toBe('- loud one 1');
		expect(output.lines[1]).toMatch(/^- gap [1-9]\d*$/);
	});
});
