// Rates between two samples of one process.

import { describe, expect, test } from 'vitest';
import { ratesBetween, shortestSpan } from '../../source/model/rates.ts';
import type { Route } from '../../source/model/server.ts';
import { began, sample } from '../helpers/samples.ts';

const traffic = (msgs: number, bytes = msgs * 100) => ({ msgs, bytes });

const route = (rid: number | undefined, name: string, sent: number, received = 0): Route => ({
	rid,
	name,
	sent: traffic(sent),
	received: traffic(received),
	pending: 0,
});

describe('rates', () => {
	test("are by the server's clock, however late a sample reaches us", () => {
		const before = sample({ at: 0, statsz: { received: traffic(100), sent: traffic(10) } });
		const after = sample({ at: 2000, late: 1500, statsz: { received: traffic(1100), sent: traffic(30) } });
		expect(ratesBetween(before, after)).toMatchObject({
			in: { msgs: 500, bytes: 50_000 },
			out: { msgs: 10, bytes: 1000 },
		});
	});

	test('are by our clock where the server tells no time', () => {
		const before = sample({ statsz: { received: traffic(0) } });
		const after = sample({ at: 2000, late: 2000, statsz: { received: traffic(400) } });
		const { time: _, ...timeless } = after.server;
		expect(ratesBetween(before, { ...after, server: timeless })?.in?.msgs).toBe(100);
	});

	test('of clients are told where the server tells them, else unknown', () => {
		const before = sample({ statsz: { received: traffic(0) } });
		const after = sample({ at: 1000, statsz: { received: traffic(7) } });
		expect(ratesBetween(before, after)?.clientsIn).toBeUndefined();
		const clients = ratesBetween(
			sample({ statsz: { receivedFromClients: traffic(1), sentToClients: traffic(1) } }),
			sample({ at: 1000, statsz: { receivedFromClients: traffic(3), sentToClients: traffic(6) } }),
		);
		expect(clients).toMatchObject({ clientsIn: { msgs: 2 }, clientsOut: { msgs: 5 }, in: undefined });
	});

	test('are unknown between two processes', () => {
		const before = sample({ statsz: { received: traffic(5) } });
		expect(ratesBetween(before, sample({ at: 2000, start: 1000, statsz: { received: traffic(9) } }))).toBe(
			undefined,
		);
		expect(ratesBetween(before, sample({ at: 2000, id: 'N2', statsz: { received: traffic(9) } }))).toBe(
			undefined,
		);
	});

	test('are unknown when the samples are too close or the wrong way round', () => {
		const before = sample({ at: 1000, statsz: { received: traffic(5) } });
		expect(ratesBetween(before, sample({ at: 1000 + shortestSpan - 1 }))).toBeUndefined();
		expect(ratesBetween(before, sample({ at: 1000 + shortestSpan }))).toBeDefined();
		expect(ratesBetween(before, sample({ at: 500 }))).toBeUndefined();
	});

	test('are unknown, not negative, when a counter goes backwards', () => {
		const rates = ratesBetween(
			sample({ statsz: { received: traffic(100), totalConnections: 9 } }),
			sample({ at: 1000, statsz: { received: traffic(50), totalConnections: 3 } }),
		);
		expect(rates).toMatchObject({ in: undefined, churn: undefined });
	});

	test('tell how many clients come a second', () => {
		const rates = ratesBetween(
			sample({ statsz: { totalConnections: 10 } }),
			sample({ at: 4000, statsz: { totalConnections: 30 } }),
		);
		expect(rates?.churn).toBe(5);
	});

	test('of routes are summed by peer over its pool', () => {
		const rates = ratesBetween(
			sample({ statsz: { routes: [route(1, 'n2', 0, 0), route(2, 'n2', 10, 5), route(3, 'n3', 0)] } }),
			sample({
				at: 2000,
				statsz: { routes: [route(1, 'n2', 4, 2), route(2, 'n2', 20, 5), route(3, 'n3', 2)] },
			}),
		);
		expect(rates?.routes.get('n2')).toEqual({ in: traffic(1), out: traffic(7) });
		expect(rates?.routes.get('n3')?.out.msgs).toBe(1);
	});

	test('of a route that was made anew count from zero', () => {
		const rates = ratesBetween(
			sample({ statsz: { routes: [route(1, 'n2', 1000)] } }),
			sample({ at: 1000, statsz: { routes: [route(9, 'n2', 3)] } }),
		);
		expect(rates?.routes.get('n2')?.out.msgs).toBe(3);
	});

	test('of gateways are by name', () => {
		const gateway = (msgs: number) => ({ name: 'B', sent: traffic(msgs), received: traffic(0) });
		const rates = ratesBetween(
			sample({ statsz: { gateways: [gateway(10)] } }),
			sample({ at: 2000, statsz: { gateways: [gateway(30)] } }),
		);
		expect(rates?.gateways.get('B')?.out.msgs).toBe(10);
	});

	test('need samples of a start that is told or of none', () => {
		const before = { ...sample(), statsz: { received: traffic(0) } };
		const after = { ...sample({ at: 1000 }), statsz: { received: traffic(3) } };
		expect(ratesBetween(before, after)?.in?.msgs).toBe(3);
		expect(began).toBeGreaterThan(0);
	});
});
