// Simulated servers tell of their connections as real ones do: the same figures as their statsz, sorted, paged and chosen.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planFleet } from '../../source/demo/fleet/fleet-plan.ts';
import { FleetSimulator } from '../../source/demo/fleet/fleet-simulator.ts';
import type { Connection } from '../../source/model/connection.ts';
import { askConnection, askConnections, askConnz } from '../../source/nats/connz.ts';
import type { Fields } from '../../source/nats/read.ts';
import { serverSubject } from '../../source/nats/subjects.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';

const options = { servers: 3, clusters: 1, rate: 0, seed: 7, accidents: false, connections: 3000 };
const ask = { timeout: 60_000 };

describe('connections of a simulated fleet', () => {
	let cluster: OperatorTestCluster;
	let client: NatsConnection;
	let fleet: FleetSimulator;
	let wire: Wire;

	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
		fleet = new FleetSimulator(await cluster.systemClient(), options);
		client = await cluster.systemClient();
		wire = wireOf(client);
		await fleet.start();
	});
	afterAll(async () => {
		fleet?.stop();
		await cluster?.stop();
	});

	const idOf = (index: number): string => fleet.plan.servers[index]?.id ?? '';

	const page = async (index: number, body: Fields) => {
		const result = await askConnz(wire, idOf(index), body, ask);
		return result.ok ? result.value : expect.fail(JSON.stringify(result.failure));
	};

	const all = async (index: number): Promise<Connection[]> => [
		...(await askConnections(wire, idOf(index), {}, ask, 256)).rows.values(),
	];

	it('are as many as the fleet was asked to have, the same ones for the same seed', async () => {
		const plan = planFleet(options, 1e12);
		expect(plan.servers.reduce((sum, { load }) => sum + load.connections, 0)).toBe(3000);
		expect(planFleet(options, 2e12).servers.map(({ load }) => load.connections)).toEqual(
			plan.servers.map(({ load }) => load.connections),
		);
		const rows = await all(0);
		const again = await all(0);
		const staying = rows
			.filter(({ cid }) => cid < rows.length * 0.9)
			.map(({ cid, name, ip }) => [cid, name, ip]);
		expect(again.slice(0, staying.length).map(({ cid, name, ip }) => [cid, name, ip])).toEqual(staying);
		expect(new Set(rows.map(({ cid }) => cid)).size).toBe(rows.length);
	});

	it('send and take together what statsz says of clients', async () => {
		const answer = await wire.ask(serverSubject(idOf(1), 'STATSZ'), {}, ask);
		const statsz = answer.ok ? (answer.value.fields.statsz as Record<string, { msgs: number }>) : {};
		const rows = await all(1);
		const sum = (key: 'inMsgs' | 'outMsgs'): number =>
			rows.reduce((total, row) => total + (row[key] ?? 0), 0);
		// Those who come and go have a hundredth of it, and take it along when they go.
		expect(sum('inMsgs') / (statsz.received_from_clients?.msgs ?? 0)).toBeCloseTo(0.99, 1);
		expect(sum('outMsgs') / (statsz.sent_to_clients?.msgs ?? 0)).toBeCloseTo(0.99, 1);
	});

	it('come in the order that is asked for, page by page', async () => {
		const [first, second] = [
			await page(0, { sort: 'cid', limit: 50 }),
			await page(0, { sort: 'cid', limit: 50, offset: 50 }),
		];
		expect(first.rows).toHaveLength(50);
		expect(second.rows[0]?.cid).toBe((first.rows.at(-1)?.cid ?? 0) + 1);
		expect(first.total).toBeGreaterThan(500);
		const talkers = await page(0, { sort: 'bytes_to', limit: 20 });
		const bytes = talkers.rows.map(({ outBytes }) => outBytes ?? 0);
		expect(bytes).toEqual(bytes.toSorted((a, b) => b - a));
		const { rows: newest } = await page(0, { sort: 'uptime', limit: 5 });
		expect(newest[0]?.cid).toBeGreaterThan(first.total * 0.9);
		expect(await wire.ask(serverSubject(idOf(0), 'CONNZ'), { sort: 'zzz' }, ask)).toMatchObject({
			failure: { kind: 'refused', code: 500, description: 'invalid sorting option: zzz' },
		});
		expect(await wire.ask(serverSubject(idOf(0), 'CONNZ'), { state: 'open' }, ask)).toMatchObject({
			failure: { kind: 'refused', code: 400 },
		});
	});

	it('are chosen by account, user and cid, and bring a token along where who they are is asked for', async () => {
		const { rows, hasTokens } = await page(0, { auth: true, limit: 10 });
		expect(hasTokens).toBe(true);
		const { account = '', user } = rows[3]?.identity ?? {};
		const own = await page(0, { auth: true, acc: account, user });
		expect(own.rows.length).toBeGreaterThan(0);
		expect(own.rows.every(({ identity }) => identity?.account === account && identity.user === user)).toBe(
			true,
		);
		expect(own.total).toBe(own.rows.length);
		const one = await askConnection(wire, idOf(0), 4, ask);
		expect(one).toMatchObject({ ok: true, value: { cid: 4, identity: { account, user } } });
		expect(one.ok && one.value?.subjects?.length).toBe(one.ok && one.value?.subscriptions);
	});

	it('have gone for a reason, the newest end first', async () => {
		const { rows, total } = await page(2, { state: 1, sort: 'stop', limit: 30 });
		expect(rows).toHaveLength(30);
		expect(total).toBeGreaterThan(100);
		const stops = rows.map(({ stop }) => stop ?? 0);
		expect(stops).toEqual(stops.toSorted((a, b) => b - a));
		expect(rows.every(({ reason }) => reason !== undefined)).toBe(true);
		const [gone] = rows;
		expect(await askConnection(wire, idOf(2), gone?.cid ?? 0, ask)).toMatchObject({
			value: { cid: gone?.cid, stop: gone?.stop },
		});
	});

	it('hold one that sends much and is made to wait, and one that reads too slowly', async () => {
		const rows = (await Promise.all([all(0), all(1), all(2)])).flat();
		expect(rows.filter(({ name }) => name === 'batch-load')).toMatchObject([{ stalls: expect.any(Number) }]);
		expect(rows.filter(({ name }) => name === 'svc-reports')).toMatchObject([{ rtt: 412 }]);
	});

	it('can be flooded by one that was quiet, which statsz counts too', async () => {
		const before = new Map((await all(2)).map(({ cid, inMsgs }) => [cid, inMsgs ?? 0]));
		fleet.perform({ do: 'flood', share: 0.4, server: fleet.plan.servers[2]?.name ?? '' });
		const server = fleet.plan.servers[2];
		const cid = (server?.flood?.slot ?? 0) + 1;
		const { rows } = await page(2, { cid });
		expect((rows[0]?.inMsgs ?? 0) - (before.get(cid) ?? 0)).toBeGreaterThanOrEqual(0);
		expect(server?.flood?.rate).toBeGreaterThan(0.4 * (server?.load.msgs ?? 0));
	});
});
