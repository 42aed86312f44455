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

const noTraffic = { of: 'clients', servers: 0 };

describe('totals', () => {
	test('of nobody are unknown, not zero', () => {
		expect(totalsOf([]).totals).toEqual({
			...{ ok: 0, stale: 0, lameduck: 0, down: 0, unknown: 0, counted: 0 },
			...{ connections: undefined, subscriptions: undefined, rates: noTraffic, sinceStart: noTraffic },
		});
		expect(totalsOf([row('a')]).totals).toMatchObject({ counted: 0, connections: undefined });
	});

	test('add up what is known and leave out servers whose figures are not of now', () => {
		const { totals } = totalsOf([
			row('a', { statsz: { connections: 3, subscriptions: 10 } }),
			row('b', { statsz: { connections: 4 } }),
			row('c', { statsz: { connections: 50 }, state: 'down' }),
			row('d', { statsz: { connections: 1 }, state: 'lameduck' }),
			row('e', { statsz: { connections: 60 }, state: 'stale' }),
			{ ...row('f', { statsz: { connections: 70 }, state: 'lameduck' }), isOld: true },
		]);
		expect(totals).toMatchObject({
			counted: 3,
			connections: 8,
			subscriptions: 10,
			ok: 2,
			down: 1,
			lameduck: 2,
			stale: 1,
		});
	});

	const heard = (name: string, figures: { in?: number; clientsIn?: number }) =>
		row(name, { statsz: {}, ...figures });

	test('of traffic count clients only where every server tells that, and say which', () => {
		const all = totalsOf([heard('a', { in: 10, clientsIn: 4 }), heard('b', { in: 10, clientsIn: 5 })]);
		expect(all.totals.rates).toMatchObject({ in: traffic(9), of: 'clients', servers: 2 });
		const mixed = totalsOf([heard('a', { in: 10, clientsIn: 4 }), heard('b', { in: 10 })]);
		expect(mixed.totals.rates).toMatchObject({ in: traffic(20), of: 'all', servers: 2 });
	});

	test('of traffic say how many servers they are of', () => {
		const { totals } = totalsOf([heard('a', { in: 10, clientsIn: 4 }), heard('b', {})]);
		expect(totals).toMatchObject({ counted: 2, rates: { in: traffic(4), servers: 1 } });
	});

	test('since the start add up what the servers have counted', () => {
		const flows = { received: traffic(100), sent: traffic(200) };
		const clients = { receivedFromClients: traffic(60), sentToClients: traffic(70) };
		const { totals } = totalsOf([
			row('a', { statsz: { ...flows, ...clients } }),
			row('b', { statsz: { ...flows, ...clients } }),
		]);
		expect(totals.sinceStart).toEqual({ in: traffic(120), out: traffic(140), of: 'clients', servers: 2 });
		const mixed = totalsOf([row('a', { statsz: { ...flows, ...clients } }), row('b', { statsz: flows })]);
		expect(mixed.totals.sinceStart).toEqual({ in: traffic(200), out: traffic(400), of: 'all', servers: 2 });
	});
});
