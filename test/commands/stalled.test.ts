// `natstop events` and a reader that does not read.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followCommand } from '../../source/commands/follow.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import { exitCodes } from '../../source/system/output.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { runProgram } from '../helpers/program.ts';
import { waitFor } from '../helpers/wait-for.ts';

let cluster: ConfigTestCluster;
let sys: NatsConnection;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
	sys = await cluster.systemClient();
});
afterAll(() => cluster.stop());

/** Events of clients, as a server publishes them; each is over 1 KiB as JSON. */
const publish = async (from: number, to: number): Promise<void> => {
	for (let id = from; id < to; id++) {
		const client = { id, acc: 'APP', user: 'app', name: 'x'.repeat(900), host: '127.0.0.1' };
		sys.publish('$SYS.ACCOUNT.APP.CONNECT', JSON.stringify({ client }));
	}
	await sys.flush();
};

const summaries = (text: string): { summary: string; count?: number }[] =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => JSON.parse(line) as { summary: string; count?: number });

describe('events into a reader that stalls', () => {
	const login = () => ({ server: cluster.urls.join(','), ...cluster.logins.sys });

	test('say how many were left out when he is back, and go on', async () => {
		const output = captureOutput();
		const abort = new AbortController();
		let room = 100;
		let back: () => void = () => undefined;
		const stalling = {
			...output,
			offer: (line: string) => room-- > 0 && output.offer(line),
			whenTaken: (callback: () => void) => {
				back = callback;
			},
		};
		const ended = followCommand(
			eventsScreen,
			configOf(login()),
			{ json: true, filter: 'user:app' },
			stalling,
			abort.signal,
		);
		await waitFor(
			async () => {
				await publish(1, 2);
				return output.lines.length > 0;
			},
			{ what: 'the first event' },
		);
		await publish(1000, 1500);
		await waitFor(() => room < 0, { what: 'a reader that stalls' });
		// The last of them is read when its successor can be.
		await publish(1500, 1501);
		await sys.flush();
		room = Number.POSITIVE_INFINITY;
		back();
		await waitFor(
			async () => {
				await publish(2000, 2001);
				return output.text().includes('cid 2000');
			},
			{ what: 'an event after the gap' },
		);
		abort.abort();
		expect(await ended).toBe(exitCodes.interrupted);
		const lines = summaries(output.text());
		const gap = lines.findIndex(({ summary }) => summary.includes('left out'));
		expect(gap).toBe(100);
		expect(lines[gap]).toMatchObject({ kind: 'LINK', severity: 'warn' });
		expect(lines[gap]?.summary).toMatch(/^×\d+ left out: the reader of this stream did not keep up$/);
		expect(lines[gap]?.count).toBeGreaterThan(100);
		expect(output.complaints).toEqual([]);
	});

	test('end with one signal', async () => {
		const { child, ended } = runProgram([
			'events',
			'--json',
			'--no-context',
			...['-s', login().server, '--user', login().user, '--password', login().password],
		]);
		let read = '';
		child.stdout?.on('data', (chunk: Buffer) => {
			read += chunk.toString('utf8');
		});
		await waitFor(
			async () => {
				await publish(1, 2);
				return read.includes('cid 1');
			},
			{ what: 'the first event' },
		);
		child.stdout?.pause();
		await publish(2, 4000);
		child.kill('SIGINT');
		const exited = await new Promise((done) => child.once('exit', (code) => done(code)));
		expect(exited).toBe(exitCodes.interrupted);
		child.stdout?.resume();
		await ended;
	});
});
