// What natstop concludes from samples and from silence.

import { describe, expect, test } from 'vitest';
import { fleetFacts, troublesIn } from '../../source/model/fleet-facts.ts';
import { kinds, received, rosterRounds, traffic } from '../helpers/roster-rounds.ts';
import { began, sample, serverInfo } from '../helpers/samples.ts';

const rounds = rosterRounds();

const { round, row, rows } = rounds;

describe('a server', () => {
	test('is a row from its first statsz on, without a rate', () => {
		round(received(100));
		expect(row()).toMatchObject({ key: 'N1', state: 'ok', restarts: 0, rates: undefined });
		expect(row()?.statsz?.received).toEqual(traffic(100));
	});

	test('has rates from the second sample on', () => {
		round(received(100));
		round({ at: 2000, ...received(300) });
		expect(row()?.rates?.in).toEqual({ msgs: 100, bytes: 1000 });
		expect(row()?.history.tail('in', 5)).toEqual([Number.NaN, 100]);
	});

	test('is introduced by IDZ, and its first statsz fills the row', () => {
		rounds.roster.introduced({ ...serverInfo(), cluster: undefined, version: undefined }, began);
		expect(row()).toMatchObject({ key: 'N1', statsz: undefined });
		round({});
		expect(rows()).toHaveLength(1);
		expect(row()?.info.version).toBe('2.15.1');
	});

	test('is told as new only after the first rounds have shown what is there anyway', () => {
		expect(round({}).events).toEqual([]);
		expect(round({ at: 2000 }, { id: 'N2', name: 'n2' }).events).toEqual([]);
		const { events } = round({ at: 4000 }, { id: 'N3', name: 'n3' });
		expect(events).toMatchObject([{ kind: 'NEW', text: 'new server · 2.15.1', server: { name: 'n3' } }]);
	});

	test('keeps a round trip that a heartbeat does not tell', () => {
		round({ rtt: 5 });
		rounds.roster.heard(sample({ at: 1000 }));
		expect(row()?.rtt).toBe(5);
	});

	test('has the same row object as long as nothing has changed', () => {
		round({});
		const before = row();
		expect(row()).toBe(before);
		rounds.roster.heard(sample({ at: 1000 }));
		expect(row()).not.toBe(before);
	});
});

test('a picture that shows what the last one showed is of the same rows, sums and facts, at its own time', () => {
	const { roster } = rounds;
	for (const at of [0, 2000]) round({ at, ...received(at) }, { at, id: 'N2', name: 'n2', ...received(at) });
	roster.tick(began + 2000);
	const first = roster.snapshot(began + 2000);
	roster.tick(began + 3000);
	const second = roster.snapshot(began + 3000);
	expect(second.rows).toBe(first.rows);
	expect(second.totals).toBe(first.totals);
	expect(fleetFacts(second)).toBe(fleetFacts(first));
	expect([first.at, second.at]).toEqual([began + 2000, began + 3000]);
	roster.heard(sample({ at: 4000, ...received(9000) }));
	const third = roster.snapshot(began + 4000);
	expect(third.rows).not.toBe(first.rows);
	expect(third.rows[1]).toBe(first.rows[1]);
	expect(third.totals.sinceStart.in?.msgs).toBe(11_000);
	expect(fleetFacts(third)).not.toBe(fleetFacts(first));
});

test('what ends is judged by the time of the picture, though nobody has told anything new for long', () => {
	const { roster } = rounds;
	const day = 86_400_000;
	round({});
	roster.connectedTo('N1');
	roster.credentialsEnd = began + 2 * day + 10_000;
	roster.disconnected(began);
	const said = (at: number): string[] => {
		const fleet = roster.snapshot(began + at);
		const [first] = fleet.rows;
		return first === undefined ? [] : troublesIn(fleetFacts(fleet), first).map(({ severity }) => severity);
	};
	expect(said(1000)).toEqual(['warn']);
	expect(said(9000)).toEqual(['warn']);
	expect(said(16_000)).toEqual(['critical']);
});

describe('samples out of order', () => {
	test('are told by their number: the older one changes nothing', () => {
		rounds.roster.heard(sample({ at: 2000, seq: 20, ...received(20) }));
		rounds.roster.heard(sample({ at: 3000, seq: 10, ...received(10) }));
		expect(row()?.statsz?.received?.msgs).toBe(20);
	});

	test('are told by their time where there is no number', () => {
		const timed = (at: number, msgs: number) => {
			const { server, ...rest } = sample({ at, ...received(msgs) });
			const { seq: _, ...info } = server;
			return { ...rest, server: info };
		};
		rounds.roster.heard(timed(2000, 20));
		rounds.roster.heard(timed(1000, 10));
		expect(row()?.statsz?.received?.msgs).toBe(20);
	});

	test('make neither a rate nor an event of slow consumers', () => {
		round({ at: 0, seq: 5, statsz: { slowConsumers: 4 } });
		expect(round({ at: 2000, seq: 4, statsz: { slowConsumers: 9 } }).events).toEqual([]);
		expect(row()?.rates).toBeUndefined();
	});
});

describe('a round that a server misses', () => {
	test('is a gap in its history, and the next rate spans both rounds', () => {
		round(received(0));
		expect(round().missing).toEqual(['N1']);
		round({ at: 4000, ...received(400) });
		expect(row()?.history.tail('in', 9)).toEqual([Number.NaN, Number.NaN, 100]);
		expect(row()).toMatchObject({ asked: 3, answered: 2 });
	});

	test('counts as answered late when the answer comes after all', () => {
		round({});
		round();
		expect(rounds.roster.snapshot(began + 3001).totals.counted).toBe(0);
		rounds.roster.heard(sample({ at: 3100 }));
		expect(rounds.roster.snapshot(began + 3101).totals.counted).toBe(1);
	});

	test('of natstop itself is a gap for everybody', () => {
		round({}, { id: 'N2', name: 'n2' });
		rounds.roster.gap(began);
		for (const name of ['n1', 'n2']) expect(row(name)?.history.length).toBe(2);
	});

	test('that is a heartbeat too close to the last sample makes no wild rate', () => {
		round(received(0));
		round({ at: 50, ...received(1) });
		round({ at: 4000, ...received(400) });
		expect(row()?.rates?.in?.msgs).toBe(100);
	});
});

describe('slow consumers', () => {
	test('that grow are an event with their kinds, and marked for a minute', () => {
		round({ statsz: { slowConsumers: 2 } });
		const stats = { clients: 3, routes: 1, gateways: 0, leafs: 0 };
		const { events } = round({ at: 2000, statsz: { slowConsumers: 6, slowConsumerStats: stats } });
		expect(events).toMatchObject([
			{ kind: 'SLOW', severity: 'warn', text: 'slow consumers 2 → 6 (clients 3, routes 1)' },
		]);
		expect(row('n1', 3000)?.slowGrowth).toEqual({ by: 4, at: began + 2000 });
		round({ at: 4000, statsz: { slowConsumers: 7 } });
		expect(row('n1', 5000)?.slowGrowth?.by).toBe(5);
		expect(row('n1', 65_000)?.slowGrowth).toBeUndefined();
	});

	test('that were there before are no event, nor those of a new process', () => {
		expect(round({ statsz: { slowConsumers: 50 } }).events).toEqual([]);
		rounds.roster.unreachable('N1', began + 5000);
		const { events } = round({ id: 'N9', at: 6000, rtt: 1, start: 5000, statsz: { slowConsumers: 60 } });
		expect(kinds(events)).toEqual(['RESTART']);
	});
});
