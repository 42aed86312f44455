// What events say: lines of the log and fields of the detail.

import { describe, expect, test } from 'vitest';
import { type EventContext, eventDetail, eventText } from '../../source/format/event-line.ts';
import { clock } from '../../source/format/time.ts';
import type { EventClient, LoggedEvent, MonitorEvent } from '../../source/model/event.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('mono', false);

const { glyphs: ascii } = createTheme('mono', true);

const now = Date.UTC(2026, 8, 21, 12, 4, 56);

const context: EventContext = { nameOf: (account) => account, glyphs, now };

const logged = (event: Partial<MonitorEvent>, over: Partial<LoggedEvent> = {}): LoggedEvent => ({
	kind: 'CONNECT',
	severity: 'info',
	at: now,
	seq: 1,
	count: 1,
	mixed: false,
	lastAt: now,
	...event,
	...over,
});

const ordersClient = {
	cid: 88_213,
	user: 'svc-orders',
	name: 'orders-7f9c',
	lang: 'go',
	version: '1.38.0',
	host: '10.3.7.41',
};

describe('the line of an event', () => {
	test('of a connect names account, user, cid, client library and address', () => {
		expect(eventText(logged({ account: 'APP', client: ordersClient }), context)).toBe(
			'APP svc-orders "orders-7f9c" cid 88213 · go 1.38 · 10.3.7.41',
		);
	});

	test('of a disconnect tells why, after how long, and what came in and went out of the server', () => {
		const client = {
			...ordersClient,
			user: 'svc-cart',
			cid: 70_021,
			start: now - 7_860_000,
			stop: now,
			sent: { msgs: 1_200_000, bytes: 9 },
			received: { msgs: 9_800_000, bytes: 9 },
		};
		const event = logged({ kind: 'DISCONNECT', account: 'APP', reason: 'Client Closed', client });
		expect(eventText(event, context)).toBe(
			'APP svc-cart "orders-7f9c" cid 70021 · Client Closed · 2h11m · in 1.2M out 9.8M · go 1.38 · 10.3.7.41',
		);
	});

	test('of a failed authentication names who tried and from where', () => {
		const event = logged({
			kind: 'AUTH ERR',
			account: '$G',
			reason: 'Authentication Failure',
			client: { user: 'batch', name: 'nightly', host: '10.9.4.17' },
		});
		expect(eventText(event, context)).toBe('batch "nightly" from 10.9.4.17 · Authentication Failure');
	});

	test('names the client beside its user', () => {
		const client = { user: 'app', name: 'sleepy-worker', cid: 55 };
		const event = logged({
			kind: 'DISCONNECT',
			account: 'APP',
			reason: 'Slow Consumer (Pending Bytes)',
			client,
		});
		expect(eventText(event, context)).toBe('APP app "sleepy-worker" cid 55 · Slow Consumer (Pending Bytes)');
	});

	test('tells MQTT and websocket clients from others, whatever happens to them', () => {
		const mqtt = { user: 'app', cid: 7, clientType: 'mqtt', clientId: 'sensor-42', host: '10.0.0.7' };
		const ws = { user: 'app', name: 'page', cid: 8, clientType: 'websocket', host: '10.0.0.8' };
		const line = (kind: MonitorEvent['kind'], client: EventClient): string =>
			eventText(logged({ kind, account: 'APP', reason: 'Why', client }), context);
		expect(line('CONNECT', mqtt)).toBe('APP app mqtt sensor-42 cid 7 · 10.0.0.7');
		expect(line('DISCONNECT', mqtt)).toBe('APP app mqtt sensor-42 cid 7 · Why · 10.0.0.7');
		expect(line('AUTH ERR', mqtt)).toBe('app mqtt sensor-42 from 10.0.0.7 · Why');
		expect(line('CONNECT', ws)).toBe('APP app ws "page" cid 8 · 10.0.0.8');
		expect(line('AUTH ERR', ws)).toBe('app ws "page" from 10.0.0.8 · Why');
		expect(line('CONNECT', { cid: 9, clientType: 'nats' })).toBe('APP cid 9');
		expect(line('CONNECT', { ...mqtt, clientId: 'a b' })).toBe('APP app mqtt "a b" cid 7 · 10.0.0.7');
	});

	test('of a fold says first how many it stands for, and nothing that holds for one of them only', () => {
		const event = logged(
			{ kind: 'DISCONNECT', account: 'APP', reason: 'Server Shutdown', client: ordersClient },
			{ count: 412 },
		);
		expect(eventText(event, context)).toBe('×412 APP svc-orders "orders-7f9c" · Server Shutdown');
		expect(eventText({ ...event, mixed: true }, context)).toBe('×412 APP several clients · Server Shutdown');
	});

	test('of a failed login that goes on tells since when and how often, and first where it will be cut', () => {
		const event = logged(
			{
				kind: 'AUTH ERR',
				account: '$G',
				reason: 'Authentication Failure',
				client: { user: 'batch', name: 'nightly', host: '10.3.7.88' },
			},
			{ count: 15, since: now - 126_000 },
		);
		const who = 'batch "nightly" from 10.3.7.88 · Authentication Failure';
		const since = clock(now - 126_000);
		expect(eventText(event, context)).toBe(`${who} ×15 since ${since}, every 9s`);
		expect(eventText(event, { ...context, room: 46 })).toBe(`×15 every 9s ${who}`);
		expect(eventText({ ...event, count: 1 }, context)).toBe(who);
		expect(eventText({ ...event, count: 1261 }, context)).toBe(`${who} ×1,261 since ${since}, 10/s`);
		const several = { ...event, mixed: true, client: { host: '10.3.7.88' } };
		expect(eventText(several, context)).toBe(
			`several clients from 10.3.7.88 · Authentication Failure ×15 since ${since}, every 9s`,
		);
		expect(eventDetail(event, context)).toContainEqual({
			label: 'folded',
			value: `×15 since ${since}, every 9s, the last ${clock(now)}; one is shown`,
		});
	});

	test('of an asset names its account', () => {
		const text = 'stream ORDERS leader east-1';
		expect(eventText(logged({ kind: 'JS LEADER', account: 'APP', text }), context)).toBe(
			'stream APP/ORDERS leader east-1',
		);
		expect(
			eventText(logged({ kind: 'CLAIMS', account: 'APP', text: 'asked to update its claims' }), context),
		).toBe('APP asked to update its claims');
		expect(eventText(logged({ kind: 'STALE', text: 'no statsz for 15s' }), context)).toBe(
			'no statsz for 15s',
		);
	});

	test('uses single-byte signs alone with the ASCII set, also in texts made elsewhere', () => {
		const text = 'slow consumers 11 → 14 · clients 14';
		const event = logged({ kind: 'SLOW', text }, { count: 2 });
		expect(eventText(event, { ...context, glyphs: ascii })).toBe('x2 slow consumers 11 > 14 - clients 14');
	});
});

describe('what somebody wrote who cannot log in', () => {
	const forged = 'x · cid 7 · 10.0.0.1';

	test.each<[what: string, event: Partial<MonitorEvent>, line: string]>([
		[
			'as a user stays one field',
			{ kind: 'CONNECT', account: 'APP', client: { cid: 5, user: forged, host: '10.3.7.41' } },
			String.raw`APP "x \· cid 7 \· 10.0.0.1" cid 5 · 10.3.7.41`,
		],
		[
			'as the name of a client does',
			{ kind: 'CONNECT', account: 'APP', client: { cid: 5, name: forged, host: '10.3.7.41' } },
			String.raw`APP "x \· cid 7 \· 10.0.0.1" cid 5 · 10.3.7.41`,
		],
		[
			'as language and version do',
			{
				kind: 'CONNECT',
				account: 'APP',
				client: { cid: 5, user: 'bob', lang: 'go · cid 7', version: '1 · x' },
			},
			String.raw`APP bob cid 5 · "go \· cid 7" "1 \· x"`,
		],
		[
			'and was refused does',
			{
				kind: 'AUTH ERR',
				reason: 'Authentication Failure',
				client: { user: `b" · ${forged}`, host: '10.3.7.41' },
			},
			String.raw`"b\" \· x \· cid 7 \· 10.0.0.1" from 10.3.7.41 · Authentication Failure`,
		],
		[
			'as the subject of a certificate does',
			{ kind: 'OCSP', text: 'peer rejected', reason: 'revoked', client: { name: forged } },
			String.raw`peer rejected · "x \· cid 7 \· 10.0.0.1" · revoked`,
		],
		[
			'as the name of an account does',
			{ kind: 'CLAIMS', account: 'A  cid 7', text: 'asked to update its claims' },
			'"A cid 7" asked to update its claims',
		],
	])('a name from outside %s', (_, event, line) => {
		expect(eventText(logged(event), context)).toBe(line);
	});

	test('is not moved by its blanks to where it could stand alone', () => {
		const user = `bob${' '.repeat(42)}x DOWN       n1           silent for 15s`;
		const event = logged({ kind: 'AUTH ERR', client: { user, host: '10.3.7.41' } });
		expect(eventText(event, context)).toBe(
			'"bob x DOWN n1 silent for 15s" from 10.3.7.41 · authentication failed',
		);
	});

	test('is whole in the detail, and quoted there too', () => {
		const name = `x  cid 7  10.0.0.1 ${'y'.repeat(80)}`;
		const event = logged({ account: 'APP', client: { cid: 5, name, user: 'a   user b' } });
		expect(eventDetail(event, context)).toContainEqual({
			label: 'client',
			value: `"x cid 7 10.0.0.1 ${'y'.repeat(80)}"  cid 5`,
		});
		expect(eventDetail(event, context)).toContainEqual({ label: 'account', value: 'APP   user "a user b"' });
	});
});
