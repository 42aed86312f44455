// Whether servers went, or our own was cut off from them.

import { beforeEach, describe, expect, test } from 'vitest';
import { Roster } from '../../source/model/roster.ts';
import { began, type SampleOptions, sample } from '../helpers/samples.ts';

const none = { msgs: 0, bytes: 0 };
const routes = (...names: string[]) => ({
	routes: names.map((name) => ({ name, sent: none, received: none, pending: 0 })),
});

/** A server of a full mesh, `n1` to `n5`, that still has routes to these. */
const node = (number: number, at: number, others: readonly number[]): SampleOptions => ({
	id: `N${number}`,
	name: `n${number}`,
	at,
	rtt: 1,
	statsz: routes(...others.filter((other) => other !== number).map((other) => `n${other}`)),
});

let roster: Roster;
const round = (at: number, answering: readonly number[]) => {
	roster.beginRound(began + at);
	for (const number of answering) roster.heard(sample(node(number, at, answering)));
	return roster.endRound(began + at + 10);
};
const states = () =>
	Object.fromEntries(
		roster.snapshot(began).rows.map(({ info, state, evidence }) => [info.name, [state, evidence]]),
	);
const lose = (at: number, ids: readonly string[]) =>
	ids.flatMap((id) => roster.unreachable(id, began + at)).map(({ kind }) => kind);

beforeEach(() => {
	roster = new Roster(2000);
	roster.connectedTo('N1');
});

describe('a server that loses all its routes', () => {
	beforeEach(() => {
		round(0, [1, 2, 3, 4]);
		round(2000, [1]);
	});

	test('does not call the others down', () => {
		expect(lose(2100, ['N2', 'N3', 'N4'])).toEqual([]);
		const told = roster.tellDoubt(began + 2200);
		expect(told.map(({ kind }) => kind)).toEqual(['STALE', 'STALE', 'STALE']);
		lose(4100, ['N2', 'N3', 'N4']);
		expect(roster.tellDoubt(began + 4200)).toEqual([]);
		const why = 'cut off from here: n1 has no route left';
		expect(states()).toMatchObject({
			n1: ['ok', undefined],
			n2: ['stale', why],
			n3: ['stale', why],
			n4: ['stale', why],
		});
		expect(roster.doubted.map(({ name }) => name)).toEqual(['n2', 'n3', 'n4']);
	});

	test('does not call them down while the next round is under way', () => {
		roster.beginRound(began + 4000);
		expect(lose(4010, ['N2', 'N3', 'N4'])).toEqual([]);
		expect(roster.doubted.map(({ name }) => name)).toEqual(['n2', 'n3', 'n4']);
	});

	test('is believed once nobody else can be asked', () => {
		lose(2100, ['N2', 'N3', 'N4']);
		const events = roster.confirmLoss(began + 3000, 'nobody else can be asked');
		expect(events.map(({ kind }) => kind)).toEqual(['DOWN', 'DOWN', 'DOWN']);
		expect(states().n2).toEqual(['down', 'no responders for its id · nobody else can be asked']);
		expect(roster.doubted).toEqual([]);
	});

	test('is forgotten where another server is asked instead', () => {
		lose(2100, ['N2', 'N3', 'N4']);
		roster.disconnected(began + 2100);
		roster.connectedTo('N2');
		roster.reconnected(began + 4000);
		round(4100, [2, 3, 4]);
		roster.tick(began + 4200);
		expect(lose(4300, ['N1'])).toEqual(['DOWN']);
		expect(states()).toMatchObject({ n1: ['down', expect.any(String)], n2: ['ok', undefined] });
		expect(roster.doubted).toEqual([]);
	});
});

test('servers that can tell of a route are asked for it while the next round is under way', () => {
	const cluster = 'c';
	const tell = (at: number, ...numbers: number[]) => {
		for (const number of numbers) roster.heard(sample({ ...node(number, at, [1, 2, 3, 4]), cluster }));
	};
	roster.beginRound(began);
	tell(0, 1, 2, 3, 4);
	roster.endRound(began + 10);
	roster.beginRound(began + 2000);
	tell(2000, 1, 2, 3);
	roster.endRound(began + 2010);
	roster.beginRound(began + 4000);
	expect(roster.witnessesOf('N4')).toEqual(['N1', 'N2', 'N3']);
});

describe('servers that go at once', () => {
	test('are down where most are there to say so', () => {
		round(0, [1, 2, 3, 4, 5]);
		round(2000, [1, 2, 3]);
		expect(lose(2100, ['N4', 'N5'])).toEqual(['DOWN', 'DOWN']);
	});

	test('are in doubt where they are more than those that answer', () => {
		round(0, [1, 2, 3, 4, 5]);
		round(2000, [1, 2]);
		expect(lose(2100, ['N3', 'N4', 'N5'])).toEqual([]);
		expect(states().n3).toEqual(['stale', 'cut off from here: lost at once with most others']);
	});

	test('leave one that goes later to those that are left', () => {
		round(0, [1, 2, 3, 4, 5]);
		round(2000, [1, 2, 3, 4]);
		lose(2100, ['N5']);
		round(4000, [1, 2, 3]);
		expect(lose(4100, ['N4'])).toEqual(['DOWN']);
	});
});
