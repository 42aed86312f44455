// What events say: lines of the log and fields of the detail.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type EventContext, eventDetail, eventText } from '../../source/format/event-line.ts';
import { clock } from '../../source/format/time.ts';
import {
	type EventClient,
	type LoggedEvent,
	type MonitorEvent,
	unreadText,
} from '../../source/model/event.ts';
import type { Traffic } from '../../source/model/server.ts';
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

type Capture = {
	timestamp: string;
	server: { id: string; name: string; cluster?: string; ver: string };
	client: Record<'acc' | 'user' | 'name' | 'host' | 'lang' | 'ver' | 'kind' | 'start' | 'stop', string> & {
		id: number;
		rtt?: number;
	};
	sent?: Traffic;
	received?: Traffic;
	reason?: string;
};

/** An event as a server published it, put into the model by hand. */
const captured = (version: string, name: string, kind: MonitorEvent['kind']): LoggedEvent => {
	const file = new URL(`../fixtures/captures/${version}/event-${name}.json`, import.meta.url);
	const { timestamp, server, client, sent, received, reason }: Capture = JSON.parse(
		readFileSync(file, 'utf8'),
	);
	return logged({
		kind,
		serverTime: Date.parse(timestamp),
		at: Date.parse(timestamp) + 12,
		server: { ...server, version: server.ver, tags: [], metadata: {}, featureFlags: {} },
		account: client.acc,
		reason,
		client: {
			cid: client.id,
			name: client.name,
			user: client.user,
			host: client.host,
			lang: client.lang,
			version: client.ver,
			kind: client.kind,
			rtt: client.rtt,
			start: Date.parse(client.start),
			...(client.stop ? { stop: Date.parse(client.stop) } : {}),
			sent,
			received,
		},
	});
};

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

describe('the line of a captured event', () => {
	test('in operator mode shows the account by name and the client by its own', () => {
		const event = captured('2.15.1', 'ACCOUNT.CONNECT', 'CONNECT');
		expect(eventText(event, { ...context, nameOf: () => 'APP-A' })).toBe(
			'APP-A "short-lived" cid 32 · nats.js 3.4 · 127.0.0.1',
		);
	});

	test('shortens the key of an account whose name is not known', () => {
		const event = captured('2.9.10', 'ACCOUNT.DISCONNECT-server-shutdown', 'DISCONNECT');
		expect(eventText(event, context)).toBe(
			'AAIY…QEGF "app-client-1" cid 12 · Server Shutdown · 3m15s · in 62 out 75 · nats.js 3.4 · 127.0.0.1',
		);
	});

	test('in configuration mode shows account and user', () => {
		for (const version of ['2.9.10', '2.15.1']) {
			const event = captured(version, 'config-connect-userpass-alice-app-ACCOUNT.APP.CONNECT', 'CONNECT');
			expect(eventText(event, context)).toMatch(
				/^APP app "alice-app" cid \d+ · nats\.js 3\.4 · 127\.0\.0\.1$/,
			);
		}
	});

	test('of a leafnode says so where a client names its library', () => {
		const event = captured('2.15.1', 'super-ACCOUNT.APP.CONNECT-leafnode-a1', 'CONNECT');
		expect(eventText(event, context)).toBe('APP app "leaf1" cid 10 · leafnode 2.15 · 127.0.0.1');
	});

	test('of a failed authentication is the same from an old server', () => {
		for (const version of ['2.9.10', '2.15.1']) {
			const event = captured(version, 'SERVER.CLIENT.AUTH.ERR-userpass', 'AUTH ERR');
			expect(eventText(event, context)).toBe(
				'bad "bad-auth" from 127.0.0.1 · Authentication Failure · nats.js 3.4',
			);
		}
	});

	test('of a failed authentication by key or token adds what the client calls itself', () => {
		const key = captured('2.15.1', 'SERVER.CLIENT.AUTH.ERR-expired-jwt', 'AUTH ERR');
		expect(eventText(key, context)).toBe(
			'UBXM…KRPW "expired-client" from 127.0.0.1 · Authentication Failure · nats.js 3.4',
		);
		const token = captured('2.15.1', 'config-badtoken-badtok-SERVER.SID.CLIENT.AUTH.ERR', 'AUTH ERR');
		expect(eventText(token, context)).toBe(
			'[REDACTED] "badtok" from 127.0.0.1 · Authentication Failure · nats.js 3.4',
		);
	});

	test('of a slow consumer tells what it was sent', () => {
		const event = captured('2.15.1', 'config-slow-slow-raw-ACCOUNT.APP.DISCONNECT', 'DISCONNECT');
		expect(eventText(event, context)).toBe(
			'APP app "slow-raw" cid 14 · Slow Consumer (Pending Bytes) · 0.7s · in 0 out 11 · raw 0 · 127.0.0.1',
		);
	});
});

describe('the detail of an event', () => {
	test('reads as in the mock-up', () => {
		const at = Date.UTC(2026, 8, 21, 12, 4, 48, 113);
		const event = logged({
			kind: 'DISCONNECT',
			at,
			serverTime: at,
			subject: '$SYS.ACCOUNT.APP.DISCONNECT',
			server: {
				id: 'NDX7',
				name: 'west-3',
				cluster: 'west',
				version: '2.11.9',
				tags: [],
				metadata: {},
				featureFlags: {},
			},
			account: 'APP',
			reason: 'Server Shutdown',
			client: {
				cid: 40_991,
				user: 'svc-pay',
				name: 'pay-7f9c',
				lang: 'go',
				version: '1.38.0',
				host: '10.9.7.50',
				rtt: 412_000,
				start: at - (6 * 24 + 2) * 3_600_000 - 3 * 60_000,
				stop: at,
				sent: { msgs: 412_044, bytes: 98.1 * 1024 ** 2 },
				received: { msgs: 88_120, bytes: 10.2 * 1024 ** 2 },
			},
		});
		const lines = eventDetail(event, { ...context, now: at + 8000 });
		expect(lines.map(({ label, value }) => `${label.padEnd(10)}${value}`)).toEqual([
			'time      12:04:48.113 UTC (8s ago)',
			'subject   $SYS.ACCOUNT.APP.DISCONNECT',
			'server    west-3  cluster west  2.11.9',
			'account   APP   user svc-pay',
			'client    pay-7f9c  cid 40991  go 1.38.0  10.9.7.50  rtt 0.4ms',
			'lived     6d02h03m   sent 412,044 / 98.1M   received 88,120 / 10.2M',
			'reason    Server Shutdown',
		]);
	});

	test('gives keys whole, as they are for copying', () => {
		const event = captured('2.15.1', 'ACCOUNT.CONNECT', 'CONNECT');
		const values = eventDetail(event, { ...context, nameOf: () => 'APP-A' });
		expect(values).toContainEqual({ label: 'account', value: `APP-A  ${event.account}` });
		expect(values).toContainEqual({ label: 'user', value: event.client?.user });
		expect(values.find(({ label }) => label === 'client')?.value).toBe(
			'short-lived  cid 32  nats.js 3.4.0  127.0.0.1',
		);
	});

	test('says when an event reached us late by our clock', () => {
		const event = logged({ kind: 'STALE', serverTime: now - 90_000, text: 'no statsz for 15s' });
		expect(eventDetail(event, context)).toEqual([
			{ label: 'time', value: '12:03:26.000 UTC (0s ago)  received 12:04:56.000' },
			{ label: 'what', value: 'no statsz for 15s' },
		]);
	});

	test('says what a fold stands for', () => {
		const event = logged({ kind: 'AUTH ERR', client: {} }, { count: 4120, mixed: true, lastAt: now + 900 });
		expect(eventDetail(event, context)).toContainEqual({
			label: 'folded',
			value: '×4,120 within 0.9s, the first is shown; several clients',
		});
	});

	test('says that events which were not read are only counted', () => {
		const event = logged({ kind: 'CONNECT', text: unreadText }, { count: 274 });
		expect(eventText(event, context)).toBe('×274 not read: more came than natstop can take');
		expect(eventDetail(event, context)).toContainEqual({ label: 'folded', value: '×274, counted' });
	});

	test('leaves out what is not known', () => {
		expect(eventDetail(logged({ client: {} }), context).map(({ label }) => label)).toEqual(['time']);
	});
});
