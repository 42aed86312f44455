// Sums over servers.

import { describe, expect, test } from 'vitest';
import type { ServerRow, ServerState } from '../../source/model/fleet.ts';
import { History } from '../../source/model/history.ts';
import type { Statsz } from '../../source/model/server.ts';
import { totalsOf } from '../../source/model/totals.ts';
import { serverInfo } from '../helpers/samples.ts';

const traffic = (msgs: number) => ({ msgs, bytes: msgs * 10 });

const row = (
	name: string,
	over: { statsz?: Statsz; state?: ServerState; version?: string; in?: number; clientsIn?: number } = {},
): ServerRow => ({
	key: name,
	info: serverInfo({ id: name, name, version: over.version }),
	statsz: over.statsz,
	state: over.state ?? 'ok',
	stateSince: 0,
	rates:
		over.in === undefined
			? undefined
			: {
					in: traffic(over.in),
					out: traffic(over.in),
					clientsIn: over.clientsIn === undefined ? undefined : traffic(over.clientsIn),
					routes: new Map(),
					gateways: new Map(),
				},
	restarts: 0,
	firstSeen: 0,
	asked: 0,
	answered: 0,
	history: new History(),
});

describe('totals', () => {
	test('of nobody are unknown, not zero', () => {
		expect(totalsOf([]).totals).toEqual({ ok: 0, stale: 0, lameduck: 0, down: 0, unknown: 0 });
		expect(totalsOf([row('a')]).totals.connections).toBeUndefined();
	});

	test('add up what is known and leave out servers that are down', () => {
		const { totals } = totalsOf([
			row('a', { statsz: { connections: 3, subscriptions: 10 } }),
			row('b', { statsz: { connections: 4 } }),
			row('c', { statsz: { connections: 50 }, state: 'down' }),
			row('d', { statsz: { connections: 1 }, state: 'lameduck' }),
			row('e', { state: 'stale' }),
		]);
		expect(totals).toMatchObject({
			connections: 8,
			subscriptions: 10,
			ok: 2,
			down: 1,
			lameduck: 1,
			stale: 1,
		});
	});

	test('of traffic count clients only where every server tells that', () => {
		const all = totalsOf([row('a', { in: 10, clientsIn: 4 }), row('b', { in: 10, clientsIn: 5 })]);
		expect(all.totals.in).toEqual(traffic(9));
		const mixed = totalsOf([row('a', { in: 10, clientsIn: 4 }), row('b', { in: 10 })]);
		expect(mixed.totals.in).toEqual(traffic(20));
	});

	test('of traffic are not made of one server that has no rate yet', () => {
		const { totals } = totalsOf([row('a', { in: 10, clientsIn: 4 }), row('b')]);
		expect(totals.in).toEqual(traffic(4));
	});

	test('name the version most servers run, of several the newest', () => {
		const rows = [row('a', { version: '2.10.27' }), row('b', { version: '2.15.1' })];
		expect(totalsOf(rows).majorityVersion).toBe('2.15.1');
		expect(totalsOf(rows.toReversed()).majorityVersion).toBe('2.15.1');
		expect(totalsOf([...rows, row('c', { version: '2.10.27' })]).majorityVersion).toBe('2.10.27');
		expect(totalsOf([]).majorityVersion).toBeUndefined();
	});
});
