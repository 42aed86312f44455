// What natstop concludes about servers that go, and while our own connection is away.

import { describe, expect, test } from 'vitest';
import { goneAfter } from '../../source/model/roster.ts';
import { silentLimit } from '../../source/model/server-track.ts';
import { kinds, received, rosterRounds, traffic } from '../helpers/roster-rounds.ts';
import { began, sample, serverInfo } from '../helpers/samples.ts';

const rounds = rosterRounds({ rtt: 1 });
const { round, row, rows } = rounds;

describe('a server that goes', () => {
	test('is down at once when it announces its shutdown, and what it sent before changes nothing', () => {
		round({ at: 1000, seq: 10 });
		rounds.roster.announced(serverInfo({ seq: 12 }), 'down', began + 2000);
		expect(row()).toMatchObject({ state: 'down', evidence: 'it announced its shutdown' });
		rounds.roster.heard(sample({ at: 1900, seq: 11 }));
		expect(row()?.state).toBe('down');
		expect(rounds.roster.tick(began + 3000)).toEqual([]);
		expect(rounds.roster.snapshot(began + 3000)).toMatchObject({ totals: { counted: 0, down: 1 } });
	});

	test('is lame duck until it is gone, whatever it still sends', () => {
		round({ at: 1000, seq: 10 });
		rounds.roster.announced(serverInfo({ seq: 12 }), 'lameduck', began + 2000);
		rounds.roster.heard(sample({ at: 2500, seq: 13 }));
		rounds.roster.tick(began + 3000);
		expect(row()?.state).toBe('lameduck');
		expect(row()?.evidence).toBe('lame duck: it sends its clients away');
		rounds.roster.heard(sample({ at: 3500, seq: 14, rtt: 1 }));
		rounds.roster.tick(began + 3600);
		expect(row()?.evidence).toBe('lame duck: it still answers');
		rounds.roster.unanswered('N1', began + 3700);
		rounds.roster.tick(began + 3800);
		expect(row()?.evidence).toBe('lame duck: it answers nothing more');
		rounds.roster.announced(serverInfo({ seq: 20 }), 'down', began + 4000);
		expect(row()?.state).toBe('down');
	});

	test('is lame duck still, when the way to it was cut for a while', () => {
		const routes = [{ name: 'n1', sent: traffic(0), received: traffic(0), pending: 0 }];
		round({ at: 1000 }, { id: 'N2', name: 'n2', statsz: { routes } });
		rounds.roster.announced(serverInfo({ at: 2000 }), 'lameduck', began + 2000);
		rounds.roster.unreachable('N1', began + 3000);
		rounds.roster.tick(began + 3100);
		expect(row()).toMatchObject({
			state: 'lameduck',
			evidence: 'lame duck, cut off from here: no responders for its id, but a route from n2',
		});
		rounds.roster.heard(sample({ at: 8000, seq: 2001 }));
		rounds.roster.tick(began + 8100);
		expect(row()).toMatchObject({ state: 'lameduck', evidence: 'lame duck: it sends its clients away' });
	});

	test('is not down because somebody said so, when it answers what was asked after that', () => {
		round({ at: 1000, seq: 10 });
		rounds.roster.announced(serverInfo({ seq: 2 ** 62 }), 'down', began + 2000);
		expect(kinds(round({ at: 4000, seq: 12, rtt: 5 }).events)).toEqual([]);
		expect(kinds(rounds.roster.tick(began + 4100))).toEqual(['BACK']);
	});

	test('is not announced by somebody nobody knows', () => {
		rounds.roster.announced(serverInfo(), 'down', began);
		expect(rows()).toEqual([]);
	});

	test('is down when nobody serves its id, with the peers that have no route to it', () => {
		const routes = [{ name: 'n3', sent: traffic(0), received: traffic(0), pending: 0 }];
		round({}, { id: 'N2', name: 'n2', statsz: { routes } });
		const events = rounds.roster.unreachable('N1', began + 2000);
		expect(events).toMatchObject([
			{ kind: 'DOWN', severity: 'error', text: 'no responders for its id · no route from n2' },
		]);
		expect(row()?.state).toBe('down');
		expect(rounds.roster.unreachable('N1', began + 4000)).toEqual([]);
		expect(round({ id: 'N2', name: 'n2', at: 4000 }).missing).toEqual([]);
	});

	test('is stale when it answers nothing, and back when it does', () => {
		round({});
		expect(kinds(rounds.roster.unanswered('N1', began + 3000))).toEqual(['STALE']);
		expect(row()).toMatchObject({ state: 'stale', stateSince: began + 3000 });
		expect(rounds.roster.unanswered('N1', began + 5000)).toEqual([]);
		rounds.roster.heard(sample({ at: 9000 }));
		expect(rounds.roster.tick(began + 9500)).toMatchObject([
			{ kind: 'BACK', text: 'answers again after 7s' },
		]);
		expect(row()?.state).toBe('ok');
	});

	test('is stale by its silence, then down, and at last leaves', () => {
		round({});
		expect(rounds.roster.staleAfter).toBe(15_000);
		expect(rounds.roster.tick(began + 14_999)).toEqual([]);
		expect(rounds.roster.tick(began + 15_000)).toMatchObject([{ kind: 'STALE', text: 'no statsz for 15s' }]);
		expect(rounds.roster.tick(began + 16_000)).toEqual([]);
		expect(row()?.evidence).toBe('no statsz for 16s');
		expect(kinds(rounds.roster.tick(began + silentLimit))).toEqual(['DOWN']);
		expect(rounds.roster.tick(began + silentLimit + goneAfter)).toEqual([]);
		expect(kinds(rounds.roster.tick(began + silentLimit + goneAfter + 1))).toEqual(['GONE']);
		expect(rows()).toEqual([]);
	});

	test('may be silent for three rounds when rounds are long', () => {
		rounds.roster.interval = 30_000;
		expect(rounds.roster.staleAfter).toBe(90_000);
	});
});

describe('our own connection', () => {
	test('while it is down makes everybody unknown and blames nobody', () => {
		round({});
		rounds.roster.disconnected(began);
		expect(row()?.state).toBe('unknown');
		expect(rounds.roster.tick(began + 200_000)).toEqual([]);
	});

	test('when it is back starts rates anew and excuses the silence', () => {
		round(received(0));
		round({ at: 2000, ...received(20) });
		rounds.roster.disconnected(began);
		rounds.roster.reconnected(began + 60_000);
		expect(rounds.roster.tick(began + 61_000)).toEqual([]);
		expect(row('n1', 61_000)).toMatchObject({ state: 'ok', rates: undefined });
		round({ at: 62_000, ...received(1000) });
		expect(row()?.rates).toBeUndefined();
		round({ at: 64_000, ...received(1200) });
		expect(row()?.rates?.in?.msgs).toBe(100);
	});

	test('when it is back and a server is not, still sees that', () => {
		round({});
		rounds.roster.disconnected(began);
		rounds.roster.reconnected(began + 60_000);
		expect(kinds(rounds.roster.tick(began + 75_000))).toEqual(['STALE']);
	});
});
