// Restarts and namesakes: which server continues which.

import { describe, expect, test } from 'vitest';
import { kinds, received, rosterRounds } from '../helpers/roster-rounds.ts';
import { began, type SampleOptions, sample, serverInfo } from '../helpers/samples.ts';

const rounds = rosterRounds({ rtt: 1 });
const { round, row, rows } = rounds;

describe('a restart', () => {
	const restarted: SampleOptions = { id: 'N9', at: 6000, start: 5000, seq: 1, ...received(1) };
	/** The old process is gone, and a new one answers. */
	const restart = (options: SampleOptions) => {
		rounds.roster.unreachable('N1', began + (options.at ?? 0) - 1000);
		return round(options);
	};

	test('keeps the row and its history, and says so', () => {
		round(received(0));
		round({ at: 2000, ...received(200) });
		const { events } = restart(restarted);
		expect(events).toMatchObject([{ kind: 'RESTART', text: 'restarted · nothing heard for 4s' }]);
		expect(rows()).toHaveLength(1);
		expect(row()).toMatchObject({ key: 'N1', restarts: 1, state: 'ok', restartedAt: began + 6000 });
		expect(row()?.info.id).toBe('N9');
		expect(row()?.history.length).toBe(3);
		expect(rounds.roster.idOf('N1')).toBe('N9');
	});

	test('has no rate until the second sample of the new process', () => {
		round(received(100));
		round({ at: 2000, ...received(200) });
		restart(restarted);
		expect(row()?.rates).toBeUndefined();
		round({ ...restarted, at: 8000, seq: 2, ...received(21) });
		expect(row()?.rates?.in?.msgs).toBe(10);
	});

	test('with another version says that, too', () => {
		round({ version: '2.10.27' });
		expect(restart({ ...restarted, version: '2.15.1' }).events).toMatchObject([
			{ kind: 'RESTART' },
			{ kind: 'VERSION', text: 'version 2.10.27 → 2.15.1' },
		]);
	});

	test('forgets the configuration of the old process', () => {
		round({});
		rounds.roster.describe('N1', { configLoadTime: 5 }, began);
		restart(restarted);
		expect(row()?.varz).toBeUndefined();
	});

	test('is not undone by a late answer of the old process', () => {
		round({ at: 2000 });
		restart(restarted);
		rounds.roster.heard(sample({ at: 2100, late: 4500 }));
		expect(rows()).toHaveLength(1);
		expect(row()?.info.id).toBe('N9');
	});

	test('after a shutdown brings the row back from down', () => {
		round({ at: 0 });
		rounds.roster.announced(serverInfo({ seq: 7 }), 'down', began + 1000);
		expect(row()?.state).toBe('down');
		expect(kinds(round(restarted).events)).toEqual(['RESTART']);
		expect(row()).toMatchObject({ state: 'ok', evidence: undefined });
	});

	test('is only called one when the old process has ended', () => {
		round({});
		round({ at: 2000 });
		expect(round(restarted).events).toEqual([]);
		expect(rows().map(({ info }) => info.id)).toEqual(['N1']);
		expect(rounds.roster.inQuestion(began + 6100)).toEqual(['N9', 'N1']);
		expect(rounds.roster.inQuestion(began + 6200)).toEqual([]);
		expect(kinds(rounds.roster.unreachable('N1', began + 6300))).toEqual(['DOWN', 'RESTART']);
		expect(rows().map(({ info, key }) => [info.id, key])).toEqual([['N9', 'N1']]);
	});

	test('is believed of the process that answers, not of one that is only told of', () => {
		round({});
		rounds.roster.unreachable('N1', began + 2000);
		rounds.roster.heard(sample({ id: 'N9', at: 3000 }));
		expect(row()?.state).toBe('down');
		expect(rounds.roster.unreachable('N9', began + 3100)).toEqual([]);
		rounds.roster.tick(began + 4000);
		expect(rows().map(({ info }) => info.id)).toEqual(['N1']);
	});

	test('keeps its row in a cluster without a name, whatever name that takes next', () => {
		round({ cluster: 'iOVqQq2fvtVyX6xcXa7vhY' });
		const { events } = restart({ ...restarted, cluster: '8pcUW21GIGrLdtGkOV7Q1J' });
		expect(kinds(events)).toEqual(['RESTART']);
		expect(rows()).toHaveLength(1);
	});

	test('is none when a server of that name appears in another cluster', () => {
		round({});
		round({ at: 2000 }, { ...restarted, cluster: 'C2' });
		expect(rows()).toHaveLength(2);
	});
});

describe('two live servers with one name', () => {
	const twin: SampleOptions = { id: 'N2', start: -1_000_000 };

	test('are two rows when both were there before, and one line says so', () => {
		const { events } = round({}, twin);
		expect(events).toMatchObject([
			{ kind: 'NEW', severity: 'warn', text: 'another server called n1 runs: N2 beside N1' },
		]);
		expect(rows().map(({ twins }) => twins)).toEqual([['N2'], ['N1']]);
		round({ at: 2000 }, { ...twin, at: 2000 });
		expect(rows().map(({ key }) => key)).toEqual(['N1', 'N2']);
		expect(rows().map(({ restarts }) => restarts)).toEqual([0, 0]);
	});

	test('are two rows when the second began while we watched, whatever their clocks say', () => {
		round({});
		round({ at: 2000 });
		const late = { id: 'N2', at: 4000, start: 50_000_000 };
		expect(kinds(round({ at: 4000 }, late).events)).toEqual(['NEW']);
		for (const at of [6000, 8000]) expect(round({ at }, { ...late, at }).events).toEqual([]);
		expect(rows().map(({ info, restarts }) => [info.id, restarts])).toEqual([
			['N1', 0],
			['N2', 0],
		]);
	});

	test('that take turns are no restarts of each other, as the one began while the other lived', () => {
		const beside = { id: 'N2', start: 1000 };
		round({ at: 2000 });
		round({ at: 4000 });
		rounds.roster.unreachable('N1', began + 6000);
		expect(round({ ...beside, at: 6000 }).events).toMatchObject([{ kind: 'NEW', severity: 'warn' }]);
		for (const at of [8000, 12_000, 16_000]) {
			expect(round({ at }).events).toEqual([]);
			expect(rounds.roster.unreachable('N2', began + at + 100)).toEqual([]);
			expect(round({ ...beside, at: at + 2000 }).events).toEqual([]);
			expect(rounds.roster.unreachable('N1', began + at + 2100)).toEqual([]);
			expect(rounds.roster.tick(began + at + 2200)).toEqual([]);
		}
		expect(rows().map(({ info, state, evidence }) => [info.id, state, evidence])).toEqual([
			['N1', 'stale', 'cut off from here: another server called n1 is in its place'],
			['N2', 'ok', undefined],
		]);
	});

	test('that take turns are no restart of each other, however late their answers are read', () => {
		round({ at: 2000, late: 500, rtt: 500 });
		rounds.roster.unreachable('N1', began + 3500);
		const beside = { id: 'N2', start: 1000, at: 3000, late: 900, rtt: 1500 };
		expect(round(beside).events).toMatchObject([{ kind: 'NEW', severity: 'warn' }]);
		expect(rows().map(({ restarts }) => restarts)).toEqual([0, 0]);
	});

	test('are not seen in a restart whose first answer is read late', () => {
		round({ at: 2000, late: 500, rtt: 500 });
		rounds.roster.unreachable('N1', began + 3500);
		const again = { id: 'N9', start: 2100, at: 3000, late: 900, rtt: 1500 };
		expect(kinds(round(again).events)).toEqual(['RESTART']);
	});

	test('do not hide each other: who answers after a restart of its name has a row', () => {
		round({});
		rounds.roster.unreachable('N1', began + 1000);
		expect(kinds(round({ id: 'N9', at: 6000, start: 5000 }).events)).toEqual(['RESTART']);
		expect(kinds(round({ at: 8000 }, { id: 'N9', at: 8000, start: 5000 }).events)).toEqual(['NEW']);
		expect(
			rows()
				.map(({ info }) => info.id)
				.sort(),
		).toEqual(['N1', 'N9']);
		expect(new Set(rows().map(({ key }) => key)).size).toBe(2);
	});
});
