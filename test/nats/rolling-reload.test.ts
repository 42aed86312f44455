// Several real servers reloaded one after another: who is asked, in which order, and what stops it.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inStep, type Roll, rollCount, rollServers } from '../../source/model/rolling-reload.ts';
import { gatherServers } from '../../source/nats/gather-servers.ts';
import { reloadServer } from '../../source/nats/reload.ts';
import { type RollingOptions, RollingReload } from '../../source/nats/rolling-reload.ts';
import { askVarz } from '../../source/nats/statsz.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();
const timeout = 20_000;
const all = await versions();

const steps = ({ entries }: Roll): string[] => entries.map(({ state }) => state.step);

describe.each(all.filter(({ since }) => since('2.10.0')))('three servers of $version', ({ binary }) => {
	let cluster: ConfigTestCluster;
	let wire: Wire;
	beforeAll(async () => {
		cluster = await startCluster({ binary, mode: 'config', size: 3 });
	});
	afterAll(() => cluster.stop());
	beforeEach(async () => {
		const { user, password } = cluster.logins.sys;
		wire = wireOf((await open({ servers: [...cluster.urls], user, password })).nc);
	});

	/** The rows once the leader of the meta group is known. */
	const rows = () =>
		waitFor(
			async () => {
				const { fleet } = await gatherServers(wire, { timeout });
				return rollServers(fleet.rows).some(({ isLeader }) => isLeader) ? fleet.rows : undefined;
			},
			{ what: 'a leader of the meta group' },
		);
	const options = (over: Partial<RollingOptions> = {}): RollingOptions => ({
		...{ wire: () => wire, timeout, wait: 60_000, now: Date.now, reload: reloadServer },
		critical: async () => new Map(),
		onChange: () => {},
		...over,
	});
	const processOf = (name: string) => {
		const index = Number(name.slice(1)) - 1;
		const found = cluster.servers[index];
		if (found === undefined) throw new Error(`no server ${name}`);
		return found;
	};
	const loadTime = async (id: string) => {
		const varz = await askVarz(wire, id, timeout);
		return varz.ok ? varz.value.configLoadTime : undefined;
	};

	test('are all reloaded, the leader of the meta group last, and each is healthy before the next is asked', async () => {
		const servers = rollServers(await rows());
		const seen: string[] = [];
		const roll = await new RollingReload(
			servers,
			options({ onChange: (now) => seen.push(steps(now).join(' ')) }),
		).run();
		expect(steps(roll)).toEqual(['done', 'done', 'done']);
		expect(roll.entries.map(({ server }) => server.isLeader)).toEqual([false, false, true]);
		// Never two at once, and never one after another that is not done.
		for (const picture of seen) expect(picture).toMatch(/^(done )*(sending|checking|waits|done)( waits)*$/);
		expect(seen).toContain('done sending waits');
	});

	test('stop at the second, whose configuration is broken: the third is not asked', async () => {
		const servers = rollServers(await rows());
		const [, second, third] = servers;
		if (second === undefined || third === undefined) throw new Error('there are three servers');
		const before = await loadTime(third.id);
		await processOf(second.name).writeConfigText('port: {{{');
		const rolling = new RollingReload(servers, options());
		const roll = await rolling.run();
		expect(steps(roll)).toEqual(['done', 'stopped', 'not asked']);
		const [stopped] = inStep(roll, 'stopped');
		expect(stopped?.state).toMatchObject({ word: 'refused', keeps: true });
		expect(stopped?.state.text).toMatch(/^500 Parse error on line 1: /);
		expect(await loadTime(third.id)).toBe(before);

		await processOf(second.name).writeConfig({});
		expect(steps(await rolling.goOn(true))).toEqual(['done', 'done', 'done']);
		expect(await loadTime(third.id)).not.toBe(before);
	});

	test('go on without the one that refused where a person wants that', async () => {
		const servers = rollServers(await rows());
		const [first] = servers;
		if (first === undefined) throw new Error('there is a server');
		await processOf(first.name).writeConfigText('port: {{{');
		const rolling = new RollingReload(servers, options());
		expect(steps(await rolling.run())).toEqual(['stopped', 'not asked', 'not asked']);
		const roll = await rolling.goOn(false);
		expect(steps(roll)).toEqual(['stopped', 'done', 'done']);
		expect(rollCount(roll)).toEqual({ done: 2, of: 3 });
		await processOf(first.name).writeConfig({});
	});

	test('stop after the running one where a person says so', async () => {
		const rolling: RollingReload = new RollingReload(
			rollServers(await rows()),
			options({ onReload: () => rolling.stopAfterThis() }),
		);
		expect(steps(await rolling.run())).toEqual(['done', 'not asked', 'not asked']);
	});

	test('stop at a server that something critical is new on, and say what', async () => {
		const servers = rollServers(await rows());
		const stops: string[] = [];
		const roll = await new RollingReload(
			servers,
			options({
				critical: async (_, since) =>
					new Map(
						since === undefined
							? [['a', 'old']]
							: [
									['a', 'old'],
									['b', 'no quorum'],
								],
					),
				onStop: (_, text) => stops.push(text),
			}),
		).run();
		expect(steps(roll)).toEqual(['stopped', 'not asked', 'not asked']);
		expect(stops).toEqual(['worse: since its reload: no quorum']);
	});

	test('stop at a server that is not healthy in time, in its own words', async () => {
		const [first, second] = rollServers(await rows());
		if (first === undefined || second === undefined) throw new Error('there are servers');
		const roll = await new RollingReload(
			[first, second],
			options({ wait: 1, critical: async (_, since) => (since === undefined ? new Map() : undefined) }),
		).run();
		expect(steps(roll)).toEqual(['stopped', 'not asked']);
		expect(inStep(roll, 'stopped')[0]?.state.text).toBe('not healthy in 0s: waiting for its next statsz');
	});

	test('stop at one that has gone, whose id nobody answers any more', async () => {
		const [first, ...others] = rollServers(await rows());
		if (first === undefined) throw new Error('there is a server');
		const gone = { ...first, id: `N${'A'.repeat(55)}` };
		const roll = await new RollingReload([gone, ...others], options()).run();
		expect(steps(roll)).toEqual(['stopped', 'not asked', 'not asked']);
		expect(inStep(roll, 'stopped')[0]?.state).toMatchObject({ word: 'gone', keeps: true });
	});
});

test('a server before 2.10 is left out as too old, and never asked', async () => {
	const old = all.find(({ since }) => !since('2.10.0'));
	if (old === undefined) return;
	const cluster = await startCluster({ binary: old.binary, mode: 'config', size: 1, jetstream: false });
	try {
		const { user, password } = cluster.logins.sys;
		const wire = wireOf((await open({ servers: [...cluster.urls], user, password })).nc);
		const { fleet } = await gatherServers(wire, { timeout });
		const asked: string[] = [];
		const roll = await new RollingReload(rollServers(fleet.rows), {
			...{ wire: () => wire, timeout, wait: 1000, now: Date.now, onChange: () => {}, reload: reloadServer },
			critical: async () => new Map(),
			onReload: ({ name }) => asked.push(name),
		}).run();
		expect(roll.entries.map(({ state }) => state)).toEqual([
			{ step: 'left out', text: `too old: ${old.version}` },
		]);
		expect(asked).toEqual([]);
	} finally {
		await cluster.stop();
	}
});
