// `natstop accounts` on real servers: what it prints, and how it ends where it may not ask or not everybody answers.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCommand } from '../../source/commands/list.ts';
import type { Flags } from '../../source/config/flags.ts';
import { subjects } from '../../source/nats/subjects.ts';
import { accounts } from '../../source/screens/accounts/accounts.ts';
import { openAccounts } from '../../source/screens/accounts/source.ts';
import { accountImports } from '../../source/screens/accounts/tab-imports.ts';
import { accountUsers } from '../../source/screens/accounts/tab-users.ts';
import { connections } from '../../source/screens/connections/connections.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { jsonFaults } from '../helpers/json-fields.ts';
import { between, codeBlocks, pageText, usersOfNsc } from '../helpers/readme.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watch } from '../helpers/watch.ts';

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ size: 2, jetstream: false, accounts: ['APP', 'OPS'] });
	await cluster.appClient({ name: 'svc-orders' });
});
afterAll(() => cluster?.stop());

const print = async (flags: Flags = {}) => {
	const output = captureOutput();
	const config = configOf({ server: cluster.urls[0] ?? '', creds: cluster.creds.sys, ...flags }, accounts.id);
	const code = await listCommand(accounts, config, flags, output);
	return { code, text: output.text(), complaints: output.complaints };
};

const keyOf = (name: string) => cluster.operator.accounts.get(name)?.key;

describe('natstop accounts', () => {
	test('prints each account by its name, with its key, connections and servers', async () => {
		const { code, complaints, text } = await print({ json: true });
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
		const rows = JSON.parse(text) as {
			account: string;
			name: string;
			connections: number;
			servers: object[];
		}[];
		expect(rows.find(({ name }) => name === 'APP')).toMatchObject({
			account: keyOf('APP'),
			connections: 1,
			trouble: [],
			servers: expect.arrayContaining([expect.objectContaining({ server: 'n1', connections: 1 })]),
		});
		expect(text).not.toMatch(/_rate|eyJ/);
		expect((await print()).text).toMatch(/NAME.*CONNS.*LEAFS.*SUBS.*SLOW.*SRVS.*KEY/);
		expect((await print()).text).toMatch(/│ APP +│/);
	});

	test('has rates with two samples, and sorts and filters by its columns', async () => {
		const { text } = await print({ json: true, rates: 300, sort: 'conns', filter: 'conns>0' });
		const rows = JSON.parse(text) as { name: string; in_msgs_rate?: number }[];
		expect(rows.map(({ name }) => name).sort()).toEqual(['APP', 'SYS']);
		for (const { in_msgs_rate: rate } of rows) expect(rate).toBeGreaterThanOrEqual(0);
	});

	const [, nsc = ''] = codeBlocks(between(pageText('docs/permissions.md'), 'permissions')).map(
		({ text }) => text,
	);

	test.each(['watch', 'act'])('is enough for the documented user %s', async (name) => {
		const { publish = [], deny = [], subscribe = [] } = usersOfNsc(nsc).get(name) ?? {};
		const creds = await cluster.userCreds('SYS', {
			...{ name, permissions: { pub: { allow: publish, deny }, sub: { allow: subscribe, deny: [] } } },
		});
		for (const flags of [{}, { detail: true }]) {
			const { code, complaints } = await print({ creds, ...flags });
			expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
		}
		const output = captureOutput();
		const config = configOf({ server: cluster.urls[0] ?? '', creds }, connections.id);
		expect(await listCommand(connections, config, { json: true }, output)).toBe(0);
		expect(output.complaints).toEqual([]);
		const seen = watch({ servers: [...cluster.urls], creds });
		const { watching } = seen.monitor;
		const [who, all, users] = [
			connections.open(watching),
			openAccounts(watching),
			accountUsers.open(watching, keyOf('APP')),
		];
		try {
			await waitFor(() => who.get().total > 0, { what: 'connections' });
			const app = () => all.get().accounts.find(({ account }) => account === keyOf('APP'));
			await waitFor(() => app()?.claims, { what: 'claims' });
			all.focus?.(keyOf('APP'));
			await waitFor(() => users.get().total > 0, { what: 'users' });
			await waitFor(() => all.get().events, { what: 'a round of one account' });
			expect(all.get()).toMatchObject({ deniedDetails: [], silent: [], refused: [] });
			for (const shot of [who, users]) expect(shot.get().honesty.denied).toBe(undefined);
			expect(seen.events('DENIED')).toEqual([]);
		} finally {
			for (const each of [who, all, users]) each.close?.();
			await seen.stop();
		}
	});

	test('the screen goes on without claims where they are denied, and names the permission', async () => {
		const creds = await cluster.userCreds('SYS', {
			name: 'few',
			permissions: { pub: { deny: ['$SYS.REQ.SERVER.*.ACCOUNTZ', '$SYS.REQ.CLAIMS.LIST'] } },
		});
		const seen = watch({ servers: [...cluster.urls], creds });
		const list = accounts.open(seen.monitor.watching);
		try {
			const partial = await waitFor(() => list.get().honesty.partial, { what: 'what is denied' });
			expect(partial).toContain('no limits and claims: not permitted $SYS.REQ.SERVER.*.ACCOUNTZ');
			const imports = accountImports.open(seen.monitor.watching, keyOf('APP'));
			expect(imports.get().honesty.denied?.subject).toBe('$SYS.REQ.SERVER.*.ACCOUNTZ');
			imports.close?.();
		} finally {
			list.close?.();
			await seen.stop();
		}
	});

	test('tells everything of each account with --detail, in fields that are documented', async () => {
		const { code, complaints, text } = await print({ json: true, detail: true });
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
		const rows = JSON.parse(text) as {
			name: string;
			system?: boolean;
			limits?: object;
			imports?: object[];
		}[];
		expect(jsonFaults('accounts', rows)).toEqual([]);
		expect(rows.find(({ name }) => name === 'APP')).toMatchObject({ loaded: true, limits: {}, imports: [] });
		expect(rows.filter(({ system }) => system).map(({ name }) => name)).toEqual(['SYS']);
		expect(text).not.toMatch(/eyJ/);
		const { text: plain } = await print({ json: true });
		expect(plain).not.toMatch(/"limits"|"imports"|"jetstream"/);
		expect(jsonFaults('accounts', JSON.parse(plain))).toEqual([]);
	});

	test('says what is not known without one of the permissions, which it names, and fails', async () => {
		const creds = await cluster.userCreds('SYS', {
			name: 'no-claims',
			permissions: { pub: { deny: ['$SYS.REQ.SERVER.*.ACCOUNTZ'] } },
		});
		const { code, text, complaints } = await print({ creds, json: true, detail: true });
		expect({ code, complaints }).toEqual({
			code: 1,
			complaints: ['no limits and claims: not permitted to publish $SYS.REQ.SERVER.*.ACCOUNTZ'],
		});
		expect((JSON.parse(text) as { name: string }[]).map(({ name }) => name)).toContain('APP');
	});

	test('says which permission is missing where it may not ask', async () => {
		const creds = await cluster.userCreds('SYS', {
			name: 'denied',
			permissions: { pub: { allow: [], deny: [subjects.accountStatz] } },
		});
		expect(await print({ creds })).toEqual({
			...{ code: 1, text: '' },
			complaints: ['no server answered: not permitted to publish $SYS.REQ.ACCOUNT.PING.STATZ'],
		});
	});

	test('prints what the others answer where a server is silent, names it and fails', async () => {
		cluster.servers[1]?.signal('SIGSTOP');
		try {
			const { code, text, complaints } = await print({ json: true });
			expect({ code, complaints }).toEqual({ code: 1, complaints: ['1 of 2 servers answered: n2'] });
			expect((JSON.parse(text) as { name: string }[]).map(({ name }) => name)).toContain('APP');
		} finally {
			cluster.servers[1]?.signal('SIGCONT');
		}
	});
});
