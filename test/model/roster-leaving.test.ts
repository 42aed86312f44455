// What natstop concludes about servers that restart, share a name, or go.

import { beforeEach, describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import { goneAfter, Roster } from '../../source/model/roster.ts';
import { silentLimit } from '../../source/model/server-track.ts';
import { began, type SampleOptions, sample, serverInfo } from '../helpers/samples.ts';

const interval = 2000;
let roster: Roster;
beforeEach(() => {
	roster = new Roster(interval);
});

const kinds = (events: readonly MonitorEvent[]) => events.map(({ kind }) => kind);

/** One round in which these answer. */
const round = (...samples: SampleOptions[]): { events: MonitorEvent[]; missing: string[] } => {
	roster.beginRound(began);
	const events = samples.flatMap((options) => roster.heard(sample({ rtt: 1, ...options })));
	return { events, missing: roster.endRound(began) };
};

const row = (name = 'n1', at = 0) => roster.snapshot(began + at).rows.find(({ info }) => info.name === name);
const rows = () => roster.snapshot(began).rows;
const traffic = (msgs: number) => ({ msgs, bytes: msgs * 10 });
const received = (msgs: number) => ({ statsz: { received: traffic(msgs) } });

describe('a restart', () => {
	const restarted: SampleOptions = { id: 'N9', at: 6000, start: 5000, seq: 1, ...received(1) };
	/** The old process is gone, and a new one answers. */
	const restart = (options: SampleOptions) => {
		roster.unreachable('N1', began + (options.at ?? 0) - 1000);
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
		expect(roster.idOf('N1')).toBe('N9');
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
		roster.describe('N1', { configLoadTime: 5 }, began);
		restart(restarted);
		expect(row()?.varz).toBeUndefined();
	});

	test('is not undone by a late answer of the old process', () => {
		round({ at: 2000 });
		restart(restarted);
		roster.heard(sample({ at: 2100, late: 4500 }));
		expect(rows()).toHaveLength(1);
		expect(row()?.info.id).toBe('N9');
	});

	test('after a shutdown brings the row back from down', () => {
		round({ at: 0 });
		roster.announced(serverInfo({ seq: 7 }), 'down', began + 1000);
		expect(row()?.state).toBe('down');
		expect(kinds(round(restarted).events)).toEqual(['RESTART']);
		expect(row()).toMatchObject({ state: 'ok', evidence: undefined });
	});

	test('is only called one when the old process has ended', () => {
		round({});
		round({ at: 2000 });
		expect(round(restarted).events).toEqual([]);
		expect(rows().map(({ info }) => info.id)).toEqual(['N1']);
		expect(roster.inQuestion(began + 6100)).toEqual(['N9', 'N1']);
		expect(roster.inQuestion(began + 6200)).toEqual([]);
		expect(kinds(roster.unreachable('N1', began + 6300))).toEqual(['DOWN', 'RESTART']);
		expect(rows().map(({ info, key }) => [info.id, key])).toEqual([['N9', 'N1']]);
	});

	test('is believed of the process that answers, not of one that is only told of', () => {
		round({});
		roster.unreachable('N1', began + 2000);
		roster.heard(sample({ id: 'N9', at: 3000 }));
		expect(row()?.state).toBe('down');
		expect(roster.unreachable('N9', began + 3100)).toEqual([]);
		roster.tick(began + 4000);
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
		roster.unreachable('N1', began + 6000);
		expect(round({ ...beside, at: 6000 }).events).toMatchObject([{ kind: 'NEW', severity: 'warn' }]);
		for (const at of [8000, 12_000, 16_000]) {
			expect(round({ at }).events).toEqual([]);
			expect(roster.unreachable('N2', began + at + 100)).toEqual([]);
			expect(round({ ...beside, at: at + 2000 }).events).toEqual([]);
			expect(roster.unreachable('N1', began + at + 2100)).toEqual([]);
			expect(roster.tick(began + at + 2200)).toEqual([]);
		}
		expect(rows().map(({ info, state, evidence }) => [info.id, state, evidence])).toEqual([
			['N1', 'stale', 'cut off from here: another server called n1 is in its place'],
			['N2', 'ok', undefined],
		]);
	});

	test('that take turns are no restart of each other, however late their answers are read', () => {
		round({ at: 2000, late: 500, rtt: 500 });
		roster.unreachable('N1', began + 3500);
		const beside = { id: 'N2', start: 1000, at: 3000, late: 900, rtt: 1500 };
		expect(round(beside).events).toMatchObject([{ kind: 'NEW', severity: 'warn' }]);
		expect(rows().map(({ restarts }) => restarts)).toEqual([0, 0]);
	});

	test('are not seen in a restart whose first answer is read late', () => {
		round({ at: 2000, late: 500, rtt: 500 });
		roster.unreachable('N1', began + 3500);
		const again = { id: 'N9', start: 2100, at: 3000, late: 900, rtt: 1500 };
		expect(kinds(round(again).events)).toEqual(['RESTART']);
	});

	test('do not hide each other: who answers after a restart of its name has a row', () => {
		round({});
		roster.unreachable('N1', began + 1000);
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

describe('a server that goes', () => {
	test('is down at once when it announces its shutdown, and what it sent before changes nothing', () => {
		round({ at: 1000, seq: 10 });
		roster.announced(serverInfo({ seq: 12 }), 'down', began + 2000);
		expect(row()).toMatchObject({ state: 'down', evidence: 'it announced its shutdown' });
		roster.heard(sample({ at: 1900, seq: 11 }));
		expect(row()?.state).toBe('down');
		expect(roster.tick(began + 3000)).toEqual([]);
		expect(roster.snapshot(began + 3000)).toMatchObject({ totals: { counted: 0, down: 1 } });
	});

	test('is lame duck until it is gone, whatever it still sends', () => {
		round({ at: 1000, seq: 10 });
		roster.announced(serverInfo({ seq: 12 }), 'lameduck', began + 2000);
		roster.heard(sample({ at: 2500, seq: 13 }));
		roster.tick(began + 3000);
		expect(row()?.state).toBe('lameduck');
		expect(row()?.evidence).toBe('lame duck: it sends its clients away');
		roster.heard(sample({ at: 3500, seq: 14, rtt: 1 }));
		roster.tick(began + 3600);
		expect(row()?.evidence).toBe('lame duck: it still answers');
		roster.unanswered('N1', began + 3700);
		roster.tick(began + 3800);
		expect(row()?.evidence).toBe('lame duck: it answers nothing more');
		roster.announced(serverInfo({ seq: 20 }), 'down', began + 4000);
		expect(row()?.state).toBe('down');
	});

	test('is lame duck still, when the way to it was cut for a while', () => {
		const routes = [{ name: 'n1', sent: traffic(0), received: traffic(0), pending: 0 }];
		round({ at: 1000 }, { id: 'N2', name: 'n2', statsz: { routes } });
		roster.announced(serverInfo({ at: 2000 }), 'lameduck', began + 2000);
		roster.unreachable('N1', began + 3000);
		roster.tick(began + 3100);
		expect(row()).toMatchObject({
			state: 'lameduck',
			evidence: 'lame duck, cut off from here: no responders for its id, but a route from n2',
		});
		roster.heard(sample({ at: 8000, seq: 2001 }));
		roster.tick(began + 8100);
		expect(row()).toMatchObject({ state: 'lameduck', evidence: 'lame duck: it sends its clients away' });
	});

	test('is not down because somebody said so, when it answers what was asked after that', () => {
		round({ at: 1000, seq: 10 });
		roster.announced(serverInfo({ seq: 2 ** 62 }), 'down', began + 2000);
		expect(kinds(round({ at: 4000, seq: 12, rtt: 5 }).events)).toEqual([]);
		expect(kinds(roster.tick(began + 4100))).toEqual(['BACK']);
	});

	test('is not announced by somebody nobody knows', () => {
		roster.announced(serverInfo(), 'down', began);
		expect(rows()).toEqual([]);
	});

	test('is down when nobody serves its id, with the peers that have no route to it', () => {
		const routes = [{ name: 'n3', sent: traffic(0), received: traffic(0), pending: 0 }];
		round({}, { id: 'N2', name: 'n2', statsz: { routes } });
		const events = roster.unreachable('N1', began + 2000);
		expect(events).toMatchObject([
			{ kind: 'DOWN', severity: 'error', text: 'no responders for its id · no route from n2' },
		]);
		expect(row()?.state).toBe('down');
		expect(roster.unreachable('N1', began + 4000)).toEqual([]);
		expect(round({ id: 'N2', name: 'n2', at: 4000 }).missing).toEqual([]);
	});

	test('is stale when it answers nothing, and back when it does', () => {
		round({});
		expect(kinds(roster.unanswered('N1', began + 3000))).toEqual(['STALE']);
		expect(row()).toMatchObject({ state: 'stale', stateSince: began + 3000 });
		expect(roster.unanswered('N1', began + 5000)).toEqual([]);
		roster.heard(sample({ at: 9000 }));
		expect(roster.tick(began + 9500)).toMatchObject([{ kind: 'BACK', text: 'answers again after 7s' }]);
		expect(row()?.state).toBe('ok');
	});

	test('is stale by its silence, then down, and at last leaves', () => {
		round({});
		expect(roster.staleAfter).toBe(15_000);
		expect(roster.tick(began + 14_999)).toEqual([]);
		expect(roster.tick(began + 15_000)).toMatchObject([{ kind: 'STALE', text: 'no statsz for 15s' }]);
		expect(roster.tick(began + 16_000)).toEqual([]);
		expect(row()?.evidence).toBe('no statsz for 16s');
		expect(kinds(roster.tick(began + silentLimit))).toEqual(['DOWN']);
		expect(roster.tick(began + silentLimit + goneAfter)).toEqual([]);
		expect(kinds(roster.tick(began + silentLimit + goneAfter + 1))).toEqual(['GONE']);
		expect(rows()).toEqual([]);
	});

	test('may be silent for three rounds when rounds are long', () => {
		roster.interval = 30_000;
		expect(roster.staleAfter).toBe(90_000);
	});
});

describe('our own connection', () => {
	test('while it is down makes everybody unknown and blames nobody', () => {
		round({});
		roster.disconnected(began);
		expect(row()?.state).toBe('unknown');
		expect(roster.tick(began + 200_000)).toEqual([]);
	});

	test('when it is back starts rates anew and excuses the silence', () => {
		round(received(0));
		round({ at: 2000, ...received(20) });
		roster.disconnected(began);
		roster.reconnected(began + 60_000);
		expect(roster.tick(began + 61_000)).toEqual([]);
		expect(row('n1', 61_000)).toMatchObject({ state: 'ok', rates: undefined });
		round({ at: 62_000, ...received(1000) });
		expect(row()?.rates).toBeUndefined();
		round({ at: 64_000, ...received(1200) });
		expect(row()?.rates?.in?.msgs).toBe(100);
	});

	test('when it is back and a server is not, still sees that', () => {
		round({});
		roster.disconnected(began);
		roster.reconnected(began + 60_000);
		expect(kinds(roster.tick(began + 75_000))).toEqual(['STALE']);
	});
});
