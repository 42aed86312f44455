// What is kept of links between rounds: trends of routes, rates of their connections, and accounts over gateways.

import { describe, expect, test } from 'vitest';
import { gatewayAccountRows } from '../../../source/model/network/gateway-accounts.ts';
import { RouteBook } from '../../../source/model/network/route-book.ts';
import { RouteConnectionRates } from '../../../source/model/network/route-connection-rates.ts';
import { RouteTrends } from '../../../source/model/network/route-trends.ts';
import type { Statsz } from '../../../source/model/server.ts';
import { fleetSnapshot } from '../../fixtures/fleet.ts';

const rowsOf = (cluster: string) =>
	new RouteBook().rows(fleetSnapshot()).rows.filter(({ group }) => group.name === cluster);

describe('trends of routes', () => {
	test('grow by one a round, however often a round is shown, and a copy stays as it was', () => {
		const [first, second] = rowsOf('east');
		const trends = new RouteTrends();
		if (first === undefined || second === undefined) throw new Error('no fixture');
		const length = () => trends.of(first, second.name)?.length;
		trends.take(rowsOf('east'), 1);
		trends.take(rowsOf('east'), 1);
		expect(length()).toBe(1);
		const copy = trends.clone();
		trends.take(rowsOf('east'), 2);
		expect([length(), copy.of(first, second.name)?.length]).toEqual([2, 1]);
	});

	test('are forgotten once another cluster is looked at, and kept of fifteen servers at most', () => {
		const [first, second] = rowsOf('east');
		const trends = new RouteTrends();
		if (first === undefined || second === undefined) throw new Error('no fixture');
		trends.take([...Array.from({ length: 15 }, () => first), second], 1);
		expect(trends.of(first, second.name)).toBeDefined();
		expect(trends.of(second, first.name)).toBeUndefined();
		trends.take(rowsOf('west'), 2);
		expect(trends.of(first, second.name)).toBeUndefined();
	});
});

test('the rates of the connections of a route are those between two samples of one process', () => {
	const statsz = (count: number, start = 1): Statsz => {
		const traffic = { msgs: count, bytes: 10 * count };
		return { start, routes: [{ rid: 7, name: 'b', pending: 0, sent: traffic, received: traffic }] };
	};
	const rates = new RouteConnectionRates();
	const second = statsz(30);
	expect(rates.take(statsz(10), 1000)).toBeUndefined();
	const between = { msgs: 10, bytes: 100 };
	expect(rates.take(second, 3000)?.get(7)).toEqual({ in: between, out: between });
	expect(rates.take(second, 4000)?.get(7)).toEqual({ in: between, out: between });
	expect(rates.take(statsz(5, 2), 5000)).toBeUndefined();
});

test('an account over gateways is one row of all servers: the greatest figures, and a mode where all say the same', () => {
	const known = (over: object) => ({
		...{ account: 'APP', mode: 'Interest-Only', subscriptions: 3, queues: 1, unwanted: 0 },
		...over,
	});
	expect(
		gatewayAccountRows([
			[known({}), known({ account: 'SYS' })],
			[known({ mode: 'Optimistic', subscriptions: 9 })],
			[],
		]),
	).toEqual([
		{ account: 'APP', mode: 'mixed', subscriptions: 9, queues: 1, unwanted: 0, servers: 2, of: 3 },
		{ account: 'SYS', mode: 'Interest-Only', subscriptions: 3, queues: 1, unwanted: 0, servers: 1, of: 3 },
	]);
});
