// A word by which nobody is there, on real servers whose requests are counted.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Wire } from '../../source/nats/wire.ts';
import { newMemory } from '../../source/screens/connections/memory.ts';
import { type ConnectionsSnapshot, noConnections } from '../../source/screens/connections/snapshot.ts';
import { connectionsRound } from '../../source/screens/connections/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { silentWire } from '../helpers/silent-wire.ts';
import { type Watch, watch } from '../helpers/watch.ts';

let cluster: ConfigTestCluster;
let seen: Watch;

beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	const { user, password } = cluster.logins.sys;
	seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
	for (const { name } of cluster.servers) await seen.until(name, 'ok', ({ statsz }) => statsz !== undefined);
});
afterAll(async () => {
	await seen?.stop();
	await cluster?.stop();
});

/** Rounds that ask for one user; `mute` is a server whose answers do not arrive. */
const rounds = (user: string) => {
	const memory = newMemory({});
	let before: ConnectionsSnapshot = noConnections;
	return async (how: { mute?: string; isAborted?: true } = {}) => {
		const real = seen.monitor.watching.wire() ?? expect.fail('no link');
		const { rows: servers } = seen.monitor.loop.roster.snapshot(Date.now());
		const mute = servers.find(({ info }) => info.name === how.mute)?.info.id;
		const stop = new AbortController();
		let isAsked = false;
		const wire: Wire = {
			...silentWire,
			ask(subject, body, options) {
				isAsked ||= body?.user === user;
				if (how.isAborted) stop.abort();
				return mute !== undefined && subject.includes(mute)
					? Promise.resolve({ ok: false, failure: { kind: 'timeout', ms: 1 } })
					: real.ask(subject, body, options);
			},
		};
		const round = { signal: stop.signal, spend: () => {}, show: () => {} };
		before = await connectionsRound({
			...{ wire, memory, servers, timeout: 60_000, limit: 60_000, round, before, asked: { user } },
		});
		return { isAsked, users: new Set(before.rows.map(({ identity }) => identity?.user)) };
	};
};

test('a word is given up only once all servers have said that they know nobody by it', async () => {
	const { user } = cluster.logins.app;
	const round = rounds(user);
	await round({ isAborted: true });
	expect(await round({ mute: 'n2' })).toEqual({ isAsked: true, users: new Set() });
	expect((await round()).isAsked).toBe(true);
	// Given up now: all are asked, and looked through here.
	expect(await round()).toEqual({ isAsked: false, users: new Set([cluster.logins.sys.user]) });
});

test('a word that was given up is tried again, so that who came since is asked for alone', async () => {
	const { user } = cluster.logins.app;
	const round = rounds(user);
	const asked: boolean[] = [];
	for (let count = 0; count < 12; count++) asked.push((await round()).isAsked);
	expect(asked.flatMap((isAsked, index) => (isAsked ? index : []))).toEqual([0, 10]);
	const client = await cluster.appClient();
	for (let count = 12; count < 20; count++) await round();
	expect(await round()).toEqual({ isAsked: true, users: new Set([user]) });
	expect(await round()).toEqual({ isAsked: true, users: new Set([user]) });
	await client.close();
});
