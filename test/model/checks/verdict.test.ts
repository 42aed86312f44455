// Figures are judged over rounds: a verdict turns after three that speak against it, whatever came before.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Check, type Severity, swinging } from '../../../source/model/checks/check.ts';
import { Judge, keptRankBy, rankBy, stateRankBy, troublesBy } from '../../../source/model/checks/judge.ts';
import { judgedRounds, nextStanding, type Standing } from '../../../source/model/checks/verdict.ts';

type Level = 0 | 1 | 2;

const severities: readonly (Severity | undefined)[] = [undefined, 'warn', 'critical'];

/** The verdict after each round, in which it was found to be as bad as that. */
const verdicts = (levels: readonly Level[], rounds?: number): Level[] => {
	let standing: Standing | undefined;
	return levels.map((level) => {
		const severity = severities[level];
		standing = nextStanding(standing, severity && { severity, text: '' }, rounds);
		return severities.indexOf(standing?.severity) as Level;
	});
};

const sequence = fc.array(fc.constantFrom<Level>(0, 1, 2), { maxLength: 40 });

/** The last so many of what was found up to a round. */
const lately = (levels: readonly Level[], index: number, rounds: number): readonly Level[] =>
	levels.slice(Math.max(0, index + 1 - rounds), index + 1);

describe('the verdict on a figure', () => {
	test('turns bad with the third bad round and good with the third good one', () => {
		expect(verdicts([1, 1, 1, 1, 0, 0, 0, 0])).toEqual([0, 0, 1, 1, 1, 1, 0, 0]);
		expect(verdicts([1, 1, 0, 1, 1, 0, 1, 1, 1])).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1]);
		expect(verdicts([1, 1, 1, 0, 0, 1, 0, 0, 1])).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1]);
	});

	test('is as bad as all three rounds were: what is critical in two of them warns', () => {
		expect(verdicts([1, 2, 2, 2, 1, 1, 1])).toEqual([0, 0, 1, 2, 2, 2, 1]);
		expect(verdicts([2, 2, 2, 0, 0, 0])).toEqual([0, 0, 2, 2, 2, 0]);
	});

	test('of one round is that round', () => {
		fc.assert(
			fc.property(sequence, (levels) => {
				expect(verdicts(levels, 1)).toEqual(levels);
			}),
		);
	});

	test('changes only when three rounds in a row were on the other side, and always then', () => {
		fc.assert(
			fc.property(sequence, (levels) => {
				const found = verdicts(levels);
				for (const [index, verdict] of found.entries()) {
					const before = found[index - 1] ?? 0;
					const last = lately(levels, index, judgedRounds);
					const isFull = last.length === judgedRounds;
					if (verdict > before) expect(isFull && last.every((level) => level >= verdict)).toBe(true);
					if (verdict < before) expect(isFull && last.every((level) => level <= verdict)).toBe(true);
					if (isFull) expect(verdict).toBeGreaterThanOrEqual(Math.min(...last));
					if (isFull) expect(verdict).toBeLessThanOrEqual(Math.max(...last));
				}
			}),
		);
	});

	test('keeps nothing of a figure that is good and has been', () => {
		fc.assert(
			fc.property(sequence, (levels) => {
				let standing: Standing | undefined;
				for (const level of [...levels, 0, 0, 0] as const) {
					const severity = severities[level];
					standing = nextStanding(standing, severity && { severity, text: '' });
				}
				expect(standing).toBe(undefined);
			}),
		);
	});
});

type Row = { cpu?: number; isDown?: boolean };

const cpu: Check<Row, undefined> = swinging({
	...{ id: 'cpu', about: 'CPU', thresholds: { warn: 0.7, critical: 0.9 } },
	figure: (row) => row.cpu,
	text: (value) => `CPU at ${value}`,
});

const down: Check<Row, undefined> = {
	...{ id: 'down', about: 'whether it is there' },
	judge: ({ isDown }) => (isDown ? { severity: 'critical', text: 'down' } : undefined),
};

const checks = [down, cpu];

/** What is said of `a` after each round, in which it is a new sample each time. */
const watched = (judge: Judge<Row, undefined>, rows: readonly Row[]): string[] =>
	rows.map((row) => {
		const verdicts = judge.round([{ key: 'a', row, told: {} }], undefined);
		return troublesBy(checks, row, undefined, judge.settings, verdicts.get('a') ?? new Map())
			.map(({ severity, text }) => `${severity} ${text}`)
			.join(', ');
	});

describe('an object', () => {
	test('is said to be what it is now, for as long as its figure is not good enough yet', () => {
		const values = [0.8, 0.8, 0.8, 0.3, 0.2, 0.1];
		expect(
			watched(
				new Judge(checks),
				values.map((value) => ({ cpu: value })),
			),
		).toEqual(['', '', 'warn CPU at 0.8', 'warn CPU at 0.3', 'warn CPU at 0.2', '']);
	});

	test('is in a state at once, and out of it at once', () => {
		expect(watched(new Judge(checks), [{}, { isDown: true }, {}])).toEqual(['', 'critical down', '']);
	});

	test('that tells nothing new stands as it stood, however many rounds end', () => {
		const judge = new Judge(checks);
		const sample = {};
		for (let round = 0; round < 9; round++)
			judge.round([{ key: 'a', row: { cpu: 0.8 }, told: sample }], undefined);
		expect(judge.verdicts.get('a')?.get('cpu')?.severity).toBe(undefined);
		judge.round([{ key: 'a', row: { cpu: 0.8 }, told: undefined }], undefined);
		expect(judge.verdicts.get('a')?.get('cpu')?.severity).toBe(undefined);
	});

	test('that has gone is forgotten, and those that nothing is wrong with are not remembered', () => {
		const judge = new Judge(checks);
		const round = (...keys: string[]) =>
			judge.round(
				keys.map((key) => ({ key, row: { cpu: key === 'well' ? 0.1 : 0.8 }, told: {} })),
				undefined,
			);
		for (let turn = 0; turn < 3; turn++) round('a', 'b', 'well');
		expect([...judge.verdicts.keys()]).toEqual(['a', 'b']);
		round('b');
		expect([...judge.verdicts.keys()]).toEqual(['b']);
		for (let turn = 0; turn < 2; turn++) round('a', 'b');
		expect(judge.verdicts.get('a')?.get('cpu')?.severity).toBe(undefined);
	});

	test('is judged by the thresholds a person has chosen, and not by a check that is off', () => {
		const rows = Array.from({ length: 3 }, () => ({ cpu: 0.5, isDown: true }));
		const chosen = new Map([['cpu', { warn: 0.4 }]]);
		expect(watched(new Judge(checks, chosen), rows).at(-1)).toBe('critical down, warn CPU at 0.5');
		const off = new Map([['down', 'off'] as const]);
		expect(watched(new Judge(checks, off), rows).at(-1)).toBe('');
		expect(troublesBy(checks, { cpu: 0.95 }, undefined, new Map([['cpu', 'off'] as const]))).toEqual([]);
	});

	test('without rounds is judged at once', () => {
		expect(troublesBy(checks, { cpu: 0.95 }, undefined).map(({ severity }) => severity)).toEqual([
			'critical',
		]);
	});

	test('stands by its worst trouble, and for some rounds by what its states were alone', () => {
		const troubles = troublesBy(checks, { cpu: 0.95, isDown: true }, undefined);
		expect(rankBy(checks, [])).toBe(0);
		expect(stateRankBy(checks, troubles)).toBe(rankBy(checks, troubles));
		expect(stateRankBy(checks, troublesBy(checks, { cpu: 0.95 }, undefined))).toBe(0);
	});
});

test('what has just turned well stands under all trouble of its severity that goes on, and over all that is less', () => {
	const all = ['down', 'route', 'cpu', 'version'].map((id) => ({ id }));
	const ranks = (severity: 'warn' | 'critical') =>
		all.map(({ id: check }) => rankBy(all, [{ check, severity, text: '' }]));
	const [warn, critical] = [ranks('warn'), ranks('critical')];
	for (const rank of critical) {
		expect(keptRankBy(all, rank)).toBeLessThan(Math.min(...critical));
		expect(keptRankBy(all, rank)).toBeGreaterThan(Math.max(...warn));
	}
	for (const rank of warn) {
		expect(keptRankBy(all, rank)).toBeLessThan(Math.min(...warn));
		expect(keptRankBy(all, rank)).toBeGreaterThan(0);
	}
});
