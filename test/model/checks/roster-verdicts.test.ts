// Servers are judged over rounds: marks, order, header and JSON read one verdict.

import { describe, expect, test } from 'vitest';
import { fleetFacts, rankIn, troublesIn } from '../../../source/model/fleet-facts.ts';
import { problemsOf } from '../../../source/model/problems.ts';
import { Roster } from '../../../source/model/roster.ts';
import { interval, rosterRounds } from '../../helpers/roster-rounds.ts';
import { began, sample } from '../../helpers/samples.ts';

const watched = rosterRounds();

const cpu = (percent: number, at: number) => ({ at, statsz: { cores: 1, cpu: percent } });

/** What is said after each round of these values. */
const said = (values: readonly number[], from = 0): string[] =>
	values.map((value, index) => {
		watched.round(cpu(value, (from + index) * interval));
		return now();
	});

const now = (): string => {
	const fleet = watched.roster.snapshot(began);
	const facts = fleetFacts(fleet);
	const [row] = fleet.rows;
	if (row === undefined) throw new Error('no server');
	const troubles = troublesIn(facts, row);
	// Who is first, how it stands and what is said are one.
	expect(rankIn(facts, row) > 0).toBe(troubles.length > 0);
	expect(problemsOf(fleet).first?.trouble).toBe(troubles[0]);
	return troubles.map(({ check, severity }) => `${severity} ${check}`).join(', ');
};

describe('a server', () => {
	test('is hot after three hot rounds and well after three cool ones, and its place in the list says the same', () => {
		expect(said([95, 95, 95, 95, 10, 10, 10])).toEqual([
			...['', '', 'critical cpu', 'critical cpu'],
			...['critical cpu', 'critical cpu', ''],
		]);
	});

	test('that swings around its threshold never flickers', () => {
		expect(new Set(said([95, 10, 95, 95, 10, 95, 10, 95, 95, 10]))).toEqual(new Set(['']));
		said([95, 95, 95], 10);
		expect(new Set(said([10, 95, 10, 10, 95, 10, 95], 13))).toEqual(new Set(['critical cpu']));
	});

	test('that misses rounds is not judged by what it told before', () => {
		said([95]);
		for (let missed = 0; missed < 4; missed++) watched.round();
		expect(now()).not.toContain('cpu');
	});

	test('that is asked once is judged by what it says then', () => {
		const roster = new Roster(interval, { atOnce: true });
		roster.beginRound(began);
		roster.heard(sample(cpu(95, 0)));
		roster.endRound(began);
		expect(problemsOf(roster.snapshot(began)).first?.trouble.check).toBe('cpu');
	});

	test('is judged by the thresholds that a person has chosen', () => {
		const roster = new Roster(interval, { atOnce: true, settings: new Map([['cpu', { warn: 0.98 }]]) });
		roster.beginRound(began);
		roster.heard(sample(cpu(95, 0)));
		roster.endRound(began);
		expect(problemsOf(roster.snapshot(began)).first).toBe(undefined);
	});
});
