// Events as servers of two generations published them, in the model: kinds, names of accounts, and no secrets.

import { encodeAccount } from '@nats-io/jwt';
import { createAccount, createOperator } from '@nats-io/nkeys';
import { describe, expect, test } from 'vitest';
import { eventText } from '../../source/format/event-line.ts';
import type { MonitorEvent } from '../../source/model/event.ts';
import { decodeEvent } from '../../source/nats/decode-event.ts';
import { createTheme } from '../../source/theme.ts';
import { type CapturedVersion, capture } from '../helpers/capture.ts';

const { glyphs } = createTheme('mono', false);
const at = Date.UTC(2026, 10, 23, 20);
const appKey = 'AAIYMR6EJAL7VZIORH7D6F5UOSKROZ7TQEJ2VFDTMFV5EMGI2S63QEGF';
const userKey = 'UCGHXHWSVEQP5T4AHLYYCSV4BXKJTDIAO2FEPUXZYOBQQBDYYGYYQEZT';

/** The event in a capture that came on a subject. */
const decoded = (version: CapturedVersion, name: string, subject: string): MonitorEvent => {
	const event = decodeEvent(subject, capture(version, name), at);
	if (event === undefined) throw new Error(`no event in ${name}`);
	return event;
};

const bytes = (value: unknown): Uint8Array =>
	new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

const textOf = (event: MonitorEvent): string =>
	eventText(
		{ ...event, seq: 1, count: 1, mixed: false, lastAt: at },
		{ nameOf: (key) => key, glyphs, now: at },
	);

const connect = `$SYS.ACCOUNT.${appKey}.CONNECT`;
const disconnect = `$SYS.ACCOUNT.${appKey}.DISCONNECT`;
const authErr = '$SYS.SERVER.NX.CLIENT.AUTH.ERR';

describe('a client that connects', () => {
	const event = decoded('2.15.1', 'event-ACCOUNT.CONNECT', connect);

	test('is known by its keys, its name and what it speaks', () => {
		expect(event).toMatchObject({
			kind: 'CONNECT',
			severity: 'info',
			at,
			subject: connect,
			account: appKey,
			serverTime: Date.parse('2026-11-23T18:47:00.460Z'),
			server: { name: 'probe-3', version: '2.15.1', cluster: 'C1' },
			client: {
				cid: 32,
				name: 'short-lived',
				user: userKey,
				host: '127.0.0.1',
				lang: 'nats.js',
				version: '3.4.0',
				kind: 'Client',
				start: Date.parse('2026-11-23T18:47:00.443Z'),
				stop: undefined,
			},
			reason: undefined,
		});
	});

	test('tells the name of its account from 2.11 on, where before it is the name of the user', () => {
		expect(event.accountName).toBe('APP-A');
		const old = decoded('2.9.10', 'event-ACCOUNT.CONNECT', connect);
		expect(old.account).toBe(appKey);
		expect(old.accountName).toBeUndefined();
		expect(JSON.stringify(old.data)).toContain('"name_tag":"app-user2"');
	});

	test('is known by its user in config mode, where accounts have names', () => {
		for (const version of ['2.15.1', '2.9.10'] as const) {
			const name = 'event-config-connect-userpass-alice-app-ACCOUNT.APP.CONNECT';
			expect(decoded(version, name, '$SYS.ACCOUNT.APP.CONNECT')).toMatchObject({
				account: 'APP',
				client: { name: 'alice-app', user: 'app' },
			});
		}
		const nkey = 'event-config-connect-nkey-nkey-sys-ACCOUNT.SYS.CONNECT';
		expect(decoded('2.9.10', nkey, '$SYS.ACCOUNT.SYS.CONNECT').client?.user).toMatch(/^U[A-Z2-7]{55}$/);
	});

	test('can be a leafnode', () => {
		expect(
			decoded('2.15.1', 'event-super-ACCOUNT.APP.CONNECT-leafnode-a1', '$SYS.ACCOUNT.APP.CONNECT').client,
		).toMatchObject({ kind: 'Leafnode', name: 'leaf1', version: '2.15.1', lang: undefined });
	});
});

describe('a client that disconnects', () => {
	test.each([
		['2.15.1', 'event-ACCOUNT.DISCONNECT-client-closed', 'Client Closed', 'info'],
		['2.9.10', 'event-ACCOUNT.DISCONNECT-client-closed', 'Client Closed', 'info'],
		['2.9.10', 'event-ACCOUNT.DISCONNECT-server-shutdown', 'Server Shutdown', 'info'],
		['2.15.1', 'event-ACCOUNT.DISCONNECT-authentication-expired', 'Authentication Expired', 'warn'],
		['2.9.10', 'event-ACCOUNT.DISCONNECT-authentication-expired', 'Authentication Expired', 'warn'],
		['2.15.1', 'event-ACCOUNT.DISCONNECT-kicked', 'Kicked', 'warn'],
		[
			'2.15.1',
			'event-ACCOUNT.DISCONNECT-max-account-connections',
			'Maximum Account Connections Exceeded',
			'warn',
		],
		['2.15.1', 'event-ACCOUNT.$G.DISCONNECT-auth-failure', 'Authentication Failure', 'warn'],
		['2.15.1', 'event-config-authtimeout-ACCOUNT.$G.DISCONNECT', 'Authentication Timeout', 'warn'],
		['2.15.1', 'event-config-slow-slow-raw-ACCOUNT.APP.DISCONNECT', 'Slow Consumer (Pending Bytes)', 'warn'],
		['2.9.10', 'event-config-slow-slow-raw-ACCOUNT.APP.DISCONNECT', 'Slow Consumer (Write Deadline)', 'warn'],
		['2.15.1', 'event-config-stale-stale-raw-ACCOUNT.APP.DISCONNECT', 'Stale Connection', 'warn'],
		['2.15.1', 'event-super-leafnode-DISCONNECT', 'Client Closed', 'info'],
	] as const)('from %s, %s, says why: %s', (version, name, reason, severity) => {
		expect(decoded(version, name, disconnect)).toMatchObject({ kind: 'DISCONNECT', reason, severity });
	});

	test('has counted what it sent and got', () => {
		const { client } = decoded('2.15.1', 'event-config-slow-slow-raw-ACCOUNT.APP.DISCONNECT', disconnect);
		expect(client).toMatchObject({
			sent: { msgs: 0, bytes: 0 },
			received: { msgs: 11, bytes: 5_500_000 },
			rtt: 374_000,
		});
		expect((client?.stop ?? 0) - (client?.start ?? 0)).toBe(704);
	});
});

describe('a failed login', () => {
	test.each([
		['2.15.1', 'event-SERVER.CLIENT.AUTH.ERR-userpass', 'bad'],
		['2.9.10', 'event-SERVER.CLIENT.AUTH.ERR-userpass', '[hidden]'],
		['2.9.10', 'event-config-badpass-bad-SERVER.SID.CLIENT.AUTH.ERR', '[hidden]'],
		['2.15.1', 'event-config-badtoken-badtok-SERVER.SID.CLIENT.AUTH.ERR', '[REDACTED]'],
		[
			'2.9.10',
			'event-SERVER.CLIENT.AUTH.ERR-unknown-account',
			'UCCMBVEBHRFEIS2N2C2VJJHUKABBXGUWD4DWCEZ27SQ5LKQSBQRK6LB4',
		],
		[
			'2.15.1',
			'event-SERVER.CLIENT.AUTH.ERR-expired-jwt',
			'UBXMVNCKVFAK7OGQQDT6DIO7PB7TRAE565PKBP5ENRSWKSCNSYDJKRPW',
		],
	] as const)('on %s, %s, is a warning with the user %3$s', (version, name, user) => {
		expect(decoded(version, name, authErr)).toMatchObject({
			kind: 'AUTH ERR',
			severity: 'warn',
			account: '$G',
			reason: 'Authentication Failure',
			client: { user },
		});
	});

	test('by token on 2.9.10 shows the token nowhere: not in the event, its data, its JSON, its text', () => {
		const name = 'event-config-badtoken-badtok-SERVER.SID.CLIENT.AUTH.ERR';
		expect(new TextDecoder().decode(capture('2.9.10', name))).toContain('SUPER-SECRET-TOKEN');
		const event = decoded('2.9.10', name, authErr);
		expect(event.client).toMatchObject({ name: 'badtok', user: '[hidden]' });
		expect(event.data).toMatchObject({ client: { user: '[hidden]', name: 'badtok' } });
		expect(JSON.stringify(event)).not.toContain('SECRET');
		expect(textOf(event)).not.toContain('SECRET');
		expect(textOf(event)).toContain('badtok');
	});
});

describe('no user JWT is left', () => {
	test.each([
		['2.15.1', 'event-ACCOUNT.CONNECT', connect],
		['2.9.10', 'event-ACCOUNT.CONNECT', connect],
		['2.15.1', 'event-ACCOUNT.DISCONNECT-kicked', disconnect],
		['2.9.10', 'event-ACCOUNT.DISCONNECT-authentication-expired', disconnect],
		['2.15.1', 'event-SERVER.CLIENT.AUTH.ERR-expired-jwt', authErr],
		['2.9.10', 'event-SERVER.CLIENT.AUTH.ERR-unknown-account', authErr],
	] as const)('is taken out of what nats-server %s published as %s', (version, name, subject) => {
		expect(new TextDecoder().decode(capture(version, name))).toContain('"jwt": "eyJ');
		const event = decoded(version, name, subject);
		expect(JSON.stringify(event)).not.toContain('eyJ');
		expect(JSON.stringify(event.data)).toContain('"jwt":"[removed]"');
	});

	test('in a name, a reason or a subject somebody put it into', () => {
		const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJhdWQiOiJOQVRTIn0.c2ln';
		const event = decodeEvent(
			'$SYS.ACCOUNT.APP.DISCONNECT',
			bytes({ server: { id: 'N1', name: jwt }, client: { acc: 'APP', name: jwt, host: jwt }, reason: jwt }),
			at,
		);
		expect(JSON.stringify(event)).not.toContain('eyJ');
	});
});

describe('what happens to servers', () => {
	test('shutting down, in both generations', () => {
		for (const version of ['2.15.1', '2.9.10'] as const) {
			expect(decoded(version, 'event-SERVER.SHUTDOWN', '$SYS.SERVER.NX.SHUTDOWN')).toMatchObject({
				kind: 'SHUTDOWN',
				severity: 'error',
				text: 'shut down',
				server: { name: 'probe-3', version },
			});
		}
	});

	test('going into lame duck mode', () => {
		const event = decoded('2.15.1', 'event-SERVER.LAMEDUCK', '$SYS.SERVER.NX.LAMEDUCK');
		expect(event).toMatchObject({
			kind: 'LAME DUCK',
			severity: 'warn',
			server: { name: 'probe-2', seq: 207 },
			serverTime: Date.parse('2026-11-23T18:48:45.249Z'),
		});
	});

	test('an OCSP peer that is rejected', () => {
		const event = decodeEvent(
			'$SYS.SERVER.NX.OCSP.PEER.CONN.REJECT',
			bytes({ server: { id: 'NX', name: 'n1' }, peer: { subject: 'CN=x' }, reason: 'revoked' }),
			at,
		);
		expect(event).toMatchObject({
			kind: 'OCSP',
			severity: 'warn',
			text: 'peer rejected',
			reason: 'revoked',
			client: { name: 'CN=x' },
		});
	});
});

describe('accounts', () => {
	test('count their connections, with the name of the account from 2.11 on', () => {
		const subject = '$SYS.ACCOUNT.AX.SERVER.CONNS';
		const event = decoded('2.15.1', 'event-ACCOUNT.SERVER.CONNS', subject);
		expect(event).toMatchObject({ kind: 'CONNS', text: '2 connections', accountName: 'SYS' });
		expect(event.account).toBe('AANFUXHWU3HI3QSGH4W53DV6CWHKIOBXDM2OJFYPGE66U2UYKTEZC5MG');
		expect(decoded('2.9.10', 'event-ACCOUNT.SERVER.CONNS', subject).accountName).toBeUndefined();
	});

	test('tell their name when their claims change, and the JWT goes nowhere', async () => {
		const pair = createAccount();
		const jwt = await encodeAccount('ORDERS', pair, {}, { signer: createOperator() });
		const key = pair.getPublicKey();
		const event = decodeEvent(`$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`, bytes(jwt), at);
		expect(event).toMatchObject({ kind: 'CLAIMS', account: key, accountName: 'ORDERS' });
		expect(JSON.stringify(event)).not.toContain('eyJ');
		expect(decodeEvent(`$SYS.ACCOUNT.${key}.CLAIMS.UPDATE`, bytes('junk'), at)).toMatchObject({
			kind: 'CLAIMS',
			account: key,
			accountName: undefined,
		});
	});
});

describe('messages that are no events', () => {
	const subjects = [
		connect,
		disconnect,
		authErr,
		'$SYS.SERVER.NX.SHUTDOWN',
		'$SYS.SERVER.NX.LAMEDUCK',
		'$SYS.ACCOUNT.A.SERVER.CONNS',
		'$SYS.SERVER.NX.OCSP.PEER.CONN.REJECT',
		'$SYS.ACCOUNT.A.CLAIMS.UPDATE',
		'$JS.EVENT.ADVISORY.STREAM.QUORUM_LOST.S',
		'$JS.EVENT.ADVISORY.',
		'nonsense',
		'',
	];

	test('never throw, whatever they hold', () => {
		const payloads = [
			'',
			'null',
			'5',
			'[]',
			'{',
			'{}',
			'{"client":5}',
			'{"client":{}}',
			'{"replicas":[1,null]}',
		];
		for (const subject of subjects)
			for (const payload of payloads) expect(() => decodeEvent(subject, bytes(payload), at)).not.toThrow();
	});

	test('are nothing where the subject needs more than they have', () => {
		expect(decodeEvent(connect, bytes({}), at)).toBeUndefined();
		expect(decodeEvent('$SYS.SERVER.NX.SHUTDOWN', bytes({ name: 'n1' }), at)).toBeUndefined();
		expect(decodeEvent('nonsense', bytes({}), at)).toBeUndefined();
	});

	test('cannot move the cursor by their subject', () => {
		expect(decodeEvent('$JS.EVENT.ADVISORY.a\u001b[2J', bytes({}), at)?.subject).not.toContain('\u001b');
	});
});
