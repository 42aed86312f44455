// natstop events on a real cluster.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followCommand } from '../../source/commands/follow.ts';
import type { Flags } from '../../source/config/flags.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

let cluster: OperatorTestCluster;

beforeAll(async () => {
	cluster = await startCluster({ size: 2, jetstream: false, prefix: 'east-' });
});

afterAll(() => cluster.stop());

const config = (flags: Flags = {}) =>
	configOf({ server: cluster.urls[0], creds: cluster.creds.sys, ...flags });

const server = (index: number) => {
	const found = cluster.servers[index];
	if (found === undefined) throw new Error(`no server ${index}`);
	return found;
};

describe('natstop events', () => {
	/** Starts it; clients then do something until it ends by itself or is stopped. */
	const events = (flags: Flags) => {
		const output = captureOutput();
		const abort = new AbortController();
		const ended = followCommand(eventsScreen, config(flags), flags, output, abort.signal);
		return { output, stop: () => abort.abort(), ended };
	};

	/** Clients come and go until `done`: the command may not be listening yet. */
	const visitsUntil = (name: string, done: () => boolean) =>
		waitFor(
			async () => {
				if (done()) return true;
				const client = await cluster.appClient({ name });
				await client.close();
				return done();
			},
			{ what: `enough events of ${name}`, interval: 100 },
		);

	test('prints a line each and ends after so many', async () => {
		const { output, ended } = events({ filter: 'kind:connect visitor', count: 2 });
		await visitsUntil('visitor', () => output.lines.length >= 2);
		expect(await ended).toBe(0);
		expect(output.lines).toHaveLength(2);
		expect(output.lines[0]).toMatch(/^\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d) {3}(DIS)?CONNECT +east-1 +.*visitor/);
	});

	test('prints JSON, an object a line, in which nothing is secret', async () => {
		const { output, ended } = events({ filter: 'guest', count: 4, json: true });
		await visitsUntil('guest', () => output.lines.length >= 4);
		expect(await ended).toBe(0);
		const told = output.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		for (const event of told) {
			expect(Object.keys(event).slice(0, 4)).toEqual(['time', 'received_at', 'kind', 'severity']);
			expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
			expect(event).toMatchObject({ server: 'east-1', account_name: 'APP', subject: expect.any(String) });
			expect(event.account).toBe(cluster.operator.accounts.get('APP')?.key);
			expect(event.data).toMatchObject({ client: { name: 'guest', jwt: '[removed]' } });
		}
		expect(output.text()).not.toContain('eyJ');
		expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['CONNECT', 'DISCONNECT']));
	});

	test('prints no heartbeats and no connection counts unless asked to', async () => {
		const { output, stop, ended } = events({});
		await visitsUntil('anybody', () => output.text().includes('anybody'));
		stop();
		expect(await ended).toBe(130);
		expect(output.text()).not.toMatch(/ (STATSZ|CONNS) /);
		const asked = events({ filter: 'kind:statsz', count: 1 });
		// A heartbeat comes every ten seconds.
		expect(await asked.ended).toBe(0);
		expect(asked.output.lines[0]).toMatch(/STATSZ +east-\d +\d connections · cpu/);
	});

	test('prints what the monitor itself notices, too', async () => {
		const { output, stop, ended } = events({ interval: 500 });
		// A restart before the first round is over is none.
		await waitFor(
			async () => {
				await server(1).restart();
				return output.text().includes('RESTART');
			},
			{ what: 'the restart of east-2', timeout: 30_000 },
		);
		stop();
		expect(await ended).toBe(130);
		expect(output.text()).toMatch(/x SHUTDOWN +east-2/);
		expect(output.text()).toMatch(/! RESTART +east-2/);
	});

	test('prints that our own connection was lost and is back, and goes on', async () => {
		const { output, stop, ended } = events({ interval: 500, server: cluster.urls[1] });
		await visitsUntil('before', () => output.text().includes('before'));
		await server(1).kill9();
		await waitFor(() => output.text().includes('reconnected to'), { what: 'the link', timeout: 20_000 });
		await visitsUntil('behind', () => output.text().includes('behind'));
		await server(1).start();
		stop();
		expect(await ended).toBe(130);
		expect(output.text()).toMatch(/x LINK +- +disconnected from 127\.0\.0\.1:\d+/);
		expect(output.text().match(/ LINK /g)).toHaveLength(2);
	});

	test('names what a user may not hear, each once', async () => {
		const permissions = { sub: { deny: ['$SYS.SERVER.*.STATSZ', '$SYS.ACCOUNT.*.CONNECT'] } };
		const creds = await cluster.userCreds('SYS', { permissions });
		const { output, stop, ended } = events({ creds, interval: 500 });
		await visitsUntil('quiet', () => output.text().includes('quiet'));
		stop();
		await ended;
		const denied = output.lines.filter((line) => line.includes(' DENIED '));
		expect(denied.map((line) => line.replace(/^.*subscribe /, '')).sort()).toEqual([
			'$SYS.ACCOUNT.*.CONNECT',
			'$SYS.SERVER.*.STATSZ',
		]);
	});

	test('ends with 130 when it is interrupted before there is a connection', async () => {
		const { stop, ended } = events({ server: 'nats://127.0.0.1:1', wait: true });
		stop();
		expect(await ended).toBe(130);
	});

	test('is refused for no events at all', async () => {
		const { output, ended } = events({ count: 0 });
		expect(await ended).toBe(2);
		expect(output.complaints).toEqual(['--count is at least 1']);
	});

	test('takes no filter of servers from the configuration file', async () => {
		const output = captureOutput();
		const abort = new AbortController();
		abort.abort();
		const ended = followCommand(
			eventsScreen,
			{ ...config(), screens: { servers: { filter: 'cpu>200' } } },
			{},
			output,
			abort.signal,
		);
		expect(await ended).toBe(130);
		expect(output.complaints).toEqual([]);
	});

	test('is refused for a filter that does not parse', async () => {
		const { output, ended } = events({ filter: 'rtt>' });
		expect(await ended).toBe(2);
		expect(output.complaints[0]).toMatch(/^--filter: /);
	});

	test('ends with 3 in another account, where a person insists on the system', async () => {
		expect(await events({ creds: cluster.creds.app, as: 'system' }).ended).toBe(3);
	});
});
