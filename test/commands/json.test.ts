// What every command prints as JSON on real servers with routes, a gateway and JetStream: each field is documented.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followCommand } from '../../source/commands/follow.ts';

import { whoamiCommand } from '../../source/commands/whoami.ts';
import type { Flags } from '../../source/config/flags.ts';
import { freePorts } from '../../source/demo/free-ports.ts';
import { events as eventsScreen } from '../../source/screens/events/events.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { jsonFaults, jsonPaths } from '../helpers/json-fields.ts';
import { serversCommand } from '../helpers/servers-command.ts';
import { waitFor } from '../helpers/wait-for.ts';

let east: ConfigTestCluster;
let west: ConfigTestCluster;
beforeAll(async () => {
	const [first, second, third] = await freePorts(3);
	const gateway = (name: string, port: number | undefined) => ({ name, listen: `127.0.0.1:${port}` });
	east = await startCluster({
		...{ mode: 'config', size: 2, name: 'east', prefix: 'east-' },
		// It learns of the other cluster from it: one that is configured would be waited for by the meta group.
		config: (index) => ({
			gateway: gateway('east', index === 0 ? first : second),
			server_metadata: { rackName: 'r1' },
		}),
	});
	const gateways = [{ name: 'east', urls: [`nats://127.0.0.1:${first}`] }];
	west = await startCluster({
		...{ mode: 'config', size: 1, name: 'west', prefix: 'west-', jetstream: false },
		config: { gateway: { ...gateway('west', third), gateways } },
	});
});
afterAll(async () => {
	await west?.stop();
	await east?.stop();
});

const config = (flags: Flags = {}) => {
	const { user, password } = east.logins.sys;
	const [url = ''] = east.urls;
	return configOf({ server: url.replace('://', `://${user}:${password}@`), ...flags });
};

describe('every field is documented, snake_case and of its type', () => {
	test('of natstop servers --json', async () => {
		const asked = async (): Promise<Record<string, unknown>[]> => {
			const output = captureOutput();
			expect(await serversCommand(config(), { json: true, rates: 300 }, output)).toBe(0);
			return JSON.parse(output.text());
		};
		const rows = await waitFor(
			async () => {
				const found = await asked();
				return jsonPaths('servers', found).has('gateways[].cluster') && found.length === 3 && found;
			},
			{ what: 'three servers with gateways', interval: 100 },
		);
		expect(jsonFaults('servers', rows)).toEqual([]);
		expect([...jsonPaths('servers', rows).keys()]).toEqual(
			expect.arrayContaining([
				'in_msgs',
				'out_bytes_rate',
				'rtt',
				'routes[].links',
				'gateways[].inbound_connections',
				'jetstream.memory_max',
				'jetstream.meta_leader',
				'jetstream.meta_replicas[].active',
				'metadata',
			]),
		);
		expect(rows[0]).toMatchObject({
			...{ server: 'east-1', cluster: 'east', metadata: { rackName: 'r1' } },
			jetstream: { enabled: true, storage_max: 256 * 1024 ** 2, meta_size: 2 },
			gateways: [{ cluster: 'west' }],
		});
		expect(rows[2]).toMatchObject({ server: 'west-1', cluster: 'west', jetstream: { enabled: false } });
		expect(rows[0]?.rtt).toBeLessThan(20);
	});

	test('of natstop events --json', async () => {
		const output = captureOutput();
		const stop = new AbortController();
		const ended = followCommand(eventsScreen, config(), { json: true }, output, stop.signal);
		const told = () => output.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
		const has = (kind: string) => told().some((event) => event.kind === kind);
		await waitFor(
			async () => {
				await (await east.appClient()).close();
				await east.connect({ user: 'nobody', pass: 'x' }).catch(() => undefined);
				return ['CONNECT', 'DISCONNECT', 'AUTH ERR'].every(has);
			},
			{ what: 'events of many kinds', interval: 200 },
		);
		stop.abort();
		expect(await ended).toBe(130);
		expect(jsonFaults('events', told())).toEqual([]);
		expect(told().find(({ kind }) => kind === 'DISCONNECT')).toMatchObject({
			server: 'east-1',
			server_id: expect.stringMatching(/^N[A-Z2-7]{55}$/),
			data: { client: { acc: 'APP' } },
		});
	});

	test('of natstop whoami --json', async () => {
		const output = captureOutput();
		expect(await whoamiCommand(config(), { json: true }, output)).toBe(0);
		const facts: unknown = JSON.parse(output.text());
		expect(jsonFaults('whoami', [facts])).toEqual([]);
		expect(facts).toMatchObject({
			...{ user: 'sys', account: 'SYS', system_account: true, server: 'east-1', source: 'server' },
			server_id: expect.stringMatching(/^N[A-Z2-7]{55}$/),
		});
	});
});
