// The log: a ring, folded bursts, names of accounts.

import { beforeEach, describe, expect, test } from 'vitest';
import type { MonitorEvent } from '../../source/model/event.ts';
import { EventLog, foldSpan, logSize } from '../../source/model/event-log.ts';
import { serverInfo } from '../helpers/samples.ts';

const began = Date.UTC(2026, 8, 21, 12);

let log: EventLog;

beforeEach(() => {
	log = new EventLog(began);
});

const connect = (over: Partial<MonitorEvent> = {}, at = 0): MonitorEvent => ({
	kind: 'CONNECT',
	severity: 'info',
	server: serverInfo(),
	account: 'APP',
	client: { name: 'svc', user: 'app' },
	...over,
	at: began + at,
});

const events = (at = 0) => log.snapshot(began + at).events;

describe('the log', () => {
	test('keeps events in the order they came, each with a number', () => {
		log.add(connect({ text: 'a' }));
		log.add(connect({ text: 'b' }, 5));
		expect(events()).toMatchObject([
			{ seq: 1, text: 'a', count: 1, mixed: false, lastAt: began },
			{ seq: 2, text: 'b', count: 1 },
		]);
	});

	test('gives pictures that later events do not change', () => {
		log.add(connect());
		const before = events();
		log.add(connect({}, 10));
		expect(before).toMatchObject([{ count: 1 }]);
		expect(events()).toMatchObject([{ count: 2 }]);
	});

	test('holds 5,000 lines of clients and counts what fell off', () => {
		expect(logSize).toBe(7000);
		for (let i = 0; i < 12_345; i++) log.add(connect({ text: String(i) }, i));
		const { events: kept, dropped } = log.snapshot(began);
		expect(kept).toHaveLength(5000);
		expect(dropped).toEqual({ clients: 7345, jetstream: 0, servers: 0 });
		expect(kept[0]).toMatchObject({ text: '7345', seq: 7346 });
		expect(kept.at(-1)).toMatchObject({ text: '12344', seq: 12_345 });
	});

	test('still folds into a line after older ones fell off, and never into one that is gone', () => {
		for (let i = 0; i < 6000; i++) log.add(connect({ text: String(i) }, 0));
		log.add(connect({ text: '5999' }, 1));
		log.add(connect({ text: '0' }, 2));
		expect(events().at(-2)).toMatchObject({ text: '5999', count: 2 });
		expect(events().at(-1)).toMatchObject({ text: '0', count: 1, seq: 6001 });
	});
});

describe('what became of a server', () => {
	const down: MonitorEvent = { kind: 'DOWN', severity: 'error', at: began, serverName: 'n1', text: 'killed' };
	const refused = (index: number): MonitorEvent => ({
		kind: 'AUTH ERR',
		severity: 'warn',
		at: began + index * 42,
		reason: 'Authentication Failure',
		client: { user: `nobody-${index}` },
	});

	test('is still there after a night of failed logins, 24 a second', () => {
		log.add(down);
		for (let index = 0; index < 50_000; index++) log.add(refused(index));
		const { events: kept, dropped } = log.snapshot(began);
		expect(kept[0]).toMatchObject({ kind: 'DOWN', seq: 1 });
		const told = kept.filter(({ kind }) => kind === 'AUTH ERR');
		expect(told.length).toBeLessThan(100);
		expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(50_000);
		expect(dropped).toEqual({ clients: 0, jetstream: 0, servers: 0 });
	});

	test('is still there after a night of clients that come and go, 24 a second', () => {
		log.add(down);
		for (let index = 0; index < 50_000; index++) {
			log.add(connect({ client: { user: `somebody-${index}` } }, index * 42));
		}
		const { events: kept, dropped } = log.snapshot(began);
		expect(kept[0]).toMatchObject({ kind: 'DOWN', seq: 1 });
		expect(kept.filter(({ kind }) => kind === 'CONNECT')).toHaveLength(5000);
		const told = kept.reduce((sum, line) => sum + (line.kind === 'CONNECT' ? line.count : 0), 0);
		expect(dropped.clients).toBeGreaterThan(10_000);
		expect(dropped.clients + told).toBeLessThanOrEqual(50_000);
		expect(dropped).toMatchObject({ jetstream: 0, servers: 0 });
	});

	test('stands where it happened among the others, whatever part they are of', () => {
		const kinds: MonitorEvent['kind'][] = [
			'CONNECT',
			'DOWN',
			'JS LEADER',
			'BACK',
			'AUTH ERR',
			'LINK',
			'JS OTHER',
		];
		kinds.forEach((kind, index) => {
			log.add({ kind, severity: 'info', at: began + index, text: String(index) });
		});
		expect(events().map(({ kind }) => kind)).toEqual(kinds);
		expect(events().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
	});

	test('is counted for itself where it falls off', () => {
		for (let index = 0; index < 1200; index++) log.add({ ...down, text: String(index) });
		for (let index = 0; index < 1003; index++) log.add({ ...down, kind: 'JS QUORUM', text: String(index) });
		const { events: kept, dropped } = log.snapshot(began);
		expect(dropped).toEqual({ clients: 0, jetstream: 3, servers: 200 });
		expect(kept).toHaveLength(2000);
	});
});

describe('a burst', () => {
	test('is one line with its count and the time of the last', () => {
		for (const at of [0, 100, 999]) log.add(connect({}, at));
		expect(events()).toMatchObject([{ count: 3, at: began, lastAt: began + 999 }]);
	});

	test('ends a second after its first event', () => {
		log.add(connect());
		log.add(connect({}, foldSpan));
		log.add(connect({}, foldSpan + 500));
		expect(events().map(({ count }) => count)).toEqual([1, 2]);
	});

	test('of a few clients has a line for each', () => {
		log.add(connect());
		log.add(connect({ client: { name: 'other', user: 'app' } }, 1));
		log.add(connect({}, 2));
		expect(events()).toMatchObject([
			{ count: 2, mixed: false, client: { name: 'svc' } },
			{ count: 1, mixed: false, client: { name: 'other' } },
		]);
	});

	test('of many clients has one line for all beyond the eighth, and that says so', () => {
		for (let i = 0; i < 20; i++) log.add(connect({ client: { name: `c${i}` } }, i));
		log.add(connect({ client: { name: 'c3' } }, 30));
		expect(events()).toHaveLength(9);
		expect(events()[3]).toMatchObject({ count: 2, mixed: false });
		expect(events()[8]).toMatchObject({ count: 12, mixed: true, lastAt: began + 19 });
	});

	test('is of one kind, server, account and reason', () => {
		log.add(connect());
		log.add(connect({ server: serverInfo({ id: 'N2' }) }, 1));
		log.add(connect({ account: 'OTHER' }, 2));
		log.add(connect({ kind: 'DISCONNECT', reason: 'Client Closed' }, 3));
		log.add(connect({ kind: 'DISCONNECT', reason: 'Stale Connection' }, 4));
		expect(events()).toHaveLength(5);
	});

	test('may have other events between', () => {
		log.add(connect());
		log.add(connect({ kind: 'DISCONNECT' }, 10));
		log.add(connect({}, 20));
		expect(events().map(({ kind, count }) => [kind, count])).toEqual([
			['CONNECT', 2],
			['DISCONNECT', 1],
		]);
	});

	test('of ten thousand takes one line', () => {
		for (let i = 0; i < 10_000; i++) log.add(connect({}, i / 20));
		expect(events()).toMatchObject([{ count: 10_000 }]);
	});

	test('ends when the clock is set back', () => {
		log.add(connect());
		log.add(connect({}, -3_600_000));
		expect(events()).toMatchObject([{ count: 1 }, { count: 1 }]);
	});
});
