// `natstop connections` and `closed` on real servers: what they print, and how they end where not everybody answers.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCommand } from '../../source/commands/list.ts';
import type { Flags } from '../../source/config/flags.ts';
import { closed } from '../../source/screens/closed/closed.ts';
import { connections } from '../../source/screens/connections/connections.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { jsonFaults } from '../helpers/json-fields.ts';
import { waitFor } from '../helpers/wait-for.ts';

let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	const [first = '', second = ''] = cluster.urls;
	const orders = await cluster.appClient({ name: 'svc-orders', servers: first });
	orders.subscribe('orders.>', { callback: () => {} });
	orders.subscribe('bills', { queue: 'work', callback: () => {} });
	await cluster.appClient({ name: 'svc-bills', servers: second });
	await orders.flush();
});
afterAll(() => cluster?.stop());

type Row = { name?: string; server: string; cid: number; subjects?: string[]; reason?: string };

const print = async (flags: Flags = {}, screen = connections) => {
	const output = captureOutput();
	const { user, password } = cluster.logins.sys;
	const [url = ''] = cluster.urls;
	const server = url.replace('://', `://${user}:${password}@`);
	const code = await listCommand(screen, configOf({ server, ...flags }, screen.id), flags, output);
	const rows: Row[] = flags.json && output.text() !== '' ? JSON.parse(output.text()) : [];
	return { code, rows, text: output.text(), complaints: output.complaints };
};

const nameOf = ({ name }: Row) => name;

describe('natstop connections', () => {
	test('prints every connection of every server, each field documented', async () => {
		const { code, complaints, rows } = await print({ json: true });
		expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
		expect(rows.map(nameOf)).toEqual(expect.arrayContaining(['svc-orders', 'svc-bills']));
		expect(jsonFaults('connections', rows)).toEqual([]);
		expect(rows.every((row) => !('subjects' in row) && !('in_msgs_rate' in row))).toBe(true);
		expect((await print()).text).toMatch(/│ svc-orders +│/);
	});

	test('has rates with two samples', async () => {
		const { rows } = await print({ json: true, rates: 300, filter: 'name:svc' });
		for (const row of rows)
			expect(row).toMatchObject({ type: 'nats', out_msgs_rate: 0, window: expect.any(Number) });
		expect(jsonFaults('connections', rows)).toEqual([]);
	});

	test('says what each listens to where that is wanted', async () => {
		const { rows } = await print({ json: true, subs: true, filter: 'acc=app' });
		const subjects = Object.fromEntries(rows.map(({ name, subjects: all }) => [name, all?.toSorted()]));
		expect(subjects).toEqual({ 'svc-orders': ['bills', 'orders.>'], 'svc-bills': [] });
		expect(jsonFaults('connections', rows)).toEqual([]);
	});

	test('asks servers for those who listen to a subject', async () => {
		expect((await print({ json: true, filter: 'acc=APP subject=orders.new' })).rows.map(nameOf)).toEqual([
			'svc-orders',
		]);
		const refused = await print({ filter: 'subject=orders.new' });
		expect(refused).toMatchObject({
			code: 2,
			complaints: [
				expect.stringMatching(/subject is asked of servers: write acc=ACCOUNT subject=orders.new/),
			],
		});
	});

	test.each<[Flags, string]>([
		[{ subs: true }, '--subs needs --json: a table has no room for subjects'],
		[
			{ closed: true, subs: true, json: true },
			'--closed and --subs do not go together: what has ended does neither',
		],
		[{ closed: true, rates: 300 }, '--closed and --rates do not go together: what has ended does neither'],
	])('%j is refused in a sentence', async (flags, sentence) => {
		expect(await print(flags)).toMatchObject({ code: 2, complaints: [sentence], text: '' });
	});

	test('prints the rows of those who answer, names those who do not, and fails', async () => {
		const [, hung] = cluster.servers;
		hung?.signal('SIGSTOP');
		try {
			// The one that is well may be late itself.
			const { code, rows, complaints } = await waitFor(
				async () => {
					const printed = await print({ json: true, timeout: 1000 });
					return printed.rows.some((row) => nameOf(row) === 'svc-orders') && printed;
				},
				{ what: 'the rows of who answers' },
			);
			expect(code).toBe(1);
			expect(rows.map(nameOf)).not.toContain('svc-bills');
			expect(complaints.join('\n')).toMatch(/1 of 2 servers answered: n2/);
		} finally {
			hung?.signal('SIGCONT');
		}
	});
});

test('natstop closed prints who has gone, and why', async () => {
	const brief = await cluster.appClient({ name: 'brief', servers: cluster.urls[0] ?? '' });
	await brief.close();
	const gone = await waitFor(
		async () => (await print({ json: true }, closed)).rows.find(({ name }) => name === 'brief'),
		{ what: 'its end' },
	);
	expect(gone).toMatchObject({ server: 'n1', reason: 'Client Closed' });
	expect(jsonFaults('closed', [gone])).toEqual([]);
});
