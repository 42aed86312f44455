// `natstop servers` and `natstop whoami` on real clusters.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whoamiCommand } from '../../source/commands/whoami.ts';
import type { Flags } from '../../source/config/flags.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { serversCommand } from '../helpers/servers-command.ts';
import { waitFor } from '../helpers/wait-for.ts';

let cluster: OperatorTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ jetstream: false });
});
afterAll(() => cluster.stop());

const config = (flags: Flags = {}) =>
	configOf({ server: cluster.urls.join(','), creds: cluster.creds.sys, ...flags });

/** Runs it; gives what came out. */
const servers = async (flags: Flags = {}) => {
	const output = captureOutput();
	const code = await serversCommand(config(flags), flags, output);
	return { code, ...output };
};

/** First cells of the rows of a table. */
const names = (text: string): string[] => [...text.matchAll(/│\s+(n\d)\s/g)].map(([, name]) => name ?? '');

describe('natstop servers', () => {
	test('prints a table of all servers by name', async () => {
		const { code, text, complaints } = await servers();
		expect(code).toBe(0);
		expect(complaints).toEqual([]);
		expect(names(text())).toEqual(['n1', 'n2', 'n3']);
		expect(text()).toMatch(/NAME.*STATE.*CLUSTER.*VER.*CPU.*MEM.*CONNS/);
		expect(text()).toMatch(/│ n2 +│ ok +│/);
		expect(text().match(/^├/gm)).toHaveLength(1);
		expect(text()).toContain('2.15');
	});

	test('shows no rates after one sample, and with --rates what two say', async () => {
		expect((await servers()).text()).not.toMatch(/IN\/s|OUT\/s|BIN|BOUT/);
		const client = await cluster.appClient();
		const publishing = setInterval(() => client.publish('rates', new Uint8Array(64)), 5);
		try {
			const { code, text, complaints } = await servers({ rates: 1000 });
			expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
			expect(text()).toMatch(/NAME.*STATE.*CONNS.*SUBS.*IN\/s.*OUT\/s.*BIN\/s.*BOUT\/s.*SLOW/);
			expect(text()).not.toMatch(/│ +–.*│ +–.*│ +–.*│ +–.*│ +– │/);
			const rows = JSON.parse((await servers({ rates: 1000, json: true })).text()) as {
				in_msgs_rate: number;
			}[];
			expect(rows).toHaveLength(3);
			expect(Math.max(...rows.map((row) => row.in_msgs_rate))).toBeGreaterThan(1);
		} finally {
			clearInterval(publishing);
			await client.close();
		}
	});

	test('says that one sample gives nothing to sort rates by', async () => {
		const { code, complaints, text } = await servers({ sort: 'in' });
		expect({ code, complaints }).toEqual({
			code: 0,
			complaints: ['sorted by name: IN/s needs two samples, such as --rates 1s takes'],
		});
		expect(names(text())).toEqual(['n1', 'n2', 'n3']);
	});

	test('refuses a time between two samples that is too short or too long', async () => {
		for (const rates of [50, 7_200_000]) {
			const { code, complaints, lines } = await servers({ rates });
			expect({ code, lines, complaints }).toEqual({
				code: 2,
				lines: [],
				complaints: ['--rates is at least 100ms and at most 1h'],
			});
		}
	});

	test('names a server that hangs: the table is not whole without it', async () => {
		const two = await startCluster({ size: 2, jetstream: false });
		try {
			const own = configOf({ server: two.urls[0], creds: two.creds.sys });
			two.servers.find(({ name }) => name === 'n2')?.signal('SIGSTOP');
			const output = captureOutput();
			expect(await serversCommand(own, { json: true }, output)).toBe(0);
			expect(output.complaints).toEqual(['no answer from n2, to which others have a route']);
			expect(JSON.parse(output.text())).toHaveLength(1);
		} finally {
			two.servers.find(({ name }) => name === 'n2')?.signal('SIGCONT');
			await two.stop();
		}
	});

	test('says of a server that stops between two samples that it is down, before all others', async () => {
		const three = await startCluster({ jetstream: false });
		try {
			const output = captureOutput();
			const own = configOf({ server: three.urls[0], creds: three.creds.sys });
			const found = three.servers.find(({ name }) => name === 'n3');
			const seen = await three.systemClient();
			const asked = seen.subscribe('$SYS.REQ.SERVER.PING', { max: 1 });
			const answers: string[] = [];
			seen.subscribe('_INBOX.>', { callback: (_, { subject }) => void answers.push(subject) });
			await seen.flush();
			// Long enough for a busy machine: what counts is that n3 ends before it is asked again.
			const done = serversCommand(own, { json: true, rates: 5000 }, output);
			let reply: string | undefined;
			for await (const message of asked) reply = message.reply;
			await waitFor(() => answers.filter((subject) => subject === reply).length === 3, { what: 'answers' });
			await found?.kill9();
			await seen.close();
			expect(await done).toBe(0);
			const rows = JSON.parse(output.text()) as Record<string, unknown>[];
			expect(rows.map(({ server, state }) => [server, state])).toEqual([
				['n3', 'down'],
				['n1', 'ok'],
				['n2', 'ok'],
			]);
			expect(rows[0]).not.toHaveProperty('in_msgs_rate');
			expect(rows[1]).toHaveProperty('in_msgs_rate');
		} finally {
			await three.stop();
		}
	});

	test('sorts, and turns the order', async () => {
		expect(names((await servers({ reverse: true })).text())).toEqual(['n3', 'n2', 'n1']);
		// The monitor's own connection is the only one of the system account.
		const byConnections = await servers({ sort: 'conns', server: cluster.urls[1] });
		expect(names(byConnections.text())[0]).toBe('n2');
	});

	test('prints JSON in which numbers are numbers and what is unknown is absent', async () => {
		const { code, text } = await servers({ json: true });
		expect(code).toBe(0);
		const rows = JSON.parse(text()) as Record<string, unknown>[];
		expect(rows.map(({ server }) => server)).toEqual(['n1', 'n2', 'n3']);
		for (const row of rows) {
			for (const field of ['connections', 'subscriptions', 'cpu', 'memory', 'cores', 'slow_consumers', 'rtt'])
				expect(row[field]).toBeTypeOf('number');
			expect(row).toMatchObject({
				cluster: 'natstop',
				host: '127.0.0.1',
				state: 'ok',
				version: expect.any(String),
			});
			expect(row.server_id).toMatch(/^N[A-Z2-7]{55}$/);
			expect(row.routes).toHaveLength(2);
			for (const unknown of ['gomemlimit', 'gateways', 'domain', 'out_msgs_rate', 'config_digest'])
				expect(row).not.toHaveProperty(unknown);
			expect(Object.values(row)).not.toContain(null);
		}
	});

	test('prints those that match, and says when none does', async () => {
		expect(names((await servers({ filter: 'n2' })).text())).toEqual(['n2']);
		const nobody = await servers({ filter: 'nobody' });
		expect(nobody).toMatchObject({ code: 0, lines: ['no server matches the filter'] });
		expect((await servers({ filter: 'nobody', json: true })).lines).toEqual(['[]']);
	});

	test('refuses what it does not understand as usage', async () => {
		const sort = await servers({ sort: 'colour' });
		expect(sort).toMatchObject({ code: 2, lines: [] });
		expect(sort.complaints[0]).toMatch(/^--sort: no column "colour"; there are .*cpu/);
		const filter = await servers({ filter: 'cpu>' });
		expect(filter).toMatchObject({ code: 2, lines: [] });
		expect(filter.complaints[0]).toMatch(/^--filter: /);
	});

	test('ends with 3 in another account', async () => {
		const { code, complaints, lines } = await servers({ creds: cluster.creds.app });
		expect({ code, lines }).toEqual({ code: 3, lines: [] });
		expect(complaints[0]).toMatch(/^connected as app in account APP, but not to the system account: /);
	});

	test('ends with 1 where nobody listens', async () => {
		const { code, complaints } = await servers({ server: 'nats://127.0.0.1:1' });
		expect(code).toBe(1);
		expect(complaints).toEqual([expect.stringContaining('127.0.0.1:1')]);
	});

	test('ends with 1 for a user who may not ask', async () => {
		const creds = await cluster.userCreds('SYS', { permissions: { pub: { deny: ['$SYS.REQ.SERVER.>'] } } });
		const { code, complaints } = await servers({ creds, timeout: 3000 });
		expect(code).toBe(1);
		expect(complaints[0]).toBe('no server answered: not permitted to publish $SYS.REQ.SERVER.PING');
	});
});

describe('natstop whoami', () => {
	const whoami = async (flags: Flags = {}) => {
		const output = captureOutput();
		const code = await whoamiCommand(config(flags), flags, output);
		return { code, ...output };
	};

	test('tells the user, the account, and that it is the system account', async () => {
		const { code, text } = await whoami();
		expect(code).toBe(0);
		expect(text()).toMatch(/user\s+│ sys\s+U[A-Z2-7]{55}/);
		expect(text()).toMatch(/account\s+│ SYS\s+A[A-Z2-7]{55}/);
		expect(text()).toMatch(/system account\s+│ yes/);
	});

	test('tells it in plain characters where there are no others', async () => {
		const { text } = await whoami({ ascii: true });
		expect(text()).toMatch(/\| system account +\| yes/);
		expect(text()).toMatch(/^[\x20-\x7e\n]*$/);
	});

	test('tells the same as JSON', async () => {
		const facts = JSON.parse((await whoami({ json: true })).text()) as Record<string, unknown>;
		expect(facts).toMatchObject({
			user_name: 'sys',
			account: cluster.operator.system.key,
			account_name: 'SYS',
			system_account: true,
			source: 'server',
		});
		expect(facts).not.toHaveProperty('expires');
	});

	test('tells which other account it is, and what natstop makes of it; insisting on the system ends with 3', async () => {
		const { code, text } = await whoami({ creds: cluster.creds.app, json: true });
		expect(code).toBe(0);
		expect(JSON.parse(text())).toMatchObject({
			account_name: 'APP',
			system_account: false,
			mode: 'account',
		});
		expect((await whoami({ creds: cluster.creds.app, as: 'system' })).code).toBe(3);
	});
});

test('servers of 2.9.10 leave out what they do not know', async () => {
	const old = await startCluster({ suite: 'bookworm', size: 1, jetstream: false });
	try {
		const output = captureOutput();
		const own = configOf({ server: old.urls[0], creds: old.creds.sys });
		expect(await serversCommand(own, { json: true }, output)).toBe(0);
		const [row] = JSON.parse(output.text()) as Record<string, unknown>[];
		expect(row).toMatchObject({ server: 'n1', version: '2.9.10', connections: 1 });
		for (const unknown of ['out_client_msgs', 'stale_connections', 'stalled_clients', 'gomaxprocs', 'routes'])
			expect(row).not.toHaveProperty(unknown);
		const table = captureOutput();
		expect(await serversCommand(own, {}, table)).toBe(0);
		expect(table.text()).toContain('n1');
	} finally {
		await old.stop();
	}
});
