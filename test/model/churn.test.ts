// How many clients connect in a minute.

import { expect, test } from 'vitest';
import { ChurnCounter } from '../../source/model/churn.ts';
import type { MonitorEvent } from '../../source/model/event.ts';
import { EventLog } from '../../source/model/event-log.ts';

const start = 1_800_000_000_000;
const second = 1000;

test('the connects of the last minute count, and those before say what is usual once six minutes were watched', () => {
	const churn = new ChurnCounter(start);
	for (let at = 0; at < 360; at++) churn.add('APP', start + at * second);
	expect(churn.at(start + 120 * second).get('APP')?.usual).toBe(undefined);
	for (let i = 0; i < 200; i++) churn.add('APP', start + 359 * second);
	const { minute = 0, usual = 0 } = churn.at(start + 360 * second).get('APP') ?? {};
	expect(minute).toBeGreaterThanOrEqual(255);
	expect(minute).toBeLessThanOrEqual(260);
	expect(usual).toBeGreaterThan(55);
	expect(usual).toBeLessThan(65);
});

test('an account that nobody connects to any more is forgotten', () => {
	const churn = new ChurnCounter(start);
	churn.add('APP', start);
	expect(churn.at(start + 400 * second).size).toBe(0);
});

const event = (kind: 'CONNECT' | 'DENIED', over: Partial<MonitorEvent> = {}): MonitorEvent => ({
	...{ kind, severity: 'info', at: start },
	...over,
});

test('where the events of connects are denied nobody knows how many there are, until one is heard', () => {
	const log = new EventLog(start);
	const connects = () => log.snapshot(start + second).connects?.get('APP')?.minute;
	log.add(event('DENIED', { subject: '$SYS.SERVER.*.SHUTDOWN' }));
	log.add(event('CONNECT', { account: 'APP' }), 3);
	expect(connects()).toBe(3);
	log.add(event('DENIED', { subject: '$SYS.ACCOUNT.*.CONNECT' }));
	expect(log.snapshot(start).connects).toBe(undefined);
	log.add(event('CONNECT', { account: 'APP' }));
	expect(connects()).toBe(4);
});

test('a connect that is counted and not read is one of its account', () => {
	const log = new EventLog(start);
	log.countUnread('$SYS.ACCOUNT.APP.CONNECT', start);
	log.countUnread('$SYS.ACCOUNT.APP.DISCONNECT', start);
	log.countUnread('$SYS.ACCOUNT.APP.LEAFNODE.CONNECT', start);
	expect([...(log.snapshot(start).connects ?? [])]).toEqual([['APP', { minute: 1 }]]);
});
