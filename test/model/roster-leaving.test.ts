// What natstop concludes about servers that go, and while our own connection is away.

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
