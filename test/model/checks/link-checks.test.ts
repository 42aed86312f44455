// Ways to a server: gateways, routes, round trips, refused logins, and what ends.

import { describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../../source/model/event.ts';
import type { ServerRow } from '../../../source/model/fleet.ts';
import { fleetFacts, troublesIn } from '../../../source/model/fleet-facts.ts';
import { gatewayLinksOf, gatewaysFollowOn } from '../../../source/model/gateway-links.ts';
import { GatewayWatch } from '../../../source/model/gateway-watch.ts';
import { RefusedLoginsWatch } from '../../../source/model/refused-logins.ts';
import { Roster } from '../../../source/model/roster.ts';
import { routePendingOf } from '../../../source/model/route-peers.ts';
import type { Statsz } from '../../../source/model/server.ts';
import { UsualRtt } from '../../../source/model/usual-rtt.ts';
import type { WatchedMember } from '../../../source/model/watched-member.ts';
import { decodeStatsz } from '../../../source/nats/decode.ts';
import { parseStatsz } from '../../../source/nats/links.ts';
import { fleetRows, fleetSnapshot, now } from '../../fixtures/fleet.ts';
import { began, type SampleOptions, sample, serverInfo } from '../../helpers/samples.ts';

const day = 86_400_000;
const mib = 1024 * 1024;

const base = (): ServerRow => {
	const found = fleetRows().find(({ info }) => info.name === 'east-3');
	if (found === undefined) throw new Error('no east-3');
	return found;
};

/** What is said of a server with other facts, beside all others of the fixtures. */
const said = (over: Partial<ServerRow>, others: readonly ServerRow[] = fleetRows()): string[] => {
	const row = { ...base(), ...over };
	const rest = others.filter(({ key }) => key !== row.key);
	return troublesIn(fleetFacts(fleetSnapshot({ rows: [row, ...rest] })), row).map(
		({ check, severity, text }) => `${severity} ${check}: ${text}`,
	);
};

describe('a certificate', () => {
	test('warns from 30 days before its end on, is critical from 7 on, and says how long it is', () => {
		const ends = (days: number) => said({ varz: { tlsCertNotAfter: now + days * day } });
		expect(ends(31)).toEqual([]);
		expect(ends(29.5)).toEqual(['warn tls: its certificate ends in 29 days']);
		expect(ends(1.5)).toEqual(['critical tls: its certificate ends in 1 day']);
		expect(ends(0.5)).toEqual(['critical tls: its certificate ends in 12 hours']);
		expect(ends(0.01)).toEqual(['critical tls: its certificate ends in 14 minutes']);
		expect(ends(-3.5)).toEqual(['critical tls: its certificate ended 3 days ago']);
		expect(said({ varz: {} })).toEqual([]);
	});
});

describe('our own credentials', () => {
	test('are said of the server that natstop is connected to', () => {
		expect(said({ credentialsEnd: now + 13 * day })).toEqual([
			'warn credentials: the credentials of natstop end in 13 days',
		]);
		expect(said({ credentialsEnd: now + day })[0]).toContain('critical credentials');
		const roster = new Roster(2000);
		roster.credentialsEnd = began + day;
		roster.connectedTo('N1');
		roster.beginRound(began);
		for (const number of [1, 2]) roster.heard(sample({ id: `N${number}`, name: `n${number}` }));
		roster.endRound(began);
		const ends = () => roster.snapshot(began).rows.map(({ credentialsEnd }) => credentialsEnd);
		expect(ends()).toEqual([began + day, undefined]);
		roster.connectedTo('N2');
		expect(ends()).toEqual([undefined, began + day]);
	});
});

describe('what waits for a route', () => {
	const waiting = (pending: number, maxPending = 64 * mib) => {
		const none = { msgs: 0, bytes: 0 };
		const routes = ['east-1', 'east-2'].map((name) => ({ name, sent: none, received: none, pending }));
		return said({
			statsz: { ...base().statsz, routes, routePeers: undefined },
			varz: { facts: { 'max pending': maxPending } },
		});
	};

	test('warns from a megabyte on, and is critical over half of what may wait', () => {
		expect(waiting(mib)).toEqual([]);
		expect(waiting(3.5 * mib)).toEqual(['warn route-pending: 3.5 MiB wait for one route']);
		expect(waiting(33 * mib)).toEqual(['critical route-pending: 33.0 MiB wait for one route']);
	});

	test('is found in the bytes of a statsz, wherever the route stands', () => {
		const list = (...pending: number[]): string =>
			pending
				.map(
					(bytes, index) =>
						`{"rid":${index + 5},"name":"n${index}","sent":{"msgs":1234567,"bytes":99},"received":{"msgs":1,"bytes":12345678},"pending":${bytes}}`,
				)
				.join(',');
		const worst = (...pending: number[]): number | undefined => {
			const text = `{"server":{"id":"N1"},"statsz":{"routes":[${list(...pending)}],"active_servers":3}}`;
			const fields = parseStatsz(Buffer.from(text));
			const statsz = decodeStatsz(fields?.statsz as Parameters<typeof decodeStatsz>[0]);
			expect(statsz.routePeers).not.toBe(undefined);
			return routePendingOf(statsz);
		};
		expect(worst(0, 0, 0)).toBe(0);
		expect(worst(2_000_000, 0, 0)).toBe(2_000_000);
		expect(worst(0, 12_345_678, 55)).toBe(12_345_678);
		expect(worst(0, 17, 3_000_000)).toBe(3_000_000);
		expect(worst(9_007_199_254)).toBe(9_007_199_254);
	});
});

describe('a round trip', () => {
	test('is compared with the usual one, which is known after a minute', () => {
		const usual = new UsualRtt();
		for (let second = 0; second < 50; second += 2) usual.take(5, second * 1000);
		expect(usual.usual).toBe(undefined);
		for (let second = 50; second < 120; second += 2) usual.take(second === 100 ? 900 : 5, second * 1000);
		expect(usual.usual).toBe(5);
		for (let second = 120; second < 1500; second += 2) usual.take(80, second * 1000);
		expect(usual.usual).toBe(80);
	});

	test('is judged by the least of the last ones: an end that is busy for a moment answers late, a way that is slow always', () => {
		const usual = new UsualRtt();
		for (const rtt of [5, 5, 5, 900]) usual.take(rtt, 0);
		expect(usual.least(4)).toBe(5);
		for (const rtt of [90, 300, 80]) usual.take(rtt, 0);
		expect(usual.least(4)).toBe(80);
	});

	test('that servers tell again and again is one measurement: a way is slow by two of them', () => {
		const usual = new UsualRtt();
		for (const rtt of [5, 900, 900, 900]) usual.told(rtt, 0);
		expect(usual.least(2)).toBe(5);
		usual.told(850, 0);
		expect(usual.least(2)).toBe(850);
		expect(new UsualRtt().least(1)).toBeUndefined();
	});

	test('of four times the usual one and over 20 ms warns; what all ways take longer is our own', () => {
		expect(said({ leastRtt: 25, usualRtt: 5 })).toEqual([
			'warn rtt: round trip 25 ms, where 5.0 ms is usual',
		]);
		expect(said({ leastRtt: 19, usualRtt: 1 })).toEqual([]);
		expect(said({ leastRtt: 70, usualRtt: 20 })).toEqual([]);
		expect(said({ leastRtt: 500 })).toEqual([]);
		const slow = fleetRows().map((row) => ({ ...row, leastRtt: 300, usualRtt: 2 }));
		expect(said({ leastRtt: 300, usualRtt: 2 }, slow)).toEqual([]);
		expect(said({ leastRtt: 900, usualRtt: 2 }, slow)[0]).toContain('warn rtt');
	});
});

const refusal = (at: number, client: MonitorEvent['client'], id = 'N1'): MonitorEvent => ({
	...{ kind: 'AUTH ERR', severity: 'warn', at, client },
	server: serverInfo({ id }),
});

describe('refused logins', () => {
	test('of one address or one user count within a minute, over all servers, and are said of each', () => {
		const watch = new RefusedLoginsWatch();
		for (let n = 0; n < 6; n++)
			watch.take(refusal(n * 1000, { host: '10.1.2.3', user: `u${n}` }, `N${n % 2}`));
		expect(watch.at(6000)).toEqual(
			new Map([
				['N0', { count: 6, who: 'from 10.1.2.3' }],
				['N1', { count: 6, who: 'from 10.1.2.3' }],
			]),
		);
		for (let n = 0; n < 9; n++) watch.take(refusal(7000, { host: `10.9.9.${n}`, user: 'probe' }, 'N2'));
		expect(watch.at(8000).get('N2')).toEqual({ count: 9, who: 'of user probe' });
		expect(watch.at(70_000).size).toBe(0);
	});

	test('from five on in a minute warn, and from sixty on are critical', () => {
		const refused = (count: number) => said({ refused: { count, who: 'from 10.1.2.3' } });
		expect(refused(4)).toEqual([]);
		expect(refused(5)).toEqual(['warn auth: 5 logins from 10.1.2.3 refused within a minute']);
		expect(refused(60)[0]).toContain('critical auth');
	});

	test('of very many who try are not all remembered', () => {
		const watch = new RefusedLoginsWatch();
		for (let n = 0; n < 20_000; n++) watch.take(refusal(0, { host: `10.0.${n >> 8}.${n & 255}` }, `N${n}`));
		expect(watch.at(1000).size).toBeLessThanOrEqual(2000);
	});
});

/** Rounds of servers of two clusters with gateways to each other. */
const gateways = () => {
	const roster = new Roster(2000);
	let time = 0;
	const none = { msgs: 0, bytes: 0 };
	return {
		round(...servers: readonly (readonly [name: string, cluster: string, to: string[], inbound?: number])[]) {
			time += 2000;
			roster.beginRound(began + time);
			for (const [name, cluster, to, inboundConnections = 1] of servers) {
				const links = to.map((remote) => ({ name: remote, sent: none, received: none, inboundConnections }));
				const options: SampleOptions = { id: `N-${name}`, name, cluster, at: time, rtt: 1 };
				roster.heard(sample({ ...options, statsz: { gateways: links } }));
			}
			roster.endRound(began + time);
			roster.tick(began + time + 100);
			const fleet = roster.snapshot(began + time + 100);
			const facts = fleetFacts(fleet);
			return fleet.rows.flatMap((row) =>
				troublesIn(facts, row)
					.filter(({ check }) => check === 'gateway')
					.map(({ severity, text }) => `${severity} ${row.info.name}: ${text}`),
			);
		},
	};
};

describe('the gateways of a statsz', () => {
	const read = (gateways: string) => {
		const text = `{"server":{"id":"N1"},"statsz":{"gateways":[${gateways}],"active_servers":3}}`;
		const statsz = decodeStatsz(parseStatsz(Buffer.from(text))?.statsz as Parameters<typeof decodeStatsz>[0]);
		const decoded = (statsz.gateways ?? []).map(({ name, inboundConnections }) => ({
			name,
			inboundConnections,
		}));
		return {
			...{ statsz, decoded },
			get links() {
				return gatewayLinksOf(statsz);
			},
			get isFound() {
				return statsz.gatewayLinks?.links !== undefined;
			},
		};
	};
	const gateway = (name: string, rest: string) =>
		`{"gwid":7,"name":"${name}","sent":{"msgs":1,"bytes":2},"received":{"msgs":3,"bytes":4}${rest}}`;

	test('are found in its bytes as decoding finds them', () => {
		const inbound = (count: number) => `,"inbound_connections":${count}`;
		const { links, decoded, isFound } = read(
			[
				gateway('west', inbound(12)),
				gateway('nörd', inbound(0)),
				gateway('old', ''),
				gateway('x', inbound(3)),
			].join(','),
		);
		expect(isFound).toBe(true);
		expect(links).toEqual(decoded);
		expect(links.map(({ inboundConnections }) => inboundConnections)).toEqual([12, 0, undefined, 3]);
	});

	test('are those of the round before where they are the same, and else as they are told now', () => {
		const inbound = (name: string, count: number) => gateway(name, `,"inbound_connections":${count}`);
		const told = [inbound('west', 12), inbound('n\u00f6rd', 1), inbound('x', 3), inbound('xy', 4)];
		const before = read(told.join(','));
		const same = read(told.join(','));
		gatewaysFollowOn(same.statsz, before.statsz);
		expect(same.links).toEqual(before.decoded);
		const others = [
			told.toReversed(),
			told.slice(1),
			[...told, inbound('more', 1)],
			[inbound('west', 13), ...told.slice(1)],
			[inbound('wes', 12), inbound('westt', 12), inbound('N\u00f6rd', 1), gateway('x', '')],
			['{"gwid":1,"name":"xy"}'],
		];
		for (const all of others) {
			const after = read(all.join(','));
			const known = before.links;
			gatewaysFollowOn(after.statsz, before.statsz);
			expect(after.links).toEqual(after.decoded);
			expect(after.links).not.toBe(known);
		}
		const ascii = [inbound('west', 12), inbound('x', 3)].join(',');
		const [first, second] = [read(ascii), read(ascii)];
		const { links } = first;
		gatewaysFollowOn(second.statsz, first.statsz);
		expect(second.links).toBe(links);
	});

	test('are decoded where a name could hide something', () => {
		const { links, isFound } = read(gateway('a\\"b', ''));
		expect(isFound).toBe(false);
		expect(links).toHaveLength(1);
	});
});

test('a cluster beyond the end of a list of gateways that is too long to be kept is not said to have none', () => {
	const list = (length: number) => {
		const names = [...Array.from({ length }, (_, index) => `site-${index}-${'x'.repeat(60)}`), 'west'];
		const all = names.map((name) => `{"gwid":7,"name":"${name}","inbound_connections":1}`);
		const text = `{"server":{"id":"N1"},"statsz":{"gateways":[${all.join(',')}],"active_servers":3}}`;
		return decodeStatsz(parseStatsz(Buffer.from(text))?.statsz as Parameters<typeof decodeStatsz>[0]);
	};
	const watch = new GatewayWatch();
	const look = (seconds: number, statsz: Partial<Statsz>): string[] => {
		const member = (name: string, cluster: string, own: Partial<Statsz>): WatchedMember => {
			const latest = sample({ id: `N-${name}`, name, cluster, at: 1000 * seconds, rtt: 1, statsz: own });
			return { key: name, info: latest.server, latest, answering: true, state: 'ok' };
		};
		const found = watch.look([member('e1', 'east', statsz), member('w1', 'west', { gateways: [] })]);
		return [...found.values()].map(({ text }) => text);
	};
	expect(look(0, list(5))).toEqual([]);
	for (let seconds = 2; seconds < 30; seconds += 2) expect(look(seconds, list(2000))).toEqual([]);
	for (let seconds = 30; seconds < 40; seconds += 2) look(seconds, { gateways: [] });
	expect(look(40, { gateways: [] })).toEqual(['no gateway to west']);
});

test('a cluster that is configured and was never reached is missing once two samples have said so', () => {
	const watch = new GatewayWatch(true);
	const look = (seconds: number): string[] => {
		const latest = sample({ id: 'N-e1', name: 'e1', cluster: 'east', at: 1000 * seconds, rtt: 1 });
		const member: WatchedMember = {
			...{ key: 'e1', info: latest.server, latest, answering: true, state: 'ok' },
			varz: { gateways: ['west'] },
		};
		return [...watch.look([member]).values()].map(({ text }) => text);
	};
	expect([look(0), look(0), look(5)]).toEqual([[], [], ['no gateway to west']]);
});

describe('a gateway', () => {
	const e1 = ['e1', 'east', ['west']] as const;
	const e2 = ['e2', 'east', ['west']] as const;
	const w1 = ['w1', 'west', ['east'], 2] as const;
	const copy = <T extends readonly [string, string, readonly string[], number?]>([
		name,
		cluster,
		to,
		inbound,
	]: T) => [name, cluster, [...to], inbound] as [string, string, string[], number?];

	test('that a server has not had for ten seconds is critical, and back at once', () => {
		const { round } = gateways();
		const all = [e1, e2, w1].map(copy);
		round(...all);
		const without = [copy(e1), ['e2', 'east', []] as [string, string, string[]], copy(w1)];
		const found = Array.from({ length: 6 }, () => round(...without));
		expect(found.map((each) => each.length)).toEqual([0, 0, 0, 0, 0, 1]);
		expect(found[5]).toEqual(['critical e2: no gateway to west']);
		expect(round(...all)).toEqual([]);
	});

	test('that a cluster never had is not missing', () => {
		const { round } = gateways();
		const alone = [
			['e1', 'east', []] as [string, string, string[]],
			['w1', 'west', []] as [string, string, string[]],
		];
		for (let n = 0; n < 9; n++) expect(round(...alone)).toEqual([]);
	});

	test('that comes in from fewer servers than have one warns after three rounds', () => {
		const { round } = gateways();
		const few = [copy(e1), copy(e2), ['w1', 'west', ['east'], 1] as [string, string, string[], number]];
		expect([round(...few), round(...few), round(...few)]).toEqual([
			[],
			[],
			['warn w1: west has 1 gateway from east, where 2 servers of east have one to it'],
		]);
	});
});

describe('the leader of the meta group', () => {
	const rounds = () => {
		const roster = new Roster(2000);
		let time = 0;
		return (...leaders: readonly (string | undefined)[]): string[] => {
			time += 2000;
			roster.beginRound(began + time);
			for (const [index, leader] of leaders.entries()) {
				const name = `n${index + 1}`;
				const options: SampleOptions = { id: `N${index + 1}`, name, at: time, rtt: 1 };
				roster.heard(sample({ ...options, statsz: { jetstream: { meta: { leader } } } }));
			}
			roster.endRound(began + time);
			roster.tick(began + time + 100);
			const fleet = roster.snapshot(began + time + 100);
			const facts = fleetFacts(fleet);
			return fleet.rows.flatMap((row) =>
				troublesIn(facts, row)
					.filter(({ check }) => check === 'meta-leader')
					.map(({ severity, text }) => `${severity} ${row.info.name}: ${text}`),
			);
		};
	};

	test('that changes three times in ten minutes warns', () => {
		const round = rounds();
		const all = (leader: string) => round(leader, leader, leader);
		expect([all('n1'), all('n2'), all('n1')]).toEqual([[], [], []]);
		expect(all('n3')).toEqual(['warn n3: the JetStream meta group changed its leader 3 times within 10m']);
	});

	test('that one server names differently for ten seconds is critical, and an election is not', () => {
		const round = rounds();
		round('n1', 'n1', 'n1');
		expect(round('n1', 'n2', 'n2')).toEqual([]);
		expect(round('n2', 'n2', 'n2')).toEqual([]);
		const found = Array.from({ length: 6 }, () => round('n1', 'n2', 'n2'));
		expect(found.at(-2)).toEqual([]);
		expect(found.at(-1)).toEqual(['critical n1: names n1 as JetStream meta leader, where 2 servers name n2']);
	});
});
