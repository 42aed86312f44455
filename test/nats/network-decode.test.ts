// Answers about links that no server should give: broken, hostile, or far too long.

import { describe, expect, test } from 'vitest';
import { readGatewayAccounts } from '../../source/nats/gateway-accounts.ts';
import { readGatewayz } from '../../source/nats/gatewayz.ts';
import { readLeafz } from '../../source/nats/leafz.ts';
import type { Fields } from '../../source/nats/read.ts';
import { readRoutez } from '../../source/nats/routez.ts';

const server = { id: 'NAAA', name: 'n1', cluster: 'east', ver: '2.15.1' };
const now = '2026-11-24T10:00:00Z';

const answer = (data: unknown): Fields => ({ server, data }) as Fields;

const hostile = {
	...{ ip: '10.0.0.1\u001b[2J', port: 99_999, start: '0001-01-01T00:00:00Z', rtt: '0s' },
	...{ pending_size: -1, pending_bytes: -1, in_msgs: 1.8446744073709552e19, out_msgs: '7', in_bytes: null },
	subscriptions: Number.NaN,
};

describe('an answer about routes', () => {
	test('gives each connection once, cleaned, with only what can be', () => {
		const entry = {
			...hostile,
			rid: 7,
			remote_name: 'n2\u001b]52;c;eA==\u0007',
			did_solicit: 'yes',
			account: 'A\nB',
		};
		const told = readRoutez(
			answer({
				now,
				num_routes: 3,
				routes: [entry, { ...entry, rtt: '1h' }, { rid: 2 ** 60 }, { rid: -1 }, 'x', null],
			}),
		);
		expect(told?.links).toHaveLength(1);
		const [first] = told?.links ?? [];
		expect(JSON.stringify(first)).not.toMatch(/[\u0000-\u001f]|\\u001b|\\n/);
		expect({ ...first, ip: '', remoteName: '', account: '' }).toEqual({
			...{ rid: 7, ip: '', remoteName: '', account: '' },
		});
	});

	test('is none without a list, a time or a server', () => {
		for (const data of [null, {}, { now }, { now, routes: 7 }, []])
			expect(readRoutez(answer(data))?.links ?? []).toEqual([]);
		expect(readRoutez({ data: { now, routes: [] } } as Fields)).toBeUndefined();
		expect(readRoutez(answer({ now, num_routes: 0, routes: null }))?.links).toEqual([]);
	});

	test('of more than ten thousand connections says that it is cut', () => {
		const routes = Array.from({ length: 10_001 }, (_, index) => ({ rid: index + 1 }));
		const told = readRoutez(answer({ now, routes }));
		expect([told?.links.length, told?.isCut]).toEqual([10_000, true]);
	});
});

describe('an answer about the accounts over a gateway', () => {
	const accounts = (outbound: unknown, cluster = 'west') =>
		readGatewayAccounts(answer({ now, outbound_gateways: outbound }), cluster)?.links;

	test('gives each account once, cleaned; what a server leaves out is 0, and what can not be is too', () => {
		const list = [
			{ name: 'A\u001b[2J' },
			{ name: 'A\u001b[2J' },
			{ name: 'B', num_subs: -1 },
			{ num_subs: 7 },
			'x',
			null,
		];
		const told = accounts({ west: { accounts: list }, east: { accounts: [{ name: 'C' }] } });
		expect(told).toHaveLength(2);
		expect(JSON.stringify(told)).not.toMatch(/\\u001b/);
		expect(told?.[1]).toMatchObject({ account: 'B', subscriptions: 0, queues: 0, unwanted: 0 });
	});

	test('knows none of a cluster that it does not name, whatever that is called', () => {
		for (const cluster of ['east', '__proto__', 'constructor', ''])
			expect(accounts({ west: { accounts: [{ name: 'A' }] } }, cluster)).toEqual([]);
		for (const outbound of [null, [], 7, undefined]) expect(accounts(outbound) ?? []).toEqual([]);
	});
});

describe('an answer about gateways', () => {
	test('takes names for names, whatever they are', () => {
		const data = JSON.parse(
			`{"now":"${now}","outbound_gateways":{"__proto__":{"configured":true},"we\\u001b[0mst":{"connection":{"cid":1e300,"name":7}},"":{},"west":{}},"inbound_gateways":{"east":"x","west":[1,2]}}`,
		);
		const told = readGatewayz(answer(data));
		expect([...(told?.links.outbound.keys() ?? [])]).toEqual(['__proto__', 'we·[0mst', 'west']);
		expect(told?.links.outbound.get('west')?.cid).toBeUndefined();
		expect([...(told?.links.inbound ?? [])]).toEqual([['west', 2]]);
	});

	test('of more than a thousand clusters says that it is cut', () => {
		const outbound = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`c${index}`, {}]));
		const told = readGatewayz(answer({ now, outbound_gateways: outbound }));
		expect([told?.links.outbound.size, told?.isCut]).toEqual([1000, true]);
	});

	test('is none without its maps', () => {
		for (const data of [null, {}, { now }, { now, outbound_gateways: [] }])
			expect(readGatewayz(answer(data))).toBeUndefined();
	});
});

describe('an answer about leafnodes', () => {
	test('may have no list where there are none, as of 2.9.10, and each leafnode once', () => {
		expect(readLeafz(answer({ now, leafnodes: 0, leafs: null }))?.links).toEqual([]);
		expect(readLeafz(answer({ now }))).toBeUndefined();
		const old = { account: 'APP', ip: '127.0.0.1', port: 15_736, rtt: '537µs', subscriptions: 7 };
		const told = readLeafz(answer({ now, leafs: [old, old, { ...old, port: 15_737 }, hostile] }));
		expect(told?.links).toHaveLength(3);
		expect(told?.links[0]).toMatchObject({ account: 'APP', rtt: 0.537 });
		expect(told?.links[0]?.isSpoke).toBeUndefined();
	});
});
