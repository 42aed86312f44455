// Lists that are read later hold exactly what reading them at once gives, however their text tries to look.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FleetAnswers } from '../../source/demo/fleet/fleet-answers.ts';
import { planFleet } from '../../source/demo/fleet/fleet-plan.ts';
import { Random } from '../../source/demo/fleet/random.ts';
import { followsOn, routePeersOf } from '../../source/model/route-peers.ts';
import { parseStatsz, UnreadList } from '../../source/nats/links.ts';
import { asFields, parseFields } from '../../source/nats/read.ts';
import { readSample } from '../../source/nats/statsz.ts';

const plan = planFleet({ servers: 30, clusters: 3, rate: 0, seed: 5, accidents: false }, Date.now());
const simulated = plan.servers.map((server) => new FleetAnswers(server, plan).statsz(Date.now(), 30));

const captured = ['2.9.10', '2.15.1'].map((version) =>
	readFileSync(
		new URL(`../fixtures/captures/${version}/event-SERVER.STATSZ-meta-leader.json`, import.meta.url),
		'utf8',
	),
);
/** Without the blanks of the fixture, as servers send it. */
const compact = captured.map((text) => JSON.stringify(JSON.parse(text)));

const sampleIn = (payload: Uint8Array, parse: typeof parseStatsz) => {
	const fields = parse(payload);
	const read = fields && readSample(fields, 1);
	if (read === undefined) return undefined;
	const { routes, gateways, routePeers: _, gatewayLinks: __, ...statsz } = read.statsz;
	const { names, nameless } = routePeersOf(read.statsz);
	return { rest: { ...read, statsz: { ...statsz, routes, gateways } }, names, nameless };
};

const sample = (text: string, parse: typeof parseStatsz) => sampleIn(Buffer.from(text), parse);

const isUnread = (text: string): boolean =>
	asFields(parseStatsz(Buffer.from(text))?.statsz)?.routes instanceof UnreadList;

describe('routes and gateways', () => {
	test('are the same read later as read at once', () => {
		for (const text of [...simulated, ...captured, ...compact]) {
			expect(sample(text, parseStatsz)).toEqual(sample(text, parseFields));
		}
	});

	test('are left unread in what servers send', () => {
		expect([...simulated, ...compact].every(isUnread)).toBe(true);
	});

	test.each([
		'x}],',
		'x}]',
		'"routes":[{',
		'}],"gateways":[{"gwid":1}],"',
		'{"rid":7,"name":"forged"',
		'back\\slash',
		'ünïcödé',
		'eyJhbGciOiJFZDI1NTE5In0.eyJqdGkiOiJ4In0.sig',
	])('are what they are when a peer is called %s', (name) => {
		const fields = JSON.parse(compact[1] ?? '{}');
		fields.statsz.routes[3].name = name;
		const text = JSON.stringify(fields);
		expect(sample(text, parseStatsz)).toEqual(sample(text, parseFields));
	});

	test('are the same wherever a byte was lost or changed', () => {
		const random = new Random(7);
		const marks = ['"', '{', '}', ']', '\\', ',', '0', '\x00', '\x80', '\xff', 'routes'];
		const texts = [...simulated.slice(0, 3), ...compact].map((text) => Buffer.from(text));
		let whole = 0;
		for (let i = 0; i < 3000; i++) {
			const bytes = Buffer.from(random.pick(texts));
			// In the lists too, and only before them.
			const places = i % 3 === 0 ? bytes.length : bytes.indexOf('"routes"') + 10;
			for (let n = random.below(3); n >= 0; n--)
				bytes.write(random.pick(marks), random.below(places), 'latin1');
			const payload = i % 4 === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
			const once = sampleIn(payload, parseFields);
			// What is broken in a list is seen by who looks at it.
			if (once === undefined && places === bytes.length) continue;
			if (once !== undefined) whole++;
			expect(sampleIn(payload, parseStatsz)?.rest, payload.toString('latin1')).toEqual(once?.rest);
		}
		expect(whole).toBeGreaterThan(300);
	});

	test('of a message that is broken after them are nothing', () => {
		expect(parseStatsz(Buffer.from(`${compact[1]?.slice(0, -2)}`))).toBeUndefined();
	});
});

describe('the server block', () => {
	const [text = ''] = simulated;

	test('is decoded once while only its seq and time change', () => {
		const [early, late] = [text, text.replace(/"seq":\d+/, '"seq":77')].map((one) =>
			sample(one, parseStatsz),
		);
		expect(late?.rest.server.metadata).toBe(early?.rest.server.metadata);
		expect(late?.rest.server.seq).toBe(77);
	});

	test.each([
		['begins with its seq', text.replace('{"server":{', '{"server":{,"seq":1,"time":"x"},"statsz":{')],
		['has two of them', text.replace('{"server":{', '{"server":{"seq":5,"time":"2026-01-01T00:00:00Z",')],
		['comes twice', text.replace(/\}$/, ',"server":{"id":"NOTHER","name":"other"}}')],
		['tells its seq in a map', text.replace('"metadata":{"rack":', '"metadata":{"rack":"x","seq":')],
		['has a seq that is none', text.replace(/"seq":\d+/, '"seq":007')],
		['has a seq beyond all numbers', text.replace(/"seq":\d+/, '"seq":18446744073709551615')],
		['ends otherwise', text.replace(/"time":"[^"]*"\}/, (all) => all.replace('}', ',"id":"NLAST"}'))],
	])('is what it is when it %s', (_, odd) => {
		expect(odd).not.toBe(text);
		expect(sample(odd, parseStatsz)).toEqual(sample(odd, parseFields));
	});
});

describe('the peers of a server', () => {
	const statszOf = (text: string) => {
		const fields = parseStatsz(Buffer.from(text));
		const read = fields && readSample(fields, 1);
		if (read === undefined) throw new Error('no statsz');
		return read.statsz;
	};
	const next = (before: ReturnType<typeof statszOf>, text: string) => {
		const statsz = statszOf(text);
		followsOn(statsz, before);
		return statsz;
	};
	const later = plan.servers.map((server) => new FleetAnswers(server, plan).statsz(Date.now() + 60_000, 30));
	const [text = ''] = later;

	test('are the same object while they are the same, whatever the counters say', () => {
		for (const [index, early] of simulated.entries()) {
			const before = statszOf(early);
			const peers = routePeersOf(before);
			expect(peers.names.size).toBe(9);
			const after = next(before, later[index] ?? '');
			// One in between that nobody looked at.
			expect(routePeersOf(next(after, simulated[index] ?? ''))).toBe(peers);
			expect(routePeersOf(after)).toBe(peers);
		}
	});

	test('are others as soon as one is, and the same again in another order', () => {
		const before = statszOf(text);
		const peers = routePeersOf(before);
		const [name = ''] = peers.names;
		const renamed = routePeersOf(
			next(before, text.replaceAll(`"name":"${name}","sent"`, `"name":"${name}x","sent"`)),
		);
		expect([...renamed.names].sort()).toEqual(
			[...peers.names].map((one) => (one === name ? `${name}x` : one)).sort(),
		);
		const payload = JSON.parse(text);
		payload.statsz.routes = payload.statsz.routes.slice(4);
		expect([...routePeersOf(next(before, JSON.stringify(payload))).names]).not.toContain(name);
		payload.statsz.routes = JSON.parse(text).statsz.routes.reverse();
		expect(routePeersOf(next(before, JSON.stringify(payload)))).toBe(peers);
		payload.statsz.routes[0] = { ...payload.statsz.routes[0], name: undefined };
		expect(routePeersOf(next(before, JSON.stringify(payload))).nameless).toBe(1);
	});
});

describe('what is longer than anything a server says', () => {
	const none = { msgs: 0, bytes: 0 };
	const withRoutes = (count: number, name: (index: number) => string) => {
		const payload = JSON.parse(simulated[0] ?? '');
		payload.statsz.routes = Array.from({ length: count }, (_, rid) => ({
			...{ rid, name: name(rid), sent: none, received: none, pending: 0 },
		}));
		return Buffer.from(JSON.stringify(payload));
	};
	const statszOf = (payload: Uint8Array) => readSample(parseStatsz(payload) ?? {}, 1)?.statsz;

	test('is kept as far as a thousand routes, and all its peers are known', () => {
		const statsz = statszOf(withRoutes(4000, (index) => `n-${index >> 2}`));
		expect(statsz?.hasMoreRoutes).toBe(true);
		expect(statsz?.routes?.length).toBeGreaterThan(1000);
		expect(statsz?.routes?.length).toBeLessThan(2000);
		expect(statsz && routePeersOf(statsz)).toMatchObject({ names: { size: 1000 }, nameless: 0 });
		expect(statszOf(withRoutes(400, (index) => `n-${index >> 2}`))?.hasMoreRoutes).toBeUndefined();
	});

	test('holds no more names than fit, and then says that there are others', () => {
		const statsz = statszOf(withRoutes(4000, (index) => `${index}`.padEnd(200, 'x')));
		const peers = statsz && routePeersOf(statsz);
		expect(peers?.names.size).toBeLessThan(400);
		expect(peers?.nameless).toBe(1);
	});

	test('is not parsed: 60 MB are no statsz', () => {
		expect(parseStatsz(Buffer.alloc(60_000_000, 0x20))).toBeUndefined();
		const padded = Buffer.concat([Buffer.from(simulated[0] ?? ''), Buffer.alloc(5_000_000, 0x20)]);
		expect(parseStatsz(padded)).toBeUndefined();
	});
});
