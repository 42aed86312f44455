// Routes and gateways folded by peer.

import { expect, test } from 'vitest';
import { foldRoutes, gatewayPeers, sumFlows } from '../../source/model/peers.ts';
import type { Route } from '../../source/model/server.ts';

const route = (name: string | undefined, msgs: number, pending = 0): Route => ({
	...(name === undefined ? {} : { name }),
	sent: { msgs, bytes: msgs * 10 },
	received: { msgs: msgs * 2, bytes: msgs * 20 },
	pending,
});

const flow = (msgs: number) => ({ in: { msgs, bytes: msgs }, out: { msgs, bytes: msgs } });

test('the pool of routes to one server is one peer with summed traffic and pending bytes', () => {
	const peers = foldRoutes([route('b', 1, 5), route('a', 2), route('b', 3, 7)], {
		routes: new Map([['b', flow(9)]]),
		gateways: new Map(),
	});
	expect(peers).toEqual([
		{ name: 'a', pool: 1, pending: 0, sent: { msgs: 2, bytes: 20 }, received: { msgs: 4, bytes: 40 } },
		{
			name: 'b',
			pool: 2,
			pending: 12,
			sent: { msgs: 4, bytes: 40 },
			received: { msgs: 8, bytes: 80 },
			rate: flow(9),
		},
	]);
});

test('routes of servers that tell no name are one peer with a question mark', () => {
	expect(foldRoutes([route(undefined, 1), route(undefined, 1)])).toMatchObject([{ name: '?', pool: 2 }]);
});

test('a gateway that tells no inbound count leaves it unknown', () => {
	const traffic = { msgs: 1, bytes: 1 };
	expect(gatewayPeers([{ name: 'west', sent: traffic, received: traffic }])).toEqual([
		{ name: 'west', sent: traffic, received: traffic },
	]);
});

test('flows add up, and no flow is not zero', () => {
	expect(
		sumFlows(
			new Map([
				['a', flow(1)],
				['b', flow(2)],
			]),
		),
	).toEqual(flow(3));
	expect(sumFlows(new Map())).toBeUndefined();
	expect(sumFlows(undefined)).toBeUndefined();
});
