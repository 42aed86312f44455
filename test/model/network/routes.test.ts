// What is wrong with the route between two servers: missing, half-open, short or slow; and when nothing is.

import { beforeEach, describe, expect, test } from 'vitest';
import { fleetFacts, troublesIn } from '../../../source/model/fleet-facts.ts';
import { RouteBook } from '../../../source/model/network/route-book.ts';
import { tripsTold } from '../../../source/model/network/route-peer.ts';
import { Roster } from '../../../source/model/roster.ts';
import { began, type SampleOptions, sample } from '../../helpers/samples.ts';

const none = { msgs: 0, bytes: 0 };

let roster: Roster;
let time: number;
beforeEach(() => {
	roster = new Roster(2000);
	time = 0;
});

/** A server with so many connections to each of these. */
const node = (
	name: string,
	peers: Readonly<Record<string, number>>,
	over: SampleOptions = {},
): SampleOptions => ({
	...{ id: `N-${name}`, name, cluster: 'east', ...over },
	statsz: {
		routes: Object.entries(peers).flatMap(([peer, count], at) =>
			Array.from({ length: count }, (_, index) => ({
				...{ rid: 10 * at + index + 1, name: peer, sent: none, received: none, pending: 0 },
			})),
		),
	},
});

const round = (...nodes: SampleOptions[]): void => {
	time += 2000;
	roster.beginRound(began + time);
	for (const options of nodes) roster.heard(sample({ ...options, at: time, rtt: 1 }));
	roster.endRound(began + time);
	roster.tick(began + time);
};

const picture = () => roster.snapshot(began + time);

/** What the main screen says of routes. */
const said = (): string[] => {
	const fleet = picture();
	return fleet.rows.flatMap((row) =>
		troublesIn(fleetFacts(fleet), row)
			.filter(({ check }) => check === 'route')
			.map(({ severity, text }) => `${row.info.name}: ${severity} ${text}`),
	);
};

/** The same of the matrix, by cells. */
const cells = (from: string): string[] => {
	const row = new RouteBook().rows(picture()).rows.find(({ name }) => name === from);
	return row?.group.names.map((name) => row.stateOf(name)) ?? [];
};

const whole = [
	node('n1', { n2: 4, n3: 4 }),
	node('n2', { n1: 4, n3: 4 }),
	node('n3', { n1: 4, n2: 4 }),
] as const;

describe('a route between two servers', () => {
	test('is whole where both tell of it, and nothing is said', () => {
		for (let i = 0; i < 4; i++) round(...whole);
		expect(said()).toEqual([]);
		expect(cells('n1')).toEqual(['own', 'ok', 'ok']);
	});

	test('is missing where neither tells of it: both cells and the main screen say so', () => {
		for (let i = 0; i < 3; i++) round(...whole);
		const cut = [node('n1', { n3: 4 }), node('n2', { n3: 4 }), whole[2]] as const;
		for (let i = 0; i < 3; i++) round(...cut);
		expect(said()).toEqual(['n1: critical no route to n2', 'n2: critical no route to n1']);
		expect([cells('n1'), cells('n2'), cells('n3')]).toEqual([
			['own', 'missing', 'ok'],
			['missing', 'own', 'ok'],
			['ok', 'ok', 'own'],
		]);
		for (let i = 0; i < 3; i++) round(...whole);
		expect(said()).toEqual([]);
	});

	test('that one end alone tells of warns for half a minute, and is critical then', () => {
		for (let i = 0; i < 3; i++) round(...whole);
		const half = [node('n1', { n3: 4 }), whole[1], whole[2]] as const;
		for (let i = 0; i < 3; i++) round(...half);
		expect(said()).toEqual(['n1: warn no route to n2, which still tells of one']);
		expect([cells('n1'), cells('n2')]).toEqual([
			['own', 'one-sided', 'ok'],
			['ok', 'own', 'ok'],
		]);
		for (let i = 0; i < 15; i++) round(...half);
		expect(said()).toEqual(['n1: critical no route to n2, which still tells of one']);
	});

	test('with fewer connections than others have is short after three rounds, on both sides', () => {
		const short = [node('n1', { n2: 3, n3: 4 }), node('n2', { n1: 3, n3: 4 }), whole[2]] as const;
		round(...short);
		round(...short);
		expect(said()).toEqual([]);
		round(...short);
		expect(said()).toEqual(['n1: warn 3 of 4 connections to n2', 'n2: warn 3 of 4 connections to n1']);
		expect(cells('n1')).toEqual(['own', 'short', 'ok']);
		for (let i = 0; i < 3; i++) round(...whole);
		expect(said()).toEqual([]);
	});

	test('of two servers alone is short once it has fewer than it had', () => {
		const pair = (count: number) => [node('n1', { n2: count }), node('n2', { n1: count })] as const;
		for (let i = 0; i < 3; i++) round(...pair(4));
		for (let i = 0; i < 4; i++) round(...pair(3));
		expect(said()).toEqual(['n1: warn 3 of 4 connections to n2', 'n2: warn 3 of 4 connections to n1']);
	});

	test('to a server without a pool has the one connection that it can have', () => {
		const mixed = [
			node('n1', { n2: 4, old: 1 }),
			node('n2', { n1: 4, old: 1 }),
			node('old', { n1: 1, n2: 1 }, { version: '2.9.10' }),
		] as const;
		for (let i = 0; i < 5; i++) round(...mixed);
		expect(said()).toEqual([]);
	});

	test('is not missed of a server that began less than five seconds ago', () => {
		for (let i = 0; i < 3; i++) round(...whole);
		const fresh = node('n4', { n3: 4 }, { start: time + 1900 });
		const others = [whole[0], whole[1], node('n3', { n1: 4, n2: 4, n4: 4 })] as const;
		round(...others, fresh);
		round(...others, fresh);
		expect(said()).toEqual([]);
		for (let i = 0; i < 4; i++) round(...others, fresh);
		expect(said()).toContain('n4: critical no route to n1, n2');
	});

	test('of which the other end has not answered is not known there, and missing here', () => {
		for (let i = 0; i < 3; i++) round(...whole);
		const without = [node('n1', { n3: 4 }), whole[2]] as const;
		for (let i = 0; i < 3; i++) round(...without);
		expect(cells('n1')).toEqual(['own', 'missing', 'ok']);
		expect(cells('n2')).toEqual(['unknown', 'own', 'unknown']);
	});
});

describe('a round trip', () => {
	/** Three rounds of ROUTEZ, in which one way takes longer. */
	const slow = (ms: number, rounds = 3): readonly string[] => {
		const book = new RouteBook();
		for (let i = 0; i < rounds; i++) {
			for (const { server, statsz } of whole.map((options) => sample(options))) {
				const links = (statsz.routes ?? []).map(({ rid = 0, name = '' }) => {
					const isSlow = [server.name, name].sort().join() === 'n1,n2';
					return { rid, remoteName: name, rtt: isSlow ? ms : 1 };
				});
				book.told({ server, at: began, links, isCut: false }, began + time);
			}
			book.endRound(picture());
		}
		return book
			.rows(picture())
			.rows.flatMap(({ name, troubles, slowPeers }) =>
				troubles.map(({ text }) => `${name}: ${text} (${slowPeers.join()})`),
			);
	};

	test('over four times the middle of the cluster is slow after three rounds, whichever end says it', () => {
		for (let i = 0; i < 3; i++) round(...whole);
		expect(slow(41)).toEqual([
			'n1: 41 ms to n2, where 1.0 ms is usual in east (n2)',
			'n2: 41 ms to n1, where 1.0 ms is usual in east (n1)',
		]);
		expect(slow(41, 2)).toEqual([]);
	});

	test('under 5 ms is never slow', () => {
		for (let i = 0; i < 3; i++) round(...whole);
		expect(slow(4.9)).toEqual([]);
	});

	test('is found by an answer that names its peers without reading the routes of statsz, once for each answer', () => {
		const unread = {
			get routes(): never {
				throw new Error('read');
			},
		};
		const named = [4, 2, 9].map((rtt, rid) => ({ rid, rtt, remoteName: rid === 2 ? 'n3' : 'n2' }));
		const trips = tripsTold(unread, named);
		expect([...trips]).toEqual([
			['n2', 2],
			['n3', 9],
		]);
		expect(tripsTold(unread, named)).toBe(trips);
		// Before nats-server 2.9.16 statsz tells whose connection it is, be it later.
		const nameless = [{ rid: 1, rtt: 3 }];
		const statsz = (name: string) => ({ routes: [{ rid: 1, name, sent: none, received: none, pending: 0 }] });
		expect([...tripsTold(statsz('n2'), nameless)]).toEqual([['n2', 3]]);
		expect([...tripsTold(statsz('n3'), nameless)]).toEqual([['n3', 3]]);
	});
});
