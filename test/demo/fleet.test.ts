// Simulated servers behave as real ones do, as far as a monitor can tell.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planFleet } from '../../source/demo/fleet/fleet-plan.ts';
import { FleetSimulator } from '../../source/demo/fleet/fleet-simulator.ts';
import { plantedServers } from '../../source/demo/fleet/planted.ts';
import { troublesOf } from '../../source/model/checks/trouble.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import { decodeEvent } from '../../source/nats/decode-event.ts';
import { gatherServers } from '../../source/nats/gather-servers.ts';
import { askVarz } from '../../source/nats/statsz.ts';
import { eventSubjects, serverSubject } from '../../source/nats/subjects.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

const options = { servers: 60, clusters: 3, rate: 200, seed: 7, accidents: false };

describe('a simulated fleet', () => {
	let cluster: OperatorTestCluster;
	let client: NatsConnection;
	let fleet: FleetSimulator;
	const kinds = new Map<string, number>();

	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
		fleet = new FleetSimulator(await cluster.systemClient(), options);
		client = await cluster.systemClient();
		for (const subject of eventSubjects) {
			client.subscribe(subject, {
				callback: (_error, message) => {
					const kind = decodeEvent(message.subject, message.data, Date.now())?.kind ?? 'broken';
					kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
				},
			});
		}
		await fleet.start();
	});
	afterAll(async () => {
		fleet?.stop();
		await cluster?.stop();
	});

	/** Whoever answers late is missed by one gathering: the picture in which that many are. */
	const aliveAre = (count: number) =>
		waitFor(
			async () => {
				const { fleet: picture } = await gatherServers(wireOf(client), { timeout: 2000 });
				expect(picture.rows).toHaveLength(count);
				return picture;
			},
			{ what: `${count} servers` },
		);

	it('is the same for the same seed', () => {
		const names = ({ servers }: ReturnType<typeof planFleet>) =>
			servers.map(({ id, name }) => `${name} ${id}`);
		expect(names(planFleet(options, 1e12))).toEqual(names(planFleet(options, 2e12)));
		expect(names(planFleet({ ...options, seed: 8 }, 1e12))).not.toEqual(names(planFleet(options, 1e12)));
	});

	it('answers beside the real server, with everything statsz has', async () => {
		const { rows } = await aliveAre(61);
		const { info, statsz } = rows.find((row) => row.info.name === 'eu-west-1-n01') ?? {};
		expect(info).toMatchObject({ cluster: 'eu-west-1', jetstream: true });
		expect(statsz?.routes).toHaveLength(4 * 19);
		expect(statsz?.gateways).toHaveLength(2);
		expect(statsz?.jetstream?.meta?.replicas).toHaveLength(4);
	});

	it('answers VARZ, and 503 to what it does not know', async () => {
		const [server] = fleet.plan.servers;
		const id = server?.id ?? '';
		expect(await askVarz(wireOf(client), id, 20_000)).toMatchObject({
			ok: true,
			value: { maxConnections: 65_536 },
		});
		expect(await wireOf(client).ask(serverSubject(id, 'PROFILEZ'), {}, { timeout: 20_000 })).toEqual({
			ok: false,
			failure: { kind: 'no-responders' },
		});
	});

	it('publishes events of every kind that decode', async () => {
		await waitFor(() => kinds.has('AUTH ERR') && kinds.has('JS LEADER') && kinds.has('CONNS'), {
			what: 'one of each kind',
		});
		expect(kinds.has('CONNECT') && kinds.has('DISCONNECT')).toBe(true);
		expect(kinds.has('broken')).toBe(false);
	});

	it('loses servers that die and gets them back as new processes', async () => {
		const before = new Set(fleet.plan.servers.map(({ id }) => id));
		fleet.perform({ do: 'die', count: 3 });
		fleet.perform({ do: 'hang', count: 2 });
		await aliveAre(56);
		fleet.perform({ do: 'heal' });
		const { rows } = await aliveAre(61);
		expect(rows.filter(({ info }) => before.has(info.id))).toHaveLength(55);
	});

	it('gives three servers trouble that stays, always the same three', async () => {
		const planted = [...plantedServers(planFleet({ ...options, servers: 300, clusters: 6, seed: 1 }, 1e12))];
		expect(planted.map(([trouble, { name }]) => `${trouble} ${name}`)).toEqual([
			'hot eu-west-1-n13',
			'lagging eu-north-1-n03',
			'stale us-east-1-n31',
		]);
		fleet.perform({ do: 'plant' });
		fleet.perform({ do: 'heal' });
		const snapshot = await aliveAre(60);
		const { neighbours } = fleetFacts(snapshot);
		const found = snapshot.rows.flatMap((row) =>
			troublesOf(row, neighbours)
				.filter(({ check }) => check === 'cpu' || check === 'meta-lag')
				.map(({ severity, text }) => `${row.info.name} ${severity}: ${text}`),
		);
		expect(found.toSorted()).toEqual([
			expect.stringMatching(/^eu-north-1-n03 warn: \d+ behind the JetStream meta leader eu-north-1-n01$/),
			expect.stringMatching(/^eu-west-1-n05 critical: CPU at 9\d% of its cores$/),
		]);
		expect(snapshot.rows.some(({ info }) => info.name === 'us-east-1-n13')).toBe(false);
	});

	it('says when a server shuts down, and when one leaves', async () => {
		fleet.perform({ do: 'restart', server: 'eu-west-1-n01' });
		fleet.perform({ do: 'lameduck', server: 'eu-west-1-n02' });
		await waitFor(() => kinds.has('SHUTDOWN') && kinds.has('LAME DUCK'), { what: 'both announcements' });
	});
});
