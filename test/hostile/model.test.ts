// Hostile samples and floods through roster and log.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import { EventLog } from '../../source/model/event-log.ts';
import { mostRows } from '../../source/model/identity.ts';
import { partSizes } from '../../source/model/log-ring.ts';
import { goneAfter, Roster } from '../../source/model/roster.ts';
import type { Sample, ServerInfo, Statsz } from '../../source/model/server.ts';
import { always, reportCases } from './check.ts';

reportCases('hostile/model');

const start = Date.UTC(2026, 10, 24);

const info = (id: string, over: Partial<ServerInfo> = {}): ServerInfo => ({
	id,
	name: id.toLowerCase(),
	cluster: 'c',
	version: '2.15.1',
	tags: [],
	metadata: {},
	featureFlags: {},
	...over,
});

const sample = (at: number, server: ServerInfo, statsz: Statsz = { start }): Sample => ({
	server: { time: at, ...server },
	statsz,
	receivedAt: at,
});

/** The same as the answer to a question. */
const answer = (at: number, server: ServerInfo, statsz?: Statsz): Sample => ({
	...sample(at, server, statsz),
	rtt: 1,
});

const names = (roster: Roster, now: number): string[] =>
	roster.snapshot(now).rows.map((row) => row.info.name);

describe('answers that lie or come in the wrong order', () => {
	test('older answers change nothing, duplicates neither', () => {
		const roster = new Roster(2000);
		roster.heard(sample(start + 2000, info('NA', { seq: 20 }), { start, connections: 2 }));
		roster.heard(sample(start + 2000, info('NA', { seq: 20 }), { start, connections: 2 }));
		const late = sample(start + 1000, info('NA', { seq: 10 }), { start, connections: 1 });
		roster.heard({ ...late, receivedAt: start + 2100 });
		expect(roster.snapshot(start + 3000).rows.map((row) => row.statsz?.connections)).toEqual([2]);
	});

	test('a forged seq does not silence the real server for good', () => {
		const roster = new Roster(2000);
		roster.heard(sample(start, info('NA', { seq: 10 }), { start, connections: 1 }));
		roster.heard(
			sample(start + 1000, info('NA', { seq: 2 ** 62, time: start + 1e9 }), { start, connections: 666 }),
		);
		for (let second = 2; second < 40; second += 2) {
			roster.heard(
				sample(start + second * 1000, info('NA', { seq: 10 + second }), { start, connections: second }),
			);
			roster.tick(start + second * 1000);
		}
		const [row] = roster.snapshot(start + 40_000).rows;
		expect(row).toMatchObject({ state: 'ok', statsz: { connections: 38 } });
	});

	test('a forged shutdown does not silence the real server for good', () => {
		const roster = new Roster(2000);
		roster.heard(sample(start, info('NA', { seq: 10 })));
		roster.announced(info('NA', { seq: 2 ** 62 }), 'down', start + 1000);
		expect(roster.snapshot(start + 1000).rows[0]?.state).toBe('down');
		for (let second = 2; second < 40; second += 2) {
			roster.heard(sample(start + second * 1000, info('NA', { seq: 10 + second })));
			roster.tick(start + second * 1000);
		}
		expect(roster.snapshot(start + 40_000).rows[0]?.state).toBe('ok');
	});

	test('two servers with one name have a row each', () => {
		const roster = new Roster(2000);
		for (let second = 0; second < 10; second++) {
			const at = start + 60_000 + second * 1000;
			roster.heard(answer(at, info('NA', { name: 'twin', seq: second }), { start }));
			roster.heard(answer(at, info('NB', { name: 'twin', seq: second }), { start: start + 1000 }));
		}
		const { rows } = roster.snapshot(start + 70_000);
		expect(rows.map((row) => row.info.id).sort()).toEqual(['NA', 'NB']);
		expect(new Set(rows.map((row) => row.key)).size).toBe(2);
		expect(rows.map((row) => row.restarts)).toEqual([0, 0]);
	});

	test('a twin that was started later is no restart for long', () => {
		const roster = new Roster(2000);
		const events: MonitorEvent[] = [];
		for (let second = 0; second < 30; second++) {
			const at = start + 60_000 + second * 1000;
			events.push(...roster.heard(answer(at, info('NA', { name: 'twin', seq: second }), { start })));
			if (second > 5) {
				const younger = info('NB', { name: 'twin', seq: second });
				events.push(...roster.heard(answer(at, younger, { start: start + 65_500 })));
			}
		}
		const { rows } = roster.snapshot(start + 91_000);
		expect(rows.map((row) => row.info.id).sort()).toEqual(['NA', 'NB']);
		expect(events.filter(({ kind }) => kind === 'RESTART').length).toBeLessThanOrEqual(1);
	});

	test('an id that changes its name keeps its row', () => {
		const roster = new Roster(2000);
		for (let second = 0; second < 6; second++) {
			roster.heard(sample(start + second * 1000, info('NA', { name: `name-${second % 2}`, seq: second })));
			expect(names(roster, start)).toEqual([`name-${second % 2}`]);
		}
	});

	test('VARZ, announcements and verdicts about strangers are nothing', () => {
		const roster = new Roster(2000);
		expect(roster.describe('NX', { configLoadTime: 1 }, start)).toEqual([]);
		expect(roster.unreachable('NX', start)).toEqual([]);
		expect(roster.unanswered('NX', start)).toEqual([]);
		roster.announced(info('NX'), 'down', start);
		expect(roster.snapshot(start).rows).toEqual([]);
	});
});

describe('a flood', () => {
	test('of servers that do not exist is bounded, and passes', () => {
		const roster = new Roster(2000);
		roster.heard(sample(start, info('NREAL', { seq: 1 })));
		for (let index = 0; index < 20_000; index++) roster.heard(sample(start + 1000, info(`N${index}`)));
		expect(roster.snapshot(start).rows.length).toBe(mostRows);
		const later = start + goneAfter + 200_000;
		roster.heard(sample(later, info('NREAL', { seq: 2 })));
		roster.tick(later);
		roster.heard(sample(later + goneAfter + 1000, info('NREAL', { seq: 3 })));
		roster.tick(later + goneAfter + 1000);
		expect(names(roster, later)).toEqual(['nreal']);
	});

	test('of restarts keeps one row', () => {
		const roster = new Roster(2000);
		for (let index = 0; index < 30_000; index++) {
			const at = start + index * 1000;
			roster.heard(sample(at, info(`N${index}`, { name: 'phoenix' }), { start: at }));
		}
		expect(names(roster, start)).toEqual(['phoenix']);
	});

	test('of events keeps the ring, and counts what falls off', () => {
		const log = new EventLog(start);
		for (let index = 0; index < 60_000; index++) {
			log.add({
				kind: 'AUTH ERR',
				severity: 'warn',
				at: start + Math.floor(index / 100),
				account: `A${index}`,
				accountName: `name ${index}`,
				reason: `reason ${index}`,
			});
		}
		const { events, dropped, accountNames } = log.snapshot(start + 1000);
		expect(events.length).toBe(partSizes.clients);
		expect(events.length + dropped.clients).toBe(60_000);
		expect(accountNames.size).toBeLessThanOrEqual(10_000);
		expect(events.at(-1)?.reason).toBe('reason 59999');
	});
});

/** Anything that can happen to a roster, with few ids and names so that they meet. */
type Step = { what: number; id: number; name: number; ms: number; seq: number; start: number; odd: number };

const step: fc.Arbitrary<Step> = fc.record({
	what: fc.nat(13),
	id: fc.nat(4),
	name: fc.nat(2),
	ms: fc.nat(20_000),
	seq: fc.nat(50),
	start: fc.integer({ min: -5, max: 60 }),
	odd: fc.nat(7),
});

const oddNumbers = [0, 1, 5, 2 ** 62, 1e308, -1, 0.5, 2 ** 53];

test('a roster stays whole whatever happens in whatever order', () => {
	always(6000, fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
		const roster = new Roster(2000);
		const log = new EventLog(start);
		let now = start + 100_000;
		for (const { what, id, name, ms, seq, start: began, odd } of steps) {
			now += ms;
			const number = oddNumbers[odd] ?? 0;
			const server = info(`N${id}`, {
				name: `s${name}`,
				...(seq < 40 ? { seq } : {}),
				time: odd === 5 ? undefined : now + (odd === 6 ? -3_600_000 : 0),
			});
			const statsz: Statsz = {
				...(began < 0 ? {} : { start: start + began * 1000 }),
				slowConsumers: number,
				sent: { msgs: number, bytes: number },
				received: { msgs: number, bytes: number },
				routes: [
					{
						rid: id,
						name: `s${name}`,
						sent: { msgs: number, bytes: 1 },
						received: { msgs: 1, bytes: 1 },
						pending: number,
					},
				],
			};
			const done = [
				() => roster.heard({ server, statsz, receivedAt: now }),
				() => roster.heard({ server, statsz, receivedAt: now, rtt: 1 }),
				() => roster.heard({ server: { ...server, seq: number }, statsz, receivedAt: now }),
				() => roster.introduced(server, now),
				() => roster.describe(server.id, { configLoadTime: number }, now),
				() => roster.announced(server, seq % 2 ? 'down' : 'lameduck', now),
				() => roster.unreachable(server.id, now),
				() => roster.unanswered(server.id, now),
				() => roster.beginRound(now),
				() => roster.endRound(now),
				() => roster.tick(now),
				() => roster.disconnected(now),
				() => roster.reconnected(now),
				() => roster.gap(now),
			][what]?.();
			for (const event of Array.isArray(done) ? done : []) if (typeof event !== 'string') log.add(event);
			const { rows, totals } = roster.snapshot(now);
			const keys = new Set(rows.map((row) => row.key));
			const ids = new Set(rows.map((row) => row.info.id));
			if (keys.size !== rows.length || ids.size !== rows.length) throw new Error('a row is there twice');
			const counted = totals.ok + totals.stale + totals.lameduck + totals.down + totals.unknown;
			if (counted !== rows.length) throw new Error('totals do not add up');
			if (totals.counted > totals.ok + totals.lameduck) throw new Error('sums are of who is not heard');
			for (const row of rows) {
				if (row.history.length > 300) throw new Error('history grows');
				if (row.answered > row.asked + 1e6) throw new Error('answers beyond questions');
				if (roster.idOf(row.key) !== row.info.id) throw new Error('a key leads elsewhere');
			}
		}
		if (log.snapshot(now).events.some((event) => event.text?.includes('NaN')))
			throw new Error('NaN in a text');
	});
});
