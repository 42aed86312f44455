// The detail of an event, and the line of one as a server sent it.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type EventContext, eventDetail, eventText } from '../../source/format/event-line.ts';
import { type LoggedEvent, type MonitorEvent, unreadText } from '../../source/model/event.ts';
import type { Traffic } from '../../source/model/server.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('mono', false);

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
