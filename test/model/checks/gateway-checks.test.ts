// What is found wrong with gateways, and with the leader of the meta group.

import { describe, expect, test } from 'vitest';
import { fleetFacts, troublesIn } from '../../../source/model/fleet-facts.ts';
import { gatewayLinksOf, gatewaysFollowOn } from '../../../source/model/gateway-links.ts';
import { GatewayWatch } from '../../../source/model/gateway-watch.ts';
import { Roster } from '../../../source/model/roster.ts';
import type { Statsz } from '../../../source/model/server.ts';
import type { WatchedMember } from '../../../source/model/watched-member.ts';
import { decodeStatsz } from '../../../source/nats/decode.ts';
import { parseStatsz } from '../../../source/nats/links.ts';
import { began, type SampleOptions, sample } from '../../helpers/samples.ts';

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
