// Twenty thousand simulated connections on twenty servers, sampled: a flood is found within two sweeps, and until then a number says that it is not.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { FleetSimulator } from '../../source/demo/fleet/fleet-simulator.ts';
import type { ConnectionRow } from '../../source/model/connection-row.ts';
import { mostKnown } from '../../source/model/connection-sample.ts';
import { Governor } from '../../source/nats/governor.ts';
import {
	type ConnectionsSnapshot,
	connectionsHonesty,
	notFoundText,
} from '../../source/screens/connections/snapshot.ts';
import { openConnections } from '../../source/screens/connections/source.ts';
import type { Source } from '../../source/screens/source.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

/** The real rules, and rounds that come sooner: what is found in how many of them does not depend on it. */
class Hurried extends Governor {
	override wait(name: string, base: number): number {
		return Math.min(700, super.wait(name, base));
	}
}

const options = { servers: 20, clusters: 2, rate: 0, seed: 5, accidents: false, connections: 20_000 };

let cluster: OperatorTestCluster;
let fleet: FleetSimulator;
let seen: Watch;
let source: Source<ConnectionsSnapshot>;

beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
	fleet = new FleetSimulator(await cluster.systemClient(), options);
	await fleet.start();
	const { creds } = cluster;
	seen = watch({ servers: cluster.urls, creds: creds.sys });
	await waitFor(() => seen.monitor.servers.get().fleet.rows.filter(({ rates }) => rates).length === 21, {
		what: 'rates of all servers',
	});
	source = openConnections({ ...seen.monitor.watching, governor: new Hurried() });
});
afterAll(async () => {
	source?.close?.();
	await seen?.stop();
	fleet?.stop();
	await cluster?.stop();
});

/** The next snapshot that fits. */
const next = (what: string, fits: (snapshot: ConnectionsSnapshot) => boolean) =>
	waitFor(() => (fits(source.get()) ? source.get() : undefined), { what });

const inRate = ({ rates }: ConnectionRow): number => rates?.inMsgs ?? 0;

/** Who sends most, as the list has it sorted by that. */
const first = ({ rows }: ConnectionsSnapshot): ConnectionRow | undefined =>
	rows.reduce<ConnectionRow | undefined>(
		(most, row) => (most === undefined || inRate(row) > inRate(most) ? row : most),
		undefined,
	);

test('every connection is measured in one sweep, and what they carry is nearly all that servers say', async () => {
	const met = await next('a sweep', ({ sampled }) => (sampled?.sweeps ?? 0) >= 1);
	expect(met.total).toBeGreaterThan(19_000);
	expect(met.rows.length).toBeLessThanOrEqual(20_000);
	const known = await next(
		'shares',
		({ sampled }) => (sampled?.shares.in ?? 0) > 0.95 && (sampled?.shares.out ?? 0) > 0.95,
	);
	const { partial, short, hasMore } = connectionsHonesty(known);
	expect(partial).toMatch(
		/^sampled: (9\d|100)% of out, (9\d|100)% of in known {3}sweep \d+s {3}21 of 21 answered$/,
	);
	expect(short).toMatch(/^sampled: (9\d|100)% of (in|out) known/);
	expect([hasMore, notFoundText(known)]).toEqual([true, undefined]);
});

test('a flood is first within two sweeps, and until then the share that is known is below 80% and marked', async () => {
	const before = await next('all to be found', ({ sampled }) => (sampled?.shares.in ?? 0) > 0.95);
	fleet.perform({ do: 'flood', share: 0.4 });
	const server = fleet.plan.servers.find(({ flood }) => flood !== undefined) ?? expect.fail('no flood');
	const { sweeps = 0, all } = source.get().sampled ?? {};
	const isFound = (snapshot: ConnectionsSnapshot): boolean =>
		first(snapshot)?.last.cid === (server.flood?.slot ?? 0) + 1 &&
		first(snapshot)?.last.server.id === server.id;
	expect(isFound(before)).toBe(false);
	// Every snapshot counts, and not those alone that a probe happens to see.
	const seenBefore: ConnectionsSnapshot[] = [];
	let found: ConnectionsSnapshot | undefined;
	const end = source.subscribe(() => {
		const snapshot = source.get();
		if (isFound(snapshot)) found ??= snapshot;
		else if (found === undefined) seenBefore.push(snapshot);
	});
	await waitFor(() => found, { what: 'the flood to be first' });
	end();
	expect(found?.sampled?.sweeps).toBeLessThanOrEqual(sweeps + 2);
	for (const snapshot of seenBefore) {
		// Until the servers say that there is more traffic nobody can know of it.
		if ((snapshot.sampled?.all?.in ?? 0) < 1.5 * (all?.in ?? 0)) continue;
		expect(snapshot.sampled?.shares.in).toBeLessThan(0.8);
		expect(connectionsHonesty(snapshot).short).toMatch(/^sampled: \d+%! of in known/);
		expect(notFoundText(snapshot)).toMatch(/^\d+% of in is in connections not found yet: sweep \d+% done/);
	}
	const sentence = await next(
		'its share',
		(snapshot) => isFound(snapshot) && (snapshot.sampled?.shares.in ?? 0) > 0.8,
	);
	expect(notFoundText(sentence)).toBeUndefined();
});

test('no more rows are kept than there is room for, and who leads by the sort of the list is among them', async () => {
	source.look?.({ sort: { column: 'subs', descending: true } });
	const { sweeps = 0 } = source.get().sampled ?? {};
	const snapshot = await next('two sweeps more', ({ sampled }) => (sampled?.sweeps ?? 0) >= sweeps + 2);
	expect(snapshot.rows.length).toBeLessThanOrEqual(mostKnown);
	const most = Math.max(...snapshot.rows.map(({ last }) => last.subscriptions ?? 0));
	expect(most).toBeGreaterThanOrEqual(40);
});
