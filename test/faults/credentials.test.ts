// Credentials that stop being good while connected: what the banner says, and that it recovers by itself.

import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionsOff } from '../../source/app/selection.ts';
import { createTheme } from '../../source/theme.ts';
import { lostRows } from '../../source/views/header-link.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { noticed, type Watch, watches } from './watch.ts';

const watch = watches();

/** The banner as it stands on a screen of 120 columns. */
const banner = (seen: Watch) =>
	lostRows(seen.monitor.keeper.state, Date.now(), 120, 2, createTheme('mono', true)).join('\n');
const phase = (seen: Watch) => seen.monitor.keeper.state.phase;
/** Waits for the banner to say something, in the words given. */
const says = (seen: Watch, fault: string, words: string, since: number) =>
	noticed(
		{ fault, seen: words, limit: 3, since },
		() => phase(seen) === 'disconnected' && banner(seen).includes(words),
	);
const recovers = async (seen: Watch, fault: string) => {
	const since = performance.now();
	await noticed({ fault, seen: 'connected again', limit: 8, since }, () => phase(seen) === 'connected');
	await waitFor(() => seen.rows().every(({ state }) => state === 'ok'), { what: 'all ok again' });
};
/** Events of the link come in pairs, whatever nats.js tried in between. */
const pairs = (seen: Watch, count: number) => {
	const texts = seen.texts('LINK').slice(1);
	const word = (index: number) => (index % 2 === 0 ? /^disconnected from / : /^reconnected to /);
	expect(texts).toEqual(Array.from({ length: count * 2 }, (_, index) => expect.stringMatching(word(index))));
};
const nextSecond = () => Math.floor(Date.now() / 1000) + 1;

describe('a cluster in operator mode with a full resolver', () => {
	let cluster: OperatorTestCluster;
	let file: string;
	beforeAll(async () => {
		cluster = await startCluster({ size: 2, jetstream: false, resolver: 'full' });
		file = join(cluster.dir, 'ops.creds');
	});
	afterAll(() => cluster.stop());

	const issue = async (expires?: number) => {
		await copyFile(await cluster.userCreds('SYS', { name: 'ops', ...(expires && { expires }) }), file);
	};
	const watching = async () => {
		const seen = watch({ servers: cluster.urls, creds: file });
		await seen.ready(2);
		return seen;
	};
	const userOf = (seen: Watch) => seen.monitor.keeper.connection?.claims()?.user ?? '';

	test('a user that is revoked', async () => {
		await issue();
		const seen = await watching();
		const since = performance.now();
		await cluster.updateAccount('SYS', { revocations: { [userOf(seen)]: nextSecond() } });
		await says(seen, 'user revoked', 'User Authentication Revoked', since);
		// Refused again since, and the banner still says why.
		const refused = 'User Authentication Revoked, then Authorization Violation';
		await waitFor(() => banner(seen).includes(refused), { what: refused });
		expect(actionsOff(seen.monitor.keeper.state, seen.row('n1'), false)).toBe('disconnected');
		expect(seen.rows().map(({ state }) => state)).toEqual(['unknown', 'unknown']);
		await issue();
		await recovers(seen, 'new creds in the same file');
		pairs(seen, 1);
		expect(seen.texts('LINK')[1]).toMatch(/: User Authentication Revoked$/);
		expect([...seen.texts('STALE'), ...seen.texts('DOWN')]).toEqual([]);
	});

	test('an account whose users are all revoked', async () => {
		await issue();
		const seen = await watching();
		const since = performance.now();
		// It cuts off its own messenger too.
		const revoked = nextSecond();
		const told = cluster.updateAccount('SYS', { revocations: { '*': revoked } }).catch(() => []);
		await says(seen, 'all users of the account revoked', 'User Authentication Revoked', since);
		await waitFor(() => Date.now() / 1000 > revoked + 1, { what: 'creds issued later to be good' });
		await told;
		await issue();
		await recovers(seen, 'creds issued after the revocation');
		pairs(seen, 1);
	});

	test('a user JWT that expires', async () => {
		const expires = Math.floor(Date.now() / 1000) * 1000 + 10_000;
		await issue(expires);
		const seen = watch({ servers: cluster.urls, creds: file });
		await waitFor(() => seen.monitor.keeper.state.expiresAt === expires, { what: 'when it will expire' });
		await waitFor(() => seen.rows().length === 2, { what: 'two servers' });
		const since = performance.now();
		await noticed(
			{ fault: 'JWT expires in 10 s', seen: 'User Authentication Expired', limit: 13, since },
			() => banner(seen).includes('User Authentication Expired'),
		);
		await waitFor(() => seen.monitor.keeper.state.error?.endsWith('then Authorization Violation'), {
			what: 'a refusal',
		});
		expect(seen.monitor.keeper.state.error).toBe('User Authentication Expired, then Authorization Violation');
		await waitFor(() => seen.monitor.keeper.state.attempt >= 3, { what: 'tries that are counted on' });
		expect(seen.texts('LINK').slice(1)).toEqual([expect.stringMatching(/^disconnected from /)]);
		await issue();
		await recovers(seen, 'new creds in the same file');
		expect(seen.monitor.keeper.state.error).toBeUndefined();
	});
});

describe('a cluster in config mode', () => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	});
	afterAll(() => cluster.stop());

	const reload = async (sys: object, app: object) => {
		for (const server of cluster.servers) {
			await server.writeConfig({ accounts: { SYS: { users: [sys] }, APP: { users: [app] } } });
			server.signal('SIGHUP');
		}
	};

	test('servers reloaded into another password', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: cluster.urls, user, password });
		await seen.ready(2);
		const since = performance.now();
		await reload({ user, password: 'another' }, { user: 'app', password: 'app' });
		await says(seen, 'reloaded into another password', 'Authorization Violation', since);
		await reload({ user, password }, { user: 'app', password: 'app' });
		await recovers(seen, 'reloaded into the old password');
		pairs(seen, 1);
		expect([...seen.texts('STALE'), ...seen.texts('DOWN')]).toEqual([]);
	});

	test('servers reloaded so that we are in another account, where a person insists on the system', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: cluster.urls, user, password, as: 'system' });
		await seen.ready(2);
		const since = performance.now();
		await reload({ user: 'other', password: 'other' }, { user, password });
		const moved = { fault: 'moved out of the system account', seen: 'the notice', limit: 5, since };
		await noticed(moved, () => seen.monitor.keeper.access === 'no');
		// Servers that we may not ask are neither down nor stale.
		const rounds = () => seen.monitor.loop.roster.snapshot(Date.now()).rounds;
		const before = rounds();
		await waitFor(() => performance.now() - since > 6000, { what: 'what rounds would have found' });
		expect(rounds() - before).toBeLessThanOrEqual(1);
		expect([...seen.texts('STALE'), ...seen.texts('DOWN')]).toEqual([]);
		expect(seen.rows().map(({ state }) => state)).toEqual(['unknown', 'unknown']);
		await reload({ user, password }, { user: 'app', password: 'app' });
		await recovers(seen, 'back in the system account');
		expect(seen.monitor.keeper.access).toBe('yes');
	});
});
