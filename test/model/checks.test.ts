// The table of checks: from where on a server is in trouble, and in which words.

import { describe, expect, test } from 'vitest';
import { severityOf } from '../../source/model/checks/check.ts';
import { replicaSeverity } from '../../source/model/checks/jetstream-checks.ts';
import { majorityVersion } from '../../source/model/checks/neighbours.ts';
import { serverChecks } from '../../source/model/checks/server-checks.ts';
import { rankOf } from '../../source/model/checks/trouble.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { fleetFacts, rankIn, troublesIn } from '../../source/model/fleet-facts.ts';
import { markOf } from '../../source/model/health.ts';
import type { JetStream, Statsz } from '../../source/model/server.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';

const named = (name: string): ServerRow => {
	const found = fleetRows().find(({ info }) => info.name === name);
	if (found === undefined) throw new Error(`no ${name}`);
	return found;
};

/** What is wrong with a server beside all others of the fixtures. */
const about = (row: ServerRow, ...others: readonly ServerRow[]) => {
	const rest = fleetRows().filter(({ key }) => key !== row.key && !others.some((other) => other.key === key));
	return troublesIn(fleetFacts(fleetSnapshot({ rows: [row, ...others, ...rest] })), row);
};

/** A server that nothing is wrong with, with other figures. */
const withStatsz = (over: Partial<Statsz>): ServerRow => {
	const row = named('east-3');
	return { ...row, statsz: { ...row.statsz, ...over } };
};

const withJetStream = (over: Partial<JetStream>): ServerRow =>
	withStatsz({ jetstream: { ...named('east-3').statsz?.jetstream, ...over } });

const said = (row: ServerRow, ...others: readonly ServerRow[]) =>
	about(row, ...others).map(({ check, severity, text }) => `${severity} ${check}: ${text}`);

describe('the table of checks', () => {
	test('names each check once, with hyphens, and says what it judges; its mark has a column to stand in', () => {
		const ids = serverChecks.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const columns = serverColumns.map(({ id }) => id);
		for (const { id, about: words, column, thresholds, isLeast } of serverChecks) {
			expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
			expect(words, id).not.toBe('');
			if (column !== undefined) expect(columns, id).toContain(column);
			const { warn, critical } = thresholds ?? {};
			if (warn === undefined || critical === undefined) continue;
			if (isLeast) expect(critical, id).toBeLessThan(warn);
			else expect(critical, id).toBeGreaterThan(warn);
		}
	});

	test('finds nothing wrong with a healthy server, nor with one that tells nothing', () => {
		expect(said(named('east-3'))).toEqual([]);
		const { statsz: _, ...silent } = named('east-3');
		expect(said(silent)).toEqual([]);
	});

	test('a figure over 70 percent of its limit warns, one over 90 is critical, and without a limit none is judged', () => {
		const limits = { warn: 0.7, critical: 0.9 };
		expect(
			[0, 0.7, 0.71, 0.9, 0.91, 3, Number.NaN, undefined].map((each) => severityOf(each, limits)),
		).toEqual([undefined, undefined, 'warn', 'warn', 'critical', 'critical', undefined, undefined]);
		expect(
			said(withStatsz({ cpu: 900, cores: undefined, maxProcs: undefined, memLimit: undefined })),
		).toEqual([]);
	});

	test('CPU counts against the cores that the process may use', () => {
		expect(said(withStatsz({ cpu: 312, cores: 4 }))).toEqual(['warn cpu: CPU at 78% of its cores']);
		expect(said(withStatsz({ cpu: 95, cores: 8, maxProcs: 1 }))).toEqual([
			'critical cpu: CPU at 95% of its cores',
		]);
	});

	test('what grew within a minute is trouble, and what stands still is history', () => {
		const grown = (over: Partial<ServerRow>) => said({ ...named('east-3'), ...over });
		expect(grown({ slowGrowth: { by: 3, at: now - 20_000 } })).toEqual(['warn slow: 3 more slow consumers']);
		expect(grown({ slowGrowth: { by: 1, at: now } })).toEqual(['warn slow: 1 more slow consumer']);
		expect(grown({ slowGrowth: { by: 10, at: now } })).toEqual(['critical slow: 10 more slow consumers']);
		expect(grown({ slowGrowth: { by: 10, at: now - 60_000 } })).toEqual([]);
		expect(grown({ staleGrowth: { by: 1, at: now } })).toEqual(['warn stale-conns: 1 more stale connection']);
		expect(grown({ apiErrorGrowth: { by: 100, at: now } })).toEqual([
			'critical js-errors: 100 more errors of the JetStream API',
		]);
	});

	test('a server that is stale warns and one that is down is critical, in the words of the evidence', () => {
		expect(said(named('edge-nyc-1'))).toEqual(['warn down: no statsz for 15s']);
		expect(said({ ...named('east-3'), state: 'down', evidence: 'no responders for its id' })).toEqual([
			'critical down: no responders for its id',
		]);
		expect(said(named('west-3'))[0]).toBe('warn lame-duck: it announced lame duck mode');
		expect(said({ ...named('east-3'), missedRounds: 3 })).toEqual(['warn answers: left 3 rounds unanswered']);
	});

	test('JetStream is judged by its limits, its queue and its assets', () => {
		const gib = 1024 ** 3;
		expect(said(withJetStream({ storage: 95 * gib, maxStorage: 100 * gib, reservedStorage: 0 }))).toEqual([
			'critical js-storage: JetStream storage at 95% of its limit',
		]);
		expect(said(withJetStream({ memory: 3 * gib, maxMemory: 4 * gib }))).toEqual([
			'warn js-memory: JetStream memory at 75% of its limit',
		]);
		expect(said(withJetStream({ reservedStorage: 95 * gib, maxStorage: 100 * gib, storage: 1 }))).toEqual([
			'warn js-reserved: reserved JetStream storage or memory at 95% of its limit',
		]);
		expect(said(withJetStream({ haAssets: 1001 }))[0]).toContain('warn ha-assets: 1001');
		expect(said(withJetStream({ meta: { leader: 'east-1', pending: 11 } }))[0]).toContain(
			'warn js-pending: 11',
		);
	});

	test('a peer that its meta leader does not hear, or that is behind, says so in its own row', () => {
		const peer = { name: 'east-3', current: true, offline: false, active: 0.4e9, lag: 0 };
		expect(replicaSeverity(peer)).toBeUndefined();
		expect(replicaSeverity({ ...peer, offline: true })).toBe('critical');
		expect(replicaSeverity({ ...peer, current: false })).toBe('warn');
		expect(replicaSeverity({ ...peer, lag: 100 })).toBeUndefined();
		expect(replicaSeverity({ ...peer, lag: 101 })).toBe('warn');
		const leader = named('east-1');
		const leading = (over: Partial<typeof peer>): ServerRow => {
			const meta = { ...leader.statsz?.jetstream?.meta, replicas: [{ ...peer, ...over }] };
			return { ...leader, statsz: { ...leader.statsz, jetstream: { ...leader.statsz?.jetstream, meta } } };
		};
		expect(said(named('east-3'), leading({ lag: 25_000 }))).toEqual([
			'warn meta-lag: 25000 behind the JetStream meta leader east-1',
		]);
		expect(said(named('east-3'), leading({ active: 7e9 }))).toEqual([
			'warn meta-peers: the JetStream meta leader east-1 last heard it 7s ago',
		]);
		expect(said(named('east-3'), leading({ active: 7300e9 }))).toEqual([
			'warn meta-peers: the JetStream meta leader east-1 last heard it 2h ago',
		]);
	});

	test('a meta group without a spare over its quorum is critical for its leader', () => {
		const leader = named('east-1');
		const peer = { current: true, offline: false, active: 0.4e9, lag: 0 };
		const meta = (gone: number) => ({
			...{ leader: 'east-1', clusterSize: 5, quorum: 3 },
			replicas: ['a', 'b', 'c', 'd'].map((name, index) => ({ ...peer, name, offline: index < gone })),
		});
		const leading = (gone: number): ServerRow => ({
			...leader,
			statsz: { ...leader.statsz, jetstream: { ...leader.statsz?.jetstream, meta: meta(gone) } },
		});
		expect(said(leading(1))).toEqual([]);
		expect(said(leading(2))).toEqual([
			'critical meta-peers: 2 of 5 peers of the JetStream meta group are silent: one more, and it stops',
		]);
	});

	test('peers that a new leader has never heard are silent as soon as it has heard others', () => {
		const leader = named('east-1');
		const peers = (...actives: number[]): ServerRow => {
			const replicas = actives.map((active, index) => ({
				// What the leader has added since it leads is the lag of one that it has never heard.
				...{ name: `p${index}`, current: active > 0, offline: false, active, lag: active > 0 ? 0 : 4 },
			}));
			const meta = { leader: 'east-1', clusterSize: 3, quorum: 2, replicas };
			return { ...leader, statsz: { ...leader.statsz, jetstream: { ...leader.statsz?.jetstream, meta } } };
		};
		expect(said(peers(0, 0))).toEqual([]);
		expect(said(peers(0.4e9, 0))).toEqual([
			'critical meta-peers: 1 of 3 peers of the JetStream meta group are silent: one more, and it stops',
		]);
	});

	test('differing from its cluster warns, two minor versions apart are critical, and not knowing is neither', () => {
		const run = (version: string | undefined) => {
			const row = named('east-3');
			return said({ ...row, info: { ...row.info, version } });
		};
		expect(run('2.11.9')).toEqual(['warn version: version 2.11.9, where most of east run 2.12.1']);
		expect(run('2.10.29')[0]).toMatch(/^critical version/);
		expect(run(undefined)).toEqual([]);
		const edge = named('edge-ams-1');
		expect(said({ ...edge, info: { ...edge.info, version: '2.9.10' } })).toEqual([]);
	});

	test('the version most servers run is that of the most, of several the newest', () => {
		const of = (...versions: string[]) =>
			majorityVersion(
				versions.map((version) => ({ ...named('east-3'), info: { ...named('east-3').info, version } })),
			);
		expect(of('2.10.27', '2.15.1')).toBe('2.15.1');
		expect(of('2.15.1', '2.10.27')).toBe('2.15.1');
		expect(of('2.10.27', '2.15.1', '2.10.27')).toBe('2.10.27');
		expect(of()).toBeUndefined();
	});

	test('a lost route is critical, and fewer than others have warns', () => {
		const row = named('east-3');
		expect(said({ ...row, unrouted: ['east-1'] })).toEqual(['critical route: no route to east-1']);
		expect(said(withStatsz({ routes: row.statsz?.routes?.slice(0, 4) }))).toEqual([
			'warn route: routes to 1 servers, where others have 2',
		]);
	});

	test('names that two servers have, or that hold a blank, are trouble', () => {
		const row = named('east-3');
		expect(said({ ...row, twins: ['NABCDEFGHIJK'] })).toEqual(['critical names: same name as NABCDEFG']);
		const other = { ...named('west-1'), info: { ...named('west-1').info, name: 'east-3' } };
		expect(said(row, other)).toEqual(['warn names: 1 server of other clusters has its name']);
		expect(said({ ...row, info: { ...row.info, name: 'east 3' } })).toEqual([
			'warn names: a blank in its name',
		]);
	});

	test('a clock is compared with the middle of all, so that our own being wrong blames nobody', () => {
		const at = (offset: number) => fleetRows().map((row) => ({ ...row, clockOffset: offset, rtt: 2 }));
		const seen = (rows: readonly ServerRow[]) => {
			const facts = fleetFacts(fleetSnapshot({ rows }));
			return rows.map((row) => troublesIn(facts, row).find(({ check }) => check === 'clock')?.text);
		};
		expect(seen(at(90_000)).filter(Boolean)).toEqual([]);
		const [first, ...rest] = at(0);
		if (first === undefined) throw new Error('no servers');
		expect(seen([{ ...first, clockOffset: -2000 }, ...rest])[0]).toBe('clock 2s behind');
		expect(seen([{ ...first, clockOffset: 7_200_000 }, ...rest])[0]).toBe('clock 2h ahead');
		expect(seen([{ ...first, clockOffset: -26 * 3_600_000 }, ...rest])[0]).toBe('clock 1d behind');
		expect(seen([{ ...first, clockOffset: 2000, rtt: 4000 }, ...rest])[0]).toBeUndefined();
	});
});

describe('the rank of a row', () => {
	test('is by severity, then by the place of its check in the table', () => {
		const rank = (severity: 'warn' | 'critical', check: string) => rankOf([{ severity, check, text: '' }]);
		expect(rankOf([])).toBe(0);
		expect(rank('critical', 'version')).toBeGreaterThan(rank('warn', 'down'));
		expect(rank('warn', 'down')).toBeGreaterThan(rank('warn', 'cpu'));
		expect(rank('warn', 'cpu')).toBeGreaterThan(rank('warn', 'version'));
		expect(rank('warn', 'version')).toBeGreaterThan(0);
	});

	test('holds for as long as the picture says', () => {
		const row = named('east-3');
		const facts = fleetFacts(fleetSnapshot({ ranks: new Map([[row.key, 7]]) }));
		expect(rankIn(facts, row)).toBe(7);
	});
});

test('every judgement has a letter form', () => {
	expect([markOf('warn'), markOf('crit'), markOf(undefined)]).toEqual(['!', '!!', '']);
});
