// Ten thousand simulated connections on two servers, sampled page by page: what a missed answer does to the rows of a server.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { FleetSimulator } from '../../source/demo/fleet/fleet-simulator.ts';
import { ConnectionBook } from '../../source/model/connection-book.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { type SampledRound, Sampler } from '../../source/screens/connections/sampled.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { silentWire } from '../helpers/silent-wire.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const options = { servers: 2, clusters: 1, rate: 0, seed: 5, accidents: false, connections: 10_000 };

let cluster: OperatorTestCluster;
let fleet: FleetSimulator;
let seen: Watch;
const sampler = new Sampler(new ConnectionBook());

beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
	fleet = new FleetSimulator(await cluster.systemClient(), options);
	await fleet.start();
	seen = watch({ servers: cluster.urls, creds: cluster.creds.sys });
	await waitFor(() => rows().filter(({ rates }) => rates).length === 3, { what: 'rates of all servers' });
});
afterAll(async () => {
	await seen?.stop();
	fleet?.stop();
	await cluster?.stop();
});

const rows = () => seen.monitor.loop.roster.snapshot(Date.now()).rows;

/** One round; no answer of `mute` arrives. */
const round = (mute?: string): Promise<SampledRound> => {
	const real = seen.monitor.watching.wire() ?? expect.fail('no link');
	const wire: Wire = {
		...silentWire,
		ask: (subject, body, how) =>
			mute !== undefined && subject.includes(mute)
				? Promise.resolve({ ok: false, failure: { kind: 'timeout', ms: 1 } })
				: real.ask(subject, body, how),
		gather: (...given) => real.gather(...given),
	};
	return sampler.round({
		...{ wire, tokens: { users: 'tokens' }, scope: {}, rows: rows(), timeout: 60_000 },
		...{ servers: rows().map(({ info: { id, name } }) => ({ id, name })), maxPending: new Map() },
		...{ lookedAt: { sort: { column: 'in', descending: true } }, onPage: () => {} },
		round: { signal: new AbortController().signal, spend: () => {} },
	});
};

test('one missed answer makes the rows of a server old only until its next answer, whichever of them that one brings', async () => {
	await waitFor(async () => (await round()).sampled.sweeps >= 1, { what: 'a sweep' });
	const id = fleet.plan.servers[0]?.id ?? expect.fail('no server');
	const oldOf = () => sampler.book.rowsOf(id).filter(({ isOld }) => isOld).length;
	const known = () => sampler.book.rowsOf(id).length;
	expect(known()).toBeGreaterThan(2500);
	expect((await round(id)).answered).toBe(2);
	expect(oldOf()).toBe(known());
	expect(known()).toBeGreaterThan(2500);
	expect((await round()).answered).toBe(3);
	expect(oldOf()).toBe(0);
	const [loudest] = sampler.book
		.rowsOf(id)
		.toSorted((a, b) => (b.rates?.inBytes ?? 0) - (a.rates?.inBytes ?? 0));
	expect(loudest?.rates?.inBytes).toBeGreaterThan(0);
});
