// What a roster keeps of configurations, how many servers it holds, and how long a figure is of now.

import { describe, expect, test } from 'vitest';
import { mostRows } from '../../source/model/identity.ts';
import { interval, kinds, received, rosterRounds, traffic } from '../helpers/roster-rounds.ts';
import { began, type SampleOptions, sample, serverInfo } from '../helpers/samples.ts';

const rounds = rosterRounds();

const { round, row, rows } = rounds;

describe('a configuration', () => {
	const at = began;

	test('is learned without an event, and its change is one', () => {
		round({});
		expect(rounds.roster.describe('N1', { configLoadTime: 1, configDigest: 'a' }, at)).toEqual([]);
		expect(rounds.roster.describe('N1', { configLoadTime: 1, configDigest: 'a' }, at)).toEqual([]);
		expect(rounds.roster.describe('N1', { configLoadTime: 2, configDigest: 'b' }, at)).toMatchObject([
			{ kind: 'CONFIG', text: 'configuration changed' },
		]);
		expect(rounds.roster.describe('N1', { configLoadTime: 3, configDigest: 'b' }, at)).toMatchObject([
			{ text: 'configuration reloaded, its digest is the same, which does not cover certificate files' },
		]);
	});

	test('whose certificate was exchanged is told by its time, though the digest is the same', () => {
		round({});
		const tlsCertNotAfter = Date.UTC(2026, 11, 27, 23, 37, 45);
		rounds.roster.describe('N1', { configLoadTime: 1, configDigest: 'a', tlsCertNotAfter }, at);
		const later = {
			configLoadTime: 2,
			configDigest: 'a',
			tlsCertNotAfter: Date.UTC(2027, 1, 25, 23, 37, 47),
		};
		expect(rounds.roster.describe('N1', later, at)).toMatchObject([
			{
				severity: 'info',
				text: 'configuration reloaded: certificate until 2026-12-27T23:37:45Z → 2027-02-25T23:37:47Z',
			},
		]);
	});

	test('that took JetStream away is a warning, and what else is another is named', () => {
		round({});
		rounds.roster.describe(
			'N1',
			{ configLoadTime: 1, facts: { JetStream: true, 'max connections': 65_536 } },
			at,
		);
		const later = { configLoadTime: 2, facts: { JetStream: false, 'max connections': 999, tags: 'az:a' } };
		expect(rounds.roster.describe('N1', later, at)).toMatchObject([
			{
				severity: 'warn',
				text: 'configuration reloaded: JetStream on → off, max connections 65536 → 999, tags none → az:a',
			},
		]);
	});

	test('of a server without a digest is only known to be reloaded', () => {
		round({});
		rounds.roster.describe('N1', { configLoadTime: 1 }, at);
		expect(rounds.roster.describe('N1', { configLoadTime: 2 }, at)).toMatchObject([
			{ text: 'configuration reloaded' },
		]);
	});

	test('that was reloaded soon after the start of a process that began while we watched is told', () => {
		for (let i = 0; i < 3; i++) round({});
		const fresh = { id: 'N2', name: 'n2', at: 9000, start: 8000 };
		round({}, fresh);
		const start = sample(fresh).statsz.start ?? 0;
		expect(rounds.roster.describe('N2', { configLoadTime: start + 500 }, began)).toMatchObject([
			{ kind: 'CONFIG', text: 'configuration reloaded' },
		]);
		expect(rounds.roster.describe('N1', { configLoadTime: 5 }, began)).toEqual([]);
	});

	test('that we reloaded ourselves is no event a second time', () => {
		round({});
		rounds.roster.describe('N1', { configLoadTime: 1 }, at);
		expect(rounds.roster.describe('N1', { configLoadTime: 2 }, at, true)).toEqual([]);
		expect(rounds.roster.describe('N1', { configLoadTime: 2 }, at)).toEqual([]);
		expect(rounds.roster.describe('N0', { configLoadTime: 2 }, at)).toEqual([]);
	});
});

test('a roster does not grow without end when somebody invents servers', () => {
	for (let i = 0; i < mostRows + 50; i++) rounds.roster.heard(sample({ id: `N${i}`, name: `x${i}` }));
	expect(rows()).toHaveLength(mostRows);
});

test('a full roster makes room by rows that never answered, and says once that it is full', () => {
	rounds.roster.heard(sample({ rtt: 1 }));
	for (let i = 2; i < mostRows + 50; i++) rounds.roster.heard(sample({ id: `N${i}`, name: `x${i}` }));
	const limit = `${mostRows} servers are followed and no more: those that never answered make room first`;
	expect(rounds.roster.tick(began).map(({ text }) => text)).toEqual([limit]);
	rounds.roster.heard(sample({ id: 'NREAL', name: 'real', rtt: 1 }));
	expect(rounds.roster.tick(began)).toEqual([]);
	const names = new Set(rows().map(({ info }) => info.name));
	expect(names.size).toBe(mostRows);
	expect(['n1', 'real', 'x2'].map((name) => names.has(name))).toEqual([true, true, false]);
});

describe('figures of now', () => {
	const connections = { connections: 7, subscriptions: 3 };

	test('rates of the dead are unknown once their sample is older than a round and a half', () => {
		round({ statsz: { received: traffic(0), ...connections } });
		round({ at: 2000, statsz: { received: traffic(400), ...connections } });
		expect(row('n1', 2000 + 1.5 * interval)?.rates?.in?.msgs).toBe(200);
		const { rows: late, totals } = rounds.roster.snapshot(began + 2001 + 1.5 * interval);
		expect(late[0]).toMatchObject({ state: 'ok', isOld: true, rates: undefined, statsz: connections });
		expect(totals).toEqual({
			counted: 0,
			connections: undefined,
			subscriptions: undefined,
			rates: { of: 'clients', servers: 0 },
			sinceStart: { of: 'clients', servers: 0 },
			ok: 1,
			stale: 0,
			lameduck: 0,
			down: 0,
			unknown: 0,
		});
	});

	test('rates of a server that is down are unknown at once', () => {
		round(received(0));
		round({ at: 2000, ...received(400) });
		rounds.roster.unreachable('N1', began + 2100);
		expect(row('n1', 2100)).toMatchObject({ state: 'down', rates: undefined });
	});

	test('a round that waits for somebody who hangs makes nobody else old', () => {
		const both = (at: number, msgs: number) => [
			{ at, ...received(msgs) },
			{ id: 'N2', name: 'n2', at, ...received(msgs) },
		];
		for (const at of [0, 2000]) {
			rounds.roster.beginRound(began + at);
			for (const options of both(at, at)) rounds.roster.heard(sample(options));
			rounds.roster.endRound(began + at + 10);
		}
		rounds.roster.beginRound(began + 4000);
		rounds.roster.heard(sample({ at: 4000, ...received(4000) }));
		const long = began + 9000;
		const seen = () =>
			rounds.roster.snapshot(long).rows.map(({ info, isOld, rates }) => [info.name, isOld, rates?.in?.msgs]);
		expect(seen()).toEqual([
			['n1', false, 1000],
			['n2', true, undefined],
		]);
		rounds.roster.endRound(long);
		expect(seen()).toEqual([
			['n1', false, 1000],
			['n2', true, undefined],
		]);
	});

	test('a lame duck that answers nothing more is in no sum: its clients are counted where they went', () => {
		const stay = { id: 'N2', name: 'n2' };
		round({ statsz: { connections: 40 } }, { ...stay, statsz: { connections: 2 } });
		rounds.roster.announced(serverInfo(), 'lameduck', began + 500);
		round({ ...stay, at: 2000, statsz: { connections: 42 } });
		round({ ...stay, at: 4000, statsz: { connections: 42 } });
		const { rows: all, totals } = rounds.roster.snapshot(began + 4000);
		expect(totals).toMatchObject({ counted: 1, connections: 42, lameduck: 1, ok: 1 });
		expect(all.find(({ info }) => info.name === 'n1')).toMatchObject({ state: 'lameduck', isOld: true });
	});

	test('while our link is down the picture is of the moment it was lost', () => {
		round(received(0));
		round({ at: 2000, ...received(400) });
		rounds.roster.disconnected(began + 2500);
		expect(row('n1', 60_000)).toMatchObject({ state: 'unknown', isOld: false, rates: { in: { msgs: 200 } } });
		expect(rounds.roster.snapshot(began + 60_000).totals.counted).toBe(0);
	});

	describe('where nobody may be asked', () => {
		const blind = (at: number, ...samples: SampleOptions[]) => {
			rounds.roster.beginRound(began + at);
			for (const options of samples) rounds.roster.heard(sample(options));
			rounds.roster.endBlindRound(began + at);
		};

		test('a heartbeat is a round', () => {
			blind(0, received(0));
			blind(10_000, { at: 10_000, ...received(1000) });
			expect(row('n1', 24_000)?.rates?.in?.msgs).toBe(100);
			expect(row('n1', 25_001)?.rates).toBeUndefined();
		});

		test('a server before 2.10.21, which publishes every 30 s, is neither stale nor old in between', () => {
			const old = { version: '2.10.20' };
			blind(0, { ...old, ...received(0) });
			blind(30_000, { ...old, at: 30_000, ...received(3000) });
			blind(59_000);
			expect(kinds(rounds.roster.tick(began + 59_000))).toEqual([]);
			expect(row('n1', 59_000)).toMatchObject({ state: 'ok', isOld: false, rates: { in: { msgs: 100 } } });
			expect(kinds(rounds.roster.tick(began + 75_000))).toEqual(['STALE']);
		});
	});
});
