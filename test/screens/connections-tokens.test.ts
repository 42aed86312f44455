// The connections of one account whose users have tokens: who they are is asked for a few at a time, but the account is known at once.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newMemory } from '../../source/screens/connections/memory.ts';
import { noConnections } from '../../source/screens/connections/snapshot.ts';
import { connectionsRound } from '../../source/screens/connections/source.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const count = 30;

let cluster: OperatorTestCluster;
let seen: Watch;
beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
	await Promise.all(Array.from({ length: count }, (_, index) => cluster.appClient({ name: `c-${index}` })));
	seen = watch({ servers: cluster.urls, creds: cluster.creds.sys });
	await seen.until('n1', 'ok', ({ statsz }) => (statsz?.connections ?? 0) > count);
});
afterAll(async () => {
	await seen?.stop();
	await cluster?.stop();
});

test('an account that was asked for hides none of its connections while it is not known yet who they are', async () => {
	const wire = seen.monitor.watching.wire() ?? expect.fail('no link');
	const { rows: servers } = seen.monitor.loop.roster.snapshot(Date.now());
	const round = { signal: new AbortController().signal, spend: () => {}, show: () => {} };
	const needs = { wire, servers, timeout: 60_000, limit: 60_000, round, before: noConnections };
	const whole = newMemory({});
	const accountOf = async () => {
		const { rows } = await connectionsRound({ ...needs, memory: whole });
		return rows.find(({ last, identity }) => last.name?.startsWith('c-') && identity)?.identity?.account;
	};
	const acc = await waitFor(accountOf, { what: 'its key' });
	const memory = { ...newMemory({}), tokens: { users: 'tokens' as const } };
	const first = await connectionsRound({ ...needs, memory, asked: { acc } });
	expect(first.rows).toHaveLength(count);
	expect(new Set(first.rows.map(({ identity }) => identity?.account))).toEqual(new Set([acc]));
	expect(first.rows.some(({ identity }) => identity?.isPart)).toBe(true);
	await waitFor(
		async () => {
			const { rows } = await connectionsRound({ ...needs, memory, asked: { acc } });
			return rows.every(({ identity }) => identity?.user !== undefined && !identity.isPart);
		},
		{ what: 'all of their users' },
	);
});
