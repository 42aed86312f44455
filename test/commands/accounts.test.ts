// `natstop accounts` on real servers: what it prints, and how it ends where it may not ask or not everybody answers.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCommand } from '../../source/commands/list.ts';
import type { Flags } from '../../source/config/flags.ts';
import { subjects } from '../../source/nats/subjects.ts';
import { accounts } from '../../source/screens/accounts/accounts.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { between, codeBlocks, pageText, usersOfNsc } from '../helpers/readme.ts';

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ size: 2, jetstream: false, accounts: ['APP', 'OPS'] });
	await cluster.appClient({ name: 'svc-orders' });
}, 120_000);
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
		const { code, complaints } = await print({ creds });
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
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
