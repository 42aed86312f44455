// The accounts of a hundred thousand simulated connections: how many there are is learned before all of them are asked for.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { FleetSimulator } from '../../source/demo/fleet/fleet-simulator.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { isTooMany } from '../../source/screens/connections/how-many.ts';
import { newMemory, type RoundNeeds } from '../../source/screens/connections/memory.ts';
import { mostExact, Sampler } from '../../source/screens/connections/sampled.ts';
import { type ConnectionsSnapshot, noConnections } from '../../source/screens/connections/snapshot.ts';
import { connectionsRound } from '../../source/screens/connections/source.ts';
import { shownEvery } from '../../source/screens/paced.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { silentWire } from '../helpers/silent-wire.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const options = { servers: 8, clusters: 2, rate: 0, seed: 5, accidents: false, connections: 110_000 };

let cluster: OperatorTestCluster;
let fleet: FleetSimulator;
let seen: Watch;
let servers: readonly ServerRow[];
/** Bodies of the requests of a round. */
let bodies: Record<string, unknown>[] = [];
let shown = 0;

beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
	fleet = new FleetSimulator(await cluster.systemClient(), options);
	await fleet.start();
	seen = watch({ servers: cluster.urls, creds: cluster.creds.sys });
	const rows = () => seen.monitor.loop.roster.snapshot(Date.now()).rows;
	servers = await waitFor(
		() => rows().filter(({ statsz }) => statsz).length === options.servers + 1 && rows(),
		{ what: 'all servers' },
	);
});
afterAll(async () => {
	await seen?.stop();
	fleet?.stop();
	await cluster?.stop();
});

const memory = newMemory({});

const needs = (asked: Record<string, string>): RoundNeeds => {
	const real = seen.monitor.watching.wire() ?? expect.fail('no link');
	const wire: Wire = {
		...silentWire,
		ask: (subject, body, how) => {
			bodies.push(body ?? {});
			return real.ask(subject, body, how);
		},
	};
	const { signal } = new AbortController();
	const round = { signal, spend: () => {}, show: () => void shown++ };
	return {
		wire,
		memory,
		servers,
		timeout: 60_000,
		limit: 60_000,
		round,
		before: noConnections,
		asked,
		mayMiss: true,
	};
};

const roundIn = (account: string): Promise<ConnectionsSnapshot> => {
	[bodies, shown] = [[], 0];
	return connectionsRound(needs({ acc: account }));
};

const counting = () => bodies.filter(({ limit }) => limit === 1).length;

/** The account of most connections, and one of few. */
const accounts = (): [many: string, few: string] => {
	const { accounts: all } = fleet.plan;
	return [all[0]?.key ?? '', all.at(-1)?.key ?? ''];
};

test('of an account with too many connections a part is asked for from the first round on', async () => {
	const [many] = accounts();
	const { sampled, rows, total } = await roundIn(many);
	expect(counting()).toBe(servers.length);
	// The sweep goes by how many the account has on each server, and not by all that are connected to it.
	expect(total).toBeLessThan(options.connections / 3);
	expect(sampled?.done).toBeGreaterThan(0.5);
	expect(rows.length).toBeLessThanOrEqual(mostExact);
	expect(Math.max(...bodies.map(({ limit }) => Number(limit ?? 0)))).toBeLessThanOrEqual(2048);
	expect((await roundIn(many)).sampled).toBeDefined();
	expect(counting()).toBe(0);
});

test('of an account with few connections all are asked for, and how many there are is learned once', async () => {
	const [many, few] = accounts();
	const began = performance.now();
	const { sampled, rows, total } = await roundIn(few);
	// Pictures before the last one are built from all rows.
	expect(shown).toBeLessThanOrEqual(1 + (performance.now() - began) / shownEvery);
	expect([sampled, counting()]).toEqual([undefined, servers.length]);
	expect(rows.length).toBe(total);
	expect((await roundIn(many)).sampled).toBeDefined();
	expect(counting()).toBe(0);
	expect((await roundIn(few)).sampled).toBeUndefined();
	expect(counting()).toBe(0);
});

test('at the limit rounds are of one kind: all are asked for again only where they are a fifth fewer', async () => {
	const { asked = {}, ...rest } = needs({});
	const scope = { key: 'some', body: { acc: asked.acc ?? 'A' }, isAsked: () => true };
	const decide = async (count: number, isSampled: boolean): Promise<boolean> => {
		const own = { ...newMemory({}), counts: new Map([[scope.key, { total: count, servers: new Map() }]]) };
		const sampler = isSampled ? new Sampler(own.book) : undefined;
		return isTooMany(scope, { ...rest, memory: { ...own, sampler } }, { servers, asked: [], timeout: 1 });
	};
	expect(await decide(mostExact, false)).toBe(false);
	expect(await decide(mostExact + 1, false)).toBe(true);
	for (const [count, stays] of [
		[mostExact, true],
		[0.81 * mostExact, true],
		[0.79 * mostExact, false],
	] as const)
		expect(await decide(count, true)).toBe(stays);
});
