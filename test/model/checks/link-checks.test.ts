// Ways to a server: gateways, routes, round trips, refused logins, and what ends.

import { describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../../source/model/event.ts';
import type { ServerRow } from '../../../source/model/fleet.ts';
import { fleetFacts, troublesIn } from '../../../source/model/fleet-facts.ts';
import { RefusedLoginsWatch } from '../../../source/model/refused-logins.ts';
import { Roster } from '../../../source/model/roster.ts';
import { routePendingOf } from '../../../source/model/route-peers.ts';
import { UsualRtt } from '../../../source/model/usual-rtt.ts';
import { decodeStatsz } from '../../../source/nats/decode.ts';
import { parseStatsz } from '../../../source/nats/links.ts';
import { fleetRows, fleetSnapshot, now } from '../../fixtures/fleet.ts';
import { began, sample, serverInfo } from '../../helpers/samples.ts';

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
