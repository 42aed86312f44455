// Connections asked of real servers: every page, every version, with and without users' tokens.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionRates } from '../../source/model/connection.ts';
import { countConnections } from '../../source/nats/connections-round.ts';
import { askConnection, askConnections, askConnz, type ConnzScope } from '../../source/nats/connz.ts';
import type { Cost } from '../../source/nats/governor.ts';
import { type Wire, wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';

const options = { timeout: 20_000 };

/** Clients beside our own. */
const count = 40;

describe.each(await versions())('on nats-server $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	let wire: Wire;
	let id: string;
	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', binary, size: 1, jetstream: false });
		const nc = await cluster.systemClient({ name: 'watcher' });
		wire = wireOf(nc);
		id = wire.server()?.id ?? '';
		await Promise.all(
			Array.from({ length: count }, (_, index) => cluster.appClient({ name: `client-${index}` })),
		);
	});
	afterAll(() => cluster?.stop());

	test('all connections come in pages of any size, packed, with who they are', async () => {
		for (const limit of [4096, 7]) {
			const bytes: number[] = [];
			const { rows, total, failure, isCut, hasTokens } = await askConnections(
				wire,
				id,
				{ auth: true },
				{ ...options, spend: (cost) => bytes.push(cost.bytes) },
				limit,
			);
			expect({ failure, isCut, hasTokens }).toEqual({ hasTokens: false });
			expect(total).toBe(count + 1);
			expect(rows.size).toBe(count + 1);
			const [first] = [...rows.values()].filter(({ name }) => name === 'client-7');
			expect(first).toMatchObject({
				kind: 'client',
				lang: 'nats.js',
				ip: '127.0.0.1',
				identity: { account: 'APP', user: 'app' },
				stalls: since('2.12.0') ? 0 : undefined,
			});
			// A row takes 300 bytes and more as it is.
			if (limit === 4096) expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(100 * count);
		}
	});

	test('only a user, or who listens to a subject, is asked for, on pages of any size', async () => {
		const some = await cluster.appClient({ name: 'listener' });
		some.subscribe('orders.*', { callback: () => {} });
		await some.flush();
		const { user = '' } = cluster.logins.sys;
		for (const limit of [4096, 7]) {
			const names = async (scope: ConnzScope) => {
				const pages = await askConnections(wire, id, scope, options, limit);
				expect({ isCut: pages.isCut, failure: pages.failure, total: pages.total }).toEqual({
					total: pages.rows.size,
				});
				return [...pages.rows.values()].map(({ name }) => name);
			};
			expect(await names({ user })).toEqual(['watcher']);
			expect(await names({ acc: 'APP', filter_subject: 'orders.new' })).toEqual(['listener']);
			expect(await names({ acc: 'APP', filter_subject: 'bills.new' })).toEqual([]);
			expect(await names({ acc: 'APP' })).toHaveLength(count + 1);
			expect(await names({ mqtt_client: 'nobody' })).toEqual([]);
		}
		await some.close();
	});

	test('only an account is asked for where that is the scope', async () => {
		const { rows, total } = await askConnections(wire, id, { acc: 'SYS', auth: true }, options);
		expect([...rows.values()].map(({ name }) => name)).toEqual(['watcher']);
		expect(total).toBe(1);
		const none = await askConnections(wire, id, { acc: 'NOBODY' }, options);
		expect([none.rows.size, none.failure]).toEqual([0, undefined]);
	});

	test('how many connections an account has is told without any of them', async () => {
		const server = { id, name: 'n1' };
		for (const [acc, expected] of [
			['APP', count],
			['SYS', 1],
			['NOBODY', 0],
		] as const) {
			const bytes: number[] = [];
			const spend = (cost: Cost) => void bytes.push(cost.bytes);
			const counts = await countConnections([server], { wire, scope: { acc }, ...options, spend });
			expect(counts).toEqual(new Map([[id, expected]]));
			expect(bytes).toHaveLength(1);
			expect(bytes[0]).toBeLessThan(2000);
		}
	});

	test('one connection tells what it listens to, and once it has gone why it went', async () => {
		const client = await cluster.appClient({ name: 'one' });
		client.subscribe('orders.>', { queue: 'q' });
		await client.flush();
		const { rows } = await askConnections(wire, id, {}, options);
		const cid = [...rows.values()].find(({ name }) => name === 'one')?.cid ?? 0;
		const open = await askConnection(wire, id, cid, options);
		expect(open).toMatchObject({
			ok: true,
			value: { cid, subjects: [{ subject: 'orders.>', queue: 'q', msgs: 0 }], identity: { account: 'APP' } },
		});
		await client.close();
		let reason: string | undefined;
		await waitFor(
			async () => {
				const closed = await askConnection(wire, id, cid, options);
				reason = closed.ok ? closed.value?.reason : undefined;
				return reason !== undefined;
			},
			{ what: 'the end of it' },
		);
		expect(reason).toBe('Client Closed');
		expect(await askConnection(wire, id, 999_999, options)).toEqual({ ok: true, value: undefined });
	});

	test('a sort that there is none of is refused in the words of the server', async () => {
		const result = await askConnz(wire, id, { sort: 'beauty' }, options);
		expect(result).toMatchObject({ ok: false, failure: { kind: 'refused', code: 500 } });
	});

	test('what a client sends is a rate by the clock of its server', async () => {
		const client = await cluster.appClient({ name: 'steady' });
		const sample = async () => {
			const { rows } = await askConnections(wire, id, {}, options);
			const row = [...rows.values()].find(({ name }) => name === 'steady');
			if (row === undefined) throw new Error('it is not there');
			return row;
		};
		await client.flush();
		const before = await sample();
		const payload = new Uint8Array(100);
		for (let sent = 0; sent < 2000; sent++) client.publish('steady', payload);
		await client.flush();
		let after = before;
		await waitFor(
			async () => {
				after = await sample();
				return after.inMsgs === 2000 && after.at - before.at >= 500;
			},
			{ what: 'all messages, half a second later' },
		);
		const rates = connectionRates(before, after);
		const seconds = (after.at - before.at) / 1000;
		expect(rates?.inMsgs).toBeCloseTo(2000 / seconds);
		expect(rates?.inBytes).toBeCloseTo(200_000 / seconds);
		expect(rates?.outMsgs).toBe(0);
		expect(rates?.window).toBe(after.at - before.at);
	});
});

describe('where users have tokens', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 1, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	test('no token survives, and that there was one is known', async () => {
		const wire = wireOf(await cluster.systemClient());
		await cluster.appClient({ name: 'bearer' });
		const id = wire.server()?.id ?? '';
		const all = await askConnections(wire, id, { auth: true }, options);
		expect(all.hasTokens).toBe(true);
		expect(JSON.stringify([...all.rows])).not.toContain('eyJ');
		const row = [...all.rows.values()].find(({ name }) => name === 'bearer');
		expect(row?.identity?.account).toMatch(/^A[A-Z2-7]{55}$/);
		expect(row?.identity?.user).toMatch(/^U[A-Z2-7]{55}$/);
		const without = await askConnections(wire, id, {}, options);
		expect(without.hasTokens).toBe(false);
		expect([...without.rows.values()].every(({ identity }) => identity === undefined)).toBe(true);
	});
});
