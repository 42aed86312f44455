// Checks of how servers are set up: their configuration beside that of others, logins, names, and their own word.

import { describe, expect, test } from 'vitest';
import type { ServerRow } from '../../../source/model/fleet.ts';
import { fleetFacts, troublesIn } from '../../../source/model/fleet-facts.ts';
import { serverReport } from '../../../source/model/health/server-report.ts';
import type { Healthz, Varz } from '../../../source/model/server.ts';
import { fleetRows, fleetSnapshot, now } from '../../fixtures/fleet.ts';

const ofEast = (over: (row: ServerRow) => Partial<ServerRow>): ServerRow[] =>
	fleetRows()
		.filter(({ info, state }) => info.cluster === 'east' && state === 'ok')
		.map((row) => ({ ...row, ...over(row) }));

const said = (rows: readonly ServerRow[], check: string): string[] => {
	const facts = fleetFacts(fleetSnapshot({ rows }));
	return rows.flatMap((row) =>
		troublesIn(facts, row)
			.filter((trouble) => trouble.check === check)
			.map(({ severity, text }) => `${row.info.name}: ${severity} ${text}`),
	);
};

const varz = (over: Partial<Varz>) => ({ varz: { authRequired: true, ...over } });

describe('configurations', () => {
	test('of which one differs from those of the others are told at that server', () => {
		const rows = ofEast(({ info }) => varz({ configDigest: info.name === 'east-2' ? 'b' : 'a' }));
		expect(said(rows, 'config')).toEqual(['east-2: warn another configuration than most of east have']);
	});

	test('that each server has of its own, as where its name stands in it, are not compared', () => {
		const rows = ofEast(({ info }) => varz({ configDigest: info.name }));
		expect(said(rows, 'config')).toEqual([]);
		const state = serverReport(fleetSnapshot({ rows }))
			.states()
			.find(({ check }) => check.id === 'config');
		expect(state?.unknown).toMatch(/share one configuration/);
	});

	test('with other gateways than most of the cluster have are told, and those without VARZ are not', () => {
		const rows = ofEast(({ info }) =>
			info.name === 'east-1' ? {} : varz({ gateways: info.name === 'east-2' ? [] : ['east', 'west'] }),
		);
		expect(said(rows, 'gateways-uniform')).toEqual([]);
		const all = ofEast(({ info }) => varz({ gateways: info.name === 'east-2' ? [] : ['east', 'west'] }));
		expect(said(all, 'gateways-uniform')).toEqual([
			'east-2: warn no gateways, where most of east have some to east, west',
		]);
		const few = ofEast(({ info }) => varz({ gateways: info.name === 'east-2' ? ['west'] : [] }));
		expect(said(few, 'gateways-uniform')).toEqual([
			'east-2: warn gateways to west, where most of east have none',
		]);
	});

	test('that let anybody in are told', () => {
		const rows = ofEast(({ info }) => varz({ authRequired: info.name !== 'east-3' }));
		expect(said(rows, 'auth-required')).toEqual(['east-3: warn clients get in without a login']);
	});
});

test('blanks in the names of clusters and of JetStream domains are told', () => {
	const rows = ofEast((row) => ({
		info: { ...row.info, cluster: 'my east' },
		statsz: { ...row.statsz, jetstream: { ...row.statsz?.jetstream, domain: 'hub\t1' } },
	}));
	expect(said(rows, 'blanks').at(0)).toBe(
		'east-2: warn a blank in the name of cluster "my east" and JetStream domain "hub\\t1"',
	);
	expect(
		said(
			ofEast(() => ({})),
			'blanks',
		),
	).toEqual([]);
});

test('a server with far more memory than its neighbours is told, and little memory is not', () => {
	const mib = 1024 ** 2;
	const withMemory = (much: number, usual: number) =>
		said(
			ofEast((row) => ({ statsz: { ...row.statsz, mem: row.info.name === 'east-2' ? much : usual } })),
			'memory-uniform',
		);
	expect(withMemory(900 * mib, 300 * mib)).toEqual([
		'east-2: warn 3.0 times the memory that is usual in east',
	]);
	expect(withMemory(200 * mib, 20 * mib)).toEqual([]);
	expect(withMemory(400 * mib, 300 * mib)).toEqual([]);
});

describe('the own word of a server on its health', () => {
	const saying = (over: Partial<Healthz>): string[] =>
		said(
			ofEast(({ info }) =>
				info.name === 'east-1'
					? { healthz: { isOk: false, words: [], more: 0, at: now, form: 'full', ...over } }
					: {},
			),
			'health',
		);

	test('is quoted, and what is too much for a line is counted', () => {
		expect(saying({ words: ['JetStream has not established contact with a meta leader'] })).toEqual([
			'east-1: critical JetStream has not established contact with a meta leader',
		]);
		expect(saying({ words: ['a', 'b', 'c'], more: 26 })).toEqual(['east-1: critical a; b and 27 more']);
		const key = `A${'B2C3D'.repeat(11)}`;
		expect(saying({ words: [`JetStream stream '${key} > ORDERS' is not current`] })).toEqual([
			"east-1: critical JetStream stream 'AB2C3D...2C3D > ORDERS' is not current",
		]);
		expect(saying({})).toEqual(['east-1: critical it says that it is not healthy']);
		expect(saying({ isOk: true })).toEqual([]);
	});

	test('says which leafnode remotes are not connected: a warning, and critical after ten seconds', () => {
		const words = 'leafnode remote for account "APP" (urls=["nats-leaf://10.0.0.1:7422"]) is not connected';
		const away = (milliseconds: number, ...all: string[]) =>
			said(
				ofEast(({ info }) => {
					if (info.name !== 'east-1') return {};
					const remotes = { words: all, since: now - milliseconds };
					return { healthz: { ...{ isOk: true, words: [], more: 0, at: now, form: 'cheap' }, remotes } };
				}),
				'leaf-remotes',
			);
		expect(away(0, words)).toEqual([`east-1: warn ${words}`]);
		expect(away(10_000, words, words)).toEqual([`east-1: critical ${words}, and 1 more`]);
		expect(away(10_000)).toEqual([]);
	});

	test('that nobody asked for is not known, and passes nothing', () => {
		const states = serverReport(fleetSnapshot({ rows: ofEast(() => ({})) })).states();
		expect(states.find(({ check }) => check.id === 'health')).toMatchObject({
			judged: 0,
			unknown: 'HEALTHZ was not asked, or needs nats-server 2.9',
		});
	});
});

test('a check that passes says which server is nearest to its limit, and by how much', () => {
	const rows = ofEast((row) => ({
		statsz: { ...row.statsz, cpu: row.info.name === 'east-1' ? 200 : 40, cores: 4, maxProcs: 4 },
	}));
	const states = serverReport(fleetSnapshot({ rows })).states();
	expect(states.find(({ check }) => check.id === 'cpu')).toMatchObject({
		...{ failing: 0, judged: 3, nearest: { name: 'east-1', value: 0.5 } },
		thresholds: { warn: 0.7, critical: 0.9 },
	});
	// What no server has cannot fail.
	expect(states.find(({ check }) => check.id === 'memory')?.unknown).toBeUndefined();
});
