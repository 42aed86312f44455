// How fast events come, what accounts are called, and what is said of failed logins.

import { beforeEach, describe, expect, test } from 'vitest';
import type { EventClient, MonitorEvent } from '../../source/model/event.ts';
import { EventLog } from '../../source/model/event-log.ts';
import { loginQuiet, mostLogins } from '../../source/model/login-folds.ts';
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

describe('kinds', () => {
	test('that are noisy are not even kept while they are off', () => {
		log.add(connect({ kind: 'CONNS' }));
		expect(events()).toEqual([]);
		log.switchOff(['statsz']);
		log.add(connect({ kind: 'CONNS' }));
		log.add(connect({ kind: 'STATSZ' }));
		expect(events().map(({ kind }) => kind)).toEqual(['CONNS']);
	});
});

describe('names of accounts', () => {
	test('are learned from events, even from those that are not kept', () => {
		log.add(connect({ kind: 'CONNS', account: 'AX', accountName: 'ORDERS' }));
		expect(log.nameOf('AX')).toBe('ORDERS');
		expect(log.snapshot(began).accountNames.get('AX')).toBe('ORDERS');
	});

	test('are learned from elsewhere and change when the account does', () => {
		log.learnName('AX', 'ORDERS');
		log.learnName('AX', 'BILLING');
		log.learnName('AY', 'AY');
		expect(log.nameOf('AX')).toBe('BILLING');
		expect(log.nameOf('AY')).toBeUndefined();
	});
});

describe('the rate', () => {
	test('is of whole seconds, the last ten', () => {
		for (let second = 0; second < 20; second++)
			for (let i = 0; i < 3; i++) log.add(connect({ text: `${second}${i}` }, second * 1000));
		expect(log.snapshot(began + 20_000).rate).toBe(3);
		expect(log.snapshot(began + 25_000).rate).toBe(1.5);
		expect(log.snapshot(began + 60_000).rate).toBe(0);
	});

	test('is of the time natstop has been listening when that is less', () => {
		for (let i = 0; i < 6; i++) log.add(connect({ text: String(i) }, 500));
		expect(log.snapshot(began + 2000).rate).toBe(3);
	});

	test('counts every event of a burst', () => {
		for (let i = 0; i < 50; i++) log.add(connect({}, 10));
		expect(log.snapshot(began + 1000).rate).toBe(50);
	});
});

describe('a failed login', () => {
	const refused = (at: number, client: EventClient = {}, over: Partial<MonitorEvent> = {}): MonitorEvent =>
		connect(
			{
				...{ kind: 'AUTH ERR', account: '$G', reason: 'Authentication Failure', ...over },
				client: { cid: at, user: 'batch', name: 'nightly', host: '10.3.7.88', ...client },
			},
			at,
		);

	test('that is tried every nine seconds is one line that counts', () => {
		for (let i = 0; i < 15; i++) log.add(refused(i * 9000));
		expect(events()).toMatchObject([
			{ kind: 'AUTH ERR', count: 15, since: began, lastAt: began + 126_000, mixed: false },
		]);
	});

	test('comes along to the newest lines when others have come between, and is not there twice', () => {
		log.add(refused(0));
		for (let i = 0; i < 30; i++) log.add(connect({ text: String(i) }, 10 + i));
		log.add(refused(9000));
		expect(events()).toHaveLength(31);
		expect(events().at(-1)).toMatchObject({ kind: 'AUTH ERR', count: 2, since: began, at: began + 9000 });
		log.add(connect({ text: 'after' }, 9001));
		log.add(refused(18_000));
		expect(events().slice(-2)).toMatchObject([{ kind: 'AUTH ERR', count: 3 }, { text: 'after' }]);
		const numbers = events().map(({ seq }) => seq);
		expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
		log.add(connect({ text: 'after' }, 9002));
		expect(events().at(-1)).toMatchObject({ text: 'after', count: 2 });
	});

	test('of another client, host, server or reason is another line', () => {
		log.add(refused(0));
		log.add(refused(1, { name: 'daily' }));
		log.add(refused(2, { host: '10.3.7.89' }));
		log.add(refused(3, { clientType: 'mqtt', clientId: 'sensor-42' }));
		log.add(refused(4, {}, { server: serverInfo({ id: 'N2' }) }));
		log.add(refused(5, {}, { kind: 'DISCONNECT', reason: 'Authentication Timeout' }));
		expect(events().map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1]);
	});

	test('after ten minutes of silence is news again', () => {
		log.add(refused(0));
		log.add(refused(loginQuiet));
		expect(events()).toMatchObject([{ count: 1 }, { count: 1, since: began + loginQuiet }]);
	});

	test('of a thousand names from one host takes nine lines, the last of several clients', () => {
		for (let i = 0; i < 1000; i++) log.add(refused(i * 40, { name: `n${i}` }));
		expect(events()).toHaveLength(9);
		expect(events().at(-1)).toMatchObject({ count: 992, mixed: true, client: { host: '10.3.7.88' } });
		expect(events().at(-1)?.client).not.toHaveProperty('name');
	});

	test('from thousands of hosts never takes more than some hundred lines', () => {
		for (let i = 0; i < 5000; i++) log.add(refused(i, { host: `10.0.${i >> 8}.${i & 255}` }));
		expect(events()).toHaveLength(mostLogins + 1);
		expect(events().at(-1)).toMatchObject({ count: 4500, mixed: true });
	});

	test('leaves the room of those that have ended to others', () => {
		for (let i = 0; i < 8; i++) log.add(refused(i, { name: `n${i}` }));
		for (let i = 0; i < 8; i++) log.add(refused(loginQuiet + 10 + i, { name: `m${i}` }));
		expect(events()).toHaveLength(16);
		expect(events().every(({ mixed }) => !mixed)).toBe(true);
	});
});
