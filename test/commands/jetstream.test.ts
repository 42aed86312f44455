// `natstop jetstream` on real servers: what it prints of each, and the lists that its flags mean.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listIdOf, withAccount } from '../../source/command-line/list-of-command.ts';
import { listCommand } from '../../source/commands/list.ts';
import type { Flags } from '../../source/config/flags.ts';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import { raftzSince } from '../../source/nats/raftz.ts';
import { jetstream } from '../../source/screens/jetstream/jetstream.ts';
import { raft } from '../../source/screens/raft/raft.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { jsonFaults } from '../helpers/json-fields.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

describe.each(await versions())('on three nats-servers $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', binary });
		const app = await cluster.appClient();
		const create = (name: string, rest: object) =>
			jetStreamRequest(app, `$JS.API.STREAM.CREATE.${name}`, { name, subjects: [name], ...rest });
		await create('ORDERS', { num_replicas: 3 });
		await create('CARTS', { storage: 'memory' });
		for (let count = 0; count < 5; count++) await app.request('ORDERS', 'x', { timeout: 20_000 });
		await app.close();
	});
	afterAll(() => cluster?.stop());

	const print = async (flags: Flags = {}) => {
		const output = captureOutput();
		const { user, password } = cluster.logins.sys;
		const server = (cluster.urls[0] ?? '').replace('://', `://${user}:${password}@`);
		const code = await listCommand(jetstream, configOf({ server, ...flags }, 'jetstream'), flags, output);
		const rows: Record<string, unknown>[] =
			flags.json && output.text() !== '' ? JSON.parse(output.text()) : [];
		return { code, rows, text: output.text(), complaints: output.complaints };
	};
	const sum = (rows: readonly Record<string, unknown>[], field: string): number =>
		rows.reduce((total, row) => total + Number(row[field]), 0);

	test('each server says what it has and leads, and one of them that it leads the meta group', async () => {
		const { rows, code } = await waitFor(
			async () => {
				const printed = await print({ json: true });
				const isWhole = sum(printed.rows, 'messages') === 15 && sum(printed.rows, 'streams_leader') === 2;
				return isWhole && printed;
			},
			{ what: 'all copies' },
		);
		expect(code).toBe(0);
		expect(jsonFaults('jetstream', rows)).toEqual([]);
		expect(sum(rows, 'streams')).toBe(4);
		expect(rows.filter(({ meta_role: role }) => role === 'leader')).toHaveLength(1);
		for (const row of rows) {
			expect(row).toMatchObject({ enabled: true, meta_size: 3, meta_quorum: 2, trouble: [] });
			expect(row).not.toHaveProperty('api_rate');
		}
	});

	test('raft prints each member of the meta group as it sees itself, or says which version tells', async () => {
		const output = captureOutput();
		const { user, password } = cluster.logins.sys;
		const server = (cluster.urls[0] ?? '').replace('://', `://${user}:${password}@`);
		const flags: Flags = { json: true, detail: true };
		const code = await listCommand(raft, configOf({ server, ...flags }, 'raft'), flags, output);
		const rows: Record<string, unknown>[] = JSON.parse(output.text());
		expect(jsonFaults('raft', rows)).toEqual([]);
		expect(rows.map(({ size, quorum }) => [size, quorum])).toEqual(Array(3).fill([3, 2]));
		expect(rows.filter(({ role }) => role === 'leader')).toHaveLength(1);
		if (since(raftzSince)) {
			expect(code).toBe(0);
			for (const row of rows)
				expect(row).toMatchObject({ term: expect.any(Number), queues: expect.any(Array) });
		} else expect(output.complaints.join()).toMatch(/needs nats-server 2\.10\.26; these are 2\./);
	});

	test('prints a table, with requests a second where two samples are taken', async () => {
		const { text, code } = await print({ rates: 300 });
		expect(code).toBe(0);
		expect(text).toMatch(/│ SERVER .*│ STRMS │ LEADS │.*│ API\/s │.*│ META /);
		expect(text.match(/│ (leader|ok) /g)?.length).toBeGreaterThanOrEqual(3);
	});
});

test.each<[Flags, string]>([
	[{ account: 'APP' }, '--account goes with --streams or --consumers: a server is in no account'],
	[
		{ streams: true, consumers: true },
		'--streams and --consumers do not go together: each prints a list of its own',
	],
])('%j is refused in a sentence', async (flags, sentence) => {
	const output = captureOutput();
	const code = await listCommand(jetstream, configOf({ ...flags }, 'jetstream'), flags, output);
	expect({ code, complaints: output.complaints }).toEqual({ code: 2, complaints: [sentence] });
});

test('a flag means the list beside a command, and an account a term of its filter', () => {
	expect([
		listIdOf('jetstream', {}),
		listIdOf('jetstream', { streams: true }),
		listIdOf('jetstream', { consumers: true }),
		listIdOf('connections', { closed: true }),
	]).toEqual(['jetstream', 'streams', 'consumers', 'closed']);
	expect(withAccount({ account: 'my app', filter: 'lag>0' }).filter).toBe('lag>0 acc="my app"');
	expect(withAccount({ account: 'APP', filter: undefined }).filter).toBe('acc=APP');
	expect(withAccount({ filter: 'x' })).toEqual({ filter: 'x' });
});
