// Figures of archives of real systems, against what the nats CLI told of the same files.

import { describe, expect, test } from 'vitest';
import { listCommand } from '../../source/commands/list.ts';
import { listNamed } from '../../source/screens/every-list.ts';
import { mainScreen, screens } from '../../source/screens/registry.ts';
import { type ArchiveName, archiveFigures, archivePath } from '../helpers/archives.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';

/** What a command prints of an archive, as JSON. */
const listOf = async (name: ArchiveName, id: string, filter?: string): Promise<Record<string, unknown>[]> => {
	const output = captureOutput();
	const screen = listNamed(screens, id) ?? mainScreen;
	const config = configOf({ archive: archivePath(name), ...(filter !== undefined && { filter }) }, id);
	const began = performance.now();
	expect(await listCommand(screen, config, { json: true }, output)).toBe(0);
	expect(output.complaints).toHaveLength(1);
	console.info(`natstop ${id} --archive ${name}.zip: ${Math.round(performance.now() - began)} ms`);
	return JSON.parse(output.text());
};

const byName = (a: { name?: unknown }, b: { name?: unknown }): number =>
	String(a.name) < String(b.name) ? -1 : 1;

describe.each(['three-servers', 'two-clusters'] as const)('of %s', (name) => {
	const figures = archiveFigures(name);

	test('servers of an archive have the figures of nats server list --archive', async () => {
		const rows = await listOf(name, 'servers');
		expect(
			rows
				.map((row) => ({
					name: row.server,
					id: row.server_id,
					version: row.version,
					mem: row.memory,
					cpu: row.cpu,
					connections: row.connections,
					total_connections: row.total_connections,
					subscriptions: row.subscriptions,
					sent: { msgs: row.out_msgs, bytes: row.out_bytes },
					received: { msgs: row.in_msgs, bytes: row.in_bytes },
				}))
				.sort(byName),
		).toEqual(
			figures.servers
				.map((server) => ({
					name: server.name,
					id: server.id,
					version: server.version,
					mem: server.mem,
					cpu: server.cpu,
					connections: server.connections,
					total_connections: server.total_connections,
					subscriptions: server.subscriptions,
					sent: server.sent,
					received: server.received,
				}))
				.sort(byName),
		);
		for (const row of rows) {
			expect(row.state).toBe('ok');
			expect(row).not.toHaveProperty('rtt');
			expect(row).not.toHaveProperty('in_msgs_rate');
		}
	});

	test('connections of an archive are those of nats server report connections --archive, each with its account', async () => {
		const rows = await listOf(name, 'connections');
		const told = (row: Record<string, unknown>) =>
			`${row.server} ${row.cid} ${row.name ?? ''} ${row.account} ${row.in_msgs} ${row.out_msgs} ${row.in_bytes} ${row.out_bytes}`;
		expect(rows.map(told).sort()).toEqual(
			figures.connections
				.filter(({ kind }) => kind === 'Client')
				.map(told)
				.sort(),
		);
	});

	test('asked for an account, its leafnodes are among the connections of an archive', async () => {
		const rows = await listOf(name, 'connections', 'acc=APP');
		const own = figures.connections.filter(({ account }) => account === 'APP');
		expect(rows.map(({ cid }) => cid).sort()).toEqual(own.map(({ cid }) => cid).sort());
	});

	test('accounts of an archive have the connections of nats server report accounts --archive', async () => {
		const rows = await listOf(name, 'accounts');
		const known = new Map(rows.map((row) => [row.account, Number(row.connections) + Number(row.leafnodes)]));
		for (const { account, connections } of figures.accounts) expect(known.get(account)).toBe(connections);
		// What the account has sent since its beginning is in no archive.
		for (const row of rows) expect(row).not.toHaveProperty('in_msgs');
	});

	test('JetStream of an archive has the figures of nats server report jetstream --archive', async () => {
		const rows = await listOf(name, 'jetstream');
		for (const { server, streams, consumers, messages } of figures.jetstream) {
			const row = rows.find((each) => each.server === server.replace('*', ''));
			expect([row?.streams, row?.consumers, row?.messages].map(String)).toEqual([
				streams,
				consumers,
				messages,
			]);
		}
		expect((await listOf(name, 'streams')).map(({ stream }) => stream).sort()).toEqual([
			'AUDIT',
			'EVENTS',
			'ORDERS',
		]);
		expect((await listOf(name, 'consumers')).map(({ consumer }) => consumer).sort()).toEqual([
			'billing',
			'mailer',
			'worker',
		]);
	});

	test('routes of an archive are as many as nats server report routes --archive lists', async () => {
		const rows = await listOf(name, 'routes');
		const counts: Record<string, number> = {};
		for (const { from, entries } of rows)
			counts[String(from)] = (counts[String(from)] ?? 0) + Number(entries);
		expect(counts).toEqual(figures.routes);
	});
});

test('gateways and leafnodes of an archive are those that the nats CLI lists', async () => {
	const figures = archiveFigures('two-clusters');
	const gateways = await listOf('two-clusters', 'gateways');
	expect(gateways.map((row) => `${row.cluster} ${row.remote_cluster}`).sort()).toEqual([
		'east west',
		'west east',
	]);
	const leafnodes = await listOf('two-clusters', 'leafnodes');
	const hubs = figures.leafnodes?.filter(({ spoke }) => spoke === 'false') ?? [];
	expect(leafnodes.map((row) => `${row.server} ${row.account} ${row.subscriptions}`).sort()).toEqual(
		hubs.map(({ server, account, subs }) => `${server} ${account} ${subs}`).sort(),
	);
});
