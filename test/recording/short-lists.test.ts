// Statsz of a large system as they are kept: who the routes and gateways lead to, without figures of each.

import { expect, test } from 'vitest';
import { gatewayLinksOf } from '../../source/model/gateway-links.ts';
import { ratesBetween } from '../../source/model/rates.ts';
import { routePeersOf, routePendingOf, routesLeadingTo } from '../../source/model/route-peers.ts';
import type { Sample } from '../../source/model/server.ts';
import { parseStatsz } from '../../source/nats/links.ts';
import { readSample } from '../../source/nats/statsz.ts';
import { pack, unpack } from '../../source/recording/packed-value.ts';
import { ListShortener, ShortLists } from '../../source/recording/short-lists.ts';

type Link = { name: string; msgs: number; pending?: number };

const traffic = (msgs: number) => ({ msgs, bytes: msgs * 10 });

const statsz = (routes: readonly Link[], gateways: readonly Link[], time: number): Buffer =>
	Buffer.from(
		JSON.stringify({
			server: { name: 'n1', host: '127.0.0.1', id: 'NA', ver: '2.15.1', seq: time, time: new Date(time) },
			statsz: {
				...{ start: new Date(1), mem: 1, cores: 2, connections: 3, sent: traffic(9), received: traffic(9) },
				...(routes.length > 0 && {
					routes: routes.map(({ name, msgs, pending = 0 }, rid) => ({
						...{ rid, name, sent: traffic(msgs), received: traffic(msgs), pending },
					})),
				}),
				...(gateways.length > 0 && {
					gateways: gateways.map(({ name, msgs }, gwid) => ({
						...{ gwid, name, sent: traffic(msgs), received: traffic(msgs), inbound_connections: gwid + 1 },
					})),
				}),
				active_servers: 3,
			},
		}),
	);

const read = (payload: Uint8Array, at: number): Sample => {
	const sample = readSample(parseStatsz(payload) ?? {}, at);
	if (sample === undefined) throw new Error('no sample');
	return sample;
};

/** A payload as it is kept, and the sample that is read of it. */
const through = () => {
	const [shortener, lists] = [new ListShortener(), new ShortLists()];
	return {
		shortener,
		take(payload: Buffer, at: number) {
			const kept = Buffer.from(shortener.short(read(payload, at), payload)).toString();
			const fields = parseStatsz(Buffer.from(kept)) ?? {};
			lists.fill('NA', fields);
			const sample = readSample(fields, at);
			if (sample === undefined) throw new Error('no sample');
			return { kept, sample };
		},
	};
};

const pool = (...names: string[]): Link[] =>
	names.flatMap((name) => [name, name, name].map((each) => ({ name: each, msgs: 100 })));
const clusters = [
	{ name: 'C2', msgs: 7 },
	{ name: 'C3', msgs: 8 },
];

test('routes and gateways that lead where they did are not told again, and others are at once', () => {
	const { take } = through();
	const first = take(statsz(pool('n2', 'n3'), clusters, 10_000), 10_000);
	expect(first.kept).toContain('"routes":{"peers":["n2","n3"],"each":3}');
	const second = take(statsz(pool('n2', 'n3'), clusters, 20_000), 20_000);
	expect(second.kept).toContain('"routes":"as before","gateways":"as before"');
	for (const { sample } of [first, second]) {
		const peers = routePeersOf(sample.statsz);
		expect([...peers.names]).toEqual(['n2', 'n3']);
		expect(routesLeadingTo(peers, 'n3')).toBe(3);
		expect(sample.statsz.routes).toHaveLength(6);
		expect(gatewayLinksOf(sample.statsz)).toEqual([
			{ name: 'C2', inboundConnections: 1 },
			{ name: 'C3', inboundConnections: 2 },
		]);
	}
	const cut = take(statsz(pool('n2'), clusters, 30_000), 30_000);
	expect([...routePeersOf(cut.sample.statsz).names]).toEqual(['n2']);
	expect(cut.kept).toContain('"gateways":"as before"');
	const alone = take(statsz([], [], 40_000), 40_000);
	expect(routePeersOf(alone.sample.statsz).names.size).toBe(0);
	expect(gatewayLinksOf(alone.sample.statsz)).toEqual([]);
});

test('how much goes over a route that was kept in short is unknown and never zero, also next to one that is whole', () => {
	const { take } = through();
	const [one, other] = [10_000, 20_000].map((at) => take(statsz(pool('n2'), clusters, at), at).sample);
	const waits = take(statsz([{ name: 'n2', msgs: 900, pending: 500 }], clusters, 30_000), 30_000);
	expect(waits.kept).toContain('"pending":500');
	expect(routePendingOf(waits.sample.statsz)).toBe(500);
	if (one === undefined || other === undefined) throw new Error('no samples');
	expect(one.statsz.routes?.[0]?.sent.msgs).toBeNaN();
	for (const [before, after] of [
		[one, other],
		[other, waits.sample],
	] as const) {
		const rates = ratesBetween(before, after);
		expect(rates?.in).toEqual({ msgs: 0, bytes: 0 });
		expect(rates?.routes.size).toBe(0);
		expect(rates?.gateways.size).toBe(0);
	}
});

test('a state tells lists in short too, and what comes after it may lead where they did', () => {
	const payload = statsz(pool('n2', 'n3'), clusters, 10_000);
	const packed = JSON.stringify(pack({ latest: read(payload, 10_000) }, true));
	expect(packed).not.toContain('"sent":{"msgs":100');
	const latest: Sample = Reflect.get(Object(unpack(JSON.parse(packed))), 'latest');
	expect([...routePeersOf(latest.statsz).names]).toEqual(['n2', 'n3']);
	expect(JSON.stringify(pack({ latest }))).toBe(packed);
	const lists = new ShortLists();
	lists.learn([{ info: { id: 'NA' }, latest }]);
	const fields = parseStatsz(
		Buffer.from('{"server":{},"statsz":{"routes":"as before","gateways":"as before"}}'),
	);
	lists.fill('NA', fields ?? {});
	expect(Object(fields?.statsz).routes).toBe(latest.statsz.routePeers);
});

test('lists in short that nobody has written, or that lead to more than there can be, are read as far as they make sense', () => {
	for (const routes of [
		'as before',
		{ peers: 7, each: 'x', others: { a: 1 } },
		{ peers: ['n2'], each: 1e12, others: [['n3', 1e12], 4, ['n4', -1], [5, 5]] },
	]) {
		const fields = {
			server: { id: 'NA', name: 'n1' },
			statsz: { routes, gateways: { clusters: ['C'], inbound: 'x' } },
		};
		new ShortLists().fill('NA', fields);
		const sample = readSample(fields, 1);
		expect((sample?.statsz.routes ?? []).length).toBeLessThanOrEqual(512);
		expect(sample && routePeersOf(sample.statsz).names.has('n4')).toBe(false);
	}
});
